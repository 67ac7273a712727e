"""The logo and the photographs on the profile."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.files import discard
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, names
from clubhuis.organisations.models import Organisation, Picture

from .people import locked

MOST_PICTURES = 12


@transaction.atomic
def set_logo(organisation: Organisation, logo: File[bytes], *, by: Person) -> None:
    """`logo` has been drawn anew by lib.uploads."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    discard(organisation.logo)
    organisation.logo = logo
    organisation.save(update_fields=["logo"])
    record("organisation.logo_set", actor=by, subject=organisation, concerning=[organisation])


@transaction.atomic
def remove_logo(organisation: Organisation, *, by: Person) -> None:
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    discard(organisation.logo)
    organisation.logo = ""
    organisation.save(update_fields=["logo"])
    record("organisation.logo_removed", actor=by, subject=organisation, concerning=[organisation])


@transaction.atomic
def add_picture(
    organisation: Organisation, image: File[bytes], *, by: Person, caption_nl: str = "", caption_en: str = ""
) -> Picture:
    """`image` has been drawn anew by lib.uploads. New ones come last."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    organisation = locked(organisation)
    if organisation.pictures.count() >= MOST_PICTURES:
        raise Refused(_("There are %(most)s pictures already. Remove one first.") % {"most": MOST_PICTURES})
    last = organisation.pictures.aggregate(last=Max("position"))["last"]
    picture = Picture.objects.create(
        organisation=organisation,
        image=image,
        caption_nl=names.tidy(caption_nl)[:160],
        caption_en=names.tidy(caption_en)[:160],
        position=0 if last is None else last + 1,
    )
    record("picture.added", actor=by, subject=picture, concerning=[organisation])
    return picture


@transaction.atomic
def change_picture(picture: Picture, *, by: Person, caption_nl: str, caption_en: str, first: bool = False) -> Picture:
    """Its captions; `first` puts it before the others, where it is shown large."""
    if not access.can_edit(by, picture.organisation):
        raise PermissionDenied
    picture.caption_nl = names.tidy(caption_nl)[:160]
    picture.caption_en = names.tidy(caption_en)[:160]
    picture.save(update_fields=["caption_nl", "caption_en"])
    if first:
        others = [p for p in picture.organisation.pictures.all() if p.pk != picture.pk]
        for position, moved in enumerate([picture, *others]):
            moved.position = position
        Picture.objects.bulk_update([picture, *others], ["position"])
    record("picture.changed", actor=by, subject=picture, concerning=[picture.organisation])
    return picture


@transaction.atomic
def remove_picture(picture: Picture, *, by: Person) -> None:
    """With its file."""
    if not access.can_edit(by, picture.organisation):
        raise PermissionDenied
    record("picture.removed", actor=by, subject=picture, concerning=[picture.organisation])
    discard(picture.image)
    picture.delete()
