from django.urls import path

from . import views

app_name = "activity"
urlpatterns = [
    path("mail/unsubscription/<str:token>/", views.unsubscription, name="unsubscription"),
]
