"""Static files as an installation serves them: joined, named after their content, and collected only when needed."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template
from django.test import RequestFactory

from clubhuis.ui import collecting, stylesheets

STATIC = Path(stylesheets.__file__).parent / "static"


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "clubhuis.ui.storage.HouseStorage"}}
    # Compressing is left out: it takes seconds and is whitenoise's own.
    monkeypatch.setattr("clubhuis.ui.storage.HouseStorage.compress_files", lambda self, names: iter(()))
    collecting.collect_when_changed()
    return tmp_path


def test_static_files_are_collected_once_and_again_when_one_changes(collected, monkeypatch):
    assert collecting.collect_when_changed() is False

    monkeypatch.setattr(collecting, "fingerprint", lambda: "another")

    assert collecting.collect_when_changed() is True
    assert collecting.collect_when_changed() is False


def test_the_page_links_one_stylesheet_that_holds_them_all(collected):
    page = Template("{% house_style %}").render(Context({"request": RequestFactory().get("/")}))
    [href] = re.findall(r'href="/static/([^"]+)"', page)
    joined = (collected / href).read_text()

    assert [part for part in stylesheets.PARTS if (STATIC / part).read_text().splitlines()[0] not in joined] == []
    assert [url for url in re.findall(r'url\("([^"]+)"\)', joined) if not (collected / "ui" / url).exists()] == []


def test_every_stylesheet_of_the_room_is_linked():
    there = {path.stem for path in (STATIC / "ui/css").glob("*.css")}

    assert there - {"gallery"} == {Path(part).stem for part in stylesheets.PARTS}


def test_modules_import_each_other_by_the_names_that_were_collected(collected):
    house = staticfiles_storage.stored_name("ui/js/house.js")
    imported = re.findall(r'from "\./([^"]+)"', (collected / house).read_text())

    assert imported
    assert [
        name
        for name in imported
        if not (collected / "ui/js" / name).exists() or not re.search(r"\.[0-9a-f]{12}\.js$", name)
    ] == []


def test_no_second_htmx_is_served(collected):
    assert len(list(collected.rglob("htmx*.js"))) == 1
