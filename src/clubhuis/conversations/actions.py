"""Everything that changes a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile

from . import access
from .access import Place
from .models import Attachment, Block, Conversation, Message, Participant, Party, Report
from .parties import Side
from .telling import announce, witness

LONGEST = 6000
MOST_FILES = 5
MOST_AN_HOUR = 60  # messages of one person
MOST_REPORTS_A_DAY = 20


@transaction.atomic
def begin(key: str, title: str, sides: Sequence[Side], *, by: Person | None, about_url: str = "") -> Conversation:
    """A conversation about one thing, once: whoever begins it again gets the same one, with people who came since.

    The caller has decided that these parties may talk.
    """
    Conversation.objects.bulk_create(
        [Conversation(key=key, title=title[:200], about_url=about_url)], ignore_conflicts=True
    )
    conversation = Conversation.objects.get(key=key)
    is_new = not conversation.parties.exists()
    for side in sides:
        Party.objects.bulk_create(
            [Party(conversation=conversation, kind=side.kind, object_id=side.id, name=side.name[:200], url=side.url)],
            ignore_conflicts=True,
        )
        party = conversation.parties.get(kind=side.kind, object_id=side.id)
        _bring_in(party, side.people)
    if is_new:
        witness("conversation.began", actor=by, subject=conversation)
    return conversation


def _bring_in(party: Party, people: Iterable[Person]) -> None:
    Participant.objects.bulk_create(
        [Participant(party=party, person=person) for person in people if person.erased_at is None],
        ignore_conflicts=True,
    )


@transaction.atomic
def say(conversation: Conversation, text: str, *, by: Person, files: Sequence[SafeFile] = ()) -> Message:
    """Write a message on behalf of one's own side. Whoever had read everything is told; others have been told before."""
    place = _place(conversation, by)
    text = text.replace("\0", "").strip()[:LONGEST]
    if not text and not files:
        raise Refused(_("Write something, or add a file."))
    if len(files) > MOST_FILES:
        raise Refused(_("A message can have %(most)s files. Send the others in a second one.") % {"most": MOST_FILES})
    if access.is_silenced(place):
        raise Refused(_("No messages can be sent here any more."))
    lately = Message.objects.filter(by=by, at__gte=timezone.now() - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise Refused(_("You have written %(most)s messages in an hour. Go on later.") % {"most": MOST_AN_HOUR})
    message = Message.objects.create(conversation=conversation, party=place.party, by=by, text=text)
    Attachment.objects.bulk_create(
        [Attachment(message=message, file=file, name=file.original_name[:160], size=file.size) for file in files]
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_at=message.at)
    up_to_date = _up_to_date(conversation, message)
    Participant.objects.filter(pk=place.mine.pk).update(read_upto=message.pk)
    witness("message.sent", actor=by, subject=conversation)
    announce(message, [person for person in up_to_date if person.pk != by.pk])
    return message


def _up_to_date(conversation: Conversation, message: Message) -> list[Person]:
    """The participants who had read everything that others wrote before this message."""
    present = Participant.objects.present().filter(party__conversation=conversation).select_related("person")
    before = conversation.messages.filter(pk__lt=message.pk).order_by()
    newest = dict(before.values_list("by").annotate(newest=models.Max("pk")))
    return [
        one.person
        for one in present
        if one.read_upto >= max((pk for writer, pk in newest.items() if writer != one.person_id), default=0)
    ]


def read(conversation: Conversation, *, by: Person) -> None:
    """This person has seen all there is."""
    place = _place(conversation, by)
    newest = conversation.messages.aggregate(newest=models.Max("pk"))["newest"] or 0
    Participant.objects.filter(pk=place.mine.pk, read_upto__lt=newest).update(read_upto=newest)


@transaction.atomic
def bring_in(conversation: Conversation, colleague: Person, *, by: Person) -> None:
    """A colleague takes part too, and reads what was said."""
    place = _place(conversation, by)
    if colleague not in access.colleagues_in(place):
        raise Refused(_("Only a colleague can be brought in, and only once."))
    came_back = place.party.participants.filter(person=colleague).update(left_at=None)
    if not came_back:
        _bring_in(place.party, [colleague])
    witness("conversation.joined", actor=by, subject=conversation, name=colleague.name)
    last = conversation.messages.last()
    if last is not None:
        announce(last, [colleague])


@transaction.atomic
def hand_over(conversation: Conversation, colleague: Person, *, by: Person) -> None:
    """A colleague goes on, and one leaves oneself."""
    bring_in(conversation, colleague, by=by)
    leave(conversation, by=by)


@transaction.atomic
def leave(conversation: Conversation, *, by: Person) -> None:
    """Take no part any more; the last of a side stays, else the other side would talk to nobody."""
    place = _place(conversation, by)
    staying = place.party.participants.filter(left_at=None).exclude(pk=place.mine.pk)
    if not staying.exists():
        raise Refused(_("You are the last of %(name)s here. Bring in a colleague first.") % {"name": place.party.name})
    Participant.objects.filter(pk=place.mine.pk).update(left_at=timezone.now())
    witness("conversation.left", actor=by, subject=conversation)


def _place(conversation: Conversation, by: Person) -> Place:
    found = Participant.objects.taking_part(by).filter(party__conversation=conversation).select_related("party")
    mine = found.order_by("pk").first()
    if mine is None:
        raise PermissionDenied
    return Place(conversation, mine, tuple(conversation.parties.all()))


# Blocks and reports


@transaction.atomic
def block(conversation: Conversation, *, by: Person) -> None:
    """One's own side wants to hear nothing more of the others here."""
    place = _place(conversation, by)
    for other in place.others:
        block_party((place.party.kind, place.party.object_id), (other.kind, other.object_id), other.name, by=by)


@transaction.atomic
def block_party(one: tuple[str, int], other: tuple[str, int], name: str, *, by: Person) -> None:
    """The caller has decided that this person may speak for `one`."""
    kept = Block(kind=one[0], object_id=one[1], other_kind=other[0], other_id=other[1], other_name=name[:200], by=by)
    Block.objects.bulk_create([kept], ignore_conflicts=True)
    found = Block.objects.get(kind=one[0], object_id=one[1], other_kind=other[0], other_id=other[1])
    witness("party.blocked", actor=by, subject=found)


@transaction.atomic
def unblock(found: Block, *, by: Person) -> None:
    if not access.blocks_of(by).filter(pk=found.pk).exists():
        raise PermissionDenied
    witness("party.unblocked", actor=by, subject=found)
    found.delete()


@transaction.atomic
def report(
    subject: models.Model, *, by: Person, reason: str, note: str = "", excerpt: str = "", url: str = ""
) -> Report:
    """Say that something breaks the rules. The caller has found it for this person."""
    if reason not in Report.Reason.values:
        raise Refused(_("Say what is wrong with it."))
    since = timezone.now() - timedelta(days=1)
    if Report.objects.filter(by=by, at__gte=since).count() >= MOST_REPORTS_A_DAY:
        raise Refused(_("You have reported a lot today. Write to those who run this clubhouse instead."))
    kind = subject._meta.label_lower
    made = Report(
        subject_kind=kind,
        subject_id=subject.pk,
        subject_url=url[:300],
        excerpt=(excerpt or str(subject))[:1000],
        reason=reason,
        note=note.replace("\0", "")[:1000],
        by=by,
    )
    known = Report.objects.filter(subject_kind=kind, subject_id=subject.pk, by=by)
    if known.exists():
        raise Refused(_("You have reported this already. Thank you."))
    made.save()
    witness("report.made", actor=by, subject=made, reason=reason)
    return made


@transaction.atomic
def settle(found: Report, *, by: Person, decision: str) -> None:
    """Those who run the installation, or a community it stands in, have looked at it, and say what was done."""
    if not access.can_settle(by, found):
        raise PermissionDenied
    decision = decision.replace("\0", "").strip()[:300]
    if not decision:
        raise Refused(_("Say what you decided, so that others know later."))
    done = Report.objects.filter(pk=found.pk, state=Report.State.OPEN).update(
        state=Report.State.SETTLED, settled_by=by, settled_at=timezone.now(), decision=decision
    )
    if not done:
        raise Refused(_("This report has been settled already."))
    witness("report.settled", actor=by, subject=found, decision=decision)
