"""The home: the whole journey at a glance."""

from journey.ui import journey_map, shell

filters = shell.open_page("Journey map", has_map=True)

journey_map.show(filters)
