"""Colours and type of every drawing, light and dark, each with its reason."""

from dataclasses import dataclass
from functools import lru_cache

# Valence runs from vermilion over grey to teal: distinguishable for colour-blind readers, never without a sign or word.
NEGATIVE, NEUTRAL, POSITIVE = "#C2452D", "#8A93A3", "#1D7A85"
# One hue a stage, for its header only; dark enough that white text on it has a contrast of 4.5:1.
STAGE_HUES = (
    "#3B49C4",
    "#2368B0",
    "#0B7285",
    "#2F7D4F",
    "#7048A8",
    "#A03D6B",
    "#8A5A14",
    "#4B5A73",
    "#5B6B1F",
)
OUTSIDE_HUE = "#5B6475"
# One hue a part of friction, told from each other and from the ground on light and dark; never without its name beside it.
FRICTION_HUES = {
    "leaves": "#C2452D",
    "repeats": "#DB8560",
    "contact_again": "#4E93A8",
    "waits": "#B98A4A",
    "feels_bad": "#A34E78",
    "effort": "#6C78BE",
    "hand_off": "#3F968B",
}
WATER_HUES = (*STAGE_HUES, OUTSIDE_HUE)
WATER, WATER_CONTRAST = "water", {False: 1.85, True: 1.95}
FONT = '"Source Sans", "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'


@dataclass(frozen=True)
class Theme:
    """What differs between light and dark."""

    text: str
    muted: str
    line: str
    surface: str
    background: str
    negative: str
    positive: str
    accent: str
    warm: str
    calm: str
    tint: str

    def role(self, colour: str) -> str:
        """The colour of a role of a drawing ('ink', 'negative'...); a colour written out stays as it is."""
        if colour.startswith(("#", "url(")) or colour == "none":
            return colour
        if colour.startswith(WATER):
            return self._water(int(colour.removeprefix(WATER)))
        return str(getattr(self, "text" if colour == "ink" else colour))

    def hue(self, index: int) -> str:
        """Hue of the stage with this index as a bar or a line: lighter on a dark ground, so that it stands out from it."""
        return self._raised(stage_hue(index))

    @property
    def is_dark(self) -> bool:
        return _luminance(self.background) < _luminance(self.text)

    def _raised(self, hue: str) -> str:
        return mixed(0.3, hue, ON_COLOUR) if self.is_dark else hue

    def _water(self, number: int) -> str:
        """The hue mixed into the background until it stands out from it by WATER_CONTRAST."""
        hue = self._raised(WATER_HUES[number])
        return _standing_out(hue, self.background, WATER_CONTRAST[self.is_dark])


# Accent, warm and positive tell up to three compared groups apart, with a shape and a name beside each.
LIGHT = Theme(
    "#1B1F33",
    "#565E70",
    "#D9DDE6",
    "#F1F3F8",
    "#FBFBFE",
    "#B63D26",
    POSITIVE,
    "#2F4BA0",
    "#9A5B00",
    "#4F7D3C",
    "#F9E4DF",
)
DARK = Theme(
    "#E8EAF2",
    "#A9B1C4",
    "#3A4051",
    "#1C1F2B",
    "#12141C",
    "#F08A72",
    "#5CC4CF",
    "#9DB2F5",
    "#E9A94B",
    "#A3C585",
    "#43261F",
)
ROLES = (
    *(f"{WATER}{number}" for number in range(len(WATER_HUES))),
    "ink",
    "muted",
    "line",
    "surface",
    "background",
    "negative",
    "positive",
    "accent",
    "warm",
    "calm",
    "tint",
)
COMPARED = ("accent", "warm", "positive")
# A point on the emotion curve holds white figures: its colour runs through a grey dark enough for them.
POINT_NEUTRAL = "#616A7C"
ON_COLOUR, BLACK = "#FFFFFF", "#000000"


def stage_hue(index: int) -> str:
    """Hue of the stage with this index, from 0; the unassigned (-1) have none of their own."""
    return OUTSIDE_HUE if index < 0 else STAGE_HUES[index % len(STAGE_HUES)]


def water_role(index: int) -> str:
    """The role of a stage's water."""
    return f"{WATER}{len(STAGE_HUES) if index < 0 else index % len(STAGE_HUES)}"


def point_colour(valence: float) -> str:
    """Colour of a point that holds white figures: vermilion at -0.6 and below, grey at 0, teal at 0.6 and above."""
    share = min(1.0, abs(valence) / 0.6)
    ends = zip(_parts(POINT_NEUTRAL), _parts(NEGATIVE if valence < 0 else POSITIVE))
    return "#" + "".join(f"{round(grey + share * (end - grey)):02X}" for grey, end in ends)


def between(share: float, role: str) -> str:
    """Colour of a line between grey (0) and the colour of a role (1), readable on light and dark."""
    ends = zip(_parts(POINT_NEUTRAL), _parts({"negative": NEGATIVE, "warm": LIGHT.warm}[role]))
    return "#" + "".join(
        f"{round(grey + min(1.0, max(0.0, share)) * (end - grey)):02X}" for grey, end in ends
    )


def mixed(share: float, from_colour: str, to_colour: str) -> str:
    """Linear mix of two colours: the first at share 0, the other at 1."""
    return "#" + "".join(
        f"{round(begin + share * (end - begin)):02X}"
        for begin, end in zip(_parts(from_colour), _parts(to_colour))
    )


@lru_cache(maxsize=64)
def _standing_out(hue: str, background: str, wanted: float) -> str:
    """The hue mixed into the background until the contrast is the wanted one; the hue itself where it never is."""
    colours = (mixed(step / 100, background, hue) for step in range(101))
    return next((colour for colour in colours if contrast(colour, background) >= wanted), hue)


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour: one of both always has 4.5 to 1."""
    return max((BLACK, ON_COLOUR), key=lambda ink: contrast(ink, colour))


def contrast(colour: str, other_colour: str) -> float:
    """1 to 21, as WCAG 2 has it: 4.5 or more is needed to read text."""
    dark, light = sorted(map(_luminance, (colour, other_colour)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def translucent(colour: str, opacity: float) -> str:
    """The colour with this opacity (0..1)."""
    return f"rgba({', '.join(map(str, _parts(colour)))}, {opacity})"


def _parts(colour: str) -> list[int]:
    return [int(colour[offset : offset + 2], 16) for offset in (1, 3, 5)]
