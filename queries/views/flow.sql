-- One row per step, place, and next place or end: how many journeys go there.
-- `flows`, one row per journey and step, is one of queries/parts/flow_*.sql, by what the flow begins and ends with.
with
counted as (
    select step, source_no, target_no, end_no, count(*) as journeys
    from flows
    group by step, source_no, target_no, end_no
)
select step, source_no, target_no, end_no, journeys
from counted
order by step, journeys desc, source_no, target_no, end_no
