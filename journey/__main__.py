"""The command line: load files, show every view's numbers, edit the definition, manage datasets, start the app."""

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from journey.command_line import datasets, definition, export, load, show, verify
from journey.command_line.errors import sentence
from journey.command_line.words import command
from journey.data.room import is_no_room, no_room
from journey.data.store import DamagedVersion, damage_seen
from journey.model.author import COMMAND_LINE, written_by
from journey.model.errors import BadOption, UserError
from journey.model.words import printable
from journey.use import error_log
from journey.use.recovery import damage_sentences, recover

USER_FAULT, OTHER_FAULT, CANCELLED = 2, 1, 130
LAST_PORT = 65_535
PRIVATE_MASK = 0o077  # what is written is for its owner alone, but for exports


def main(words: list[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors go to standard error in one sentence."""
    options = _parser().parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if options.debug:
        os.environ[error_log.DEBUG] = "1"
    mask = os.umask(PRIVATE_MASK) if options.run is not export.run else None
    try:
        with written_by("" if options.run is _serve else COMMAND_LINE):
            _run(options)
    except UserError as error:
        return _fail(sentence(error), USER_FAULT)
    except KeyboardInterrupt:
        is_export = options.run is export.run
        stands = "no file was written" if is_export else "what was loaded before is still in use"
        return _fail(f"Cancelled: {stands}.", CANCELLED)
    except BrokenPipeError:
        sys.stderr.close()
    except Exception as error:
        if is_no_room(error):
            return _fail(str(no_room(error, getattr(options, "db", Path()))), USER_FAULT)
        if isinstance(error, OSError | EOFError):
            name = getattr(error, "filename", None) or "A file"
            return _fail(
                f"{name} cannot be read or written ({error}): check name and rights.", USER_FAULT
            )
        return _fail(_unexpected(options, error), OTHER_FAULT)
    finally:
        if mask is not None:
            os.umask(mask)
    return 0


def _run(options) -> None:
    """End what an earlier command was cut in, then run the command, again where a version turned out to be damaged, and say so."""
    for line in recover(options.db):
        print(printable(f"journey: {line}"), file=sys.stderr)
    try:
        while True:
            with suppress(DamagedVersion):
                return options.run(options)
    finally:
        for line in dict.fromkeys([*damage_seen(), *damage_sentences(options.db)]):
            print(printable(f"journey: {line}"), file=sys.stderr)


def _unexpected(options, error: Exception) -> str:
    """What is said of an error that nobody expected; its traceback goes to the data folder's log."""
    number = error_log.record(options.db, error)
    log = f" {options.db / error_log.LOG} says where, under {number};" if number else ""
    return f"Something went wrong that is not your fault:{log} --debug prints all of it."


def _fail(line: str, status: int) -> int:
    print(printable(f"journey: {line}"), file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    """What was typed wrong is said in one sentence, as everything else."""

    def error(self, message: str) -> None:
        sys.exit(_fail(f"{message}: {self.prog} --help tells how it is written.", USER_FAULT))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m journey", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (load, show, definition, export, verify, datasets):
        module.add_to(commands)
    serving = command(commands, "serve", "start the app on 127.0.0.1", _serve)
    serving.add_argument("--port", type=int, default=8501)
    return parser


def _serve(options) -> None:
    from journey.ui.serve import serve

    if not 1 <= options.port <= LAST_PORT:
        raise BadOption("port", f"takes a number from 1 to {LAST_PORT}, not {options.port}.")
    serve(options.db, options.port)


if __name__ == "__main__":
    sys.exit(main())
