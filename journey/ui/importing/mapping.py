"""What the columns mean: a picker a field, with the reason of each guess; together they are the options of a load."""

import re
import zlib
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from journey.ingest.fields import FIELDS, REQUIRED, SCORES
from journey.ingest.matching import time_columns
from journey.ingest.plan import NO_PRESET, Plan, plan
from journey.ingest.questions import KINDS
from journey.ingest.recipe import Recipe, as_toml, parse_recipe, presets, recognised
from journey.ingest.source import Source
from journey.model.definition import Definition, default_definition
from journey.model.errors import UserError
from journey.ui.escape import markdown
from journey.ui.importing import values
from journey.ui.importing.reading import AUTOMATIC
from journey.ui.importing.session import ImportSession
from journey.ui.importing.values import PICKERS_A_ROW, rows_of
from journey.use.options import LoadOptions

NOTHING, AS_LAYOUT, SAME, NO_TIME = (
    "(none)",
    "(as the layout says)",
    "(the same in every row)",
    "(there is no time)",
)
SAVED = "a saved mapping"
MODES = {
    "layout": "What the layout says",
    "event": "One event",
    "dates": "Several dated events (a ticket, an order)",
    "survey": "One person's answers (a survey)",
}
FIELD_TITLES = {
    "customer_id": "Customer",
    "occurred_at": "Time",
    "touchpoint": "Touchpoint",
    "journey_id": "Journey",
    "event_id": "Id of the event",
    "stage": "Stage",
    "channel": "Channel",
    "emotion": "Emotion",
    "valence": "Valence, −1 to 1",
    "nps": "NPS answer",
    "csat": "CSAT answer",
    "ces": "CES answer",
    "comment": "Comment",
    "case_id": "Case or ticket",
    "order_id": "Order",
    "revenue": "Revenue",
    "cost": "Cost",
    "reason": "Reason of contact",
    "language": "Language",
    "friction": "Recorded pain point",
    "service_mode": "Service mode",
    "initiative": "Initiative",
    "actor": "Actor",
    "case_event": "Event of the case",
    "promised_at": "Promised time",
    "first_response_at": "Time of the first response",
    "resolved_at": "Time of the solution",
    "referred_by": "Referred by",
    "recording_url": "Recording",
}
FURTHER = tuple(name for name in FIELDS if name not in REQUIRED)
SAMPLE_WIDTH = 28
MOSTLY, LONG_NAME = 0.8, 28
PERSONAL = re.compile(  # how columns are called that tell who somebody is
    r"\b(first|last|full|sur|family|given|maiden|customer|client|contact|user|requester|recipient|billing|shipping)[ _]?name\b|"
    r"^(name|requester)$|phone|telefon|\bmobile\b|e-?mail|address|adresse|street|stra(ss|ß)e|birth|geburt|\bip\b|iban|passport",
    re.IGNORECASE,
)
AROUND_NAMES = re.compile(
    r"^(date|time) (of|to)\s+|\s+(date|time|at|timestamp|zeit|datum)$|_(at|date|time|timestamp)$",
    re.IGNORECASE,
)


@dataclass
class Said:
    """What the pickers say, gathered into the words of a load; `kept` are choices that the plan made already."""

    columns: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    is_survey: bool = False


def options(desk: ImportSession, group: str, source: Source, definition: Definition) -> LoadOptions:
    """The options that the group's pickers say. Raises UserError where a saved mapping cannot be used."""
    preset, recipe = _layout(desk, group, source)
    base = LoadOptions(preset=preset, recipe=recipe)
    first = desk.once(
        f"plan {group}",
        (source.sha256, source.columns, base, definition.toml),
        lambda: plan(source, base.wanted, definition),
    )
    said = Said()
    form = f"{group} {zlib.crc32(as_toml(first.recipe).encode()):x}"  # pickers begin anew where another layout is chosen
    mode = _mode(desk, form, source, first)
    if mode == "layout":
        _layout_events(first)
    with st.container(key=f"mapping_{group}"):
        {"event": _event, "layout": _event, "dates": _dates, "survey": _survey}[mode](
            desk, form, source, first, said
        )
        if mode != "survey":
            _further(desk, form, source, first, said)
    said.assumed += values.answered(desk, group, _keys(first, said, mode))
    _left_out(desk, form, source, first, said)
    taken = {word.partition("=")[2] for word in said.columns}
    shared = [word for word in said.kept if word.partition("=")[2] in taken]
    return replace(
        base,
        mapping=(*said.columns, *shared),
        fixed=tuple(said.fixed),
        events=tuple(said.events),
        questions=tuple(said.questions),
        assumed=tuple(said.assumed),
        drop=tuple(said.drop),
        is_survey=said.is_survey,
    )


