from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "need.suppliers_invited": _("%(actor)s invited suppliers to a need: %(subject)s (%(count)s)"),
    "need.invitation_withdrawn": _("%(actor)s withdrew an invitation to a need: %(subject)s"),
    "need.offered": _("A need was offered: %(subject)s"),
    "need.answered": _("%(actor)s is interested in a need: %(subject)s"),
    "need.declined": _("%(actor)s said no to a need: %(subject)s"),
    "need.companion_asked": _("%(actor)s asked to answer a need together: %(subject)s"),
    "need.companion_agreed": _("%(actor)s answers a need together with others: %(subject)s"),
    "need.companion_declined": _("%(actor)s does not answer together with others: %(subject)s"),
    "need.question_asked": _("%(actor)s asked something about a need: %(subject)s"),
    "need.question_replied": _("%(actor)s replied to a question about a need: %(subject)s"),
    "need.reply_received": _("A question about a need was replied to: %(subject)s"),
    "need.supplier_thanked": _("%(actor)s thanked a supplier for a need: %(subject)s"),
    "need.thanks_received": _("A need went on with others: %(subject)s"),
    "need.introduced": _("%(buyer)s and %(supplier)s were introduced: %(subject)s"),
    "need.outcome_told": _("%(actor)s told what came of a need: %(subject)s"),
    "connection.traded": _("%(buyer)s and %(supplier)s did business: %(subject)s"),
    "connection.lasted": _("%(actor)s told that they still work together: %(subject)s"),
    "connection.ended": _("%(actor)s told that they no longer work together: %(subject)s"),
    "need.brokered": _("%(actor)s brought %(supplier)s to a need: %(subject)s"),
    "need.help_asked": _("%(actor)s asked for help with a need: %(subject)s"),
    "need.unanswered": _("A need had no answer for five working days: %(subject)s"),
    "need.needs_help": _("A need waits for help: %(subject)s"),
    "need.afterwards_asked": _("It was asked what came of a need: %(subject)s"),
    "need.drawings_shared": _("%(actor)s shared drawings of a need: %(subject)s"),
    "need.drawings_revoked": _("%(actor)s took back a link to drawings of a need: %(subject)s"),
    "matching.learned": _("Matching learnt from %(answers)s answers: %(subject)s"),
    "matching.unlearned": _("%(actor)s undid what matching learnt: %(subject)s"),
    "suggestion.dismissed": _("%(actor)s said “not for us” to a suggestion: %(subject)s"),
}


class MatchmakingConfig(AppConfig):
    name = "clubhuis.matchmaking"

    def ready(self) -> None:
        from clubhuis.activity.sentences import sentences  # models are loaded only now
        from clubhuis.communities.access import Rights
        from clubhuis.communities.concerns import concerns
        from clubhuis.communities.sections import DeskPlace, desk_places
        from clubhuis.conversations.overseeing import overseers
        from clubhuis.market import circles as circles_of_needs
        from clubhuis.market.counting import counters
        from clubhuis.market.sections import sections
        from clubhuis.registration import own_sections
        from clubhuis.ui import shell

        from . import circles, concern, menu
        from .access import desks
        from .views import meeting, needs

        def organises(may: Rights) -> bool:
            return may.organise

        own_sections.sections.add("meet", meeting.on_own_page)
        sections.add("answer", needs.suppliers_part)
        sections.add("matches", needs.buyers_part)
        counters.add("matches", needs.live_count)
        desk_places.add("needs", DeskPlace(_("Needs"), "matchmaking:desk_needs", organises))
        desk_places.add("lacks", DeskPlace(_("What is missing"), "matchmaking:desk_lacks", organises))
        desk_places.add("learning", DeskPlace(_("Learning"), "matchmaking:desk_learning", organises))
        concerns.add("quiet needs", concern.quiet_needs)
        concerns.add("reports", concern.reports)
        overseers.add("communities", desks.reports_overseen_by)
        shell.person_menu.add("week", menu.week)
        shell.footer.add("rules", menu.rules)
        circles_of_needs.invited.add("matchmaking", circles.invited)
        circles_of_needs.introduced.add("matchmaking", circles.introduced)
        for verb, sentence in SENTENCES.items():
            sentences.add(verb, sentence)
