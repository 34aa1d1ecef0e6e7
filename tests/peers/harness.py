"""What every peer does alike: read its order, time its figures, write seconds and results. Nothing here may use the network."""

import json
import re
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

ENOUGH_SECONDS = 60  # a figure that took longer than this is not repeated
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto")


def _without_network() -> list[str]:
    """Refuse every connection from now on; the list fills with what was asked for."""
    asked: list[str] = []

    def watch(event: str, arguments: tuple) -> None:
        if event in NETWORK:
            asked.append(f"{event} {arguments[-1] if event == 'socket.connect' else arguments[0]}")
            raise ConnectionRefusedError("a peer may not use the network")

    sys.addaudithook(watch)
    return asked


ASKED = (
    _without_network()
)  # a peer imports this module first, so that its tool is watched from its own import on


def main(
    package: str,
    read: Callable[[dict], object],
    make: Callable[[object], object],
    figures: dict[str, Callable],
) -> None:
    """`read` gives the events as a frame, `make` the tool's own log of them; each figure is asked of (log, order)."""
    order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    reading, events = _timed(lambda: read(order))
    making, log = _timed(lambda: make(events))
    answers = {
        name: _answer(figures[name], log, order) for name in order["figures"] if name in figures
    }
    said = {
        "version": version(package),
        "reading": reading,
        "making": making,
        "network": ASKED,
        "figures": answers,
    } | _peak()
    Path(sys.argv[2]).write_text(json.dumps(said), encoding="utf-8")


def _peak() -> dict[str, float]:
    """The most memory that this process held, where the system tells it apart from that of the one it was forked from."""
    status = Path("/proc/self/status")
    return (
        {"peak_mb": int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[1]) / 1024}
        if status.exists()
        else {}
    )


def _answer(figure: Callable, log: object, order: dict) -> dict:
    """The result of a figure and the seconds of its fastest run, or why there is none."""
    times: list[float] = []
    try:
        while len(times) < order["repeats"] and sum(times) < ENOUGH_SECONDS:
            seconds, result = _timed(lambda: figure(log, order))
            times.append(seconds)
    except Exception as error:  # whatever a peer raises is what is told of it
        return {
            "error": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        }
    return {"seconds": min(times), "runs": len(times), "result": result}


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
