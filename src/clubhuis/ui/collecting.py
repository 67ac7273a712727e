"""Collecting static files only when one of them has changed: it takes seconds, and a restart should not."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from . import storage, stylesheets

# Not served: django-htmx brings several versions of htmx, and we vendor the one we use.
LEFT_OUT = ["CVS", ".*", "*~", "django_htmx", "MANIFEST.toml"]


def collect_when_changed() -> bool:
    """Collect the static files if they are not the ones that were collected last; True when it was needed."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = fingerprint()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=mark.parent.exists(), ignore_patterns=LEFT_OUT, verbosity=0)
    mark.write_text(now)
    return True


def fingerprint() -> str:
    """Changes when any static file does, or the way they are prepared."""
    told = hashlib.sha256(django.__version__.encode())
    for module in (storage, stylesheets):
        told.update(Path(str(module.__file__)).read_bytes())
    for finder in get_finders():
        for path, place in finder.list(LEFT_OUT):
            found = Path(place.path(path)).stat()
            told.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return told.hexdigest()
