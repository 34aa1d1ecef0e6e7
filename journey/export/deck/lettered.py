"""How large words stand on a slide so that they fit, measured with slack for fonts wider than the house's."""

from dataclasses import dataclass

from journey.export.deck.markup import bound
from journey.map.lettering import cut, text_width, wrapped

LEADING, MANY = 1.22, 99
SLACK = 1.03
WIDER = {  # than Helvetica, whose widths are measured
    "verdana": 1.18,
    "tahoma": 1.02,
    "century gothic": 1.12,
    "lucida sans": 1.12,
    "lucida sans unicode": 1.12,
    "montserrat": 1.16,
    "poppins": 1.14,
    "courier new": 1.25,
    "consolas": 1.15,
    "arial black": 1.25,
    # Where a computer lacks them it shows a wider one, as DejaVu.
    "georgia": 1.2,
    "cambria": 1.2,
    "garamond": 1.2,
    "palatino linotype": 1.2,
    "book antiqua": 1.2,
    "constantia": 1.2,
    "baskerville old face": 1.2,
    "bookman old style": 1.2,
    "calibri": 1.16,
    "candara": 1.16,
    "corbel": 1.16,
    "gill sans mt": 1.16,
    "segoe ui": 1.16,
    "trebuchet ms": 1.16,
}


@dataclass(frozen=True)
class Lettered:
    """`font` is the name of the presentation's font; sizes and room are in points."""

    font: str

    @property
    def spread(self) -> float:
        return SLACK * WIDER.get(self.font.lower(), 1.0)

    @property
    def shrink(self) -> float:
        """How much smaller letters are in this font where a drawing was measured in another."""
        return SLACK / self.spread

    def width(self, words: str, size: float, bold: bool = False) -> float:
        return text_width(words, size * self.spread, bold)

    def lines(
        self, words: str, size: float, room: float, most: int = MANY, bold: bool = False
    ) -> list[str]:
        """The lines that the words take, the last cut where there are more."""
        return wrapped(bound(words), size * self.spread, max(room, 12.0), most, bold)

    def cut(self, words: str, size: float, room: float) -> str:
        """As much of the words as one line holds."""
        return cut(" ".join(words.split()), size * self.spread, max(room, 2 * size))

    def height(self, words: str, size: float, room: float, bold: bool = False) -> float:
        return len(self.lines(words, size, room, bold=bold)) * size * LEADING

    def fitted(
        self, words: str, sizes: tuple[float, ...], room: float, most: int, bold: bool = False
    ) -> tuple[float, str]:
        """The largest of the sizes at which the words take no more lines; cut at the smallest where there is none."""
        for size in sizes:
            if len(self.lines(words, size, room, bold=bold)) <= most:
                return size, bound(" ".join(words.split()))
        return sizes[-1], " ".join(self.lines(words, sizes[-1], room, most, bold))
