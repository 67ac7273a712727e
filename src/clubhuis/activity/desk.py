"""The mail log and the list of failed work, for the desks of others to show.

A desk shows `activity/mail_log.html` with `mails` = a page of `access.mails_of(community)`, and hands what its buttons
post to `mail_deed`. The operator's desk does the same with `access.all_mails()`, and `activity/failed_tasks.html` with
`tasks` = a page of `access.failed_tasks()` and `task_deed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person

from . import access, actions
from .models import Mail


def mail_deed(mails: models.QuerySet[Mail], posted: Mapping[str, Any], *, by: Person) -> str:
    """Do what a button of the mail log asks, with one of these mails; answers what to tell. Raises `Refused`, or 404 for another mail."""
    if again := posted.get("again"):
        actions.send_again(one_of(mails, "public_id", again), by=by)
        return _("The mail is on its way again.")
    if stop := posted.get("stop"):
        actions.cancel(one_of(mails, "public_id", stop), by=by)
        return _("The mail is not sent.")
    raise Http404


def task_deed(posted: Mapping[str, Any], *, by: Person) -> str:
    """Do what a button of the list of failed work asks; answers what to tell. Raises `Refused`, or 404."""
    if again := posted.get("again"):
        actions.retry_task(one_of(access.failed_tasks(), "pk", again), by=by)
        return _("The work is being done again.")
    if drop := posted.get("drop"):
        actions.discard_task(one_of(access.failed_tasks(), "pk", drop), by=by)
        return _("The work is no longer shown.")
    raise Http404


def one_of[M: models.Model](things: models.QuerySet[M], field: str, value: object) -> M:
    try:
        found = things.filter(**{field: value}).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Http404
    return found
