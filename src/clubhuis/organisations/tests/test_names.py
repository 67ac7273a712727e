import pytest
from django.core.exceptions import ValidationError

from clubhuis.organisations.identifiers import kvk_number, phone_link, vat_number
from clubhuis.organisations.names import domain_of, host_of, plain_name, registrable, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Van Dam Fijnmechanica B.V.", "van dam fijnmechanica bv"),
        ("Van Dam Fijnmechanica B. V.", "VAN DAM FIJNMECHANICA"),
        ("Müller & Söhne GmbH & Co. KG", "Muller Sohne"),
        ("Müller und Söhne GmbH", "Müller & Söhne"),
        ("J.K. Techniek N.V.", "JK Techniek"),
        ("Café Metaal", "Cafe\u0301 Metaal"),
        ("Weiß Optik UG (haftungsbeschränkt)", "Weiss Optik"),
        ("Stichting Precisie", "Precisie"),
        ("Gielen Lastechniek BVBA", "Gielen  lastechniek"),
        ("Аcme Metaal", "Acme Metaal"),  # the first begins with a Cyrillic letter
        ("Acme\u200b \u202eMetaal", "Acme Metaal"),
        ("Jan's Draaiwerk", "Jans Draaiwerk"),
    ],
)
def test_two_spellings_have_one_plain_name(one, other):
    assert plain_name(one) == plain_name(other) != ""


@pytest.mark.parametrize("name", ["B.V.", "AG", "En", "Stichting", "GmbH & Co. KG"])
def test_a_name_of_nothing_but_a_legal_form_keeps_something(name):
    assert plain_name(name)


def test_plain_names_keep_different_companies_apart():
    assert plain_name("Van Dam Metaal B.V.") != plain_name("Van Dam Plastics B.V.")


def test_a_plain_name_always_fits_its_column():
    assert len(plain_name("ß" * 160)) == 160


def test_a_kept_name_loses_what_cannot_be_seen_and_heaps_of_accents():
    assert tidy("  Van\u00a0Dam\x00\u202e \n B.V. ") == "Van Dam B.V."
    assert tidy("Z" + "\u0301" * 500 + "algo") == "Ź\u0301\u0301algo"


@pytest.mark.parametrize(
    ("website", "host"),
    [
        ("https://www.vandam.example/over-ons", "vandam.example"),
        ("vandam.example", "vandam.example"),
        ("HTTP://WWW.VanDam.Example:8080", "vandam.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://[::1", ""),
        ("http://localhost/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
        ("http://" + "a" * 300 + ".nl", ""),
    ],
)
def test_the_host_of_a_website_is_found_or_left_empty(website, host):
    assert host_of(website) == host


def test_a_domain_of_everybody_belongs_to_nobody():
    assert domain_of(website="https://www.facebook.com/vandam") == ""
    assert domain_of(email="vandam@gmail.com") == ""
    assert domain_of(website="https://vandam.wixsite.com/site", email="info@vandam.nl") == "vandam.nl"
    assert domain_of(website="https://vandam.nl", email="info@anders.nl") == "vandam.nl"


def test_parts_of_one_domain_meet():
    assert registrable("shop.vandam.nl") == registrable("vandam.nl") == "vandam.nl"
    assert registrable("a.vandam.co.uk") == "vandam.co.uk"


@pytest.mark.parametrize(
    ("typed", "number"), [("12345678", "12345678"), ("KvK 1234 5678", "12345678"), ("1234567", "01234567"), ("", "")]
)
def test_a_chamber_of_commerce_number_has_eight_digits(typed, number):
    assert kvk_number(typed) == number


@pytest.mark.parametrize("typed", ["123456789", "12345", "abcdefgh", "１２３４５６７８", "1e7", "12345678\x00"])
def test_other_chamber_of_commerce_numbers_are_refused(typed):
    with pytest.raises(ValidationError, match=r"eight digits|acht cijfers"):
        kvk_number(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("NL004495445B01", "NL004495445B01"),
        ("nl 4495445 b01", "NL004495445B01"),
        ("NL002455799B11", "NL002455799B11"),  # a sole trader, by the newer scheme
        ("BE 0428.759.497", "BE0428759497"),
        ("BE 428759497", "BE0428759497"),
        ("DE 136 695 976", "DE136695976"),
        ("ATU13585627", "ATU13585627"),
        ("", ""),
    ],
)
def test_a_vat_number_is_written_in_one_way(typed, number):
    assert vat_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["NL004495446B01", "BE0428759498", "DE136695978", "123456789", "XX123", "NL", "NL１23456789B01"]
)
def test_a_vat_number_with_a_typing_error_is_refused(typed):
    with pytest.raises(ValidationError):
        vat_number(typed)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("074 - 200 00 00", "+31742000000"),
        ("+31 (0)74 200 0000", "+31742000000"),
        ("0031 74 2000000", "+31742000000"),
        ("bel ons", ""),
    ],
)
def test_a_telephone_number_can_be_dialled(typed, link):
    assert phone_link(typed) == link
