-- One row per journey: how many steps after the element before the next one comes, 0 where it does not.
select b.*, case when b.step_before > 0 then strpos(substr(b.symbols, b.step_before + 1), $symbol) else 0 end as steps_ahead
from element_before as b
