import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.models import Need, Offer
from clubhuis.market.tests.cast import a_need, an_offer, some_words
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db

TEXT = "Wij zoeken 5-assig frezen van titanium, bij voorkeur ISO 13485, binnen 100 km van Almelo."


@pytest.fixture
def alma(client):
    alma = a_person()
    client.force_login(alma)
    return alma


@pytest.fixture
def van_dam(alma):
    return an_organisation("Van Dam", administrators=[alma], slug="van-dam")


def test_text_alone_is_enough_to_post(client, van_dam):
    some_words()

    answer = client.post("/needs/new/", {"text": TEXT, "visibility": "open"})

    need = Need.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, need.get_absolute_url())
    assert (need.place, need.radius_km, need.visibility, need.organisation) == ("Almelo", 100, "open", van_dam)


def test_while_one_types_the_page_says_what_it_understands(client, van_dam):
    some_words()

    page = client.post("/needs/reading/", {"text": TEXT, "visibility": "open"}).content.decode()

    assert page.strip().startswith('<div id="understood"')
    assert 'value="Almelo"' in page
    assert page.count('name="shown"') == 3
    assert page.count('value="wish" checked') == 1


def test_ticks_wishes_and_additions_of_the_form_are_kept(client, van_dam):
    some_words()
    read = client.post("/needs/new/", {"text": TEXT, "visibility": "open", "deed": "read"})
    rows = {row.requirement.text: row for row in read.context["understood"].rows}

    client.post(
        "/needs/new/",
        {
            "text": TEXT,
            "visibility": "open",
            "shown": [row.id for row in rows.values()],
            "requirement": [rows["5-assig frezen"].id, rows["ISO 13485"].id],
            f"weight-{rows['5-assig frezen'].id}": "wish",
            f"weight-{rows['ISO 13485'].id}": "must",
            "capabilities": ["turning"],
            "figures": "tolerantie 5 µm",
            "certificates": "ISO 9001",
            "title": "Frezer gezocht",
            "kind": "develop",
            "language": "nl",
            "place": "",
            "radius_km": "",
            "deadline": "",
        },
    )

    need = Need.objects.get()
    assert [(one["kind"], one["must"]) for one in need.requirements] == [
        ("capability", False),
        ("certificate", True),
        ("capability", True),
        ("figure", True),
        ("certificate", True),
    ]
    assert (need.title, need.kind, need.place) == ("Frezer gezocht", "develop", "")
    assert need.declined == [rows["titanium"].id]

    again = client.get(f"/needs/{need.pk}/edit/").context["understood"]
    assert {row.requirement.text: row.kept for row in again.rows} == {
        "5-assig frezen": True,
        "ISO 13485": True,
        "draaien": True,
        "5 µm": True,
        "ISO 9001": True,
        "titanium": False,
    }


def test_a_field_that_nobody_changed_follows_the_text(client, van_dam):
    first = client.post("/needs/reading/", {"text": "Gezocht: draaiwerk in Zwolle", "visibility": "open"})
    was = {name: value for name, value in first.context["was"].items() if value is not None}

    data = {
        "text": "Gezocht: freeswerk in Almelo",
        "visibility": "open",
        "title": "Mijn titel",
        "place": was["was_place"],
    }
    second = client.post("/needs/reading/", data | was).context["form"]

    assert (second["title"].value(), second["place"].value()) == ("Mijn titel", "Almelo")


def test_nobody_without_an_organisation_is_left_alone(client, alma):
    assert "/organisations/mine/" in client.get("/needs/new/").content.decode()
    assert client.post("/needs/new/", {"text": TEXT, "visibility": "open"}).status_code == 422


