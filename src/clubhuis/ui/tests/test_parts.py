"""Components say loudly what is wrong with their use, and escape what people typed."""

from datetime import datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

from clubhuis.ui.parts.charts import Bar, ceiling
from clubhuis.ui.parts.filters import Choice
from clubhuis.ui.parts.maps import Point
from clubhuis.ui.parts.pieces import initials


def render(source, path="/", **values):
    request = RequestFactory().get(path)
    return Template(source).render(Context({"request": request, **values}))


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Save" knd="primary" %}',
        '{% card titel="x" %}{% endcard %}',
        "{% badge %}",
        '{% map_with_list points label="x" zoom=4 %}{% endmap_with_list %}',
    ],
)
def test_a_misspelt_or_missing_attribute_fails_at_once(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Save" kind="primry" %}',
        '{% badge "Active" tone="green" %}',
        '{% icon "no-such-icon" %}',
        '{% reason "maybe" "Titanium" %}{% endreason %}',
        '{% avatar "Alma" size="huge" %}',
        '{% column "Name" align="right" %}',
    ],
)
def test_a_misspelt_value_fails_at_once(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "source",
    [
        "{% button evil name=evil value=evil %}",
        "{% link_button evil evil %}",
        "{% post_button evil evil confirm=evil next=evil %}",
        "{% tag evil href=evil remove=evil %}",
        "{% capability evil href=evil evidence=evil %}",
        "{% capability evil href=evil %}",
        "{% badge evil %}",
        "{% avatar evil photo=evil %}{% logo evil image=evil href=evil %}{% avatar evil %}",
        "{% card title=evil href=evil kicker=evil footer=evil %}{{ evil }}{% endcard %}",
        "{% fact evil help=evil %}{{ evil }}{% endfact %}",
        "{% section title=evil %}{% endsection %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% empty_state title=evil %}{% endempty_state %}",
        "{% dialog evil title=evil %}{% enddialog %}",
        "{% menu evil %}{% endmenu %}",
        "{% tab evil evil %}{% crumb evil evil %}",
        "{% table label=evil %}<tr><th scope='col'>{{ evil }}</th></tr><tr><td>{{ evil }}</td></tr>{% endtable %}",
        "{% pick 'bulk' evil label=evil %}",
        "{% facet evil evil choices %}",
        "{% reason 'met' evil source=evil source_href=evil %}{{ evil }}{% endreason %}",
        "{% progress 1 2 label=evil %}{% completeness 3 label=evil %}{% endcompleteness %}",
        "{% figure evil evil definition=evil href=evil unit=evil change=evil %}",
        "{% bar_chart bars label=evil %}{% sparkline values label=evil %}{% line_chart points label=evil unit=evil %}",
        "{% qr evil label=evil %}",
        "{% map_with_list places label=evil %}{% endmap_with_list %}",
        "{% moment at=now by=evil %}{{ evil }}{% endmoment %}",
        "{% stepper steps 1 %}",
        "{% accent evil %}",
    ],
)
def test_what_people_typed_is_never_markup(source):
    page = render(
        source,
        evil=EVIL,
        choices=[Choice(EVIL, EVIL, 3)],
        bars=[Bar(EVIL, 3, EVIL)],
        values=[1, 2],
        points=[(EVIL, 2), (EVIL, 3)],
        places=[Point(EVIL, 52, 6, EVIL, EVIL)],
        now=timezone.now(),
        steps=[EVIL],
    )

    assert "<script>alert" not in page


def test_cells_carry_the_name_of_their_column():
    page = render(
        '{% table label="x" %}<thead><tr>{% column "Name" sort="name" %}{% column "Town" %}</tr></thead>'
        "<tbody><tr><td>A</td><td>B</td></tr><tr><td>C</td><td class='end'>D</td></tr></tbody>{% endtable %}"
    )

    assert [part.split('"')[1] for part in page.split("<td data-label=")[1:]] == ["Name", "Town", "Name", "Town"]


def test_a_cell_beside_the_name_of_its_row_carries_the_name_of_its_own_column():
    page = render(
        '{% table label="x" %}<thead><tr>{% column "Asked" %}{% column "Van Dam" %}{% column "Verhoef" %}</tr></thead>'
        '<tbody><tr><th scope="row">Price</th><td>A</td><td>B</td></tr></tbody>{% endtable %}'
    )

    assert '<th scope="row">Price</th><td data-label="Van Dam">A</td><td data-label="Verhoef">B</td>' in page


@pytest.mark.parametrize(
    ("path", "next_order", "state"),
    [
        ("/?q=a&page=3", "?q=a&amp;sort=name", ""),
        ("/?sort=name", "?sort=-name", "ascending"),
        ("/?sort=-name", "?sort=name", "descending"),
    ],
)
def test_the_head_of_a_column_sorts_by_it_and_then_the_other_way(path, next_order, state):
    page = render('{% column "Name" sort="name" %}', path)

    assert f'href="{next_order}"' in page
    assert (f'aria-sort="{state}"' in page) == bool(state)


def test_the_pager_keeps_the_filters():
    page = render("{% pager page %}", "/?kind=company&page=2", page=Paginator(range(100), 10).page(2))

    assert 'href="?kind=company&amp;page=3" rel="next"' in page
    assert 'href="?kind=company&amp;page=1" rel="prev"' in page


def test_one_page_needs_no_pager():
    assert render("{% pager page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_a_chosen_value_is_never_hidden_behind_more():
    choices = [Choice(str(n), f"name {n}", n) for n in range(9)] + [Choice("last", "the last", 1, chosen=True)]

    shown = render('{% facet "Kind" "kind" choices shown=2 %}', choices=choices).split("facet-rest")[0]

    assert "the last" in shown
    assert "name 1" in shown
    assert "name 2" not in shown


def test_an_empty_fact_is_not_shown():
    assert render('{% facts %}{% fact "Founded" %} {% endfact %}{% endfacts %}') == '<dl class="facts"></dl>'


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Alma de Boer", "AB"),
        ("Alma", "A"),
        ("Fijnmechanica Twente B.V.", "FT"),
        ("Van den Berg Spaanloos", "BS"),
        ("& Co", "C"),
        ("", "·"),
        ("\u202e\u0301", "·"),
    ],
)
def test_initials_of_a_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("value", "top"), [(0, 1), (1, 1), (3, 5), (44, 50), (100, 100), (101, 200), (0.3, 0.5), (7e9, 1e10)]
)
def test_a_chart_ends_at_a_round_number(value, top):
    assert ceiling(value) == pytest.approx(top)


def test_a_date_has_its_month_as_a_word():
    moment = datetime(2026, 3, 4, 13, 5, tzinfo=timezone.get_current_timezone())

    assert "4 maart 2026 om 13:05" in render("{% when moment time=True %}", moment=moment)
    assert "3\xa0dagen geleden" in render(
        "{% when moment ago=True %}", moment=timezone.now() - timedelta(days=3, hours=1)
    )
    assert render("{% when nothing %}", nothing=None) == ""


def test_a_deed_carries_its_csrf_token_and_asks_first():
    page = render('{% post_button "Withdraw" "/x/" confirm="Sure?" %}')

    assert page.count("csrfmiddlewaretoken") == 1
    assert page.index('command="show-modal"') < page.index("<dialog") < page.index('method="post"')
