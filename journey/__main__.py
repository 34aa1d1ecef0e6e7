"""The command line: load files, show every view's numbers, edit the definition, manage datasets, start the app."""

import argparse
import sys

from journey.command_line import datasets, definition, export, load, show
from journey.command_line.words import command
from journey.model.errors import UserError
from journey.model.words import printable

USER_FAULT, OTHER_FAULT, CANCELLED = 2, 1, 130


def main(words: list[str] | None = None) -> int:
    """Run one command; returns the exit status. Errors go to standard error in one sentence."""
    options = _parser().parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options.run(options)
    except UserError as error:
        return _fail(str(error), USER_FAULT)
    except KeyboardInterrupt:
        return _fail("Cancelled: what was loaded before is still in use.", CANCELLED)
    except BrokenPipeError:
        sys.stderr.close()
    except (OSError, EOFError) as error:
        return _fail(f"{getattr(error, 'filename', None) or 'A file'} cannot be read or written ({error}): check name and rights.",
                     USER_FAULT)
    except Exception as error:
        return _fail(f"Something went wrong that is not your fault ({type(error).__name__}: {error}).", OTHER_FAULT)
    return 0


def _fail(sentence: str, status: int) -> int:
    print(printable(f"journey: {sentence}"), file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    """What was typed wrong is said in one sentence, as everything else."""

    def error(self, message: str) -> None:
        sys.exit(_fail(f"{message}: {self.prog} --help tells how it is written.", USER_FAULT))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m journey", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (load, show, definition, export, datasets):
        module.add_to(commands)
    serving = command(commands, "serve", "start the app on 127.0.0.1", _serve)
    serving.add_argument("--port", type=int, default=8501)
    return parser


def _serve(options) -> None:
    from journey.ui.serve import serve

    serve(options.db, options.port)


if __name__ == "__main__":
    sys.exit(main())
