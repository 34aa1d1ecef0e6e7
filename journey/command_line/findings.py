"""findings: what deserves attention, ranked, with how much was looked at."""

import json

from journey.command_line.words import add_filters, command, filters, generation
from journey.findings.asking import ask
from journey.findings.rows import FINDINGS
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
    added.add_argument("--json", action="store_true")


def _findings(options) -> None:
    answer = ask(generation(options), FINDINGS, filters(options))
    begun: set[str] = set()
    if options.json:
        print(json.dumps(answer.as_dict(), indent=2))
        return
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
