from django.urls import path

from . import desk, views

app_name = "conversations"
urlpatterns = [
    path("messages/", views.conversations, name="conversations"),
    path("messages/<int:pk>/", views.conversation, name="conversation"),
    path("messages/<int:pk>/reading/", views.reading, name="reading"),
    path("messages/<int:pk>/colleague/", views.colleague, name="colleague"),
    path("messages/<int:pk>/departure/", views.departure, name="departure"),
    path("messages/<int:pk>/block/", views.blocking, name="block"),
    path("messages/<int:pk>/files/<int:file_pk>/", views.attachment, name="attachment"),
    path("messages/<int:pk>/messages/<int:message_pk>/report/", views.report, name="report"),
    path("messages/blocks/<int:pk>/removal/", views.block_removal, name="block_removal"),
    path("operator/reports/", desk.reports, name="reports"),
    path("operator/reports/<int:pk>/settlement/", desk.settlement, name="report_settlement"),
]
