"""definition: print the journey definition of a dataset, or put another one in force."""

import json
import re
from pathlib import Path

from journey.command_line.words import command, generation, only_dataset, text
from journey.data.ask import ask
from journey.data.generation import Generation
from journey.data.stage_proposals import proposed_stages
from journey.data.views.rows import FRICTION
from journey.model.definition import DEFAULT_TOML, UNASSIGNED
from journey.model.filters import from_words
from journey.model.words import printable
from journey.use.changes import changes
from journey.use.load import redefine
from journey.use.silence import proposal_words, silence_words, status_words
from journey.use.trivial_figures import trivial_figures


def add_to(commands) -> None:
    added = command(
        commands, "definition", "print the journey definition, or put another in force", _definition
    )
    added.add_argument("--dataset", metavar="NAME")
    added.add_argument(
        "--set", type=Path, metavar="TOML", help="prepare the dataset anew under this definition"
    )
    added.add_argument(
        "--default", action="store_true", help="print the default, with its comments"
    )


def _definition(options) -> None:
    if options.default:
        print(DEFAULT_TOML)
    elif options.set:
        dataset = options.dataset or only_dataset(options.db)
        before = generation(options)
        print(f"{dataset} is now at version {redefine(options.db, dataset, text(options.set))}")
        after = generation(options)
        sentences = [change.sentence() for change in changes(before, after)]
        for sentence in (*sentences, *trivial_figures(after)):
            print(f"  {printable(sentence)}")
    else:
        current = generation(options)
        sentences = [silence_words(current)] if current.has_outcomes else []
        for sentence in filter(None, [*sentences, status_words(current), proposal_words(current)]):
            print(f"# {printable(sentence)}")
        print(_with_unassigned(current))


def _with_unassigned(generation: Generation) -> str:
    """The definition in force; under [touchpoints] the touchpoints in no stage stand as comments, ready to be used."""
    names = sorted(
        {
            row["touchpoint"]
            for row in ask(generation, FRICTION, from_words(None, None, [])).rows
            if row["stage"] == UNASSIGNED
        }
    )
    if not names:
        return generation.definition.toml
    definition = generation.definition
    proposed = proposed_stages(generation.ask_proposals, definition)
    lines = [
        "# In no stage yet, with the stage that the name speaks of. Take the # away where it is right, or write another: "
        f"{', '.join(definition.stage_names)}",
        *(f"# {_quoted(name)} = {_quoted(proposed.get(name, ''))}" for name in names),
    ]
    return re.sub(
        r"^\[touchpoints\].*$",
        lambda heading: "\n".join([heading[0], *lines]),
        generation.definition.toml,
        count=1,
        flags=re.MULTILINE,
    )


def _quoted(name: str) -> str:
    """A name as a TOML string that a terminal can show."""
    return printable(json.dumps(name, ensure_ascii=False))
