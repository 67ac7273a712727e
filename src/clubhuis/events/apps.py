from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "event.made": _("%(actor)s made an event: %(subject)s"),
    "event.edited": _("%(actor)s changed %(subject)s"),
    "event.published": _("%(actor)s published %(subject)s"),
    "event.publication_planned": _("%(actor)s planned when %(subject)s is published"),
    "event.not_published": _("%(subject)s could not be published at the planned moment"),
    "event.discarded": _("%(actor)s threw a draft away: %(subject)s"),
    "event.moved": _("%(actor)s changed time or place of %(subject)s"),
    "event.cancelled": _("%(actor)s cancelled %(subject)s"),
    "event.role_given": _("%(actor)s gave %(person)s a role at %(subject)s"),
    "event.role_taken": _("%(actor)s took the role of %(person)s at %(subject)s"),
    "event_template.kept": _("%(actor)s kept a template: %(subject)s"),
    "event_template.removed": _("%(actor)s removed a template: %(subject)s"),
    "host.invited": _("%(actor)s asked %(community)s to host %(subject)s"),
    "host.accepted": _("%(actor)s accepted for %(community)s to host %(subject)s"),
    "host.declined": _("%(actor)s declined for %(community)s to host %(subject)s"),
    "host.withdrawn": _("%(actor)s no longer asks %(community)s to host %(subject)s"),
    "host.left": _("%(community)s no longer hosts %(subject)s"),
    "host.leads": _("%(community)s took the lead of %(subject)s"),
    "host.terms_changed": _("%(actor)s changed what was agreed with %(community)s on %(subject)s"),
    "host.terms_proposed": _("%(actor)s proposed other terms to %(community)s for %(subject)s"),
    "host.terms_agreed": _("%(actor)s agreed for %(community)s to other terms for %(subject)s"),
    "host.terms_declined": _("%(actor)s kept the terms of %(community)s for %(subject)s as they were"),
    "host.consent_changed": _("%(actor)s changed what people of %(community)s agree to at %(subject)s"),
    "venue.kept": _("%(actor)s added a venue: %(subject)s"),
    "venue.changed": _("%(actor)s changed a venue: %(subject)s"),
    "venue.archived": _("%(actor)s put a venue away: %(subject)s"),
    "series.begun": _("%(actor)s began a series: %(subject)s"),
    "series.changed": _("%(actor)s changed a series: %(subject)s"),
    "series.ended": _("%(actor)s ended a series: %(subject)s"),
    "series.resumed": _("%(actor)s began a series again: %(subject)s"),
    "series.stop_added": _("%(actor)s made %(subject)s a stop of the series"),
    "series.stop_proposed": _("%(actor)s proposed the next stop: %(subject)s"),
    "stop.offered": _("%(actor)s offered to receive a stop: %(subject)s"),
    "stop.withdrawn": _("%(actor)s took back the offer to receive a stop: %(subject)s"),
    "stop.declined": _("%(actor)s declined an offer to receive a stop: %(subject)s"),
}


class EventsConfig(AppConfig):
    name = "clubhuis.events"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.activity.sentences import sentences
        from clubhuis.communities.concerns import concerns
        from clubhuis.communities.sections import DeskPlace, desk_places
        from clubhuis.communities.sections import sections as community_sections
        from clubhuis.themes.merging import followers

        from . import hosting, on_pages, subjects
        from .desk_pages import DeskPage, Group, desk_pages

        desk_pages.add("desk", DeskPage(_("Overview"), "events:desk", group=Group.OVERVIEW))
        desk_pages.add(
            "edit",
            DeskPage(
                _("Edit"),
                "events:edit",
                order=10,
                shown=lambda desk: desk.may.edit and not desk.event.is_cancelled,
                group=Group.EVENT,
            ),
        )
        desk_pages.add(
            "hosts", DeskPage(_("Hosts"), "events:hosts", count=hosting.waiting, order=80, group=Group.HOSTS)
        )
        desk_pages.add("roles", DeskPage(_("Team"), "events:roles", order=90, group=Group.HOSTS))
        desk_places.add("events", DeskPlace(_("Events"), "events:at_desk", lambda may: may.view_desk))
        concerns.add("hosting", hosting.asked_along)
        community_sections.add("events", on_pages.of_community)
        followers.add("events", subjects.move_to)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
