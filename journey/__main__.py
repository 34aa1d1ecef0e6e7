"""The command line: load files, show every view's numbers, edit the definition, manage datasets, start the app."""

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path

from journey.command_line import datasets, definition, export, findings, keys, load, show, verify
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
    for module in (load, show, findings, definition, export, verify, datasets, keys):
        module.add_to(commands)
    _add_serve(commands)
    return parser


def _add_serve(commands) -> None:
    serving = command(commands, "serve", "start the app on 127.0.0.1, or for colleagues", _serve)
    serving.add_argument("--port", type=int, default=8501, help="for you, on this machine")
    serving.add_argument(
        "--share",
        action="store_true",
        help="listen on the local network, too, for whoever has a key; prints the address, a QR code and the keys",
    )
    serving.add_argument(
        "--share-port", type=int, metavar="PORT", help="for colleagues (default: the next one)"
    )
    serving.add_argument(
        "--public-url",
        metavar="URL",
        help="the address of a proxy on this machine that has TLS and passes everything on to the port for colleagues",
    )


def _serve(options) -> None:
    from journey.model.app_url import app_url
    from journey.server.serve import serve

    share_port = options.share_port or options.port + 1
    for name, port in (("port", options.port), ("share-port", share_port)):
        if not 1 <= port <= LAST_PORT:
            raise BadOption(name, f"takes a number from 1 to {LAST_PORT}, not {port}.")
    if share_port == options.port:
        raise BadOption("share-port", "takes another number than the port for you.")
    public = app_url(options.public_url) if options.public_url else None
    if options.public_url and public is None:
        raise BadOption("public-url", "takes an address such as https://maps.example.com/journey.")
    serve(options.db, options.port, share_port, options.share or public is not None, public)


if __name__ == "__main__":
    sys.exit(main())
