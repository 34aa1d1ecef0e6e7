"""What does the room make of the measured journey, and what does it decide?"""

from journey.ui import page_state, shell
from journey.ui.workshop import screen

filters = shell.open_page("Workshop", state_keys=page_state.WORKSHOP)

screen.show(filters)
