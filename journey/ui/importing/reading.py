"""How the chosen files are read: what was detected, with samples, and questions to answer."""

import streamlit as st

from journey.data import store
from journey.data.generation import newest
from journey.ingest.answers import LIFECYCLE, OF_COLUMN, TIME_FORMAT
from journey.ingest.dialect import DELIMITERS
from journey.ingest.short_years import order_words
from journey.ingest.unpack import Part, parts
from journey.model.errors import Question, UserError
from journey.model.metrics import SCALES, scale_words
from journey.model.vocabulary import METRICS
from journey.ui import data
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.importing.session import ImportSession, Table
from journey.use.known_files import KnownFile, known_files, opened

AUTOMATIC = ""
READING_KEYS = ("encoding", "delimiter", "header", "sheet")
TITLES = {
    "encoding": "Text encoding",
    "delimiter": "Column separator",
    "header": "Header rows",
    "sheet": "Sheet",
    "date_order": "Order of day, month and year",
    "decimal": "Decimal separator",
    "timezone": "Time zone of the times",
    "future": "Events in the future",
    LIFECYCLE: "Rows of the start and of the end of an activity",
    **{f"scale.{metric}": f"Scale of {METRICS[metric].noun}" for metric in SCALES},
}
WORDS = {
    "date_order=dmy": "day first",
    "date_order=mdy": "month first",
    "date_order=ymd": "year first",
    "decimal=comma": "a comma: 3,5 is three and a half",
    "decimal=point": "a point: 3.5 is three and a half; commas separate thousands",
    "encoding=cp1252": "Windows (cp1252)",
    "encoding=latin-1": "Latin-1",
    "encoding=mixed": "mixed: several encodings in one file",
    "encoding=utf-8": "UTF-8",
    "encoding=utf-8-replaced": "UTF-8, with invalid characters replaced",
    "encoding=utf-16": "UTF-16",
    "encoding=cp850": "DOS (cp850)",
    "encoding=cp1250": "Windows, Central Europe",
    "encoding=mac-roman": "Mac Roman",
    "encoding=cp1251": "Windows, Cyrillic",
    "journeys=": "as the definition says",
    "journeys=by_customer": "each customer's part is a journey",
    "journeys=by_id": "the id alone is the journey",
    "blank_ids=": "left out; asked where there are many",
    "blank_ids=left_out": "left out, each listed with its line",
    "blank_ids=apart": "each row is a customer of its own",
    "placeholder_ids=": "each id is one customer; named after the load where it holds many events",
    "placeholder_ids=kept": "each id is one customer",
    "placeholder_ids=left_out": "left out, each listed with its line",
    "placeholder_ids=apart": "each row is a customer of its own",
    "future=refused": "refused, each listed with its line",
    "future=kept": "kept as planned events: they do not move the end of observation",
    f"{LIFECYCLE}=apart": "two events",
    "header=none": "none: the first row is an event already",
}
ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "latin-1",
    "mixed",
    "cp850",
    "cp1250",
    "cp1251",
    "mac-roman",
    "utf-8-replaced",
)
CHOICES = {"encoding": ENCODINGS, "delimiter": tuple(DELIMITERS), "header": ("1", "2", "3", "none")}


def worded(key: str, value: str) -> str:
    """An answer in words."""
    if key.startswith("scale."):
        return scale_words(value)
    if key == TIME_FORMAT:
        return order_words(value)
    if key == "blank_ids" and value.startswith(OF_COLUMN):
        return f"told by {value.removeprefix(OF_COLUMN)}: its customer elsewhere, else one for each"
    return WORDS.get(f"{key}={value}", value)


def tables(session: ImportSession, files: list) -> list[Table]:
    """The tables of the files that can be read; for the others the screen shows the error or a question."""
    found = []
    for file in files:
        folder = session.folder(f"read {file.parent.name} {file.name}")
        try:
            file_parts, left_out = session.memoised(
                f"parts {file}",
                (file.stat().st_size, file.stat().st_mtime),
                lambda file=file, folder=folder: parts(file, folder),
            )
        except UserError as error:
            st.error(escaped(error))
            continue
        for name in left_out:
            st.caption(markdown(f"{name} in {file.name} is not a table and is skipped."))
        found += [
            table
            for part in file_parts
            if (table := _opened(session, part, folder / part.path.name))
        ]
    return found


def _opened(session: ImportSession, part: Part, folder) -> Table | None:
    folder.mkdir(exist_ok=True)
    answers = session.answers_for(str(part.path), READING_KEYS)
    try:
        with st.spinner(f"Reading {markdown(part.name)}"):
            source, known = session.memoised(
                f"open {part.path}",
                (tuple(answers.items()), part.path.stat().st_size),
                lambda: opened(part, folder, answers, None, _known_files()),
            )
    except Question as question:
        ask(session, str(part.path), question)
        return None
    except UserError as error:
        st.error(escaped(error))
        if answers:
            settings(session, Table(part, None, folder))
        return None
    return Table(part, source, folder, known)


def _known_files() -> list[KnownFile]:
    """The kinds of files that any dataset was loaded from; those of the dataset that is shown first."""
    names = store.datasets(data.data_folder())
    shown = st.session_state.get(data.DATASET)
    generations = (
        newest(data.data_folder(), name) for name in sorted(names, key=lambda name: name != shown)
    )
    return [file for generation in generations if generation for file in known_files(generation)]


def ask(session: ImportSession, table: str, question: Question) -> None:
    """A question with its possible answers, each with samples of what would be read."""
    values = [choice.removeprefix(f"{question.key}=") for choice in question.choices]
    with st.container(border=True):
        st.markdown(f"**{markdown(question.sentence)}**")
        widget = session.key(f"ask {table} {question.key}")
        st.radio(
            "Which is right?",
            values,
            index=None,
            key=widget,
            on_change=lambda: session.answer(table, question.key, st.session_state[widget]),
            format_func=lambda value: markdown(worded(question.key, value)),
            captions=[markdown(", ".join(question.samples.get(value, ()))) for value in values],
        )


def settings(session: ImportSession, table: Table) -> None:
    """How one table is read, with a picker for each setting."""
    name = str(table.part.path)
    known = dict(table.source.settings) if table.source else session.answers_for(name, READING_KEYS)
    if not known:
        return
    words = " · ".join(_short(key, value) for key, value in known.items())
    with st.expander(
        markdown(f"{table.part.name} is read as {words}"),
        expanded=any(k == name for k, _ in session.answers),
    ):
        for sentence in table.source.notes if table.source else ():
            st.text(sentence)
        _settings(session, name, known)


def _short(key: str, value: str) -> str:
    word = worded(key, value)
    return {"delimiter": f"columns by {word}", "header": f"header rows: {word}"}.get(key, word)


def _settings(session: ImportSession, name: str, known: dict[str, str]) -> None:
    columns = st.columns(max(len(known), 3))
    for column, (key, detected) in zip(columns, known.items(), strict=False):
        choices = [AUTOMATIC, *CHOICES.get(key, (detected,))]
        answer = session.answers.get((name, key), AUTOMATIC)
        widget = session.key(f"read {name} {key} {answer}")
        with column:
            st.selectbox(
                TITLES[key],
                choices if answer in choices else [*choices, answer],
                index=choices.index(answer) if answer in choices else len(choices),
                key=widget,
                on_change=lambda key=key, widget=widget: session.answer(
                    name, key, st.session_state[widget]
                ),
                format_func=lambda value, key=key, detected=detected: (
                    worded(key, value) if value else f"{worded(key, detected)} (found)"
                ),
            )
