"""findings: what deserves attention, ranked, with how much was looked at; or what of it is new since the version before."""

import json

from journey.command_line.words import add_filters, command, filters, generation
from journey.data import store
from journey.data.generation import Generation, open_generation
from journey.findings.asking import ask
from journey.findings.find import Findings
from journey.findings.keep import findings_of
from journey.findings.rows import FINDINGS
from journey.findings.since import since
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.finding import ALSO, HEAD, WATCH, WHERE
from journey.model.words import count, printable

HEADINGS = {
    HEAD: "Findings",
    WHERE: "Where it is: places against the others, no findings",
    WATCH: "Worth watching: not sure enough against everything that was looked at",
}


def add_to(commands) -> None:
    added = command(commands, "findings", "say what deserves attention", _findings)
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument(
        "--since-last-load",
        action="store_true",
        help="only what is new, has grown or is gone since the version before",
    )
    added.add_argument("--json", action="store_true")


def _findings(options) -> None:
    opened = generation(options)
    if options.since_last_load:
        _since(opened, options)
        return
    answer = ask(opened, FINDINGS, filters(options))
    if options.json:
        print(json.dumps(answer.as_dict(), indent=2))
        return
    begun: set[str] = set()
    for row in answer.rows:
        if row["role"] in HEADINGS and row["role"] not in begun:
            begun.add(row["role"])
            print(HEADINGS[row["role"]])
        if row["role"] in HEADINGS:
            cases = f"n {count(row['inside_n'])} and {count(row['outside_n'])}"
            print(printable(f"{row['rank']:.0f}. {row['sentence']} ({cases})."))
        elif row["role"] == ALSO:
            print(printable(f"   also: {row['sentence']}"))
    print(*(f"- {printable(note)}" for note in answer.notes), sep="\n")


def _since(opened: Generation, options) -> None:
    """A digest, as a mail would have it."""
    if filters(options) != Filters():
        raise UserError("What is new is told of all the data: leave the filters out.")
    before = _found_before(opened)
    now = findings_of(opened, Filters())
    changed = since(before, now)
    if options.json:
        document = {
            "new": [one.as_dict() for one in changed.new],
            "grown": [
                {"now": now.as_dict(), "before": was.as_dict()} for now, was in changed.grown
            ],
            "gone": [one.as_dict() for one in changed.gone],
        }
        print(json.dumps(document, indent=2))
        return
    lines = [f"New: {one.sentence}." for one in changed.new]
    lines += [
        f"Grown: {one.sentence}; before it was about {count(round(abs(was.excess)))}."
        for one, was in changed.grown
    ]
    lines += [f"No longer told: {one.sentence}." for one in changed.gone]
    number = len(now.heads) - len(changed.new) - len(changed.grown)
    lines.append(f"{count(number)} more as before; `python -m journey findings` says them all.")
    print(*map(printable, lines), sep="\n")


def _found_before(opened: Generation) -> Findings:
    """Of the version before; raises UserError where there is none."""
    folder = opened.path.parent
    earlier = [path for path in store.generations(folder.parent, folder.name) if path < opened.path]
    if not earlier:
        raise UserError(
            f"'{opened.dataset}' has one version alone, so nothing can be new: load newer data first."
        )
    return findings_of(open_generation(earlier[-1]), Filters())
