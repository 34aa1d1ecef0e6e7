"""The evidence for one cell of the map: what it is, how sure, over time, by group, and the journeys it counts."""
