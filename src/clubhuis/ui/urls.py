from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("", views.living_page, name="living_page"),
    path("scheme/", views.scheme, name="scheme"),
]
