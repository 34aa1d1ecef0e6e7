-- One row: how many journeys were silent at two thirds of the observed time, and how many of them came back.
select silent, came_back
from observation
