-- One row per touchpoint: its name by the definition, a number in alphabetical order, its symbol in paths, its stage by the definition (0: none), longest wait, and what it does to an end.
with
written as (
    select distinct touchpoint as written_touchpoint from events
),
named as (
    select distinct coalesce(n.touchpoint, w.written_touchpoint) as touchpoint
    from written as w
    left join touchpoint_names as n on n.written_touchpoint = w.written_touchpoint
),
numbered as (
    select touchpoint, cast(row_number() over (order by touchpoint) as integer) as touchpoint_no from named
)
select
    n.touchpoint_no,
    n.touchpoint,
    l.symbol,
    coalesce(r.stage_no, 0) as stage_no,
    r.wait_target_s,
    coalesce(r.is_good_end, 0) as is_good_end,
    coalesce(r.is_undoing, 0) as is_undoing,
    coalesce(r.is_passive, 0) as is_passive
from numbered as n
join symbols as l on l.symbol_no = n.touchpoint_no
left join touchpoint_rules as r on r.touchpoint = n.touchpoint
order by n.touchpoint_no
