"""How the facts of this room read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LISTS: dict[str, str | Promise] = {
    "registrations": _("the table of registrations"),
    "badges": _("the badges"),
    "participants": _("the list of participants"),
    "attendance": _("the list of who was there"),
}
SENTENCES: dict[str, str | Promise] = {
    "registration.confirmed": _("%(actor)s registered for %(subject)s"),
    "registration.queued": _("%(actor)s joined the waiting list of %(subject)s"),
    "registration.awaiting_approval": _("%(actor)s asked to come to %(subject)s"),
    "registration.approved": _("%(actor)s approved a registration for %(subject)s"),
    "registration.declined": _("%(actor)s declined a registration for %(subject)s"),
    "registration.offered": _("A seat at %(subject)s was offered to who waited"),
    "registration.offer_taken": _("%(actor)s took an offered seat at %(subject)s"),
    "registration.offer_declined": _("%(actor)s did not want an offered seat at %(subject)s"),
    "registration.offer_lapsed": _("An offered seat at %(subject)s was not taken in time"),
    "registration.left_queue": _("%(actor)s left the waiting list of %(subject)s"),
    "registration.cancelled": _("%(actor)s cancelled for %(subject)s"),
    "registration.handed_over": _("A seat at %(subject)s was handed over to a colleague"),
    "registration.named": _("A colleague was named for a seat at %(subject)s"),
    "registration.sessions_changed": _("%(actor)s chose other sessions of %(subject)s"),
    "registration.session_taken": _("%(actor)s took a place in “%(session)s” of %(subject)s"),
    "registration.session_dropped": _("%(actor)s gave up “%(session)s” of %(subject)s"),
    "registration.attendance_changed": _("%(actor)s takes part in %(subject)s in another way"),
    "registration.changed": _("%(actor)s changed a registration for %(subject)s"),
    "registration.change_asked": _("%(actor)s asked for a change at %(subject)s"),
    "registration.change_approved": _("%(actor)s approved a change at %(subject)s"),
    "registration.change_declined": _("%(actor)s declined a change at %(subject)s"),
    "registration.rules_changed": _("%(actor)s changed how one registers for %(subject)s"),
    "registration.tickets_changed": _("%(actor)s changed the kinds of ticket of %(subject)s"),
    "registration.queue_paused": _("%(actor)s paused the waiting list of %(subject)s"),
    "registration.queue_resumed": _("%(actor)s resumed the waiting list of %(subject)s"),
    "registration.exported": _("%(actor)s exported %(what)s of %(subject)s: %(count)s rows"),
    "registration.walk_in": _("%(actor)s let somebody without registration in at %(subject)s"),
    "registration.above_limit": _("%(actor)s let somebody in at %(subject)s although it was full"),
    "visit.arranged": _("%(actor)s arranged the company visit %(subject)s"),
    "visit.awaits": _("Visitors wait for approval: %(subject)s"),
    "visit.gate_asked": _("%(actor)s asked %(count)s visitors of %(subject)s what the gate wants to know"),
    "visit.gate_list_taken": _("%(actor)s took the list for the gate of %(subject)s: %(count)s rows"),
    "event.settled": _("It was settled who came to %(subject)s"),
    "event.thanked": _("%(actor)s thanked %(count)s people who came to %(subject)s"),
    "check_in.taken_back": _("%(actor)s took back a check-in at %(subject)s"),
    "event_invitation.sent": _("%(actor)s invited %(count)s people to %(subject)s"),
    "event_invitation.reminded": _("%(actor)s reminded %(count)s people of %(subject)s"),
    "event_invitation.withdrawn": _("%(actor)s withdrew an invitation to %(subject)s"),
    "event_invitation.coming": _("Somebody accepted an invitation to %(subject)s"),
    "event_invitation.supportive": _("Somebody cannot come to %(subject)s, but supports it"),
    "event_invitation.no": _("Somebody declined an invitation to %(subject)s"),
    "event_invitation.left": _("Somebody asked to be left in peace about %(subject)s"),
    "mailing.sent": _("%(actor)s sent a mail to participants of %(subject)s"),
    "mailing.planned": _("%(actor)s planned a mail to participants of %(subject)s"),
}
