"""Towns whose names stand on the map, so that one finds one's way: name, longitude, latitude, and from how near they show."""

TOWNS: tuple[tuple[str, float, float, int], ...] = (
    ("Amsterdam", 4.895, 52.370, 1), ("Rotterdam", 4.479, 51.922, 1), ("Eindhoven", 5.478, 51.441, 1),
    ("Groningen", 6.567, 53.219, 1), ("Enschede", 6.894, 52.221, 1), ("Antwerpen", 4.402, 51.219, 1),
    ("Brussel", 4.352, 50.847, 1), ("Köln", 6.960, 50.938, 1), ("Maastricht", 5.691, 50.851, 1),
    ("Zwolle", 6.094, 52.512, 1), ("Bremen", 8.801, 53.079, 1), ("Hannover", 9.732, 52.376, 1),
    ("Münster", 7.626, 51.961, 1), ("Dortmund", 7.466, 51.514, 1), ("Utrecht", 5.122, 52.091, 2),
    ("Den Haag", 4.300, 52.070, 2), ("Arnhem", 5.899, 51.985, 2), ("Nijmegen", 5.865, 51.842, 2),
    ("Breda", 4.777, 51.589, 2), ("Tilburg", 5.087, 51.560, 2), ("Leeuwarden", 5.799, 53.201, 2),
    ("Middelburg", 3.611, 51.500, 2), ("Venlo", 6.172, 51.370, 2), ("Gent", 3.725, 51.054, 2),
    ("Leuven", 4.701, 50.879, 2), ("Hasselt", 5.332, 50.930, 2), ("Liège", 5.574, 50.633, 2),
    ("Düsseldorf", 6.776, 51.227, 2), ("Aachen", 6.084, 50.775, 2), ("Osnabrück", 8.047, 52.280, 2),
    ("Bielefeld", 8.531, 52.022, 2), ("Assen", 6.563, 52.993, 2), ("Apeldoorn", 5.969, 52.211, 3),
    ("Deventer", 6.163, 52.255, 3), ("Almelo", 6.662, 52.357, 3), ("Hengelo", 6.793, 52.266, 3),
    ("Emmen", 6.907, 52.786, 3), ("Helmond", 5.661, 51.480, 3), ("’s-Hertogenbosch", 5.303, 51.697, 3),
    ("Veldhoven", 5.402, 51.419, 3), ("Delft", 4.357, 52.012, 3), ("Leiden", 4.497, 52.160, 3),
    ("Haarlem", 4.637, 52.381, 3), ("Almere", 5.222, 52.351, 3), ("Amersfoort", 5.388, 52.156, 3),
    ("Dordrecht", 4.690, 51.813, 3), ("Roermond", 5.987, 51.194, 3), ("Heerlen", 5.981, 50.888, 3),
    ("Winterswijk", 6.720, 51.972, 3), ("Doetinchem", 6.288, 51.965, 3), ("Gronau", 7.026, 52.213, 3),
    ("Bocholt", 6.615, 51.838, 3), ("Turnhout", 4.944, 51.323, 3), ("Genk", 5.501, 50.966, 3),
    ("Kortrijk", 3.265, 50.828, 3), ("Brugge", 3.224, 51.209, 3), ("Alkmaar", 4.749, 52.632, 3),
    ("Heerenveen", 5.926, 52.960, 3), ("Drachten", 6.100, 53.107, 3), ("Terneuzen", 3.828, 51.336, 3),
)  # fmt: skip
