-- One row per journey that comes to the first element of a list: at which step, and how far down the list it is at any time.
select j.*, strpos(j.symbols, $symbol_1) as step_1, 1 as furthest_1
from symbol_journeys as j
where strpos(j.symbols, $symbol_1) > 0
