"""How satisfied are customers, where and for whom, and is it getting better?"""

from journey.ui import page_state, shell
from journey.ui.satisfaction import screen

filters = shell.open_page("Satisfaction", state_keys=page_state.SATISFACTION)

screen.show(filters)
