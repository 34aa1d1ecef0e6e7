"""Where the program's own files lie that are no modules: app, pages, queries, settings, sample."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]
INSTALLED = PACKAGE / "house"  # where a wheel has them; a checkout has them beside the package
ROOT = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent
