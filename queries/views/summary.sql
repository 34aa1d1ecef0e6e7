-- One row: how much there is in the selected journeys.
with
whole as (
    select
        count(*) as journeys,
        count(distinct customer_no) as customers
    from selected_journeys
),
single as (
    select
        count(*) as events,
        count(distinct touchpoint_no) as touchpoints,
        coalesce(sum(is_tie), 0) as ties,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from selected_steps
)
select
    single.events,
    whole.customers,
    whole.journeys,
    single.touchpoints,
    single.first_at,
    single.last_at,
    single.ties
from whole
cross join single
