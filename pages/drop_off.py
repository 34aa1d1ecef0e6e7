"""Where journeys are lost, and from which touchpoint they leave."""

from journey.ui import drop_off, shell

filters = shell.open_page("Drop-off", needs_time=True)

drop_off.show_title(filters)
drop_off.funnel(filters)
drop_off.exits(filters)
