from django.urls import path

from . import views

app_name = "programme"

HERE = "events/<slug:slug>"
DESK = f"{HERE}/desk/programme"

urlpatterns = [
    path(f"{HERE}/sessions/<int:pk>/", views.session, name="session"),
    path(f"{DESK}/", views.programme, name="programme"),
    path(f"{DESK}/new/", views.new, name="new"),
    path(f"{DESK}/<int:pk>/", views.change, name="change"),
    path(f"{DESK}/<int:pk>/removal/", views.removal, name="removal"),
]
