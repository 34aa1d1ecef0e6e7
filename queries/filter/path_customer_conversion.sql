-- One row per otherwise selected journey of a customer that passes the source, by whether the target comes after (1) or not (0).
select o.journey_no
from other_journeys as o
where o.customer_no in (
    with passed as (
        select s.customer_no, s.touchpoint_no, s.occurred_at, s.occurred_s, s.event_no
        from steps as s
        where s.touchpoint_no in ($source, $target) and s.journey_no in (select journey_no from other_journeys)
    ),
    first_times as (
        select customer_no, min(occurred_at) as first_at from passed where touchpoint_no = $source group by customer_no
    ),
    entered as (
        select p.customer_no, f.first_at, min(p.occurred_s) as first_s, min(p.event_no) as first_event_no
        from passed as p
        join first_times as f on f.customer_no = p.customer_no and f.first_at = p.occurred_at
        where p.touchpoint_no = $source
        group by p.customer_no, f.first_at
    )
    select e.customer_no
    from entered as e
    left join passed as t on t.customer_no = e.customer_no and t.touchpoint_no = $target and (
        ((t.occurred_at > e.first_at or (t.occurred_at = e.first_at and t.event_no > e.first_event_no))
            and t.occurred_s - e.first_s <= $within_s)
        or ((t.occurred_at < e.first_at or (t.occurred_at = e.first_at and t.event_no < e.first_event_no)) and $is_anywhere = 1)
    )
    group by e.customer_no
    having max(case when t.customer_no is null then 0 else 1 end) = $is_converted
)
