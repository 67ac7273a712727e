"""Who sees whom because they work at one organisation."""

from django.db.models import Q

from clubhuis.accounts.models import Person, Visibility

from .models import Affiliation


def colleagues(person: Person) -> Q:
    """The people who are listed at an organisation where I am listed, unless they show themselves to nobody."""
    mine = Affiliation.objects.current().filter(person=person).values("organisation")
    with_me = Affiliation.objects.current().filter(organisation__in=mine).order_by().values("person")
    return Q(pk__in=with_me) & ~Q(visibility=Visibility.NOBODY)
