"""The home: the whole journey at a glance."""

from journey.ui import journey_map, page_state, shell

filters = shell.open_page("Journey map", controls=journey_map.controls, state_keys=page_state.HOME)

journey_map.show(filters)
