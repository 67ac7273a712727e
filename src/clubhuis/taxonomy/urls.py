from django.urls import path

from . import views

app_name = "taxonomy"
urlpatterns = [path("capabilities/choices/", views.choices, name="choices")]
