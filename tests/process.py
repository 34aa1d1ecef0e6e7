"""The command line in a process of its own that can be measured and killed, from one that has imported everything already."""

import multiprocessing
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from tests import patience

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
CONTEXT = multiprocessing.get_context(METHOD)
CONTEXT.set_forkserver_preload(["journey.__main__"]) if METHOD == "forkserver" else None


@dataclass(frozen=True)
class Done:
    """Exit status, standard output, standard error, and the peak memory in MB (0 where the system does not tell)."""

    status: int
    out: str
    err: str
    peak: int


def run(*words: str) -> Done:
    """`python -m journey WORDS`; raises TimeoutError where it does not end."""
    with tempfile.TemporaryDirectory() as folder:
        process = started(*words, folder=Path(folder))
        process.join(patience.SECONDS)
        if process.is_alive():
            process.kill()
            raise TimeoutError(f"{' '.join(words)} has not ended after {patience.SECONDS} seconds")
        out, err, peak = (_text(Path(folder) / name) for name in ("out", "err", "peak"))
        return Done(process.exitcode, out, err, int(peak or 0))


def started(*words: str, folder: Path | None = None) -> BaseProcess:
    """The process, running; what it says goes into files of the folder, or nowhere."""
    return began(_command, words, folder)


def began(target, *arguments) -> BaseProcess:
    """The function in a process of its own, running."""
    process = CONTEXT.Process(target=target, args=arguments)
    with patch.dict(
        sys.modules, {"__main__": ModuleType("__main__")}
    ):  # a test of a page may have left that page there
        process.start()
    return process


def _command(words: tuple[str, ...], folder: Path | None) -> None:
    for number, name in ((1, "out"), (2, "err")):
        target = os.open(folder / name if folder else os.devnull, os.O_WRONLY | os.O_CREAT)
        os.dup2(target, number)
    sys.stdout, sys.stderr = (
        os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2)
    )
    from journey.__main__ import main

    status = main(list(words))
    sys.stdout.flush()
    sys.stderr.flush()
    told = Path("/proc/self/status")
    if folder and told.exists():
        (folder / "peak").write_text(
            str(int(re.search(r"VmHWM:\s+(\d+)", told.read_text())[1]) // 1024)
        )
    sys.exit(status)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
