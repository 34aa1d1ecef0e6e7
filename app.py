"""The home: the whole journey at a glance."""

from journey.ui import journey_map, shell

filters = shell.open_page("Journey map", controls=journey_map.controls)

journey_map.show(filters)
