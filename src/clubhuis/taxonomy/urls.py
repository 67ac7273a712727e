from django.urls import path

from . import desk, views

app_name = "taxonomy"
urlpatterns = [
    path("capabilities/", views.index, name="index"),
    path("capabilities/vocabulary.ttl", views.turtle, name="turtle"),
    path("capabilities/vocabulary.csv", views.table, name="table"),
    path("capabilities/choices/", views.choices, name="choices"),
    path("capabilities/<slug:slug>/", views.capability, name="capability"),
    path("desk/vocabulary/", desk.listing, name="desk"),
    path("desk/vocabulary/new/", desk.new, name="new"),
    path("desk/vocabulary/<slug:slug>/", desk.edit, name="edit"),
    path("desk/vocabulary/<slug:slug>/withdrawal/", desk.withdrawal, name="withdrawal"),
    path("desk/vocabulary/<slug:slug>/reinstatement/", desk.reinstatement, name="reinstatement"),
    path("desk/vocabulary/<slug:slug>/merger/", desk.merger, name="merger"),
    path("desk/vocabulary/<slug:slug>/revisions/<int:pk>/reversal/", desk.reversal, name="reversal"),
]
