"""What the panel is given, as JSON."""

from typing import NotRequired, TypedDict

from journey.map.scene import SceneData


class Table(TypedDict):
    """A table: `more` rows are not in it; `links` says what a click on each row opens, '' where nothing."""

    caption: NotRequired[str]
    columns: list[str]
    rows: list[list[str]]
    links: NotRequired[list[str]]
    more: int


class Records(TypedDict):
    """A list of journeys or events."""

    caption: str
    columns: list[str]
    rows: list[list[str]]
    command: str


class Cause(TypedDict):
    """What differs most, a sentence in one line or two, by how much at least, and how that is found; `role` of its ground."""

    lines: list[str]
    note: str
    role: str
    definition: str


class SmallChart(TypedDict):
    """A figure over time or by group: a scene, with its values in words as rows; `note` says what is drawn."""

    caption: str
    note: str
    scene: SceneData
    rows: list[list[str]]
    command: str


class ByGroup(TypedDict):
    """What differs most; the figure by group, the attributes that tell most first; `more_splits` are closed at first."""

    cause: Cause | None
    splits: list[SmallChart]
    more_splits: list[SmallChart]


class Drawn(ByGroup):
    """The figure over time as well, where there are two periods."""

    trend: SmallChart | None


class Named(TypedDict, total=False):
    """The emotions named at a touchpoint, and where the valences come from."""

    table: Table
    source: str


class Head(TypedDict):
    """What stands above the tables of every panel; `opened` is the card of the drawing that stands out."""

    cell: str
    opened: NotRequired[str]
    title: str
    sentence: str
    grade: str
    grade_words: str
    unit: str
    command: str
    can_filter: bool


class Basics(Head):
    """What is known without further questions; `together`: the figure of all groups together, where the sentence has it not."""

    definition: str
    together: NotRequired[str]
    table: Table


class CellPanel(Basics, Drawn):
    """The panel of a cell of the map; `see` is the button that lists the journeys counted, `list` the latest of them, '' and None
    for whom that is not open; `ends`: touchpoints that may be no loss, as buttons: words, what they do, to what."""

    tables: list[Table]
    see: str
    list: Records | None
    voices: list[str]
    ends: list[list[str]]
    source: NotRequired[str]


class PathPanel(Basics):
    """The panel of a touchpoint or an edge of the journey graph; a button is its words, what it does, and to what."""

    tables: list[Table]
    cause: NotRequired[Cause | None]
    splits: NotRequired[list[SmallChart]]
    more_splits: NotRequired[list[SmallChart]]
    buttons: list[list[str]]
