-- One row per journey that passes the source, by whether the target comes after its first time, in time (1), or does not (0).
select f.journey_no
from (
    select journey_no, min(step_no) as first_step, min(occurred_s) as first_s
    from steps
    where touchpoint_no = $source
    group by journey_no
) as f
left join steps as t on t.journey_no = f.journey_no and t.touchpoint_no = $target and (
    (t.step_no > f.first_step and t.occurred_s - f.first_s <= $within_s) or (t.step_no < f.first_step and $is_anywhere = 1)
)
group by f.journey_no
having max(case when t.journey_no is null then 0 else 1 end) = $is_converted
