"""Which paths do customers really take?"""

from journey.ui import page_state, shell
from journey.ui.paths import screen

filters = shell.open_page("Paths", needs_time=True, state_keys=page_state.PATHS)

screen.show(filters)
