"""One spelling for the names and web domains of organisations, so that search and duplicates see through the differences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

LONGEST = 160  # as long as Organisation.plain_name


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Written without dots and spaces; a name loses these at its end ("Van Dam B.V." and "van dam bv" are one name).
LEGAL_FORMS = listed("""
    bv nv vof cv ua eenmanszaak maatschap cooperatie cooperatieua bvio bvinoprichting stichting vereniging
    naamlozevennootschap beslotenvennootschap
    bvba cvba ebvba comm commv gcv vzw sa srl sprl scrl scs snc asbl
    gmbh mbh ggmbh gmbhcokg gmbhcokgaa gmbhco cokg agcokg ag kg kgaa ohg gbr ug ughaftungsbeschrankt haftungsbeschrankt
    ek ekfm ev eg se
    ltd limited llc llp plc inc incorporated corp corporation co company pty sarl sas sasu eurl spa sl oy oyj ab as aps
    spzoo sro kft
""")
LEGAL_FORMS_IN_FRONT = listed("stichting vereniging cooperatie firma fa vof bv nv vzw asbl")

# Words that make no difference: "Van Dam" and "Van Dam Nederland" may well be one.
EMPTY_WORDS = listed("""
    nederland netherlands holland dutch belgie belgium benelux deutschland germany europe europa international
    internationaal group groep gruppe holding beheer bedrijf bedrijven company de het the der die das van von den voor
""")
# Words that many names of makers have: they tell two makers apart, but help little to find one.
TRADE_WORDS = listed("""
    machinefabriek metaal metaalbewerking techniek technologie technology technologies technik engineering industrie
    industries industry precision precisie systems systemen services service productions solutions
""")
CONJUNCTIONS = frozenset({"en", "and", "und", "et"})

# Letters that look like Latin ones. Decomposition takes care of accents; this takes care of other alphabets.
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏκοαρτυνιβ" + "ґвнмкт" + "ıłøđðþŋ",
    "aeopcyxijsdhlkoaptuvib" + "rbhmkt" + "ilodd" + "pn",
)
SPELLED_OUT = {"ß": "ss", "æ": "ae", "œ": "oe"}

FREEMAIL = listed("""
    gmail.com googlemail.com outlook.com outlook.nl hotmail.com hotmail.nl hotmail.be hotmail.de live.com live.nl live.be
    msn.com yahoo.com yahoo.nl yahoo.de yahoo.co.uk icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me
    gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org ziggo.nl kpnmail.nl
    kpnplanet.nl planet.nl hetnet.nl home.nl xs4all.nl upcmail.nl chello.nl casema.nl quicknet.nl onsnet.nu solcon.nl
    zeelandnet.nl caiway.nl online.nl tele2.nl wxs.nl zonnet.nl versatel.nl telfort.nl vodafonevast.nl hccnet.nl
    concepts.nl multiweb.nl kabelfoon.nl filternet.nl skynet.be telenet.be proximus.be scarlet.be belgacom.net pandora.be
    mail.com zoho.com tutanota.com fastmail.com yandex.com qq.com 163.com
""")
# Places where many organisations keep a page: nobody's own domain.
SHARED_HOSTS = listed("""
    facebook.com linkedin.com instagram.com youtube.com twitter.com x.com tiktok.com pinterest.com google.com
    wordpress.com wixsite.com wix.com jimdo.com jimdosite.com jimdofree.com weebly.com webnode.nl webnode.com
    squarespace.com blogspot.com github.io github.com gitlab.io netlify.app vercel.app myshopify.com shopify.com
    business.site linktr.ee bit.ly notion.site godaddysites.com webador.nl yolasite.com europages.com europages.nl
    kvk.nl goudengids.nl telefoonboek.nl
