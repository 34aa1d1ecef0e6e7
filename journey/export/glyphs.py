"""Drawing letters without a browser: the house's font first, the system's where it has no sign, and which signs none has."""

import html
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import resvg_py

from journey.export.fonts import FAMILY, FILES

STYLE = f'svg {{ font-family: "{FAMILY}" }}'
NONCHARACTER = (
    "\ufdd0"  # no font has a sign for it: it is drawn as what is drawn for any sign that is missing
)
PLAIN = frozenset(map(chr, range(32, 127)))


def drawn(svg_text: str, width: int, has_system_fonts: bool = False) -> bytes:
    """The SVG as PNG, so many pixels wide."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg_text,
            width=width,
            style_sheet=STYLE,
            font_files=list(FILES),
            skip_system_fonts=not has_system_fonts,
        )
    )


def foreign(text: Iterable[str]) -> set[str]:
    """The signs that the house's font does not have."""
    return {sign for sign in _visible(text) if not _is_drawn(sign, has_system_fonts=False)}


def undrawn(text: Iterable[str]) -> set[str]:
    """The signs that neither the house's font nor one of the system's has: a picture shows a box in their place."""
    return {sign for sign in foreign(text) if not _is_drawn(sign, has_system_fonts=True)}


def undrawn_words(text: Iterable[str], file: str = "picture", instead: str = "the SVG") -> str:
    """A sentence that says which signs of the text are not in a file; '' where all are. `instead` names a file without fonts."""
    missing = sorted(undrawn(text))
    if not missing:
        return ""
    shown = " ".join(missing[:SHOWN_LIMIT])
    more = f" and {len(missing) - SHOWN_LIMIT} more" if len(missing) > SHOWN_LIMIT else ""
    return (
        f"No font on this machine has {shown}{more}: the {file} shows a box in each place. "
        f"Install a font for this script, or take {instead}."
    )


SHOWN_LIMIT = 12


def _visible(text: Iterable[str]) -> set[str]:
    """Signs that are looked for: not the plain ones, which every font has, nor what no font draws."""
    return {
        sign for sign in set(text) - PLAIN if unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    }


@lru_cache(maxsize=20_000)
def _is_drawn(sign: str, has_system_fonts: bool) -> bool:
    return _sample(sign, has_system_fonts) != _sample(NONCHARACTER, has_system_fonts)


@lru_cache(maxsize=1024)
def _sample(sign: str, has_system_fonts: bool) -> bytes:
    """One sign as a small picture."""
    words = f'<text x="6" y="18" font-size="20">{html.escape(sign)}</text>'
    size = 'xmlns="http://www.w3.org/2000/svg" width="40" height="28"'
    return drawn(f"<svg {size}>{words}</svg>", 40, has_system_fonts)