def _layout(desk: ImportSession, group: str, source: Source) -> tuple[str, Recipe | None]:
    """The layout chosen: recognised from the header, another one, none, or a saved mapping."""
    found = recognised(source.columns)
    names = [AUTOMATIC, NO_PRESET, *presets(), SAVED]
    words = {
        AUTOMATIC: f"{presets()[found].about} (recognised)" if found else "none that is known",
        NO_PRESET: "none: I say what the columns mean",
        SAVED: "a mapping saved before…",
    }
    if not found:
        names.remove(NO_PRESET)
    name = st.selectbox(
        "Layout",
        names,
        key=desk.key(f"layout {group}"),
        format_func=lambda name: words.get(name) or presets()[name].about,
        help="Exports of well-known tools are recognised from their header; a mapping saved here before can be used too",
    )
    if name != SAVED:
        return name, None
    file = st.file_uploader("The saved mapping", type="toml", key=desk.key(f"saved {group}"))
    if file is None:
        return AUTOMATIC, None
    try:
        return AUTOMATIC, parse_recipe(file.getvalue().decode("utf-8"), file.name)
    except UnicodeDecodeError:
        raise UserError(
            f"The mapping {file.name} cannot be read: it must be a TOML text in UTF-8."
        ) from None


def _mode(desk: ImportSession, group: str, source: Source, first: Plan) -> str:
    """What a row of the file is."""
    has_layout = not first.recipe.is_plain or first.recipe.questions is not None
    modes = [mode for mode in MODES if mode != "layout" or has_layout]
    dates = time_columns(source.columns, source.sample)
    lacks = "touchpoint" not in first.recipe.columns and "touchpoint" not in first.recipe.fixed
    likely = "layout" if has_layout else ("dates" if lacks and len(dates) > 1 else "event")
    asking = [
        column
        for column in source.columns
        if column.strip().endswith("?") or len(column) > LONG_NAME
    ]
    likely = "survey" if likely == "event" and lacks and len(asking) > 1 else likely
    if not dates and likely == "event":
        modes.remove("dates")
    return st.radio(
        "What is one row of the file?",
        modes,
        index=modes.index(likely),
        horizontal=True,
        format_func=MODES.get,
        key=desk.key(f"mode {group} {likely}"),
    )


def _layout_events(first: Plan) -> None:
    """What the layout makes of a row."""
    rules = [
        f"{rule.touchpoint or 'an event'}, at {' or '.join(rule.columns['occurred_at'])}"
        if "occurred_at" in rule.columns
        else rule.touchpoint
        for rule in first.recipe.events
    ]
    if rules:
        st.caption(
            markdown(
                f"Each row becomes, where it is filled: {'; '.join(rules[:12])}{' …' if len(rules) > 12 else '.'}"
            )
        )


def _event(desk: ImportSession, group: str, source: Source, first: Plan, said: Said) -> None:
    """Customer, time and touchpoint of a row that is one event, or of the layout's."""
    own = [
        name
        for name in REQUIRED
        if any(
            name in rule.columns or (name == "touchpoint" and rule.touchpoint)
            for rule in first.recipe.events
        )
    ]
    asked = [name for name in REQUIRED if name not in own]
    for place, name in zip(st.columns(PICKERS_A_ROW), asked, strict=False):
        with place:
            extra = {"occurred_at": (NO_TIME,), "touchpoint": (SAME,)}.get(name, ())
            chosen = _picker(desk, group, source, first, name, said, extra)
            if chosen == NO_TIME:
                said.assumed.append("time=none")
            if chosen == SAME:
                value = st.text_input(
                    "Name of the touchpoint",
                    value=first.recipe.fixed.get(name, _likely_name(source, first)),
                    key=desk.key(f"same {group}"),
                ).strip()
                said.fixed += [f"touchpoint={value}"] if value else []


