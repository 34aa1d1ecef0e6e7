"""Where journeys are lost: in which stage, from which touchpoint, when, for whom, and what sets the lost apart."""

from journey.ui import page_state, shell
from journey.ui.drop_off import screen

filters = shell.open_page("Drop-off", needs_time=True, state_keys=page_state.DROP_OFF)

screen.show(filters)
