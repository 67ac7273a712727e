"""Facts as sentences, mail states as badges: `{% load activity %}`."""

from django import template
from django.utils.translation import gettext
from django_ox.models import OxTask

from clubhuis.activity import sentences
from clubhuis.activity.models import Fact, Mail

register = template.Library()

TONES = {
    Mail.State.QUEUED: "info",
    Mail.State.SENDING: "info",
    Mail.State.SENT: "good",
    Mail.State.FAILED: "bad",
    Mail.State.CANCELLED: "neutral",
}


@register.filter
def sentence(fact: Fact) -> str:
    """What happened, as a sentence in the language of the page."""
    return sentences.sentence_of(fact)


@register.filter
def actor(fact: Fact) -> str:
    """Who did it."""
    return sentences.actor_of(fact)


@register.filter
def tone(mail: Mail) -> str:
    """The tone of the badge that shows the mail's state."""
    return TONES[Mail.State(mail.state)]


@register.filter
def explained(error: str) -> str:
    """What went wrong with a mail: our own explanations translated, the server's words as they are."""
    return "\n".join(gettext(line) for line in error.splitlines() if line)


@register.filter
def last_error(task: OxTask) -> str:
    """The last line of what went wrong with background work: the part a person can use."""
    if not task.errors:
        return gettext("The worker stopped while it was busy with this.")
    last = task.errors[-1]
    lines = [line for line in str(last.get("traceback", "")).splitlines() if line.strip()]
    return lines[-1] if lines else str(last.get("exception_class_path", ""))
