"""Work out and keep the findings of one version, in a process of its own: python -m journey.findings.run FILE.

Nobody's screen waits for it then. It says how far it is, a line each; who wants to stop it ends the process.
"""

import sys
from pathlib import Path

from journey.data.generation import Generation
from journey.findings.keep import findings_of
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.progress import heard_by
from journey.model.vocabulary import use_words

MEMORY = "512MB"  # beside the cases themselves, which of ten million events take a gigabyte


def main(path: Path) -> int:
    try:
        generation = Generation(path, MEMORY)
        use_words(generation.wording)
        with heard_by(lambda how_far: print(how_far, flush=True)):
            findings_of(generation, Filters())
    except (UserError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
