"""What companies say of themselves without naming any work: nothing may be recognised in it."""

import pytest

from clubhuis.engines.matching.recogniser import recogniser_for
from clubhuis.taxonomy.access import vocabulary

SAYINGS = {
    "nl": """
        Wij zijn een familiebedrijf met veertig medewerkers en staan bekend om onze korte lijnen.
        Vanuit onze vestiging in Drachten bedienen wij klanten in heel Nederland.
        Bel ons gerust of kom langs voor een kop koffie; de deur staat altijd open.
        Na dertig jaar weten we één ding zeker: kwaliteit begint bij mensen.
        Ons team denkt graag mee en levert op tijd, ook als het een keer spannend wordt.
        In 2019 verhuisden we naar een groter pand met ruimte voor groei.
        De eerste stap is een gesprek, daarna volgt een heldere offerte.
        Afspraak is afspraak, daar staan we voor.
        Wij geloven in eerlijk zakendoen en een goede balans tussen werk en privé.
        Wie bij ons werkt krijgt de kans om te leren en verder te komen.
        Onze klanten komen uit alle hoeken van het land en soms van ver daarbuiten.
        U kunt rekenen op een vast aanspreekpunt dat uw vraag begrijpt.
        Het gaat ons niet om de grootste te zijn, maar om het beste resultaat.
        Samen met u zoeken we de oplossing die past bij uw budget en planning.
        We zijn trots op wat we maken en laten dat graag zien.
        Ondanks de drukte blijven we bereikbaar; laat een bericht achter en we bellen terug.
        Sinds de overname door de tweede generatie is de omzet verdubbeld.
        Op maandag zijn we gesloten, in het weekend alleen op afspraak.
        De leden van de vereniging kiezen elk jaar een nieuw bestuur.
        Deze site maakt gebruik van cookies om het verkeer te meten.
    """,
    "en": """
        We are a family business with forty employees and a flat organisation.
        From our location near the motorway we reach most customers within an hour.
        Give us a call or drop by for a cup of coffee; the door is always open.
        After thirty years we know one thing for sure: quality starts with people.
        Our team likes to think along and delivers on time, even when things get tough.
        In 2019 we moved to a larger building with room to grow.
        The first step is a conversation, followed by a clear quotation.
        We believe in fair business and a healthy balance between work and life.
        Those who join us get the chance to learn and to take the next step.
        You can count on a single point of contact who understands your question.
        It is not about being the largest but about getting the best result.
        Together we find the solution that fits your budget and your schedule.
        We are proud of what we do and happy to show you around.
        Since the second generation took over, turnover has doubled.
        We are closed on Mondays; on weekends by appointment only.
        The members of the association elect a new board every year.
        This page uses cookies to count visitors and to remember your choices.
        The key to success is that everybody feels at home and has a voice.
        Whatever the size of your order, the same care goes into every detail.
        A second opinion, a quick answer, a fair price: that is how we work.
    """,
    "de": """
        Wir sind ein Familienbetrieb mit vierzig Mitarbeitern und kurzen Wegen.
        Von unserem Standort an der Autobahn erreichen wir die meisten Kunden in einer Stunde.
        Rufen Sie an oder kommen Sie auf einen Kaffee vorbei; die Tür steht offen.
        Nach dreißig Jahren wissen wir eines sicher: Qualität beginnt beim Menschen.
        Unser Team denkt gern mit und liefert pünktlich, auch wenn es einmal eng wird.
        2019 sind wir in ein größeres Gebäude mit Raum für Wachstum umgezogen.
        Der erste Schritt ist ein Gespräch, danach folgt ein klares Angebot.
        Wir glauben an faire Geschäfte und ein gutes Miteinander.
        Wer bei uns anfängt, bekommt die Möglichkeit zu lernen und weiterzukommen.
        Sie können auf einen festen Ansprechpartner zählen, der Ihre Frage versteht.
        Es geht uns nicht darum, die Größten zu sein, sondern um das beste Ergebnis.
        Gemeinsam finden wir die Lösung, die zu Ihrem Budget und Ihrer Planung passt.
        Wir sind stolz auf das, was wir tun, und zeigen es gern.
        Seit der Übernahme durch die zweite Generation hat sich der Umsatz verdoppelt.
        Montags ist geschlossen, am Wochenende nur nach Absprache.
        Die Mitglieder des Vereins wählen jedes Jahr einen neuen Vorstand.
        Diese Seite verwendet Cookies, um Besucher zu zählen und Ihre Auswahl zu merken.
        Egal wie groß Ihr Auftrag ist, jedes Detail bekommt dieselbe Sorgfalt.
        Eine zweite Meinung, eine schnelle Antwort, ein fairer Preis: so arbeiten wir.
        Der Schlüssel zum Erfolg ist, dass sich alle zu Hause fühlen.
    """,
}


@pytest.mark.usefixtures("_vocabulary")
@pytest.mark.parametrize("language", SAYINGS)
def test_everyday_sentences_name_no_work(language):
    """With the vocabulary that is shipped: `leden` are no LEDs, `ruimte` is no reaming, a second generation no generator."""
    recogniser = recogniser_for(vocabulary())
    sayings = [line.strip() for line in SAYINGS[language].strip().splitlines()]

    found = {line[one.start : one.end]: one.concept for line in sayings for one in recogniser.find(line, language)}

    assert len(sayings) == 20
    assert found == {}
