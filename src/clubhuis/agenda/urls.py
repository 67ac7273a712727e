from django.urls import path

from . import views

app_name = "agenda"
urlpatterns = [
    path("events/<slug:slug>/ideas/new/", views.new_idea, name="new_idea"),
    path("ideas/<int:pk>/backing/", views.backing, name="backing"),
    path("ideas/<int:pk>/backing/end/", views.backing_end, name="backing_end"),
    path("ideas/<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
]
