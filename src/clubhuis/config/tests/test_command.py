"""The one command, before Django is set up."""

import os

import pytest

from clubhuis import cli


@pytest.fixture(autouse=True)
def _an_environment_of_its_own(monkeypatch):
    for name in cli.OPTIONS.values():
        monkeypatch.setenv(name, "untouched")


def test_options_stand_anywhere_also_behind_a_management_command():
    words = cli.take_options(["manage", "match", "frezen", "--data", "/srv/clubhuis", "--port=8100", "--json"])

    assert words == ["manage", "match", "frezen", "--json"]
    assert {name: os.environ[name] for name in cli.OPTIONS.values()} == {
        "CLUBHUIS_DATA": "/srv/clubhuis",
        "CLUBHUIS_PORT": "8100",
        "CLUBHUIS_HOST": "untouched",
    }


def test_an_option_without_its_value_is_said():
    with pytest.raises(SystemExit, match="--data needs a value"):
        cli.take_options(["manage", "match", "--data"])


@pytest.mark.parametrize(("words", "begins"), [(["--version"], "clubhuis "), (["help"], "clubhuis [serve]")])
def test_what_is_asked_of_the_command_itself_is_answered(capsys, words, begins):
    cli.main(words)

    assert capsys.readouterr().out.startswith(begins)


def test_an_unknown_word_is_refused_by_name():
    with pytest.raises(SystemExit, match="does not know “vlieg”"):
        cli.main(["vlieg"])
