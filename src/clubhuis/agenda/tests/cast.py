"""Ideas for tests."""

from clubhuis.agenda.models import Backing, Idea


def an_idea(event, *, by=None, backers=(), title="Samen een wasstraat", **fields):
    idea = Idea.objects.create(event=event, raised_by=by, title=title, **fields)
    Backing.objects.bulk_create([Backing(idea=idea, person=person) for person in backers])
    return idea
