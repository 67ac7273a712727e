from django.urls import path

from . import views

app_name = "matchmaking"
urlpatterns = [path("match/", views.match, name="match")]
