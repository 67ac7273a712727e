import json
from concurrent.futures import ThreadPoolExecutor

from clubhuis.engines.matching.snowball import kept_in, snowball


def kept(file):
    return json.loads(file.read_text())["stems"]


def test_what_was_said_is_read_and_not_worked_out_again(tmp_path):
    file = tmp_path / "stems.json"
    with kept_in(file):
        assert snowball("draaien", "nl") == "draai"
    file.write_text(file.read_text().replace('"draai"', '"read"'))

    with kept_in(file):
        assert snowball("draaien", "nl") == "read"
    assert snowball("draaien", "nl") == "draai"


def test_what_is_new_is_added(tmp_path):
    file = tmp_path / "stems.json"
    with kept_in(file):
        snowball("draaien", "nl")
    with kept_in(file):
        snowball("welding", "en")

    assert kept(file) == {"nl": {"draaien": "draai"}, "en": {"welding": "weld"}, "de": {}}


def test_what_another_snowball_said_does_not_count(tmp_path):
    file = tmp_path / "stems.json"
    file.write_text(json.dumps({"by": "0.1", "stems": {"nl": {"draaien": "other"}, "en": {}, "de": {}}}))

    with kept_in(file):
        assert snowball("draaien", "nl") == "draai"
    assert kept(file)["nl"] == {"draaien": "draai"}


def test_a_file_that_was_cut_short_is_made_anew(tmp_path):
    file = tmp_path / "stems.json"
    file.write_text('{"by": "3')

    with kept_in(file):
        assert snowball("draaien", "nl") == "draai"
    assert kept(file)["nl"] == {"draaien": "draai"}


def test_what_another_thread_reads_meanwhile_is_not_kept(tmp_path):
    file = tmp_path / "stems.json"
    with kept_in(file), ThreadPoolExecutor(1) as other:
        snowball("draaien", "nl")
        other.submit(snowball, "geheim", "nl").result()

    assert kept(file)["nl"] == {"draaien": "draai"}