def test_drawings_are_judged_and_kept(client, van_dam):
    drawing = SimpleUploadedFile("../../as.pdf", b"%PDF-1.7 drawing")
    wrong = SimpleUploadedFile("as.pdf", b"<script>")

    assert client.post("/needs/new/", {"text": TEXT, "visibility": "open", "drawings": wrong}).status_code == 422
    assert client.post("/needs/new/", {"text": TEXT, "visibility": "open", "drawings": drawing}).status_code == 302

    file = Need.objects.get().files.get()
    assert file.name == "as.pdf"
    answer = client.get(f"/needs/{file.need_id}/files/{file.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 drawing"
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "\x00"},
        {"text": "x" * 6001},
        {"text": TEXT, "visibility": "everybody"},
        {"text": TEXT, "visibility": "open", "title": "x" * 400},
        {"text": TEXT, "visibility": "open", "place": "Nergenshuizen"},
        {"text": TEXT, "visibility": "open", "place": "\x00"},
        {"text": TEXT, "visibility": "open", "radius_km": "1" + "0" * 30},
        {"text": TEXT, "visibility": "open", "radius_km": "-3"},
        {"text": TEXT, "visibility": "open", "deadline": "2027-02-31"},
        {"text": TEXT, "visibility": "open", "deadline": "9999-12-31", "kind": "steal"},
        {"text": TEXT, "visibility": "open", "organisation": "1" + "0" * 30},
        {"text": TEXT, "visibility": "communities", "communities": ["1" + "0" * 30]},
        {"text": TEXT, "visibility": "open", "figures": "heel veel"},
        {"text": TEXT, "visibility": "open", "certificates": "zomaar iets"},
        {"text": TEXT, "visibility": "open", "capabilities": ["no-such-thing"]},
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(client, van_dam, data):
    some_words()

    answer = client.post("/needs/new/", data)

    assert answer.status_code == 422
    assert not Need.objects.exists()
    if data["text"] == TEXT:
        assert TEXT in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"own": ["{", "[" * 3000, "null", '{"kind": "figure", "figure": {"kind": "batch", "low": 1e999}}']},
        {"shown": ["x"] * 900, "requirement": ["\x00"]},
        {"need": "1" + "0" * 30},
        {"text": "‮frezen{{ settings.SECRET_KEY }}<script>" + "́" * 500},
        {"was_title": "x", "was_place": ["a", "b"], "deadline": "morgen", "radius_km": "ver"},
        {"communities": ["x", "9" * 30], "visibility": "communities"},
        {"organisation": "nul"},
    ],
)
def test_reading_survives_anything(client, van_dam, data):
    for url in ("/needs/reading/", "/organisations/van-dam/edit/offers/reading/"):
        answer = client.post(url, {"text": TEXT} | data)
        assert answer.status_code in (200, 404)
        assert b"<script>" not in answer.content.replace(b"<script>alert", b"")


@pytest.mark.parametrize(
    "query",
    [
        "page=1" + "0" * 30, "page=-1", "q=%00", "q=" + "a" * 5000, "km=99999999999", "km=٣", "place=Nergenshuizen",
        "place=Almelo&sort=near",
        "sort=near", "capability=no-such-thing&kind=x", "community=%00", "region=%00", "deadline=ooit", "q=%22%27%25_",
        "region=" + "x" * 900,
    ],
)  # fmt: skip
def test_the_board_survives_any_question(client, query):
    a_need()

    assert client.get(f"/needs/?{query}").status_code == 200


def found(client, query):
    return [shown.need.title for shown in client.get(f"/needs/?{query}").context["page"].object_list]


def test_the_board_finds_what_one_asks_for(client, alma):
    words = some_words()
    ring = a_community(slug="ring", members=[alma])
    member = an_organisation("Lid")
    ring.memberships.create(organisation=member)
    from clubhuis.market import actions

    bram = a_person("Bram Vos")
    member.affiliations.create(person=bram, confirmed_at=member.created_at)
    for text in (TEXT, "Gesucht: Drehteile in Münster", "Who gives advice on turning?"):
        actions.post(member, by=bram, text=text, visibility="open")
    milled, turned, advice = (need.title for need in Need.objects.order_by("pk"))

    assert set(found(client, "")) == {milled, turned, advice}
    assert found(client, "q=frezen") == [milled]
    assert set(found(client, "q=draaien")) == {turned, advice}  # in other words, in other languages
    assert found(client, "capability=machining&kind=knowledge") == [advice]
    assert found(client, "place=Hengelo&km=25") == [milled]
    assert found(client, "region=NL21") == [milled]
    assert len(found(client, "community=ring")) == 3
    assert found(client, "deadline=week") == []
    assert found(client, "mine=1") == []
    assert words["milling"].name_en == "milling"


