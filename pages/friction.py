"""What hurts, what does it cost, what can be won back, and what is to be fixed first?"""

from journey.ui import page_state, shell
from journey.ui.friction import screen

filters = shell.open_page("Friction", needs_time=True, state_keys=page_state.FRICTION)

screen.show(filters)
