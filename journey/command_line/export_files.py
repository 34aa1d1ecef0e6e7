"""What `export` writes: one exhibit, or a deck, report, workbook or PDF of many."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from journey.command_line.export import ENDINGS, EXHIBIT, EXHIBIT_ENDINGS, MAP, MAP_ENDINGS
from journey.command_line.export_map import map_content
from journey.command_line.long_work import cancellable
from journey.command_line.words import filters, tell
from journey.data.generation import Generation
from journey.data.workspace import read_card, template_content
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export import pdf
from journey.export.captions import left_out, left_out_heading
from journey.export.collection import Collection, DeckRecipe, Entry, collect
from journey.export.files import COLLECTION_FORMS, EXHIBIT_FORMS, CollectionForm
from journey.export.kept import recipe
from journey.export.names import file_name
from journey.export.passport import passport
from journey.export.picture import not_drawn, svg
from journey.export.ready_made import ready_made
from journey.export.template import check
from journey.export.writing import write
from journey.model.errors import BadFile, BadOption, UnknownName, UserError
from journey.model.filters import Filters
from journey.model.progress import Step

NO_FILTERS, PNG = Filters(), ".png"


def list_exhibits() -> None:
    """The exhibits there are, each with the options that it takes."""
    width = max(map(len, DECLARED))
    for declared in DECLARED.values():
        taken = f" (--option {', '.join(declared.options)})" if declared.options else ""
        print(f"{declared.id:<{width}}  {declared.name}{taken}")


def written(options, shown: Generation) -> Path:
    """Make the file, then write it whole; returns where it is."""
    asked = filters(options)
    title = read_card(options.db, shown.dataset).title
    if options.what == MAP:
        path = _path(options, shown, "journey map", MAP_ENDINGS)
        content = map_content(options, shown, asked, title, path.suffix.lower())
    elif options.what == EXHIBIT:
        ref = _only_ref(options, asked)
        path = _path(options, shown, DECLARED[ref.id].name, EXHIBIT_ENDINGS)
        content = _exhibit(shown, ref, title, path.suffix.lower())
    else:
        chosen = _recipe(options, shown, asked)
        path = _path(options, shown, chosen.name or "exhibits", (ENDINGS[options.what],))
        content = _of_many(options, shown, chosen, title, path.suffix.lower())
    write(path, content)
    return path


def _path(options, shown: Generation, name: str, endings: tuple[str, ...]) -> Path:
    """The file that --out names; in a folder one with a clean name and the first of the endings."""
    out: Path = options.out
    if out.is_dir():
        return out / file_name(shown.dataset, name, endings[0], date.today())
    if out.suffix.lower() not in endings:
        raise BadFile(out, f"has another ending than {' or '.join(endings)}, which say the form.")
    return out


def _refs(options, asked: Filters) -> list[Ref]:
    """The exhibits of --exhibit with those of the choices of --option that each of them takes."""
    choices: dict[str, list[str]] = {}
    for words in options.option:
        name, value = _choice(words)
        choices.setdefault(name, []).append(value)
    refs = []
    for id in options.exhibit:
        if id not in DECLARED:
            raise UnknownName("exhibit", id, DECLARED)
        taken = {name: choices[name] for name in DECLARED[id].options if name in choices}
        refs.append(Ref.of(id, asked, **taken))
    known = {name for ref in refs for name in DECLARED[ref.id].options}
    for name in choices:
        if name not in known:
            there_is = f"there is {', '.join(sorted(known))}" if known else "leave it out"
            raise BadOption(
                "option", f"{name} is no choice of {', '.join(options.exhibit)}: {there_is}."
            )
    return refs


def _choice(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not name or not sign:
        raise BadOption("option", f"{words!r} is not KEY=VALUE: write for example stage=purchase.")
    return name, value


def _only_ref(options, asked: Filters) -> Ref:
    if len(options.exhibit) > 1:
        raise BadOption("exhibit", "is one here: several go into a deck, a report or a workbook.")
    return _refs(options, asked)[0]


def _exhibit(shown: Generation, ref: Ref, title: str, ending: str) -> bytes:
    made = make(ref, asking(shown, ref.filters))
    if isinstance(made, Nothing):
        raise UserError(f"{made.title} has nothing to show: {made.reason}")
    if ending == ENDINGS["deck"]:
        return _form(ending).make(
            collect(DeckRecipe("", (Entry(ref),)), shown, title, date.today()), None
        )
    carried = passport(shown, title, [made], date.today())
    if ending == PNG:
        tell([sentence for sentence in [not_drawn(svg(made, carried))] if sentence])
    [form] = (form for form in EXHIBIT_FORMS if form.ending == ending)
    return form.make(made, carried)


def _form(ending: str) -> CollectionForm:
    [form] = (form for form in COLLECTION_FORMS if form.ending == ending)
    return form


def _recipe(options, shown: Generation, asked: Filters) -> DeckRecipe:
    """What --recipe names, under the filters where some were typed; else the exhibits that were, or a journey review."""
    if options.recipe and options.exhibit:
        raise BadOption("recipe", "already says which exhibits: leave --exhibit out.")
    if options.exhibit:
        return DeckRecipe("", tuple(map(Entry, _refs(options, asked))))
    if not options.recipe:
        return ready_made(shown, asked)
    kept = recipe(options.db, shown.dataset, options.recipe)
    if asked == NO_FILTERS:
        return kept
    entries = (replace(entry, ref=replace(entry.ref, filters=asked)) for entry in kept.entries)
    return replace(kept, entries=tuple(entries))


def _of_many(options, shown: Generation, chosen: DeckRecipe, title: str, ending: str) -> bytes:
    """The file of the recipe, with a bar that shows how far it is; what is not in it is said."""
    template = _template(options, chosen)

    def work(step: Step) -> tuple[Collection, bytes]:
        def progress(done: int, total: int, words: str) -> None:
            step(words)

        collection = collect(chosen, shown, title, date.today(), progress)
        if not collection.pages:
            raise UserError("No exhibit has anything to show under these filters: take one away.")
        step(f"writing {ending}")
        return collection, _form(ending).make(collection, template)

    collection, content = cancellable(work, len(chosen.entries) + 1)
    if ending == ENDINGS["pdf"]:
        tell([sentence for sentence in [pdf.not_drawn(collection)] if sentence])
    heading = left_out_heading(collection)
    if heading:
        tell([f"{heading}: {'; '.join(left_out(collection))}"])
    return content


def _template(options, chosen: DeckRecipe) -> bytes | None:
    """The .pptx of --template, else the one that the recipe names."""
    if options.template is None:
        return template_content(options.db, chosen.template) if chosen.template else None
    if options.what != "deck":
        raise BadOption("template", "is for a deck: leave it out.")
    try:
        content = options.template.read_bytes()
    except OSError as error:
        raise BadFile(
            options.template, f"cannot be read ({type(error).__name__}): check the name."
        ) from None
    check(options.template.name, content)
    return content