""")
SUFFIXES_OF_TWO = listed("co.uk org.uk ac.uk gov.uk com.au co.nz co.jp com.br com.tr co.za co.in com.cn com.pl com.es")

HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")


def tidy(text: str) -> str:
    """A name as it is kept: composed, on one line, without control or direction characters or heaps of accents."""
    kept: list[str] = []
    accents = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category.startswith("Z") or character in "\t\n\r\v\f":
            character = " "
        elif category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            continue
        accents = accents + 1 if category == "Mn" else 0
        if accents <= 2:
            kept.append(character)
    return " ".join("".join(kept).split())


def words_of(name: str) -> list[str]:
    """The words of a name in lower case, without accents, marks, conjunctions or legal form."""
    text = unicodedata.normalize("NFKD", tidy(name).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(LOOK_ALIKES)
    for character, spelled in SPELLED_OUT.items():
        text = text.replace(character, spelled)
    text = re.sub(r"(?<=\w)['’`´](?=s\b)", "", text)
    words = _joined_initials(re.findall(r"[^\W_]+", text))
    return without_conjunctions(without_legal_form(words))


def _joined_initials(words: list[str]) -> list[str]:
    """["j", "k", "techniek"] → ["jk", "techniek"]: "J.K. Techniek" and "JK Techniek" are one name."""
    joined: list[str] = []
    previous_is_initial = False
    for word in words:
        is_initial = len(word) == 1 and word.isalpha()
        if is_initial and previous_is_initial:
            joined[-1] += word
        else:
            joined.append(word)
        previous_is_initial = is_initial
    return joined


def without_legal_form(words: list[str]) -> list[str]:
    """Legal forms are dropped at the end, and a few in front, as long as a name remains."""
    while True:
        for length in range(min(4, len(words) - 1), 0, -1):
            if "".join(words[-length:]) in LEGAL_FORMS:
                words = words[:-length]
                break
        else:
            break
    if len(words) > 1 and words[0] in LEGAL_FORMS_IN_FRONT:
        words = words[1:]
    return words


def without_conjunctions(words: list[str]) -> list[str]:
    inner = [w for i, w in enumerate(words) if not (w in CONJUNCTIONS and 0 < i < len(words) - 1)]
    return inner or words


@lru_cache(maxsize=20_000)  # looking for a misspelt name compares it with everybody's
def plain_name(name: str) -> str:
    """What is searched and compared: "Ván Dam & Zn. B.V." → "van dam zn". Never longer than Organisation.plain_name."""
    return " ".join(words_of(name))[:LONGEST].strip()


def telling_words(plain: str) -> frozenset[str]:
    """The words of a plain name that make a difference; all of them when there are no others."""
    words = frozenset(plain.split())
    return words - EMPTY_WORDS or words


def rare_words(plain: str) -> frozenset[str]:
    """The words of a plain name that help to find it among many; all of them when there are no others."""
    words = frozenset(plain.split())
    return frozenset(w for w in words - EMPTY_WORDS - TRADE_WORDS if len(w) > 1) or words


def host_of(website: str) -> str:
    """The host name of a website, lower case and without "www."; "" when there is none."""
    text = tidy(website)
    if not text:
        return ""
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
        host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    host = host.lower().strip(".").removeprefix("www.")
    return host if HOST.fullmatch(host) else ""


def registrable(host: str) -> str:
    """ "shop.vandam.nl" → "vandam.nl": what one registers, so that parts of one organisation meet."""
    labels = host.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in SUFFIXES_OF_TWO else labels[-2:])


def is_shared(host: str) -> bool:
    """Whether people of many organisations have an address or a page at this domain."""
    return host in FREEMAIL or any(d in SHARED_HOSTS for d in (host, registrable(host)))


def domain_of(*, website: str = "", email: str = "") -> str:
    """An organisation's own domain, from its website or else from an e-mail address; "" when it has none of its own."""
    for host in (host_of(website), host_of(email.rpartition("@")[2]) if "@" in email else ""):
        if host and not is_shared(host):
            return host
    return ""
