from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationConfig(AppConfig):
    name = "clubhuis.registration"

    def ready(self) -> None:
        # Models are loaded only now, so these cannot stand at the top.
        from clubhuis.accounts.erasing import erasers
        from clubhuis.activity import sentences as said
        from clubhuis.capacity.keepers import keepers
        from clubhuis.events import audience, changes, circles, desk_pages, sections
        from clubhuis.events.desk_pages import DeskPage, Group
        from clubhuis.programme import changes as programme
        from clubhuis.ui import shell

        from . import actions, following, showing
        from .sentences import LISTS, SENTENCES

        keepers.add("registration", actions.KeeperOfRegistrations())
        keepers.add("choice", actions.KeeperOfChoices())
        changes.changes.add("registration", following.follow)
        changes.copies.add("registration", following.copy)
        programme.changes.add("registration", following.follow_session)
        audience.audience.add("registration", following.audience)
        circles.invited.add("registration", following.asked_or_coming)
        erasers.add("registration", actions.give_back_seats)
        sections.asides.add("door", showing.door_aside)
        sections.asides.add("registration", showing.aside)
        sections.asides.add("visited", showing.for_visited)
        shell.person_menu.add("registration", showing.own_link)
        desk_pages.matters.add("registration", showing.matters)
        desk_pages.figures.add("registration", showing.figures)
        pages = desk_pages.desk_pages
        pages.add("registrations", DeskPage(_("Registrations"), "registration:registrations", showing.sees_people))
        pages.add(
            "desk_requests",
            DeskPage(_("To answer"), "registration:desk_requests", showing.works, showing.number_to_answer),
        )
        pages.add(
            "queue", DeskPage(_("Waiting list"), "registration:queue", showing.sees_people, showing.number_waiting)
        )
        pages.add("invitations", DeskPage(_("Invitations"), "registration:invitations", showing.works))
        pages.add("door", DeskPage(_("Check in"), "registration:door", showing.opens_door, group=Group.DAY))
        pages.add("paper", DeskPage(_("On paper"), "registration:paper", showing.sees_people, group=Group.DAY))
        pages.add("visit", DeskPage(_("Company visit"), "registration:visit", showing.is_visit, group=Group.EVENT))
        pages.add(
            "afterwards",
            DeskPage(_("Afterwards"), "registration:afterwards", showing.works, order=40, group=Group.AFTER),
        )
        pages.add("figures", DeskPage(_("Figures"), "registration:figures", order=60, group=Group.AFTER))
        pages.add("mailings", DeskPage(_("Mails"), "registration:mailings", showing.works))
        pages.add(
            "rules", DeskPage(_("How one registers"), "registration:rules", showing.works, order=30, group=Group.EVENT)
        )
        for verb, sentence in SENTENCES.items():
            said.sentences.add(verb, sentence)
        for name, text in LISTS.items():
            said.lists.add(name, text)
