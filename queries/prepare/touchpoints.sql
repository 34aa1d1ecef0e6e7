-- One row per touchpoint name: a number in alphabetical order, its stage by the definition (0: none) and longest wait.
with
names as (
    select distinct touchpoint from events
)
select
    cast(row_number() over (order by n.touchpoint) as integer) as touchpoint_no,
    n.touchpoint,
    coalesce(r.stage_no, 0) as stage_no,
    r.wait_target_s
from names as n
left join touchpoint_rules as r on r.touchpoint = n.touchpoint
