-- One row per cell (stage, touchpoint) where a time was promised: promises, those that can be judged, kept, late, and never seen to be kept.
with
made as (
    select p.*
    from promises as p
    join selected_journeys as j on j.journey_no = p.journey_no
),
judged as (
    select
        *,
        is_judged * case when kept_s <= promised_s then 1 else 0 end as is_kept,
        is_judged * case when kept_s > promised_s then 1 else 0 end as is_late,
        is_judged * case when kept_s is null then 1 else 0 end as is_never,
        case when is_judged = 1 and kept_s > promised_s then kept_s - promised_s end as delay_s
    from made
)
select
    stage_no,
    touchpoint_no,
    count(*) as promised,
    cast(sum(is_judged) as bigint) as judged,
    cast(sum(is_kept) as bigint) as kept_promises,
    cast(sum(is_late) as bigint) as late_promises,
    cast(sum(is_never) as bigint) as never_promises,
    count(distinct case when is_judged = 1 then journey_no end) as journeys,
    count(distinct case when is_judged = 1 then customer_no end) as customers,
    percentile(delay_s, 0.5) as median_delay_s,
    percentile(delay_s, 0.9) as p90_delay_s,
    count(distinct case when is_kept = 1 then customer_no end) as kept_customers,
    count(distinct case when is_late = 1 then customer_no end) as late_customers,
    count(distinct case when is_never = 1 then customer_no end) as never_customers,
    count(distinct case when is_late + is_never = 1 then customer_no end) as not_kept_customers,
    count(distinct case when is_kept + is_never = 1 then customer_no end) as not_late_customers,
    count(distinct case when is_kept + is_late = 1 then customer_no end) as at_last_customers
from judged
group by stage_no, touchpoint_no
order by case when stage_no = 0 then 1 else 0 end, stage_no, touchpoint_no
