from django.urls import path

from .desk import afterwards as desk_afterwards
from .desk import door, mailings, settings, table, waiting
from .desk import invitations as inviting
from .desk import paper as printing
from .desk import visits as desk_visits
from .views import afterwards, invitations, own, registering, visits

app_name = "registration"

EVENT = "events/<slug:slug>"
DESK = f"{EVENT}/desk"
OWN = "registrations/<slug:token>"
INVITED = "event-invitations/<slug:token>"

urlpatterns = [
    path(f"{EVENT}/registration/", registering.register, name="register"),
    path("registrations/", own.mine, name="mine"),
    path("registrations/confirming/<str:handle>/", registering.confirming, name="confirming"),
    path("registrations/confirming/<str:handle>/mail/", registering.confirmation_mail, name="confirmation_mail"),
    path(f"{OWN}/", own.registration, name="registration"),
    path(f"{OWN}/confirmation/", own.confirmation, name="confirmation"),
    path(f"{OWN}/cancellation/", own.cancellation, name="cancellation"),
    path(f"{OWN}/cancellation/request/", own.cancellation_request, name="cancellation_request"),
    path(f"{OWN}/hand-over/", own.hand_over, name="hand_over"),
    path(f"{OWN}/sessions/", own.sessions, name="sessions"),
    path(f"{OWN}/sessions/<int:pk>/acceptance/", own.session_acceptance, name="session_acceptance"),
    path(f"{OWN}/sessions/<int:pk>/refusal/", own.session_refusal, name="session_refusal"),
    path(f"{OWN}/attendance/", own.attendance, name="attendance"),
    path(f"{OWN}/more/", own.more, name="more"),
    path(f"{OWN}/naming/", own.naming, name="naming"),
    path(f"{OWN}/offer/acceptance/", own.offer_acceptance, name="offer_acceptance"),
    path(f"{OWN}/offer/refusal/", own.offer_refusal, name="offer_refusal"),
    path(f"{OWN}/queue/exit/", own.queue_exit, name="queue_exit"),
    path(f"{OWN}/pass/", own.event_pass, name="pass"),
    path(f"{OWN}/event.ics", own.calendar, name="calendar"),
    path(f"{INVITED}/", invitations.invitation, name="invitation"),
    path(f"{INVITED}/opening/", invitations.opening, name="invitation_opening"),
    path(f"{INVITED}/answer/", invitations.answer, name="invitation_answer"),
    path(f"{INVITED}/peace/", invitations.peace, name="invitation_peace"),
    # The desk
    path(f"{DESK}/registrations/", table.registrations, name="registrations"),
    path(f"{DESK}/registrations/bulk/", table.bulk, name="bulk"),
    path(f"{DESK}/registrations/export/", table.export, name="export"),
    path(f"{DESK}/registrations/new/", table.new, name="new_registration"),
    path(f"{DESK}/registrations/<int:pk>/", table.registration, name="desk_registration"),
    path(f"{DESK}/registrations/<int:pk>/note/", table.note, name="note"),
    path(f"{DESK}/registrations/<int:pk>/approval/", table.approval, name="approval"),
    path(f"{DESK}/registrations/<int:pk>/refusal/", table.refusal, name="refusal"),
    path(f"{DESK}/registrations/<int:pk>/cancellation/", table.cancellation, name="desk_cancellation"),
    path(f"{DESK}/queue/", waiting.queue, name="queue"),
    path(f"{DESK}/queue/pause/", waiting.pause, name="queue_pause"),
    path(f"{DESK}/queue/resumption/", waiting.resumption, name="queue_resumption"),
    path(f"{DESK}/queue/retry/", waiting.retry, name="queue_retry"),
    path(f"{DESK}/requests/", waiting.requests, name="desk_requests"),
    path(f"{DESK}/changes/<int:pk>/approval/", waiting.change_approval, name="change_approval"),
    path(f"{DESK}/changes/<int:pk>/refusal/", waiting.change_refusal, name="change_refusal"),
    path(f"{DESK}/invitations/", inviting.invitations, name="invitations"),
    path(f"{DESK}/invitations/new/", inviting.new, name="invite"),
    path(f"{DESK}/invitations/reminders/", inviting.reminders, name="invitation_reminders"),
    path(f"{DESK}/invitations/<int:pk>/withdrawal/", inviting.withdrawal, name="invitation_withdrawal"),
    path(f"{DESK}/mails/", mailings.mailings, name="mailings"),
    path(f"{DESK}/mails/new/", mailings.new, name="new_mailing"),
    path(f"{DESK}/mails/<int:pk>/", mailings.mailing, name="mailing"),
    path(f"{DESK}/mails/<int:pk>/trial/", mailings.trial, name="mailing_trial"),
    path(f"{DESK}/mails/<int:pk>/dispatch/", mailings.dispatch, name="mailing_dispatch"),
    path(f"{DESK}/mails/<int:pk>/removal/", mailings.removal, name="mailing_removal"),
    path(f"{DESK}/registration/", settings.rules, name="rules"),
    path(f"{DESK}/registration/tickets/new/", settings.new_ticket, name="new_ticket"),
    path(f"{DESK}/registration/tickets/<int:pk>/", settings.ticket, name="ticket"),
    path(f"{DESK}/registration/tickets/<int:pk>/removal/", settings.ticket_removal, name="ticket_removal"),
    path(f"{DESK}/registration/questions/", settings.questions_page, name="questions"),
    path(f"{DESK}/registration/questions/new/", settings.new_question, name="new_question"),
    path(f"{DESK}/registration/questions/<int:pk>/", settings.question, name="question"),
    path(f"{DESK}/registration/questions/<int:pk>/removal/", settings.question_removal, name="question_removal"),
    path(f"{DESK}/registration/questions/<int:pk>/position/", settings.question_position, name="question_position"),
    # On the day
    path(f"{DESK}/check-in/", door.door, name="door"),
    path(f"{DESK}/check-in/shell/", door.shell, name="door_shell"),
    path(f"{DESK}/check-in/worker.js", door.worker, name="door_worker"),
    path(f"{DESK}/check-in/list/", door.roster, name="door_list"),
    path(f"{DESK}/check-in/scans/", door.scans, name="door_scans"),
    path(f"{DESK}/check-in/arrivals/", door.arrival, name="door_arrival"),
    path(f"{DESK}/check-in/arrivals/<int:pk>/withdrawal/", door.withdrawal, name="door_withdrawal"),
    path(f"{DESK}/check-in/walk-ins/", door.walk_in, name="door_walk_in"),
    path("b/<slug:code>/", door.badge, name="badge"),
    path(f"{DESK}/paper/", printing.printing, name="paper"),
    path(f"{DESK}/paper/badges/", printing.badges, name="badges"),
    path(f"{DESK}/paper/signs/", printing.signs, name="signs"),
    path(f"{DESK}/paper/participants/", printing.participants, name="participants"),
    # A company visit
    path(f"{DESK}/visit/", desk_visits.visit, name="visit"),
    path(f"{OWN}/gate/", visits.gate, name="gate"),
    path(f"{EVENT}/visitors/", visits.host, name="visit_host"),
    path(f"{EVENT}/visitors/gate-list/", visits.gate_list, name="gate_list"),
    path(f"{EVENT}/visitors/<int:pk>/approval/", visits.host_approval, name="visit_approval"),
    path(f"{EVENT}/visitors/<int:pk>/refusal/", visits.host_refusal, name="visit_refusal"),
    # Afterwards
    path(f"{DESK}/afterwards/", desk_afterwards.afterwards, name="afterwards"),
    path(f"{DESK}/afterwards/material/", desk_afterwards.materials, name="materials"),
    path(f"{DESK}/afterwards/material/<int:pk>/", desk_afterwards.material, name="desk_material"),
    path(f"{DESK}/afterwards/material/<int:pk>/removal/", desk_afterwards.material_removal, name="material_removal"),
    path(f"{DESK}/afterwards/thanks/", desk_afterwards.thanks, name="thanks"),
    path(f"{DESK}/afterwards/attendance/", desk_afterwards.attendance, name="attendance_list"),
    path(f"{DESK}/figures/", desk_afterwards.figures, name="figures"),
    path(f"{OWN}/pass.pdf", afterwards.pass_on_paper, name="pass_pdf"),
    path(f"{OWN}/feedback/", afterwards.feedback, name="feedback"),
    path(f"{OWN}/after/", afterwards.after, name="after"),
    path(f"{OWN}/after/material/<int:pk>/", afterwards.material, name="material"),
]
