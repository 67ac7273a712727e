"""Keeping the index whole: a thin job of the worker, every minute."""

from __future__ import annotations

from django.tasks import task

from . import index


@task
def tend_index() -> None:
    """Build the index when there is none, or when the vocabulary or the sentence model changed; else follow the changes."""
    if not index.is_ready():
        index.ensure()
    elif not index.index().is_current:
        index.rebuild()
    else:
        index.follow(limit=None)
