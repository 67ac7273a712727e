"""What the kinds of things that may be about a person are called on their own page.

Rooms above are named by label; the house rule on privacy sees that none is left out.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

KINDS = {
    "accounts.Person": pgettext_lazy("kind of thing", "your account"),
    "activity.Fact": pgettext_lazy("kind of thing", "things you did"),
    "activity.Mail": pgettext_lazy("kind of thing", "mail to you"),
    "activity.Notice": pgettext_lazy("kind of thing", "notices"),
    "agenda.Backing": pgettext_lazy("kind of thing", "ideas you want to work on"),
    "agenda.Idea": pgettext_lazy("kind of thing", "ideas you raised"),
    "communities.Invitation": pgettext_lazy("kind of thing", "invitations to communities"),
    "communities.MemberImport": pgettext_lazy("kind of thing", "lists you brought in"),
    "communities.MemberNote": pgettext_lazy("kind of thing", "notes at the desk of a community"),
    "communities.MemberTag": pgettext_lazy("kind of thing", "tags at the desk of a community"),
    "communities.Membership": pgettext_lazy("kind of thing", "memberships"),
    "communities.Role": pgettext_lazy("kind of thing", "roles in communities"),
    "conversations.Attachment": pgettext_lazy("kind of thing", "files with your messages"),
    "conversations.Block": pgettext_lazy("kind of thing", "blocks"),
    "conversations.Message": pgettext_lazy("kind of thing", "messages you wrote"),
    "conversations.Participant": pgettext_lazy("kind of thing", "conversations you take part in"),
    "conversations.Party": pgettext_lazy("kind of thing", "sides of conversations"),
    "conversations.Report": pgettext_lazy("kind of thing", "reports you made"),
    "events.Event": pgettext_lazy("kind of thing", "events you made"),
    "events.EventRole": pgettext_lazy("kind of thing", "roles at events"),
    "events.Host": pgettext_lazy("kind of thing", "communities you asked to host an event"),
    "events.StopOffer": pgettext_lazy("kind of thing", "offers to receive a stop of a series"),
    "market.Need": pgettext_lazy("kind of thing", "needs"),
    "market.NeedFile": pgettext_lazy("kind of thing", "files with needs"),
    "themes.Following": pgettext_lazy("kind of thing", "themes you follow"),
    "themes.Support": pgettext_lazy("kind of thing", "themes you support"),
    "themes.Theme": pgettext_lazy("kind of thing", "themes you raised"),
    "matchmaking.Afterwards": pgettext_lazy("kind of thing", "answers about later work"),
    "matchmaking.Answer": pgettext_lazy("kind of thing", "answers to needs"),
    "matchmaking.CallForHelp": pgettext_lazy("kind of thing", "requests for help with a need"),
    "matchmaking.Companion": pgettext_lazy("kind of thing", "joint answers"),
    "matchmaking.Dismissal": pgettext_lazy("kind of thing", "suggestions you turned down"),
    "matchmaking.Introduction": pgettext_lazy("kind of thing", "introductions"),
    "matchmaking.Invitation": pgettext_lazy("kind of thing", "invitations to needs"),
    "matchmaking.Learning": pgettext_lazy("kind of thing", "learning you undid"),
    "matchmaking.Opening": pgettext_lazy("kind of thing", "links to drawings you opened"),
    "matchmaking.Outcome": pgettext_lazy("kind of thing", "outcomes you told"),
    "matchmaking.Question": pgettext_lazy("kind of thing", "questions about needs"),
    "matchmaking.Share": pgettext_lazy("kind of thing", "drawings you shared"),
    "organisations.Affiliation": pgettext_lazy("kind of thing", "organisations you belong to"),
    "organisations.Claim": pgettext_lazy("kind of thing", "claims on an organisation"),
    "organisations.ColleagueInvitation": pgettext_lazy("kind of thing", "invitations of colleagues"),
    "programme.Speaker": pgettext_lazy("kind of thing", "sessions you give"),
    "portal.FeedKey": pgettext_lazy("kind of thing", "your calendar feed"),
    "portal.SavedSearch": pgettext_lazy("kind of thing", "saved searches"),
    "questions.Answer": pgettext_lazy("kind of thing", "answers to questions of organisers"),
    "registration.ChangeRequest": pgettext_lazy("kind of thing", "changes you asked of organisers"),
    "registration.Invitation": pgettext_lazy("kind of thing", "invitations to events"),
    "registration.InvoiceDetails": pgettext_lazy("kind of thing", "invoice details for tickets"),
    "registration.Letter": pgettext_lazy("kind of thing", "mails about your registrations that are being written"),
    "registration.Mailing": pgettext_lazy("kind of thing", "mails you wrote to participants"),
    "registration.CheckIn": pgettext_lazy("kind of thing", "when you were at an event"),
    "registration.Feedback": pgettext_lazy("kind of thing", "how you found events"),
    "registration.Identity": pgettext_lazy("kind of thing", "what you told the gate of a company"),
    "registration.Material": pgettext_lazy("kind of thing", "material you put with an event"),
    "registration.Scan": pgettext_lazy("kind of thing", "scans at the door"),
    "registration.Registration": pgettext_lazy("kind of thing", "registrations for events"),
    "registration.SessionChoice": pgettext_lazy("kind of thing", "sessions you chose"),
    "taxonomy.Revision": pgettext_lazy("kind of thing", "changes to the vocabulary"),
}


def kind(model: type[models.Model]) -> str:
    """The kind in the language of the reader, for many."""
    return str(KINDS.get(model._meta.label, model._meta.verbose_name_plural))
