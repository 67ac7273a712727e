"""Who sees whom because they work at one organisation."""

from django.db.models import Q

from clubhuis.accounts.models import Person, Visibility

from .models import Affiliation, work_of


def colleagues(person: Person) -> Q:
    """The people who are listed at an organisation where I am listed, unless they show themselves to nobody."""
    with_me = Affiliation.objects.current().filter(organisation__in=work_of(person)).order_by().values("person")
    return Q(pk__in=with_me) & ~Q(visibility=Visibility.NOBODY)
