from django.urls import path

from .views import desk, making, pages, series, venues

app_name = "events"

HERE = "events/<slug:slug>"
DESK = f"{HERE}/desk"
COMMUNITY = "communities/<slug:slug>"
SERIES = "series/<slug:slug>"

urlpatterns = [
    path("events/new/", making.new, name="new"),
    path(f"{HERE}/", pages.event, name="event"),
    path(f"{HERE}/picture/", pages.picture, name="picture"),
    path(f"{HERE}/edit/", making.edit, name="edit"),
    path(f"{DESK}/", desk.desk, name="desk"),
    path(f"{DESK}/publication/", making.publication, name="publication"),
    path(f"{DESK}/move/", making.move, name="move"),
    path(f"{DESK}/cancellation/", making.cancellation, name="cancellation"),
    path(f"{DESK}/removal/", making.removal, name="removal"),
    path(f"{DESK}/copy/", making.copy, name="copy"),
    path(f"{DESK}/template/", making.template, name="template"),
    path(f"{DESK}/hosts/", desk.hosts, name="hosts"),
    path(f"{DESK}/hosts/<int:pk>/acceptance/", desk.host_acceptance, name="host_acceptance"),
    path(f"{DESK}/hosts/<int:pk>/refusal/", desk.host_refusal, name="host_refusal"),
    path(f"{DESK}/hosts/<int:pk>/leaving/", desk.host_leaving, name="host_leaving"),
    path(f"{DESK}/hosts/<int:pk>/withdrawal/", desk.host_withdrawal, name="host_withdrawal"),
    path(f"{DESK}/hosts/<int:pk>/lead/", desk.host_lead, name="host_lead"),
    path(f"{DESK}/hosts/<int:pk>/terms/", desk.host_terms, name="host_terms"),
    path(f"{DESK}/hosts/<int:pk>/proposal/", desk.host_proposal, name="host_proposal"),
    path(f"{DESK}/hosts/<int:pk>/consent/", desk.host_consent, name="host_consent"),
    path(f"{DESK}/roles/", desk.roles, name="roles"),
    path(f"{DESK}/roles/<int:pk>/removal/", desk.role_removal, name="role_removal"),
    # Of a community
    path(f"{COMMUNITY}/events/", pages.of_community, name="of_community"),
    path(f"{COMMUNITY}/desk/events/", pages.at_desk, name="at_desk"),
    path(f"{COMMUNITY}/desk/events/templates/<int:pk>/removal/", making.template_removal, name="template_removal"),
    path(f"{COMMUNITY}/desk/venues/new/", venues.new, name="new_venue"),
    path(f"{COMMUNITY}/desk/venues/<int:pk>/", venues.venue, name="venue"),
    path(f"{COMMUNITY}/desk/venues/<int:pk>/removal/", venues.removal, name="venue_removal"),
    path(f"{COMMUNITY}/desk/series/new/", series.new, name="new_series"),
    # Series
    path(f"{SERIES}/", series.series, name="series"),
    path(f"{SERIES}/picture/", series.picture, name="series_picture"),
    path(f"{SERIES}/edit/", series.edit, name="edit_series"),
    path(f"{SERIES}/ending/", series.ending, name="series_ending"),
    path(f"{SERIES}/next-stop/", series.next_stop, name="next_stop"),
    path(f"{SERIES}/offers/new/", series.offer, name="offer"),
    path(f"{SERIES}/offers/<int:pk>/withdrawal/", series.offer_withdrawal, name="offer_withdrawal"),
    path(f"{SERIES}/offers/<int:pk>/refusal/", series.offer_refusal, name="offer_refusal"),
]
