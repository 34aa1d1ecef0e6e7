"""The house's font as files that any program can draw with: Latin, Greek and Cyrillic letters, in two weights."""

from pathlib import Path

FAMILY = "Journey Sans"
FOLDER = Path(__file__).parent
FILES = tuple(str(FOLDER / f"JourneySans-{weight}.ttf") for weight in ("Regular", "Semibold"))
