"""Activities that a log writes twice, as a row when they start and a row when they are complete."""

from collections import Counter

from journey.ingest.columns import column_place
from journey.ingest.fields import TIME_OF_DAY
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source

# The states of the XES standard's lifecycle extension, and what tools write for them.
START = ("start", "started", "begin", "begun")
COMPLETE = ("complete", "completed", "end", "ended", "finish", "finished")
OTHERS = ("schedule", "assign", "reassign", "suspend", "resume", "withdraw", "unknown")
STATES = {*START, *COMPLETE, *OTHERS}
LEAST_FILLED = LEAST_PAIRED = 0.9
KEYS = ("customer_id", "journey_id", "case_id", "touchpoint")


def keys(recipe: Recipe) -> list[str]:
    """The columns that tell whose activity a row is about, and which."""
    return list(dict.fromkeys(name for field in KEYS for name in recipe.columns.get(field, ())[:1]))


def end_cells(recipe: Recipe, source: Source, cells: list[str]) -> list[str]:
    """The cells of a start's row, those of its time taken from the row of its end."""
    names = (*recipe.columns.get("occurred_at", ()), *recipe.columns.get(TIME_OF_DAY, ()))
    places = {column_place(name, source.columns) for name in names}
    return [f"end_{cell}" if place in places else cell for place, cell in enumerate(cells)]


def lifecycle_column(recipe: Recipe, source: Source) -> str:
    """The column that says start and complete where nearly each complete row has a row of its start; '' where none does.

    Nothing is looked for where rows become events in another way than one by one.
    """
    if not recipe.is_plain or recipe.is_survey:
        return ""
    if not {"customer_id", "touchpoint"} <= set(recipe.columns):
        return ""
    key_places = [column_place(name, source.columns) for name in keys(recipe)]
    used = recipe.column_names() | set(recipe.drop)
    return next(
        (
            column
            for place, column in enumerate(source.columns)
            if column not in used and _tells_pairs(place, key_places, source)
        ),
        "",
    )


def _tells_pairs(place: int, key_places: list[int], source: Source) -> bool:
    width = max(place, *key_places)
    rows = [row for row in source.sample if len(row) > width]
    states = [row[place].strip().lower() for row in rows]
    filled = [state for state in states if state]
    if not filled or len(filled) < LEAST_FILLED * len(rows) or not STATES.issuperset(filled):
        return False
    activities = [tuple(row[key].strip() for key in key_places) for row in rows]
    starts, ends = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for activity, state in zip(activities, states, strict=True):
        starts[activity] += state in START
        ends[activity] += state in COMPLETE
    return ends.total() > 0 and (starts & ends).total() >= LEAST_PAIRED * ends.total()
