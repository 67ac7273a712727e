"""A community brings one colour. This makes a pair of it, for light and for dark pages, that can be read.

The arithmetic is that of OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020) and of WCAG 2.2's contrast
ratio. Lightness is moved, hue stays, and chroma gives way only where the screen cannot show it.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

ENOUGH = 5.1  # so that 4.5 is left on a plate that is tinted with the accent itself (avatars, logos)
DEFAULT = "#1f5f99"
# What accents stand on: the plainest and the most tinted surface of each scheme (see static/ui/css/tokens.css).
LIGHT_GROUNDS = ("#fbf9f5", "#f1eee8")
DARK_GROUNDS = ("#14171f", "#232732")

type Linear = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Accent:
    """One colour as it is shown: on light pages, on dark pages, and the text colour that can stand on each."""

    light: str
    dark: str
    on_light: str
    on_dark: str


def accent(colour: str) -> Accent:
    """The readable pair for any `#rrggbb`; anything else counts as the colour of the house."""
    lightness, chroma, hue = to_oklch(parse(colour))
    light = shifted(lightness, chroma, hue, LIGHT_GROUNDS, step=-0.005)
    dark = shifted(lightness, chroma, hue, DARK_GROUNDS, step=0.005)
    return Accent(light, dark, on_light=text_on(light), on_dark=text_on(dark))


@lru_cache(maxsize=256)
def as_css(colour: str) -> str:
    """The rule that gives a page this accent. Contains only colours that were computed here, never what was typed."""
    found = accent(colour)
    return (
        f":root{{--accent:light-dark({found.light},{found.dark});"
        f"--on-accent:light-dark({found.on_light},{found.on_dark})}}"
    )


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `#rrggbb` colours, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def shifted(lightness: float, chroma: float, hue: float, grounds: tuple[str, ...], *, step: float) -> str:
    """The nearest lightness in the direction of `step` at which the colour can be read on all grounds."""
    while True:
        colour = to_hex(fitting(lightness, chroma, hue))
        if all(contrast(colour, ground) >= ENOUGH for ground in grounds):
            return colour
        lightness += step


def text_on(colour: str) -> str:
    """White or near-black, whichever reads better on this colour."""
    return max(("#ffffff", "#14171f"), key=lambda text: contrast(text, colour))


def parse(colour: str) -> str:
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else DEFAULT


def luminance(colour: str) -> float:
    red, green, blue = to_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_linear(colour: str) -> Linear:
    def channel(start: int) -> float:
        value = int(colour[start : start + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return channel(1), channel(3), channel(5)


def to_hex(linear: Linear) -> str:
    def channel(value: float) -> int:
        value = min(1.0, max(0.0, value))
        return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))

    return "#" + "".join(f"{channel(value):02x}" for value in linear)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma 0 to about 0.4, hue in radians."""
    red, green, blue = to_linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> Linear:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def fitting(lightness: float, chroma: float, hue: float) -> Linear:
    """The colour with as much of its chroma as an sRGB screen can show."""
    lightness = min(1.0, max(0.0, lightness))
    least, most = 0.0, chroma
    if shows(from_oklch(lightness, chroma, hue)):
        return from_oklch(lightness, chroma, hue)
    for _ in range(18):
        between = (least + most) / 2
        if shows(from_oklch(lightness, between, hue)):
            least = between
        else:
            most = between
    return from_oklch(lightness, least, hue)


def shows(linear: Linear) -> bool:
    return all(-0.0005 <= value <= 1.0005 for value in linear)
