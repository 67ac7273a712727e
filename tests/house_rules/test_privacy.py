"""Every field of every model says whether it is about a person, what it is for and how long it is kept."""

import pytest
from django.contrib.auth import get_user_model

from clubhuis.accounts.kinds import KINDS
from clubhuis.lib import privacy

MODELS = [model for room in privacy.rooms() for model in privacy.models_of(room)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified_once_and_none_that_is_gone(model):
    about = privacy.of_model(model)

    assert about is not None, f"{model._meta.label} is not in its room's privacy.toml"
    assert sorted(about.fields) == sorted(privacy.stored_fields(model))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_is_about_a_person_says_what_happens_when_that_person_is_erased(model):
    about = privacy.of_model(model) or privacy.ModelPrivacy()

    if privacy.links_to(model, get_user_model()) or about.by_address:
        assert about.erasure is not None, f"{model._meta.label} needs erasure = delete, clear or keep"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_personal_fields_belong_to_somebody_who_can_ask_for_them(model):
    about = privacy.of_model(model) or privacy.ModelPrivacy()

    if about.named(privacy.Kind.PERSONAL, privacy.Kind.SPECIAL):
        assert privacy.links_to(model, get_user_model()) or about.by_address, (
            "say whose it is: belongs_to or by_address"
        )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_may_be_about_a_person_has_a_name_on_their_page(model):
    about = privacy.of_model(model) or privacy.ModelPrivacy()

    if privacy.links_to(model, get_user_model()) or about.by_address:
        assert model._meta.label in KINDS


def test_no_privacy_file_speaks_of_models_that_do_not_exist():
    said = {f"{room.label}.{name}" for room in privacy.rooms() for name in privacy.of_room(room)}

    assert said - {model._meta.label for model in MODELS} == set()
