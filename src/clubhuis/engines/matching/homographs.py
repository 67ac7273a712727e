# ruff: noqa: SIM905  (lists of words are easier to read as text)
"""Words of everyday language that look like the name of some work, thing or material and, alone, hardly ever mean it.

A Dutch `boring` is a hole, `rond` a shape, `eisen` are demands and no iron; an English `shape` is no shaping. Folded. In a
longer name ("vertical boring", "ball bearing ring") they count.
"""

from __future__ import annotations

from clubhuis.engines.matching.languages import Language

HOMOGRAPHS: dict[Language, frozenset[str]] = {
    "nl": frozenset(
        """achtergrond achterkant blank blanke blauw blauwe bleek boring boringen breekt bron bronnen brug
        bruggen bus busje busjes doe doelstelling doelstellingen droog eisen gemaakt gemaakte geniet genieten
        geslacht gesprekken goedkoper grond grondgebied harde harder herstel indruk ingericht ingevuld
        inrichting invullen kant kleur kleuren klinkt kraan lagere leerkracht leren maal maas mal markt
        markten nagels niets nummer nummers ogenblik opruimen plastisch pot rek richten rond ronde schuur
        sector sectoren slacht sloot smelt spring stelling stemmen straal streng strenge studeren trommel
        uitgebreid uitgesloten uitzending veertien verkoper verstand verzinnen vonk voorkant website workshop
        zijkant zwart zwarte""".split()
    ),
    "en": frozenset(
        """account accounts age ages balance balanced balances blank brand brands break breaks brown cabinet card
        cards case cases center centers centre centres chain chains chase chasing chip chips clip clips coin
        coins commission convert converted cooper couple coupled couples course courses crane cranes crop
        crystal crystals cup cups double doubled draft drain drains dry edge edges empty face faced faces fan
        felt fence fix fixed full grain granted grounds guard guards hip hips hire hired host hosted hosting
        hosts industries jacket jet job jobs join joined key keys letter letters level levels lock locked
        manual manufacture manufactured manufacturer manufacturers manufactures mark market markets marks melt
        melts meter meters mine mines neck normal normally nose number numbers objective oil package packages
        pics plane planes pot prime program programs race races reach reached reaches reaching reform rifle
        ring rings rough sand saw scale screen seam seams second seconds sector sectors sense service services
        settle settled severe shape shaped shapes shift shifts ship ships singing source sources special
        specially spin split stake standard style styles switch switched tear tears train trains twist upset
        utility watch watched watching website wind winds workshop workshops wound wounded""".split()
    ),
    "de": frozenset(
        """alt alte alten alter altere alteren alternative altes anlass ausgerichtet bauch behalten blank blanke
        blanker blankes branche branchen brennen bruder dicht druck durchsetzen eindruck einfalle eingerichtet
        einzelfall eis fall falle falls farbe farben fast gefallt gerichtet gesagt getrennt getrieben glatt
        hammer hart harte heft hergestellt jedenfalls kohle korn kuhlschrank las loch luft markt markte
        mittelalter montag montags mutter nachrichten nah nahe naher normal panzer portal prag presse rad
        rauch raum raume richter rund sag sagt scharf schild schlacht schlicht schloss schmelze schrank
        schwarz schwarze schwarzer seminar studenten treibt uhr web weber website wind wirken zeitraum zoll
        zug zuge zulassen""".split()
    ),
}
