"""How a fact reads as a sentence. Each room registers the verbs it records, in `AppConfig.ready`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.lib.registry import Registry

from .models import Fact

type Sentence = str | Promise

# By verb. A sentence may name %(actor)s, %(subject)s and whatever the fact's data holds: "%(actor)s made %(subject)s a member".
sentences: Registry[Sentence] = Registry("how facts read as sentences")
sentences.add("mail.sent_again", gettext_lazy("%(actor)s sent this mail again: %(subject)s"))
sentences.add("mail.cancelled", gettext_lazy("%(actor)s stopped this mail: %(subject)s"))
sentences.add("person.claimed", gettext_lazy("%(subject)s signed in for the first time"))
sentences.add("person.changed", gettext_lazy("%(subject)s changed their profile"))
sentences.add("person.erased", gettext_lazy("A person was forgotten"))

# What lists are called that somebody took along, by the word that a fact's data holds for them.
lists: Registry[Sentence] = Registry("what lists are called in sentences")


class Words(dict[str, object]):
    """What a sentence may name; what the fact does not know is shown as an ellipsis rather than breaking the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence_of(fact: Fact) -> str:
    """The fact as a sentence in the language of the page; a verb nobody registered is shown as it is, with its subject."""
    if fact.verb not in sentences.names():
        return f"{fact.verb.replace('.', ' · ').replace('_', ' ')}: {fact.subject_text}"
    words = Words({k: in_words(v) for k, v in fact.data.items()} if isinstance(fact.data, dict) else {})
    words |= {"actor": actor_of(fact), "subject": fact.subject_text or _("something that is gone")}
    return str(sentences[fact.verb]) % words


def in_words(detail: object) -> str:
    if isinstance(detail, list):
        return ", ".join(map(str, detail))
    return str(lists[detail]) if isinstance(detail, str) and detail in lists else str(detail)


def actor_of(fact: Fact) -> str:
    if fact.actor is None:
        return _("Somebody without an account") if fact.data.get("without_account") else _("The clubhouse")
    return _("Somebody who was forgotten") if fact.actor.erased_at else fact.actor.name
