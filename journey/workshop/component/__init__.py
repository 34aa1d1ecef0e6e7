"""The board in a browser: style and scripts, as the page of the room and the Workshop screen have them."""

from pathlib import Path

COMPONENT = Path(__file__).parent
SCRIPTS = ("link", "parts", "board", "editing", "moving", "believing", "weighing", "deciding", "leading", "page")  # fmt: skip


def style() -> str:
    return (COMPONENT / "board.css").read_text(encoding="utf-8")


def script() -> str:
    return "\n".join((COMPONENT / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