def _has_words(source: Source, first: Plan) -> bool:
    """Whether a column that means nothing yet holds words that come again: it may name the touchpoint."""
    taken = {column for names in first.recipe.columns.values() for column in names} | {
        match.column for match in first.proposals
    }
    for place, column in enumerate(source.columns):
        cells = [
            row[place].strip() for row in source.sample if len(row) > place and row[place].strip()
        ]
        words = [cell for cell in cells if any(sign.isalpha() for sign in cell)]
        if (
            column not in taken
            and len(words) > MOSTLY * len(cells)
            and 1 < len(set(words)) < MOSTLY * len(words) + 1
        ):
            return True
    return False


def _likely_name(source: Source, first: Plan) -> str:
    """What every row may be, where no column can say it: an answer where there are scores, a purchase where there is money."""
    known = {*first.recipe.columns, *(match.field for match in first.proposals)}
    if _has_words(source, first):
        return ""
    return "Survey" if known & set(SCORES) else ("Purchase" if "revenue" in known else "")


def _dates(desk: ImportSession, group: str, source: Source, first: Plan, said: Said) -> None:
    """The customer, and a name for each column that dates an event."""
    with st.columns(PICKERS_A_ROW)[0]:
        _picker(desk, group, source, first, "customer_id", said)
    st.caption(
        "Each date becomes an event: give it the name of its touchpoint, or empty it to make the date an attribute."
    )
    for columns in rows_of(time_columns(source.columns, source.sample)):
        for place, column in zip(st.columns(PICKERS_A_ROW), columns, strict=False):
            with place:
                name = st.text_input(
                    markdown(column),
                    value=event_name(column),
                    key=desk.key(f"date {group} {column}"),
                ).strip()
                said.events += [f"{name}={column}"] if name else []


def event_name(column: str) -> str:
    """What a date's column is likely to date: 'First Response Time' -> 'First Response'."""
    name = AROUND_NAMES.sub("", column.strip()).replace("_", " ").strip()
    return name[:1].upper() + name[1:] if name else column


def _survey(desk: ImportSession, group: str, source: Source, first: Plan, said: Said) -> None:
    """Who answered, when, and what each column asks."""
    said.is_survey = True
    places = st.columns(PICKERS_A_ROW)
    with places[0]:
        _picker(desk, group, source, first, "customer_id", said)
    with places[1]:
        if _picker(desk, group, source, first, "occurred_at", said, (NO_TIME,)) == NO_TIME:
            said.assumed.append("time=none")
    asking = desk.once(
        f"questions {group}",
        (source.sha256, source.columns, tuple(said.columns)),
        lambda: _asking(source, first, said),
    )
    st.caption(
        "Each column that asks something becomes an event of its own; choices become attributes of the answers."
    )
    table = pd.DataFrame(
        [{"Question": one.text, "Kind": one.kind, "Why": one.because} for one in asking]
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        key=desk.key(f"kinds {group} {len(asking)}"),
        disabled=["Question", "Why"],
        column_config={
            "Kind": st.column_config.SelectboxColumn(options=[*KINDS, "none"], required=True)
        },
    )
    said.questions += [
        f"{one.column}={kind}"
        for one, kind in zip(asking, edited["Kind"], strict=True)
        if kind != one.kind
    ]


def _asking(source: Source, first: Plan, said: Said) -> list:
    told = replace(
        LoadOptions(mapping=tuple(said.columns), is_survey=True),
        recipe=replace(first.recipe, events=()),
    )
    return list(plan(source, told.wanted, default_definition()).questions)


