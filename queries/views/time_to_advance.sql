-- One row per stage and time since its first event: how many went on to a later stage then, and how many were watched no longer.
with
timed as (
    select stage_no, customer_no, seconds_to_next as seconds, 1 as advanced, 0 as censored
    from selected_stages
    where seconds_to_next is not null
    union all
    select stage_no, customer_no, seconds_awaited as seconds, 0 as advanced, 1 as censored
    from selected_stages
    where seconds_awaited is not null
),
watched as (
    select stage_no, count(distinct customer_no) as customers from timed group by stage_no
),
counted as (
    select stage_no, seconds, cast(sum(advanced) as bigint) as advances, cast(sum(censored) as bigint) as censorings
    from timed
    group by stage_no, seconds
)
select c.stage_no, c.seconds, c.advances, c.censorings, w.customers
from counted as c
join watched as w on w.stage_no = c.stage_no
order by c.stage_no, c.seconds
