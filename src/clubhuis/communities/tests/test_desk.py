"""The desk, as its organisers use it."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.actions import record
from clubhuis.activity.models import Fact, Mail
from clubhuis.communities import actions, attention, history
from clubhuis.communities.models import Community, MemberNote, Role
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_membership, a_partnership, a_request, a_tier, an_invitation

pytestmark = pytest.mark.django_db

PAGES = ["desk", "desk_members", "requests", "invitations", "mails", "page", "partnerships", "roles", "settings", "log",
         "new_organisation", "new_person"]  # fmt: skip


@pytest.fixture
def mia():
    return a_person("Mia")


@pytest.fixture
def community(mia):
    return a_community(managers=[mia], slug="precisie")


@pytest.fixture
def desk(client, mia, community):
    """Mia at her desk: `desk.get("roles")`, `desk.post("bulk", {…})`."""
    client.force_login(mia)

    class Desk:
        def get(self, name, /, *args, **query):
            return client.get(reverse(f"communities:{name}", args=["precisie", *args], query=query or None))

        def post(self, page, *args, data=None, query=None, **options):
            return client.post(
                reverse(f"communities:{page}", args=["precisie", *args], query=query), data or {}, **options
            )

    return Desk()


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_empty_and_full(desk, community, mia, place, language, client):
    client.cookies["language"] = language
    assert desk.get(place).status_code == 200
    firm = an_organisation("Verhoef Verspaning", members=[a_person("Nora")], town="Almelo")
    membership = a_membership(community, firm, tier=a_tier(community))
    MemberNote.objects.create(membership=membership, text="Gebeld.", author=mia)
    community.member_tags.create(name="vip").memberships.add(membership)
    a_membership(community, a_person("Carl"))
    a_request(community, a_person("Alma"))
    an_invitation(community, role="editor")
    a_partnership(community, a_community("Schoonheidskring"))
    a_partnership(a_community("Houtkring"), community, state="invited")
    Mail.objects.create(
        to="x@voorbeeld.example", subject="Hallo", text="Hallo", community_id=community.pk, state="failed"
    )
    assert desk.get(place).status_code == 200
    assert desk.get("member", membership.pk).status_code == 200


def test_what_waits_is_counted(community):
    verhoef = an_organisation("Verhoef")  # came in with a list just now: not yet a year without being confirmed
    a_membership(community, verhoef)
    a_membership(
        community,
        an_organisation(
            "Van Dam", confirmed_on="2020-01-01", administrators=[a_person("Dam")], claimed_at="2026-01-01T00:00Z"
        ),
    )
    a_request(community, a_person("Alma"))
    a_request(a_community("Houtkring"), a_person("Bo"))
    an_invitation(community, sent_at="2026-01-01T00:00Z")
    an_invitation(community, "fresh@voorbeeld.example")

    found = {m.name: m.count for m in attention.matters(community, sees_mail=True, manages=True)}

    assert found == {"requests": 1, "invitations": 1, "administrator": 1, "capabilities": 2, "confirmed": 1}

    Organisation.objects.filter(pk=verhoef.pk).update(created_at="2020-01-01T00:00Z")
    assert (
        next(m.count for m in attention.matters(community, sees_mail=True, manages=True) if m.name == "confirmed") == 2
    )


@pytest.mark.parametrize("place", ["desk", "invitations", "mails"])
def test_the_desk_says_when_there_is_no_mail_server(desk, settings, place):
    assert "Mail wacht" not in desk.get(place).text

    settings.MAILERS = {"default": settings.MAILERS["default"]}

    assert "Mail wacht: er is nog geen mailserver" in desk.get(place).text


def test_what_happened_lately_says_who_did_it(desk, community, mia):
    """Each line stands alone, also that of a verb another room told in its own way."""
    record("membership.asked", actor=a_person("Harm"), subject=an_organisation("Flexoscope"), concerning=[community])
    record("person.claimed", actor=mia, subject=mia, concerning=[community])

    page = desk.get("desk").text

    assert "Harm heeft gevraagd om lid te worden: Flexoscope" in page
    assert "Mia heeft voor het eerst ingelogd" in page
    assert "Mia Mia" not in page


@pytest.mark.parametrize(
    "place", ["desk", "desk_members", "requests", "invitations", "partnerships", "roles", "log", "mails"]
)
def test_lists_cost_the_same_for_one_and_for_many(desk, community, mia, place):
    def grow(number):
        firm = an_organisation(f"Firma {number}", members=[a_person(f"P{number}")], town="Almelo")
        membership = a_membership(community, firm)
        community.member_tags.create(name=f"tag {number}").memberships.add(membership)
        a_membership(community, a_person(f"L{number}"))
        a_request(community, a_person(f"V{number}"))
        a_membership(community, a_person(f"O{number}"), state="declined", answered_at="2026-01-01T00:00Z")
        an_invitation(community, f"n{number}@voorbeeld.example", organisation=firm, invited_by=mia)
        a_partnership(community, a_community(f"Kring {number}"))
        community.roles.create(person=a_person(f"R{number}"), kind="viewer", given_by=mia)
        Mail.objects.create(to="x@voorbeeld.example", subject="Hallo", text="Hallo", community_id=community.pk)
        for verb in ("role.given", "community.exported"):
            record(verb, actor=mia, subject=community, concerning=[community], privileged=True)

    grow(0)
    desk.get(place)
    with CaptureQueriesContext(connection) as one:
        desk.get(place)
    for number in range(1, 6):
        grow(number)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(place).status_code == 200
    assert len(many) == len(one)


FILTERS = [
    ({"q": "verhoef"}, {"Verhoef"}),
    ({"q": "Almelo"}, {"Verhoef"}),
    ({"q": "M-7"}, {"Van Dam"}),
    ({"kind": "person"}, {"Carl"}),
    ({"kind": "research"}, {"Van Dam"}),
    ({"claimed": "yes"}, {"Van Dam", "Carl"}),
    ({"claimed": "no"}, {"Verhoef"}),
    ({"lacks": "administrator"}, {"Verhoef", "Van Dam"}),
    ({"state": "former"}, {"Weg"}),
    ({}, {"Verhoef", "Van Dam", "Carl"}),
    ({"tier": "999999", "kind": "nonsense", "page": "9" * 30, "sort": "; drop"}, {"Verhoef", "Van Dam", "Carl"}),
    ({"q": "\0"}, {"Verhoef", "Van Dam", "Carl"}),
]


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_the_table_shows_who_fits(desk, community, query, found):
    a_membership(community, an_organisation("Verhoef", town="Almelo"))
    a_membership(community, an_organisation("Van Dam", kind="research", claimed_at="2026-01-01T00:00Z"), number="M-7")
    a_membership(community, a_person("Carl"))
    a_membership(community, an_organisation("Weg"), state="ended")
    a_membership(a_community("Houtkring"), an_organisation("Elders"))

    page = desk.get("desk_members", **query).context["page"]

    assert {m.sort_name for m in page} == found


def test_the_table_sorts_both_ways(desk, community):
    for name in ("Bo", "An", "Cy"):
        a_membership(community, an_organisation(name))
    assert [m.sort_name for m in desk.get("desk_members").context["page"]] == ["An", "Bo", "Cy"]
    assert [m.sort_name for m in desk.get("desk_members", sort="-name").context["page"]] == ["Cy", "Bo", "An"]


def test_a_tag_is_put_on_several_at_once(desk, community):
    rows = [a_membership(community, an_organisation(n)) for n in ("An", "Bo")]
    a_membership(community, an_organisation("Cy"))
    response = desk.post("bulk", data={"deed": "tag", "tag": " jubileum  2026 ", "chosen": [m.pk for m in rows]})
    assert response.status_code == 302
    tag = community.member_tags.get()
    assert (tag.name, set(tag.memberships.all())) == ("jubileum 2026", set(rows))


def test_several_memberships_end_with_a_reason(desk, community):
    rows = [a_membership(community, a_person(n)) for n in ("An", "Bo")]
    desk.post("bulk", data={"deed": "end", "reason": "Opgeheven.", "chosen": [m.pk for m in rows]})
    assert set(community.memberships.values_list("state", "reason")) == {("ended", "Opgeheven.")}
    assert Mail.objects.filter(kind="communities/mail/ended").count() == 2


def test_contacts_of_several_are_invited(desk, community):
    nora = a_person("Nora", claimed_at=None)
    firm = an_organisation("Verhoef", members=[nora])
    rows = [a_membership(community, firm), a_membership(community, an_organisation("Zonder"))]
    desk.post("bulk", data={"deed": "invite", "chosen": [m.pk for m in rows]})
    invitation = community.invitations.get()
    assert (invitation.email, invitation.organisation) == (nora.email, firm)


@pytest.mark.parametrize(
    "data",
    [
        {"deed": "tag", "tag": "x"},
        {"deed": "tag", "tag": ""},
        {"deed": "tag", "tag": "x" * 41},
        {"deed": "end"},
        {"deed": "tier"},
        {"deed": "explode"},
        {},
        {"deed": "tag", "tag": "x", "chosen": ["-1"]},
        {"deed": "tag", "tag": "x", "chosen": ["1" * 30]},
        {"deed": "tag", "tag": "x", "chosen": ["٣"]},
        {"deed": "tag", "tag": "x\0", "chosen": ["1"]},
        {"deed": "csv"},
    ],
)
def test_a_bulk_deed_that_cannot_be_done_is_explained(desk, community, data):
    response = desk.post("bulk", data=data)
    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_members_of_another_community_are_not_touched(desk):
    foreign = a_membership(a_community("Houtkring"), an_organisation())
    assert desk.post("bulk", data={"deed": "tag", "tag": "x", "chosen": [foreign.pk]}).status_code == 422
    assert not foreign.tags.exists()


def test_three_hundred_thousand_ids_get_a_kind_answer(desk):
    body = "deed=tag&tag=x&" + "&".join(f"chosen={n}" for n in range(300_000))
    response = desk.post("bulk", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_what_the_list_shows_and_is_written_down(desk, community, mia, kind):
    a_membership(community, an_organisation("=cmd|'/c calc'!A1", town="Almelo"), number="+31")
    a_membership(community, an_organisation("Verhoef"))
    a_membership(a_community("Houtkring"), an_organisation("Elders"))

    response = desk.post("export", data={"kind": kind}, query={"q": "calc"})

    assert response.status_code == 200
    content = b"".join(response) if response.streaming else response.content
    if kind == "xlsx":
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in rows[1:]] == ["=cmd|'/c calc'!A1"]
    else:
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert lines[1].startswith("'=cmd|")
        assert "'+31" in lines[1]
    fact = Fact.objects.get(verb="community.exported")
    assert (fact.actor, fact.is_privileged, fact.data["count"]) == (mia, True, 1)


def test_an_export_hides_what_a_member_hides_from_everybody(desk, community):
    shy = a_person("Shy", contact_visibility="nobody", phone="053 123")
    a_membership(community, shy)
    firm = an_organisation("Verhoef", email="geheim@verhoef.example", field_visibility={"email": "nobody"})
    a_membership(community, firm)
    text = desk.post("export", data={"kind": "csv"}).content.decode("utf-8-sig")
    assert "Shy" in text
    assert shy.email not in text
    assert "053 123" not in text
    assert "geheim@verhoef.example" not in text


@pytest.mark.parametrize("role", ["organiser", "viewer"])
def test_who_may_not_export_or_edit_gets_no_further(desk, community, mia, role):
    row = a_membership(community, an_organisation("Verhoef"))
    community.roles.create(person=a_person("Max"), kind="manager")
    community.roles.filter(person=mia).update(kind=role)
    assert desk.get("desk_members").status_code == 200
    assert desk.post("export", data={"kind": "csv"}).status_code == 403
    assert desk.post("bulk", data={"deed": "tag", "tag": "x", "chosen": [row.pk]}).status_code == 403
    assert not Fact.objects.filter(verb="community.exported").exists()


def test_a_viewer_sees_neither_notes_nor_how_to_reach_people(desk, community, mia):
    nora = a_person("Nora", phone="053 123")
    row = a_membership(community, an_organisation("Verhoef", members=[nora]))
    MemberNote.objects.create(membership=row, text="Betaalt laat.", author=mia)
    a_membership(community, a_person("Carl"))
    community.roles.create(person=a_person("Max"), kind="manager")
    community.roles.filter(person=mia).update(kind="viewer")
    text = desk.get("desk_members").text + desk.get("member", row.pk).text + desk.get("desk").text
    for private in ("Betaalt laat.", nora.email, "053 123"):
        assert private not in text


def test_a_note_is_written_in_the_table_and_answered_with_the_cell(desk, community):
    row = a_membership(community, an_organisation("Verhoef"))
    response = desk.post(
        "notes", row.pk, data={"kind": "note", "text": "Gebeld.", "cell": "1"}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    assert "Gebeld." in response.text
    assert "<html" not in response.text


def test_a_note_that_is_wrong_stays_in_its_cell(desk, community):
    row = a_membership(community, an_organisation("Verhoef"))
    response = desk.post(
        "notes", row.pk, data={"kind": "note", "text": "x" * 4001, "cell": "1"}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    assert "x" * 4001 in response.text
    assert "<html" not in response.text


def test_filtering_answers_with_the_table_alone(desk, community, client):
    a_membership(community, an_organisation("Verhoef"))
    response = client.get(reverse("communities:desk_members", args=["precisie"]), headers={"HX-Request": "true"})
    assert "Verhoef" in response.text
    assert "<html" not in response.text


def test_tags_are_changed_in_the_table(desk, community):
    row = a_membership(community, an_organisation("Verhoef"))
    on = desk.post("tags", row.pk, data={"name": "vip"}, headers={"HX-Request": "true"})
    assert "vip" in on.text
    tag = community.member_tags.get()
    off = desk.post("tag_removal", row.pk, tag.pk, headers={"HX-Request": "true"})
    assert "vip" not in off.text
    assert not community.member_tags.exists()


def test_a_note_is_erased_by_its_writer_or_a_manager_only(desk, community, mia, client):
    ed, vera = a_person("Ed"), a_person("Vera")
    community.roles.create(person=ed, kind="editor")
    community.roles.create(person=vera, kind="organiser")
    row = a_membership(community, an_organisation("Verhoef"))
    note = MemberNote.objects.create(membership=row, text="Van Ed.", author=ed)
    client.force_login(vera)
    assert desk.post("note_erasure", note.pk).status_code == 403
    client.force_login(ed)
    assert desk.post("note_erasure", note.pk).status_code == 302
    assert not MemberNote.objects.exists()


def test_the_story_of_a_member_holds_nothing_of_other_communities(desk, community):
    max_ = a_person("Max")
    firm = an_organisation("Verhoef")
    other = a_community("Houtkring", managers=[max_])
    ours, theirs = a_membership(community, firm), a_membership(other, firm)
    actions.write_note(theirs, text="Geheim van hout.", by=max_)
    actions.change_member(theirs, by=max_, tier=None, number="H-1", since=None)
    assert history.story_of(ours, notes=True) == []
    assert len(history.story_of(theirs, notes=True)) == 2


def test_an_organisation_that_seems_to_be_here_is_asked_about(desk, community):
    known = an_organisation("Van Dam Fijnmechanica", town="Enschede", plain_name="van dam fijnmechanica")
    data = {"name": "Van Dam Fijnmechanica B.V.", "kind": "company", "town": "Enschede"}

    asked = desk.post("new_organisation", data=data)
    assert asked.status_code == 422
    assert [c.organisation for c in asked.context["candidates"]] == [known]
    assert Organisation.objects.count() == 1

    assert desk.post("new_organisation", data=data | {"known": str(known.pk)}).status_code == 302
    assert community.memberships.get().organisation == known


def test_a_new_organisation_is_written_in_with_its_contact_invited(desk, community):
    response = desk.post(
        "new_organisation",
        data={"name": "Rietveld Frezen", "kind": "company", "town": "Hengelo", "contact_name": "Riet",
        "contact_email": "Riet@Rietveld.example", "invite": "on"},
    )  # fmt: skip
    assert response.status_code == 302
    firm = Organisation.objects.get()
    assert (firm.plain_name, firm.claimed_at, firm.sites.get().town) == ("rietveld frezen", None, "Hengelo")
    assert firm.affiliations.get().person.email == "riet@rietveld.example"
    assert community.invitations.get().organisation == firm


def test_a_person_with_an_account_is_invited_rather_than_written_in(desk, community):
    nora = a_person("Nora")
    desk.post("new_person", data={"name": "Nora", "email": nora.email})
    assert not community.memberships.exists()
    assert community.invitations.get().email == nora.email


def test_a_new_person_is_a_contact_until_they_sign_in(desk, community):
    desk.post("new_person", data={"name": "Nieuw", "email": "nieuw@voorbeeld.example"})
    person = Person.objects.get(email="nieuw@voorbeeld.example")
    assert person.is_contact
    assert community.memberships.get().person == person


def test_settings_are_kept_and_written_down(desk, community):
    response = desk.post(
        "settings",
        data={"slug": "precisie", "kind": "network", "joining": "open",
        "email_domains": "@VanDam.example\nvandam.example, rietveld.example", "is_public": "on",
        "host_name": "Precisie.Example."},
    )  # fmt: skip
    assert response.status_code == 302
    community = Community.objects.get(slug="precisie")
    assert (community.joining, community.host_name, community.shows_members) == ("open", "precisie.example", False)
    assert community.email_domains == ["vandam.example", "rietveld.example"]
    assert "host_name" in Fact.objects.get(verb="community.settings_changed").data["fields"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email_domains", "gmail.com"),
        ("email_domains", "geen domein"),
        ("email_domains", "x" * 6000),
        ("host_name", "localhost"),
        ("host_name", "127.0.0.1"),
        ("host_name", "http://x.example"),
        ("host_name", "testserver"),
        ("slug", "founding"),
        ("slug", "a b"),
        ("joining", "whatever"),
        ("parent", "999999"),
    ],
)
def test_settings_that_make_no_sense_are_refused(desk, community, field, value):
    data = {"slug": "precisie", "kind": "network", "joining": "open", "is_public": "on"} | {field: value}
    assert desk.post("settings", data=data).status_code == 422


def test_a_community_does_not_become_a_part_of_its_own_part(desk, community, mia):
    part = a_community("Deel", parent=community, managers=[mia])
    data = {"slug": "precisie", "kind": "network", "joining": "open", "parent": part.pk}
    assert desk.post("settings", data=data).status_code == 422


def test_one_becomes_no_part_of_a_community_one_does_not_run(desk, community):
    other = a_community("Houtkring")
    data = {"slug": "precisie", "kind": "network", "joining": "open", "parent": other.pk}
    assert desk.post("settings", data=data).status_code == 422


def test_the_public_page_is_written_by_an_editor_who_cannot_open_the_settings(desk, community, mia):
    community.roles.create(person=a_person("Max"), kind="manager")
    community.roles.filter(person=mia).update(kind="editor")
    data = {
        "name_nl": "Nieuwe naam",
        "accent": "#123456",
        "languages": ["nl", "en"],
        "slug": "gekaapt",
        "joining": "open",
    }
    assert desk.post("page", data=data).status_code == 302
    community.refresh_from_db()
    assert (community.name_nl, community.languages, community.slug, community.joining) == (
        "Nieuwe naam", ["nl", "en"], "precisie", "request"
    )  # fmt: skip
    assert desk.get("settings").status_code == 403


@pytest.mark.parametrize("accent", ["red", "#12345", "#1234567", "javascript:1", "#12345g\n"])
def test_an_accent_is_a_colour(desk, accent):
    assert desk.post("page", data={"name_nl": "Naam", "accent": accent}).status_code == 422


def test_tiers_are_renamed_swapped_added_and_taken_away(desk, community):
    lid, vriend = a_tier(community, "Lid", is_default=True), a_tier(community, "Vriend", position=1)
    row = a_membership(community, an_organisation(), tier=lid)
    assert desk.post("tiers", data={"tiers": "Vriend = Friend\nLid = Member\nPartner"}).status_code == 302
    assert [(t.pk, t.name_nl, t.name_en, t.is_default) for t in community.tiers.all()][:2] == [
        (vriend.pk, "Vriend", "Friend", True), (lid.pk, "Lid", "Member", False)
    ]  # fmt: skip
    desk.post("tiers", data={"tiers": "Vriend"})
    row.refresh_from_db()
    assert row.tier is None
    assert row.state == "current"


@pytest.mark.parametrize("tiers", ["", "   ", "Lid\nlid", "x" * 81, "\n".join(f"t{n}" for n in range(60))])
def test_tiers_that_make_no_sense_are_refused(desk, tiers):
    assert desk.post("tiers", data={"tiers": tiers}).status_code == 422


def test_a_role_goes_to_an_account_and_an_invitation_to_everybody_else(desk, community):
    nora = a_person("Nora")
    desk.post("roles", data={"email": nora.email.upper(), "kind": "editor"})
    desk.post("roles", data={"email": "new@voorbeeld.example", "kind": "viewer"})
    assert community.roles.get(person=nora).kind == "editor"
    assert community.invitations.get().role == "viewer"


def test_who_takes_their_own_role_leaves_the_desk(desk, community, mia):
    community.roles.create(person=a_person("Max"), kind="manager")
    response = desk.post("role_removal", community.roles.get(person=mia).pk)
    assert (response.status_code, response.url) == (302, "/")
    assert desk.get("desk").status_code == 404


def test_partners_are_asked_and_answered_at_both_desks(desk, community, client):
    max_ = a_person("Max")
    other = a_community("Schoonheidskring", managers=[max_], slug="schoon")
    desk.post("partnerships", data={"other": other.pk, "shares": ["events", "members"]})
    partnership = community.partnerships_begun.get()
    assert desk.post("partnership_acceptance", partnership.pk).status_code == 403
    client.force_login(max_)
    client.post(reverse("communities:partnership_acceptance", args=["schoon", partnership.pk]))
    partnership.refresh_from_db()
    assert (partnership.state, partnership.shared_in_words != "") == ("accepted", True)
    assert client.get(reverse("communities:partnerships", args=["schoon"])).status_code == 200


@pytest.mark.parametrize("what", ["", "secrets", "members\0"])
def test_a_share_that_is_none_changes_nothing(desk, community, what):
    partnership = a_partnership(community, a_community("Schoonheidskring"), shares=["events"])
    assert desk.post("share_removal", partnership.pk, data={"what": what}).status_code == 302
    partnership.refresh_from_db()
    assert [s.value for s in partnership.shared] == ["events"]


@pytest.mark.parametrize("text", ["", " ", "x" * 4001, "a\0b"])
def test_a_note_that_cannot_be_kept_keeps_what_was_typed(desk, community, text):
    row = a_membership(community, an_organisation())
    assert desk.post("notes", row.pk, data={"kind": "note", "text": text}).status_code == 422


@pytest.mark.parametrize("place", ["member", "member_change", "member_end", "notes", "tags", "request_acceptance", "reminder",
"role_change", "partnership_end", "note_erasure"])  # fmt: skip
def test_what_is_not_of_this_community_is_not_there(desk, place):
    act = desk.get if place == "member" else desk.post
    for pk in (999_999, 10**30):
        assert act(place, pk).status_code == 404


@pytest.mark.parametrize(("cell", "field"), [("tags", 'name="name"'), ("note", '<textarea id="note-text-')])
def test_a_cell_of_the_table_opens_in_place_and_without_javascript_on_the_page(desk, community, client, cell, field):
    row = a_membership(community, an_organisation("Verhoef"))
    asked = reverse("communities:member", args=["precisie", row.pk], query={"cell": cell})

    in_place = client.get(asked, headers={"HX-Request": "true"}).text
    page = client.get(asked).text

    assert (field in in_place, "<html" in in_place, "<html" in page) == (True, False, True)


def test_a_viewer_opens_no_cell(client, community, mia):
    row = a_membership(community, an_organisation("Verhoef"))
    vera = a_person("Vera")
    actions.give_role(community, vera, kind=Role.Kind.VIEWER, by=mia)
    client.force_login(vera)
    for cell in ("tags", "note"):
        asked = reverse("communities:member", args=["precisie", row.pk], query={"cell": cell})
        assert "<html" in client.get(asked, headers={"HX-Request": "true"}).text