def _further(desk: ImportSession, group: str, source: Source, first: Plan, said: Said) -> None:
    """Pickers of the fields that were found or suggested, and of those that the user adds."""
    found = [
        name
        for name in FURTHER
        if name in first.recipe.columns or any(match.field == name for match in first.proposals)
    ]
    places = st.columns([3, 1], vertical_alignment="bottom")
    added = places[1].multiselect(
        "More fields",
        [name for name in FURTHER if name not in found],
        format_func=FIELD_TITLES.get,
        key=desk.key(f"further {group}"),
        placeholder="add one",
    )
    places[0].caption(
        "Further fields that were found; every other column becomes an attribute to filter and compare by."
        if found
        else "Every other column becomes an attribute to filter and compare by."
    )
    for names in rows_of([*found, *added]):
        for place, name in zip(st.columns(PICKERS_A_ROW), names, strict=False):
            with place:
                _picker(desk, group, source, first, name, said)


def _keys(first: Plan, said: Said, mode: str) -> list[str]:
    """What can be said of how values are read: scales of those scores that the file may have."""
    mapped = {word.partition("=")[0] for word in said.columns if not word.endswith("=")} | set(
        first.recipe.columns
    )
    return [
        "date_order",
        "timezone",
        "decimal",
        *(f"scale.{name}" for name in SCORES if name in mapped or mode != "event"),
    ]


def _picker(
    desk: ImportSession,
    group: str,
    source: Source,
    first: Plan,
    name: str,
    said: Said,
    extra: tuple[str, ...] = (),
) -> str:
    """The column of a field; what differs from the plan is noted in `said`. Returns what was chosen."""
    planned = first.recipe.columns.get(name, ())
    proposed = next((match for match in first.proposals if match.field == name), None)
    because = (
        next((match.because for match in first.matches if match.field == name), "")
        if planned
        else ""
    )
    default = (
        (AS_LAYOUT if len(planned) > 1 else planned[0])
        if planned
        else (proposed.column if proposed else NOTHING)
    )
    if SAME in extra and (
        name in first.recipe.fixed or (default == NOTHING and _likely_name(source, first))
    ):
        default = SAME
    if default == NOTHING and NO_TIME in extra and not time_columns(source.columns, source.sample):
        default = NO_TIME
    choices = [NOTHING, *([AS_LAYOUT] if len(planned) > 1 else []), *extra, *source.columns]
    chosen = st.selectbox(
        FIELD_TITLES[name],
        choices,
        index=choices.index(default),
        key=desk.key(f"{group} {name}"),
        format_func=lambda column: _with_sample(source, column, planned),
    )
    if chosen == default and (because or proposed):
        st.caption(markdown(f"{'' if because else 'suggested: '}{because or proposed.because}"))
    if chosen in (NOTHING, *extra):
        said.columns += [f"{name}="] if planned else []
    elif (chosen,) == planned:
        said.kept.append(f"{name}={chosen}")
    elif chosen != AS_LAYOUT:
        said.columns.append(f"{name}={chosen}")
    return chosen


def _with_sample(source: Source, column: str, planned: tuple[str, ...]) -> str:
    if column == AS_LAYOUT:
        return f"{' or '.join(planned)} (as the layout says)"
    if column not in source.columns:
        return column
    place = source.columns.index(column)
    sample = next(
        (row[place].strip() for row in source.sample if len(row) > place and row[place].strip()), ""
    )
    return f"{column}  ·  {sample[:SAMPLE_WIDTH]}" if sample else column


def _left_out(desk: ImportSession, group: str, source: Source, first: Plan, said: Said) -> None:
    """Columns that are not wanted, such as names and addresses."""
    used = {
        word.rpartition("=")[2] for word in (*said.columns, *said.kept, *said.events)
    } | first.recipe.column_names()
    free = [
        column
        for column in source.columns
        if column not in used and column not in first.recipe.drop
    ]
    personal = [column for column in free if PERSONAL.search(column)]
    if personal:
        st.caption(
            markdown(
                f"{', '.join(personal[:6])} may tell who somebody is: leave out what is not needed."
            )
        )
    said.drop += st.multiselect(
        "Columns to leave out, such as names and addresses of persons",
        free,
        placeholder="none",
        key=desk.key(f"drop {group}"),
    )
