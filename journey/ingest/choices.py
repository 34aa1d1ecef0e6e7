"""Questions whose choices stand in a column each: one attribute, whose value is what was chosen."""

import tomllib
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from journey.data.engine import Connection
from journey.ingest.columns import column_place
from journey.ingest.expressions import BoundValues
from journey.ingest.fields import attribute_name
from journey.ingest.headings import asks, families
from journey.ingest.questions import CHOICE, EFFORT, NO_ANSWERS, RECOMMEND, answer_number
from journey.ingest.recipe import Choice
from journey.ingest.source import Source
from journey.model.words import plural

WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("choice_words.toml").read_text(encoding="utf-8")
)
TICKED, BETWEEN = frozenset(WORDS["ticked"]), tuple(WORDS["between"])
NOT_TICKED = frozenset(WORDS["not_ticked"]) | (frozenset(NO_ANSWERS) - TICKED)
JOINED, NAMED, SUFFIX = " + ", 5, " (choices)"
FREE_TEXTS = 4  # so many choices or more have a column of free text beside them


def choice_questions(
    source: Source, free: Container[str], kinds: Mapping[str, str], known: Iterable[Choice] = ()
) -> tuple[Choice, ...]:
    """The questions whose choices are columns, found by the cells of the sample among the `free` columns.

    `kinds` are those that the user said; `known` questions take in columns that are new.
    """
    headings = {
        column: (source.texts[index] if index < len(source.texts) else "") or column
        for index, column in enumerate(source.columns)
        if column in free and kinds.get(column, CHOICE) == CHOICE
    }
    stated = {column for column, kind in kinds.items() if kind == CHOICE}
    values = {column: _values(source, column) for column in headings}
    older = {choice.name: choice for choice in known}
    of_known = {
        column: f"{choice.name} - {label}"
        for choice in known
        for column, label in choice.columns.items()
    }
    found = families(headings | of_known)
    taken = {column for choice in known for column in choice.columns}
    for beginning in sorted(found, key=lambda beginning: (not asks(beginning), -len(beginning))):
        rests = {
            column: _label(rest) for column, rest in found[beginning].items() if column not in taken
        }
        before = older.get(beginning)
        chosen = _chosen(beginning, rests, values, stated, before is not None)
        if not chosen:
            continue
        taken |= set(chosen)
        name = before.name if before else _free_name(beginning, source.columns)
        columns = {**(before.columns if before else {}), **chosen}
        older[name] = Choice(name, _in_order(columns, source.columns))
    return tuple(older.values())


def _label(rest: str) -> str:
    """The choice alone, without the words that a tool puts before it."""
    for word in BETWEEN:
        if rest.lower().startswith(word):
            return rest[len(word) :].lstrip(" -–—:|") or rest
    return rest


def _values(source: Source, column: str) -> set[str]:
    """The different filled cells of a column, in small letters."""
    index = source.columns.index(column)
    cells = (row[index].strip().lower() for row in source.sample if len(row) > index)
    return {cell for cell in cells if cell}


