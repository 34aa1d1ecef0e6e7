"""Colours of a deck: roles of the light theme as colours of the presentation's own theme, so that it can be recoloured."""

import colorsys
from dataclasses import dataclass
from functools import cached_property

from journey.model.theme import LIGHT, NEUTRAL, ON_COLOUR, STAGE_HUES

# Which place of a theme holds which role in the house's own template.
HOUSE = {
    "dk1": LIGHT.text,
    "lt1": ON_COLOUR,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.surface,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.warm,
    "accent3": LIGHT.calm,
    "accent4": LIGHT.positive,
    "accent5": LIGHT.negative,
    "accent6": NEUTRAL,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.muted,
}
NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
GROUPS = ("accent", "warm", "calm")  # roles that tell groups apart and mean nothing by themselves
ACCENTS = tuple(place for place in HOUSE if place.startswith("accent"))
RED, GREEN, GREY = (340.0, 30.0), (75.0, 194.0), 0.2  # hues in degrees, teal with green; saturation


@dataclass(frozen=True)
class Palette:
    """`theme` is the presentation's, by the names of HOUSE. Good and bad keep the colours that they have everywhere."""

    theme: dict[str, str]
    is_house: bool

    @cached_property
    def accents(self) -> tuple[str, ...]:
        """The accents of the theme that nobody takes for good, bad or nothing."""
        return tuple(place for place in ACCENTS if not _means_something(self.theme[place]))

    def place(self, colour: str) -> str:
        """The place in the theme that stands for a colour; '' where it is written out."""
        if colour == "ink":
            return "dk1"
        if self.is_house:
            shown = LIGHT.role(colour)
            return next((place for place, known in HOUSE.items() if known == shown), "")
        number = (
            GROUPS.index(colour)
            if colour in GROUPS
            else STAGE_HUES.index(colour)
            if colour in STAGE_HUES
            else -1
        )
        return self.accents[number] if 0 <= number < len(self.accents) else ""

    def rgb(self, colour: str) -> str:
        """The colour as it is seen, #rrggbb."""
        place = self.place(colour)
        return self.theme[place] if place else LIGHT.role(colour)

    def colour(self, colour: str, opacity: float = 1.0) -> str:
        """The colour as DrawingML."""
        alpha = f'<a:alpha val="{round(100_000 * opacity)}"/>' if opacity < 1 else ""
        place = self.place(colour)
        if place:
            return f'<a:schemeClr val="{NAMES.get(place, place)}">{alpha}</a:schemeClr>'
        return f'<a:srgbClr val="{LIGHT.role(colour).lstrip("#")}">{alpha}</a:srgbClr>'

    def fill(self, colour: str, opacity: float = 1.0) -> str:
        if colour == "none":
            return "<a:noFill/>"
        return f"<a:solidFill>{self.colour(colour, opacity)}</a:solidFill>"

    def stroke(self, colour: str, points: float, dash: str = "", opacity: float = 1.0) -> str:
        """A line; `dash` is a name of DrawingML."""
        if colour == "none":
            return "<a:ln><a:noFill/></a:ln>"
        dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
        return f'<a:ln w="{round(points * 12700)}">{self.fill(colour, opacity)}{dashed}<a:round/></a:ln>'


def _means_something(colour: str) -> bool:
    """Whether a colour is a red, a green, a teal or a grey."""
    parts = (part / 255 for part in bytes.fromhex(colour.lstrip("#")))
    hue, _, saturation = colorsys.rgb_to_hls(*parts)
    turned = hue * 360
    is_red, is_green = not RED[1] < turned < RED[0], GREEN[0] <= turned <= GREEN[1]
    return saturation < GREY or is_red or is_green
