"""Which ways do customers really take?"""

from journey.ui import asked, shell
from journey.ui.paths import screen

filters = shell.open_page("Paths", needs_time=True, keeps=asked.PATHS)

screen.show(filters)