def _chosen(
    beginning: str,
    labels: Mapping[str, str],
    values: Mapping[str, set[str]],
    stated: set[str],
    is_known: bool,
) -> dict[str, str]:
    """Of the columns of one beginning those that are its choices; none where they are something else.

    A column of free text may stand among them (another product: which?); a scale or other answers may not.
    """
    chosen = {
        column: label
        for column, label in labels.items()
        if column in stated or _is_choice(label, values[column])
    }
    others = [column for column in labels if column not in chosen]
    marks = {value for column in chosen for value in values[column]}
    is_enough = len(chosen) > 1 or (is_known and chosen) or bool(stated & set(chosen))
    if not is_enough or not marks or RECOMMEND.search(beginning) or EFFORT.search(beginning):
        return {}
    if len(others) > max(1, len(chosen) // FREE_TEXTS):
        return {}
    is_free = all(_is_free_text(values[column], marks) for column in others)
    return chosen if is_free else {}


def _is_choice(label: str, values: set[str]) -> bool:
    """Whether a column says its own choice or a tick, and nothing else."""
    marks = {value for value in values if value == label.lower() or value not in NOT_TICKED}
    return len(marks) <= 1 and all(mark == label.lower() or mark in TICKED for mark in marks)


def _is_free_text(values: set[str], marks: set[str]) -> bool:
    """Whether a column beside choices is words of the respondents: no numbers, and nothing that the choices say."""
    words = values - NOT_TICKED
    return not words & (marks | TICKED) and not all(map(answer_number, words))


def _free_name(name: str, columns: tuple[str, ...]) -> str:
    """The name of the attribute, told apart from the columns'."""
    name = attribute_name(name, columns)
    while name in columns:
        name += SUFFIX
    return name


def _in_order(labels: Mapping[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    return {column: labels[column] for column in columns if column in labels}


def sentence(choice: Choice) -> str:
    """What is assumed of a question, said before anything is read."""
    labels = list(choice.columns.values())
    more = f" and {len(labels) - NAMED} more" if len(labels) > NAMED else ""
    return (
        f"{choice.name!r} is one attribute, made of {plural(len(labels), 'column')} with a choice each: "
        f"{', '.join(map(repr, labels[:NAMED]))}{more} (a column that is said to be an attribute stays apart)"
    )


def chosen_expressions(
    choice: Choice, columns: tuple[str, ...], cells: list[str], values: BoundValues
) -> list[str]:
    """SQL text of what each column of a question says: its choice, or nothing; what is neither is kept behind the choice."""
    ticked, not_ticked = values.bind(sorted(TICKED)), values.bind(sorted(NOT_TICKED))
    texts = []
    for column, label in choice.columns.items():
        cell = f"attribute_or_null({cells[column_place(column, columns)]})"
        own, word = values.bind(label), f"lower({cell})"
        texts.append(
            f"case when {word} = lower({own}) then {own} "
            f"when list_contains(cast({not_ticked} as varchar[]), {word}) then null "
            f"when list_contains(cast({ticked} as varchar[]), {word}) then {own} "
            f"else {own} || ': ' || {cell} end"
        )
    return texts


def value_expression(
    choice: Choice, columns: tuple[str, ...], cells: list[str], values: BoundValues
) -> str:
    """SQL text of a question's value: the choice, or all of them joined; null where there is none."""
    chosen = ", ".join(chosen_expressions(choice, columns, cells, values))
    return f"nullif(concat_ws({values.bind(JOINED)}, {chosen}), '')"


def counted_notes(
    connection: Connection, choices: Iterable[Choice], columns: tuple[str, ...]
) -> list[str]:
    """Of how many loaded rows several choices were ticked, and which cells say something else; `cells` are still there."""
    notes = []
    cells = [f"c{index}" for index in range(len(columns))]
    for choice in choices:
        values = BoundValues()
        chosen = chosen_expressions(choice, columns, cells, values)
        number = " + ".join(f"cast({text} is not null as integer)" for text in chosen)
        odd = " + ".join(
            f"cast(coalesce({text} <> {values.bind(label)}, false) as integer)"
            for text, label in zip(chosen, choice.columns.values(), strict=True)
        )
        several, others = connection.execute(
            f"select count(*) filter ({number} > 1), coalesce(sum({odd}), 0) from cells "
            "where rowid + 1 in (select file_row from checked where wrong is null)",
            values.bound,
        ).fetchall()[0]
        if several:
            notes.append(
                f"{plural(several, 'respondent')} chose several of {choice.name!r}: joined by {JOINED!r}, in the columns' order"
            )
        if others:
            notes.append(
                f"{plural(int(others), 'cell')} of {choice.name!r} {'says' if others == 1 else 'say'} something else: kept behind "
                "the choice"
            )
    return notes
