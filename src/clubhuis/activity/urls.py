from django.urls import path

from . import inbox, views

app_name = "activity"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.reading_all, name="reading_all"),
    path("notices/<int:pk>/reading/", views.reading, name="reading"),
    path("mail/unsubscription/<str:token>/", views.unsubscription, name="unsubscription"),
    path("dev/mail/", inbox.messages, name="inbox"),
    path("dev/mail/<uuid:public_id>/", inbox.message, name="inbox_message"),
    path("dev/mail/<uuid:public_id>/html/", inbox.message_html, name="inbox_message_html"),
]
