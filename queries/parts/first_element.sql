-- One row per journey that comes to the first element of a list: at which step, and how far down the list it is at any time.
select j.*, strpos(j.symbols, $symbol) as step_here, 1 as furthest_here
from symbol_journeys as j
where strpos(j.symbols, $symbol) > 0
