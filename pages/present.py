"""Which exhibits go into the deck, and what file shall it be?"""

from journey.ui import page_state, shell
from journey.ui.present import screen

filters = shell.open_page("Present", state_keys=page_state.PRESENT)

screen.show(filters)
