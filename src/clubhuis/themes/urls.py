from django.urls import path

from . import desk, views

app_name = "themes"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/new/", views.new_theme, name="new_theme"),
    path("themes/following/", views.following, name="following"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("themes/<slug:slug>/edit/", views.edit_theme, name="edit_theme"),
    path("themes/<slug:slug>/merger/", views.merger, name="merger"),
    path("themes/<slug:slug>/state/", views.state, name="state"),
    path("themes/<slug:slug>/following/", views.follow, name="follow"),
    path("themes/<slug:slug>/following/end/", views.unfollow, name="unfollow"),
    path("themes/<slug:slug>/support/", views.support, name="support"),
    path("themes/<slug:slug>/support/withdrawal/", views.stop_supporting, name="stop_supporting"),
    path("communities/<slug:slug>/desk/themes/", desk.themes, name="desk_themes"),
]
