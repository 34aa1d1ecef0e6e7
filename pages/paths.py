"""Which touchpoint follows which."""

from journey.ui import paths, shell

filters = shell.open_page("Paths", needs_time=True)

paths.moves(filters)
