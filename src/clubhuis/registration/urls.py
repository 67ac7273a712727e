from django.urls import include, path

from .desk import afterwards as desk_afterwards
from .desk import door, mailings, settings, table, waiting
from .desk import invitations as inviting
from .desk import paper as printing
from .desk import visits as desk_visits
from .views import afterwards, invitations, own, own_page, registering, visits

app_name = "registration"

EVENT = "events/<slug:slug>"
INVITED = "event-invitations/<slug:token>"

own_patterns = [
    path("", own_page.registration, name="registration"),
    path("confirmation/", own.confirmation, name="confirmation"),
    path("cancellation/", own.cancellation, name="cancellation"),
    path("cancellation/request/", own.cancellation_request, name="cancellation_request"),
    path("hand-over/", own.hand_over, name="hand_over"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/<int:pk>/acceptance/", own.session_acceptance, name="session_acceptance"),
    path("sessions/<int:pk>/refusal/", own.session_refusal, name="session_refusal"),
    path("attendance/", own.attendance, name="attendance"),
    path("more/", own.more, name="more"),
    path("naming/", own.naming, name="naming"),
    path("offer/acceptance/", own.offer_acceptance, name="offer_acceptance"),
    path("offer/refusal/", own.offer_refusal, name="offer_refusal"),
    path("queue/exit/", own.queue_exit, name="queue_exit"),
    path("pass/", own.event_pass, name="pass"),
    path("event.ics", own.calendar, name="calendar"),
    path("gate/", visits.gate, name="gate"),
    path("pass.pdf", afterwards.pass_on_paper, name="pass_pdf"),
    path("feedback/", afterwards.feedback, name="feedback"),
    path("after/", afterwards.after, name="after"),
    path("after/material/<int:pk>/", afterwards.material, name="material"),
]

desk_patterns = [
    path("registrations/", table.registrations, name="registrations"),
    path("registrations/bulk/", table.bulk, name="bulk"),
    path("registrations/export/", table.export, name="export"),
    path("registrations/new/", table.new, name="new_registration"),
    path("registrations/<int:pk>/", table.registration, name="desk_registration"),
    path("registrations/<int:pk>/note/", table.note, name="note"),
    path("registrations/<int:pk>/approval/", table.approval, name="approval"),
    path("registrations/<int:pk>/refusal/", table.refusal, name="refusal"),
    path("registrations/<int:pk>/cancellation/", table.cancellation, name="desk_cancellation"),
    path("queue/", waiting.queue, name="queue"),
    path("queue/pause/", waiting.pause, name="queue_pause"),
    path("queue/resumption/", waiting.resumption, name="queue_resumption"),
    path("queue/retry/", waiting.retry, name="queue_retry"),
    path("requests/", waiting.requests, name="desk_requests"),
    path("changes/<int:pk>/approval/", waiting.change_approval, name="change_approval"),
    path("changes/<int:pk>/refusal/", waiting.change_refusal, name="change_refusal"),
    path("invitations/", inviting.invitations, name="invitations"),
    path("invitations/new/", inviting.new, name="invite"),
    path("invitations/reminders/", inviting.reminders, name="invitation_reminders"),
    path("invitations/<int:pk>/withdrawal/", inviting.withdrawal, name="invitation_withdrawal"),
    path("mails/", mailings.mailings, name="mailings"),
    path("mails/new/", mailings.new, name="new_mailing"),
    path("mails/<int:pk>/", mailings.mailing, name="mailing"),
    path("mails/<int:pk>/trial/", mailings.trial, name="mailing_trial"),
    path("mails/<int:pk>/dispatch/", mailings.dispatch, name="mailing_dispatch"),
    path("mails/<int:pk>/removal/", mailings.removal, name="mailing_removal"),
    path("registration/", settings.rules, name="rules"),
    path("registration/tickets/new/", settings.new_ticket, name="new_ticket"),
    path("registration/tickets/<int:pk>/", settings.ticket, name="ticket"),
    path("registration/tickets/<int:pk>/removal/", settings.ticket_removal, name="ticket_removal"),
    path("registration/questions/", settings.questions_page, name="questions"),
    path("registration/questions/new/", settings.new_question, name="new_question"),
    path("registration/questions/<int:pk>/", settings.question, name="question"),
    path("registration/questions/<int:pk>/removal/", settings.question_removal, name="question_removal"),
    path("registration/questions/<int:pk>/position/", settings.question_position, name="question_position"),
    # On the day
    path("check-in/", door.door, name="door"),
    path("check-in/shell/", door.shell, name="door_shell"),
    path("check-in/worker.js", door.worker, name="door_worker"),
    path("check-in/list/", door.roster, name="door_list"),
    path("check-in/scans/", door.scans, name="door_scans"),
    path("check-in/arrivals/", door.arrival, name="door_arrival"),
    path("check-in/arrivals/<int:pk>/withdrawal/", door.withdrawal, name="door_withdrawal"),
    path("check-in/walk-ins/", door.walk_in, name="door_walk_in"),
    path("paper/", printing.printing, name="paper"),
    path("paper/badges/", printing.badges, name="badges"),
    path("paper/signs/", printing.signs, name="signs"),
    path("paper/participants/", printing.participants, name="participants"),
    # A company visit
    path("visit/", desk_visits.visit, name="visit"),
    # Afterwards
    path("afterwards/", desk_afterwards.afterwards, name="afterwards"),
    path("afterwards/material/", desk_afterwards.materials, name="materials"),
    path("afterwards/material/<int:pk>/", desk_afterwards.material, name="desk_material"),
    path("afterwards/material/<int:pk>/removal/", desk_afterwards.material_removal, name="material_removal"),
    path("afterwards/thanks/", desk_afterwards.thanks, name="thanks"),
    path("afterwards/attendance/", desk_afterwards.attendance, name="attendance_list"),
    path("figures/", desk_afterwards.figures, name="figures"),
]

urlpatterns = [
    path(f"{EVENT}/registration/", registering.register, name="register"),
    path("registrations/", own_page.mine, name="mine"),
    path("registrations/confirming/<str:handle>/", registering.confirming, name="confirming"),
    path("registrations/confirming/<str:handle>/mail/", registering.confirmation_mail, name="confirmation_mail"),
    path("registrations/<slug:token>/", include(own_patterns)),
    path(f"{INVITED}/", invitations.invitation, name="invitation"),
    path(f"{INVITED}/opening/", invitations.opening, name="invitation_opening"),
    path(f"{INVITED}/answer/", invitations.answer, name="invitation_answer"),
    path(f"{INVITED}/peace/", invitations.peace, name="invitation_peace"),
    path("b/<slug:code>/", door.badge, name="badge"),
    path(f"{EVENT}/visitors/", visits.host, name="visit_host"),
    path(f"{EVENT}/visitors/approval/", visits.host_approvals, name="visit_approvals"),
    path(f"{EVENT}/visitors/gate-request/", visits.gate_request, name="gate_request"),
    path(f"{EVENT}/visitors/gate-list/", visits.gate_list, name="gate_list"),
    path(f"{EVENT}/visitors/<int:pk>/approval/", visits.host_approval, name="visit_approval"),
    path(f"{EVENT}/visitors/<int:pk>/refusal/", visits.host_refusal, name="visit_refusal"),
    path(f"{EVENT}/desk/", include(desk_patterns)),
]
