"""What deserves attention, and how much was looked at?"""

from journey.ui import page_state, shell
from journey.ui.findings import screen

filters = shell.open_page("Findings", needs_time=True, state_keys=page_state.FINDINGS)

screen.show(filters)
