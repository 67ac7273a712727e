from django.urls import path

from . import views

app_name = "events"

HERE = "events/<slug:slug>"
DESK = f"{HERE}/desk"
COMMUNITY = "communities/<slug:slug>"

urlpatterns = [
    path(f"{HERE}/", views.event, name="event"),
    path(f"{HERE}/picture/", views.picture, name="picture"),
    path(f"{DESK}/", views.desk, name="desk"),
]
