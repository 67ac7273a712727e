from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/photo/", views.photo, name="photo"),
    path("me/", views.profile, name="profile"),
    path("me/photo/", views.photo_change, name="photo_change"),
    path("me/photo/removal/", views.photo_removal, name="photo_removal"),
    path("me/preferences/", views.preferences, name="preferences"),
    path("me/sign-in/", views.sign_in_methods, name="sign_in_methods"),
    path("me/data/", views.data, name="data"),
    path("me/data/export/", views.data_export, name="data_export"),
    path("me/erasure/", views.erasure, name="erasure"),
    path("me/erasure/code/", views.erasure_code, name="erasure_code"),
    path("erased/", views.erased, name="erased"),
    path("sign-in/<str:token>/", views.sign_in_link, name="sign_in_link"),
]
