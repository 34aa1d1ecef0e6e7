"""findings: what deserves attention, ranked, with how much was looked at."""

import json

from journey.command_line.words import add_filters, command, filters, generation
from journey.findings.find import Found, as_rows, find
from journey.findings.words import ASSOCIATION
from journey.model.words import count, plural, printable


def add_to(commands) -> None:
    added = command(commands, "findings", "say what deserves attention", _findings)
    added.add_argument("--dataset", metavar="NAME", help="needed where there are several")
    add_filters(added)
    added.add_argument("--json", action="store_true")


def _findings(options) -> None:
    opened = generation(options)
    found = find(opened, filters(options))
    rows = as_rows(opened, found)
    if options.json:
        document = {"comparisons": found.looked_at, "held": found.held, "findings": rows}
        print(json.dumps(document, indent=2))
        return
    for row in rows:
        cases = f"n {count(row['inside_n'])} and {count(row['outside_n'])}"
        print(printable(f"{row['rank']}. {row['sentence']} ({cases})."))
        for said in row["also"]:
            print(printable(f"   also: {said}"))
    print(f"- {looked_at(found)}")


def looked_at(found: Found) -> str:
    """'Looked at 8,730 comparisons; 15 held, in 9 findings. An association, not a cause.'"""
    if not found.comparisons:
        return "Nothing here can be compared: there is no order of events, or fewer than 60 cases of each kind."
    told = plural(len(found.stories), "finding")
    held = f"{count(found.held)} held, in {told}" if found.held else "nothing held"
    return f"Looked at {count(found.comparisons)} comparisons; {held}. {ASSOCIATION}"
