import json

from clubhuis.lib.scripts import in_script


def test_no_text_can_end_the_script_it_stands_in():
    texts = {"name": "</script><!-- & ]]>", "town": "Groß-Gerau\u2028\u2029"}

    written = in_script(texts)

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == texts
