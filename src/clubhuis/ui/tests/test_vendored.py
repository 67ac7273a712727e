"""What others made lies here unchanged, with its name, version, licence and source."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import clubhuis.ui

ROOM = Path(clubhuis.ui.__file__).parent
FOLDERS = [ROOM / "static/ui/vendor", ROOM.parent / "lib/fonts", ROOM.parents[2] / "tests/journeys/vendor"]
KEPT = [
    (folder, name, entry)
    for folder in FOLDERS
    for name, entry in tomllib.loads((folder / "MANIFEST.toml").read_text()).items()
]
FREE = {"0BSD", "ISC", "MIT", "BSD-3-Clause", "OFL-1.1", "MPL-2.0", "Apache-2.0"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_file_is_in_the_manifest(folder):
    listed = {name for kept_in, name, _entry in KEPT if kept_in == folder}

    assert {path.name for path in folder.iterdir()} - {"MANIFEST.toml"} == listed


@pytest.mark.parametrize(("folder", "name", "entry"), KEPT, ids=[name for _f, name, _e in KEPT])
def test_each_file_is_what_the_manifest_says(folder, name, entry):
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["licence"] in FREE
    assert entry["name"]
    assert entry["version"]
    assert entry["source"]
