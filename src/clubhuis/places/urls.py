from django.urls import path

from . import views

app_name = "places"
urlpatterns = [path("places/", views.choices, name="choices")]
