"""The next file of a kind that was loaded before: read as that one was, so that nothing is asked twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journey.data.generation import Generation, newest
from journey.ingest.answers import PROPOSALS
from journey.ingest.columns import spelt
from journey.ingest.fields import FIELDS
from journey.ingest.mapping_file import parse_recipe
from journey.ingest.opening import open_source
from journey.ingest.plan import plan
from journey.ingest.recipe import Recipe
from journey.ingest.report import LoadReport, read_report
from journey.ingest.source import Source
from journey.ingest.unpack import Part
from journey.model.definition import Definition
from journey.model.errors import Question, UserError
from journey.use.options import LoadOptions, answers, resolve_definition

LOOKED_AT = 12  # loads of a dataset, the latest first
ENCODING = "encoding"  # of each file its own: what was said of one is tried only where another is no whole UTF-8


@dataclass(frozen=True)
class KnownFile:
    """How a file was read that was loaded into the dataset: its recipe with the answers, and the columns that it had."""

    dataset: str
    name: str
    recipe: Recipe
    columns: tuple[str, ...]

    def is_next(self, columns: tuple[str, ...]) -> bool:
        """Whether a file with these columns is surely the next of its kind: the very same, and not only names that any file has."""
        mapped = {name for names in self.recipe.columns.values() for name in names}
        return set(columns) == set(self.columns) and not mapped <= set(FIELDS)


def known_files(generation: Generation) -> list[KnownFile]:
    """The kinds of files that the dataset was loaded from, the latest first."""
    found: dict[tuple[str, ...], KnownFile] = {}
    for load in generation.loads[: -LOOKED_AT - 1 : -1]:
        report = read_report(load)
        if report.columns and report.recipe:
            older = _known(generation.dataset, report)
            latest = found.setdefault(older.columns, older)
            answers = {**_encoding(older), **latest.recipe.answers}
            found[older.columns] = replace(latest, recipe=replace(latest.recipe, answers=answers))
    return list(found.values())


def _encoding(file: KnownFile) -> dict[str, str]:
    return {key: value for key, value in file.recipe.answers.items() if key == ENCODING}


def _known(dataset: str, report: LoadReport) -> KnownFile:
    recipe = parse_recipe(report.recipe, report.file)
    kept = {key: value for key, value in recipe.answers.items() if key not in PROPOSALS}
    return KnownFile(dataset, report.file, replace(recipe, answers=kept), tuple(report.columns))


def opened(
    part: Part,
    folder: Path,
    given: Mapping[str, str],
    sheet: str | None,
    known: Iterable[KnownFile],
) -> tuple[Source, KnownFile | None]:
    """The table opened, as the first of the known files that it is of a kind with; the answers `given` go before theirs.

    Raises what `open_source` does where it is of none.
    """
    sources: dict[tuple[tuple[str, str], ...], Source | UserError] = {}

    def source_under(answers: Mapping[str, str]) -> Source:
        key = tuple(sorted(answers.items()))
        if key not in sources:
            try:
                sources[key] = open_source(part, folder, answers, sheet)
            except UserError as error:
                sources[key] = error
        result = sources[key]
        if isinstance(result, UserError):
            raise result
        return result

    for file in known:
        answers = {**file.recipe.answers, **given}
        encoding = answers.pop(ENCODING, "") if ENCODING not in given else ""
        try:
            try:
                source = source_under(answers)
            except Question as question:
                if question.key != ENCODING or not encoding:
                    raise
                answers |= {ENCODING: encoding}
                source = source_under(answers)
        except UserError:
            continue
        if _is_of_a_kind(file, source.columns):
            return source, replace(file, recipe=replace(file.recipe, answers=answers))
    return source_under(given), None


def _is_of_a_kind(file: KnownFile, columns: tuple[str, ...]) -> bool:
    """Whether all that the recipe reads is there, and there once, and at least half of all columns are those of the file before."""
    recipe = file.recipe
    fields = [*recipe.columns.values(), *((name,) for name in recipe.questions)]
    fields += [names for rule in recipe.events for names in rule.columns.values()]
    fields += [(name,) for rule in recipe.events for name in rule.needs]
    has_all = all(any(spelt(name, columns) for name in names) for names in fields)
    twice = any(f"{name} (2)" in columns for names in fields for name in names)
    alike = len(set(columns) & set(file.columns))
    is_enough = 2 * alike >= max(len(columns), len(file.columns))
    return bool(fields) and has_all and is_enough and (not twice or columns == file.columns)


def layout_of(file: KnownFile, source: Source, definition: Definition) -> Recipe:
    """The recipe of the known file, and for columns that it had not what their names say without asking."""
    new = set(source.columns) - set(file.columns)
    if not new:
        return file.recipe
    told = plan(source, Recipe(), definition).recipe.columns
    more = {
        field: names
        for field, names in told.items()
        if field not in file.recipe.columns and set(names) <= new
    }
    return replace(file.recipe, columns={**file.recipe.columns, **more})


def note(file: KnownFile, source: Source) -> str:
    """That it was read as the other, and which columns are new or gone."""
    new = [name for name in source.columns if name not in file.columns]
    gone = [name for name in file.columns if name not in source.columns]
    differences = [
        f"{words}: {', '.join(map(repr, names))}"
        for words, names in (("new columns", new), ("without", gone))
        if names
    ]
    return "; ".join([f"read as {file.name} was, with its mapping and answers", *differences])


def open_as_before(
    db: Path, dataset: str, part: Part, folder: Path, options: LoadOptions
) -> tuple[Source, LoadOptions]:
    """The table opened, and the options for it: as a file of its kind was read before, unless a layout says how, or it is there."""
    before, assumed = newest(db, dataset), answers(options)
    if before is None or options.layout is not None:
        return open_source(part, folder, assumed, options.sheet), options
    source, file = opened(part, folder, assumed, options.sheet, known_files(before))
    if file is None or before.has_file(source.sha256):
        return source, options
    definition = resolve_definition(before, options, assumed)
    layout = layout_of(file, source, definition)
    notes = (*options.notes, note(file, source))
    return source, replace(options, layout=layout, notes=notes)
