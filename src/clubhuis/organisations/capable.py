"""Which organisations have a capability, for the room that keeps the vocabulary."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import ngettext

from clubhuis.accounts.models import Person
from clubhuis.taxonomy import access as taxonomy
from clubhuis.taxonomy.models import Capability
from clubhuis.taxonomy.snapshot import Term
from clubhuis.taxonomy.uses import Use

from .models import Organisation


def organisations_with(person: Person | None, term: Term) -> Use:
    """How many this person may see that have the capability or something more precise."""
    slugs = [term.slug, *taxonomy.vocabulary().below(term.slug)]
    count = (
        Organisation.objects.visible_to(person).filter(capability_links__capability__slug__in=slugs).distinct().count()
    )
    return Use(count, ngettext("organisation can do this", "organisations can do this", count))


def after_merger(old: Capability, new: Capability) -> None:
    """Who was led on from one capability to another has changed; the match index must read them again."""
    Organisation.objects.filter(capability_links__capability=new).update(changed_at=timezone.now())
