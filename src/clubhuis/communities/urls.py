from django.urls import path

from . import views
from .desk import dashboard, invitations, member, members, partnerships, records, requests, roles, settings, writing_in
from .imports import views as imports

app_name = "communities"

HERE = "communities/<slug:slug>"
DESK = f"{HERE}/desk"

urlpatterns = [
    path("communities/", views.communities, name="communities"),
    path("communities/founding/", views.founding, name="founding"),
    path(f"{HERE}/", views.community, name="community"),
    path(f"{HERE}/picture/", views.picture, name="picture"),
    path(f"{HERE}/logo/", views.logo, name="logo"),
    path(f"{HERE}/members/", views.members, name="members"),
    path(f"{HERE}/membership/", views.membership, name="membership"),
    path(f"{HERE}/memberships/<int:pk>/end/", views.leaving, name="leaving"),
    path(f"{HERE}/closing/", views.closing, name="closing"),
    path(f"{HERE}/reopening/", views.reopening, name="reopening"),
    path("invitations/<slug:token>/", views.invitation, name="invitation"),
    path("invitations/<slug:token>/opening/", views.invitation_opening, name="invitation_opening"),
    path("invitations/<slug:token>/acceptance/", views.invitation_acceptance, name="invitation_acceptance"),
    path("invitations/<slug:token>/refusal/", views.invitation_refusal, name="invitation_refusal"),
    # The desk
    path(f"{DESK}/", dashboard.desk, name="desk"),
    path(f"{DESK}/members/", members.members, name="desk_members"),
    path(f"{DESK}/members/bulk/", members.bulk, name="bulk"),
    path(f"{DESK}/members/export/", members.export, name="export"),
    path(f"{DESK}/members/organisation/", writing_in.new_organisation, name="new_organisation"),
    path(f"{DESK}/members/person/", writing_in.new_person, name="new_person"),
    path(f"{DESK}/members/<int:pk>/", member.member, name="member"),
    path(f"{DESK}/members/<int:pk>/change/", member.change, name="member_change"),
    path(f"{DESK}/members/<int:pk>/end/", member.ending, name="member_end"),
    path(f"{DESK}/members/<int:pk>/notes/", member.notes, name="notes"),
    path(f"{DESK}/notes/<int:pk>/erasure/", member.note_erasure, name="note_erasure"),
    path(f"{DESK}/members/<int:pk>/tags/", member.tags, name="tags"),
    path(f"{DESK}/members/<int:pk>/tags/<int:tag>/removal/", member.tag_removal, name="tag_removal"),
    path(f"{DESK}/requests/", requests.requests, name="requests"),
    path(f"{DESK}/requests/<int:pk>/acceptance/", requests.acceptance, name="request_acceptance"),
    path(f"{DESK}/requests/<int:pk>/refusal/", requests.refusal, name="request_refusal"),
    path(f"{DESK}/invitations/", invitations.invitations, name="invitations"),
    path(f"{DESK}/invitations/many/", invitations.many, name="invite_many"),
    path(f"{DESK}/invitations/<int:pk>/reminder/", invitations.reminder, name="reminder"),
    path(f"{DESK}/invitations/<int:pk>/withdrawal/", invitations.withdrawal, name="withdrawal"),
    path(f"{DESK}/roles/", roles.roles, name="roles"),
    path(f"{DESK}/roles/<int:pk>/change/", roles.change, name="role_change"),
    path(f"{DESK}/roles/<int:pk>/removal/", roles.removal, name="role_removal"),
    path(f"{DESK}/partnerships/", partnerships.partnerships, name="partnerships"),
    path(f"{DESK}/partnerships/<int:pk>/acceptance/", partnerships.acceptance, name="partnership_acceptance"),
    path(f"{DESK}/partnerships/<int:pk>/refusal/", partnerships.refusal, name="partnership_refusal"),
    path(f"{DESK}/partnerships/<int:pk>/end/", partnerships.ending, name="partnership_end"),
    path(f"{DESK}/partnerships/<int:pk>/shares/", partnerships.shares, name="partnership_shares"),
    path(f"{DESK}/partnerships/<int:pk>/shares/removal/", partnerships.share_removal, name="share_removal"),
    path(f"{DESK}/partnerships/<int:pk>/proposal/", partnerships.proposal, name="partnership_proposal"),
    path(f"{DESK}/page/", settings.page, name="page"),
    path(f"{DESK}/settings/", settings.settings, name="settings"),
    path(f"{DESK}/tiers/", settings.tiers, name="tiers"),
    path(f"{DESK}/log/", records.log, name="log"),
    path(f"{DESK}/lists/", imports.imports, name="imports"),
    path(f"{DESK}/lists/<int:pk>/", imports.import_, name="import"),
    path(f"{DESK}/lists/<int:pk>/mapping/", imports.mapping, name="import_mapping"),
    path(f"{DESK}/lists/<int:pk>/completion/", imports.completion, name="import_completion"),
    path(f"{DESK}/lists/<int:pk>/undoing/", imports.undoing, name="import_undoing"),
    path(f"{DESK}/mails/", records.mails, name="mails"),
]