def test_facets_count_what_the_other_filters_leave(client):
    milling = some_words()["milling"]
    a_need(title="a", kind="outsource", capabilities=[milling])
    a_need(title="b", kind="knowledge")

    board = client.get("/needs/?kind=outsource").context["board"]

    assert [(choice.value, choice.count, choice.chosen) for choice in board.kinds] == [
        ("outsource", 1, True),
        ("knowledge", 1, False),
    ]
    assert [(choice.value, choice.count) for choice in board.capabilities] == [("milling", 1)]


def questions(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_pages_cost_the_same_for_one_and_for_many(client, alma, van_dam):
    milling = some_words()["milling"]
    ring = a_community(members=[van_dam])
    urls = ("/needs/", "/needs/?mine=1", "/organisations/van-dam/", "/organisations/van-dam/edit/offers/")
    many = 12

    def more():
        bram = a_person("Bram Vos")
        other = an_organisation(members=[bram])
        a_need(other, by=bram, capabilities=[milling], visibility="anonymous")
        a_need(van_dam, by=alma, capabilities=[milling], communities=[ring])
        an_offer(van_dam, capabilities=[milling])

    more()
    client.get("/needs/")
    few = {url: questions(client, url) for url in urls}
    for _time in range(many):
        more()
    assert {url: questions(client, url) for url in urls} == few


def test_an_offer_is_stated_changed_moved_and_removed(client, van_dam):
    some_words()
    base = "/organisations/van-dam/edit/offers/"
    client.post(f"{base}new/", {"text": "Wij frezen titanium.", "capacity": "now"})
    client.post(f"{base}new/", {"text": "Wij draaien.", "capacity": "later", "capacity_from": "2027-03-01"})
    first, second = Offer.objects.order_by("pk")

    client.post(f"{base}{second.pk}/position/", {"to": "up"})
    client.post(f"{base}{first.pk}/", {"text": "Wij frezen.", "title": "Freeswerk"})
    page = client.get("/organisations/van-dam/").content.decode()

    assert page.index("Wij draaien") < page.index("Freeswerk")
    assert client.post(f"{base}{first.pk}/removal/").status_code == 302
    assert list(Offer.objects.all()) == [second]


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "x" * 6001},
        {"text": "Wij frezen", "equipment": "x" * 2001},
        {"text": "Wij frezen", "capacity": "later"},
        {"text": "Wij frezen", "capacity": "soms"},
        {"text": "Wij frezen", "capacity": "later", "capacity_from": "31-02-2027"},
        {"text": "Wij frezen", "language": "xx"},
        {"text": "Wij frezen", "more": ["nothing"]},
    ],
)
def test_a_wrong_offer_is_told(client, van_dam, data):
    assert client.post("/organisations/van-dam/edit/offers/new/", data).status_code == 422
    assert not Offer.objects.exists()


def test_closing_asks_what_came_of_it(client, alma, van_dam):
    need = a_need(van_dam, by=alma)

    assert client.post(f"/needs/{need.pk}/closure/", {}).status_code == 422
    assert client.post(f"/needs/{need.pk}/closure/", {"outcome": "order"}).status_code == 302
    assert Need.objects.get().outcome == "order"


def test_sections_of_higher_rooms_stand_on_the_page_of_a_need(client, alma, van_dam):
    from clubhuis.market.sections import sections

    need = a_need(van_dam)
    sections.add("test", lambda request, shown: f"<h2>Matches of {shown.pk}</h2>")
    try:
        assert b"<h2>Matches of" not in client.get("/needs/").content
        page = client.get(f"/needs/{need.pk}/").content.decode()
    finally:
        del sections._entries["test"]
    assert f"Matches of {need.pk}" in page
