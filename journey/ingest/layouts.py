"""The layouts that a file can have: the presets, known by their headers, and the mappings that users saved."""

from functools import cache
from pathlib import Path

from journey.ingest.mapping_file import parse_recipe
from journey.ingest.recipe import Recipe
from journey.model.errors import BadMapping, UnknownName

PRESETS = Path(__file__).parent / "presets"
NO_LAYOUT = Recipe("none")  # the file's own columns, whatever its header is like


@cache
def presets() -> dict[str, Recipe]:
    """The presets by name, in alphabetical order."""
    return {
        path.stem: parse_recipe(path.read_text(encoding="utf-8"), path.stem)
        for path in sorted(PRESETS.glob("*.toml"))
    }


def recognised(columns: tuple[str, ...]) -> str | None:
    """The preset whose telling columns are all there; of several the one that asks for the most."""
    lower_names = {column.strip().lower() for column in columns}
    fitting = [
        (len(recipe.recognise), name)
        for name, recipe in presets().items()
        if recipe.recognise
        and all(
            any(option.lower() in lower_names for option in word.split("|"))
            for word in recipe.recognise
        )
    ]
    return max(fitting)[1] if fitting else None


def named_layout(name: str) -> Recipe | None:
    """A preset by its name, `NO_LAYOUT`, or a saved mapping by its file's; without a name None: the header's.

    Raises UserError where there is none of this name.
    """
    if name in ("", NO_LAYOUT.name):
        return NO_LAYOUT if name else None
    if name in presets():
        return presets()[name]
    path = Path(name)
    if path.suffix.lower() != ".toml" or not path.is_file():
        raise UnknownName(
            "preset",
            name,
            presets(),
            f"use a saved mapping (a .toml file), none, or one of {', '.join(presets())}",
        )
    try:
        return parse_recipe(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise BadMapping(name, "cannot be read: it must be a TOML text in UTF-8.") from None
