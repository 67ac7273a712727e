"""What happened, in words: the facts of a community and the story of one member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.activity.models import Concern, Fact, Mail, name_of
from clubhuis.activity.sentences import actor_of, sentence_of, sentences
from clubhuis.organisations.models import Affiliation

from .models import Community, Invitation, MemberNote, Membership, Role, Share

SENTENCES: dict[str, str | Promise] = {
    "community.founded": _("founded the community"),
    "community.page_changed": _("changed the public page"),
    "community.settings_changed": _("changed the settings"),
    "community.tiers_changed": _("changed the kinds of membership"),
    "community.closed": _("closed the community"),
    "community.reopened": _("reopened the community"),
    "community.exported": _("exported %(what)s: %(count)s rows"),
    "membership.asked": _("asked to join: %(subject)s"),
    "membership.began": _("became a member: %(subject)s"),
    "membership.accepted": _("accepted the request of %(subject)s"),
    "membership.declined": _("declined the request of %(subject)s"),
    "membership.withdrawn": _("took back the request of %(subject)s"),
    "membership.added": _("added %(subject)s"),
    "membership.imported": _("brought in %(subject)s from a list"),
    "membership.changed": _("changed the membership of %(subject)s"),
    "membership.left": _("left: %(subject)s"),
    "membership.ended": _("ended the membership of %(subject)s"),
    "membership.tier_changed": _("gave %(count)s members the tier “%(tier)s”"),
    "membership.tagged": _("put the tag “%(tag)s” on %(count)s members"),
    "members.imported": _("brought in a list: %(subject)s"),
    "members.import_undone": _("took a list back: %(subject)s"),
    "invitation.sent": _("invited %(subject)s"),
    "invitation.reminded": _("reminded %(subject)s"),
    "invitation.accepted": _("accepted the invitation of %(subject)s"),
    "invitation.declined": _("declined the invitation of %(subject)s"),
    "invitation.withdrawn": _("withdrew the invitation of %(subject)s"),
    "role.given": _("gave a role: %(subject)s"),
    "role.changed": _("changed a role: %(subject)s"),
    "role.taken": _("took a role: %(subject)s"),
    "partnership.invited": _("proposed a partnership: %(subject)s"),
    "partnership.accepted": _("accepted the partnership %(subject)s"),
    "partnership.declined": _("declined the partnership %(subject)s"),
    "partnership.ended": _("ended the partnership %(subject)s"),
    "partnership.share_withdrawn": _("stopped sharing %(what)s in %(subject)s"),
    "partnership.proposed": _("proposed to share %(what)s in %(subject)s"),
    "partnership.shared": _("agreed to share %(what)s in %(subject)s"),
}


class Blanks(dict[str, Any]):
    """A fact of an earlier version may lack a detail; its sentence is still told."""

    def __missing__(self, key: str) -> str:
        return "…"


def in_words(fact: Fact) -> str:
    """What happened, to be read after the name of who did it."""
    sentence = SENTENCES.get(fact.verb)
    if sentence is None and fact.verb in sentences.names():
        return sentence_of(fact)
    if sentence is None:
        return f"{fact.verb.replace('.', ' ').replace('_', ' ')} {fact.subject_text}".strip()
    details = Blanks(fact.data) | {"subject": fact.subject_text.split(" · ")[0]}
    if "what" in details:
        details["what"] = _things(details["what"])
    return str(sentence) % Blanks(details)


def told(fact: Fact) -> str:
    """What happened, with who did it, as a sentence that stands alone."""
    return f"{actor_of(fact)} {in_words(fact)}" if fact.verb in SENTENCES else in_words(fact)


def _things(what: object) -> str:
    """The names of shared things; other words stay."""
    names = what if isinstance(what, list) else [what]
    return ", ".join(str(Share(name).label) if name in Share.values else str(name) for name in names)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing in a story."""

    at: datetime
    icon: str
    who: str
    text: str
    kind: str  # "fact", "note" or "mail"
    note: MemberNote | None = None
    state: str = ""


def facts_of(community: Community, *, privileged: bool | None = None) -> QuerySet[Fact]:
    concern = Concern.objects.filter(fact=OuterRef("pk"), kind=name_of(Community), object_id=community.pk)
    facts = Fact.objects.filter(Exists(concern.order_by())).select_related("actor")
    return facts if privileged is None else facts.filter(is_privileged=privileged)


def story_of(membership: Membership, *, notes: bool, most: int = 100) -> list[Moment]:
    """A member's history in this community, newest first: what happened, what was noted, what was mailed.

    Nothing that concerns other communities is in it. A fixed number of questions to the database.
    """
    found = [*_facts(membership, most)]
    if notes:
        found += [*_notes(membership, most), *_mails(membership, most)]
    return sorted(found, key=lambda moment: moment.at, reverse=True)[:most]


def _facts(membership: Membership, most: int) -> Iterable[Moment]:
    member = membership.member
    about_member = Concern.objects.filter(fact=OuterRef("pk"), kind=name_of(member), object_id=member.pk)
    facts = facts_of(membership.community).filter(
        Exists(about_member.order_by()) | Q(subject_kind=name_of(Membership), subject_id=membership.pk)
    )
    for fact in facts[:most]:
        yield Moment(fact.at, "circle-dot", str(fact.actor or ""), in_words(fact), "fact")


def _notes(membership: Membership, most: int) -> Iterable[Moment]:
    mine = MemberNote.objects.filter(
        membership__community=membership.community,
        membership__organisation=membership.organisation_id,
        membership__person=membership.person_id,
    )
    for note in mine.select_related("author")[:most]:
        icon = {"call": "phone", "visit": "building-2", "mail": "mail"}.get(note.kind, "pencil")
        yield Moment(note.at, icon, str(note.author or ""), note.text, "note", note)


def _mails(membership: Membership, most: int) -> Iterable[Moment]:
    if membership.person_id:
        to = Q(person=membership.person_id)
    else:
        colleagues = Affiliation.objects.current().filter(organisation=membership.organisation_id)
        invited = Invitation.objects.filter(community=membership.community_id, organisation=membership.organisation_id)
        to = Q(person__in=colleagues.values("person")) | Q(to__in=invited.values("email"))
    for mail in Mail.objects.filter(to, community_id=membership.community_id)[:most]:
        yield Moment(mail.queued_at, "mail", mail.to, mail.subject, "mail", state=mail.state)


def audit_of(community: Community) -> QuerySet[Fact]:
    """Roles, settings, partnerships and exports: who did what, kept for good."""
    return facts_of(community, privileged=True)


def role_names(facts: Iterable[Fact]) -> dict[int, str]:
    """The role that a fact about roles is about, in words, by the fact's id."""
    kinds = {value: str(label) for value, label in Role.Kind.choices}
    return {
        fact.pk: kinds.get(str(fact.data.get("kind") or fact.data.get("to")), "")
        for fact in facts
        if fact.verb.startswith("role.")
    }
