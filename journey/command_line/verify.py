"""verify: whether the figures in an exported file are still those of the data."""

from pathlib import Path
from typing import TYPE_CHECKING

from journey.command_line.words import command, generation
from journey.model.words import plural, printable

if TYPE_CHECKING:
    from journey.export.verify import Move

MOVED = 1
SHOWN_LIMIT, LETTERS_LIMIT = 200, 160


def add_to(commands) -> None:
    added = command(
        commands,
        "verify",
        "compare the figures in an exported file with the present data (exit status 1: some moved)",
        _verify,
    )
    added.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a deck, report, workbook, PDF or picture that was exported",
    )
    added.add_argument(
        "--dataset", metavar="NAME", help="compare with this one, not with the one in the file"
    )


def _verify(options) -> None:
    from journey.export.carried import read_passport
    from journey.export.verify import verify

    passport = read_passport(options.file)
    options.dataset = options.dataset or passport.dataset
    verdict = verify(passport, generation(options))
    figures = plural(verdict.figures, "figure")
    lines = [
        f"{options.file.name}: {passport.source}",
        f"{passport.rows_words}. Checksum of the events: {passport.checksum or 'not known'}.",
        *verdict.notes,
        *map(_line, verdict.moves[:SHOWN_LIMIT]),
    ]
    if len(verdict.moves) > SHOWN_LIMIT:
        lines.append(f"... and {len(verdict.moves) - SHOWN_LIMIT:,} more")
    exhibits = plural(verdict.exhibits, "exhibit")
    lines.append(
        f"{plural(len(verdict.moves), 'difference')} among {figures} in {exhibits}."
        if verdict.moves
        else f"The present data give the same: {figures} in {exhibits}."
    )
    print(*map(printable, lines), sep="\n")
    if verdict.moves:
        raise SystemExit(MOVED)


def _line(move: "Move") -> str:
    where = ", ".join(filter(None, (move.exhibit, move.row, move.column)))
    return f"{where}: then {_short(move.then)}, now {_short(move.now)}"


def _short(words: str) -> str:
    return words if len(words) <= LETTERS_LIMIT else f"{words[: LETTERS_LIMIT - 1]}…"
