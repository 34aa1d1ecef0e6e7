-- One row per group and emotion label, and one with emotion_no -1 per group for all of them together.
with
labelled as (
    select * from grouped_events where emotion_no > 0 or valence is not null
),
by_customer as (
    select
        g1, g2, g3, emotion_no, customer_no,
        count(*) as n_events,
        count(valence) as n,
        sum(is_recorded) as n_recorded,
        coalesce(cast(sum(valence) as double), 0) as subtotal
    from labelled
    group by g1, g2, g3, emotion_no, customer_no
),
any_by_customer as (
    select
        g1, g2, g3, customer_no,
        sum(n_events) as all_events,
        sum(case when emotion_no > 0 then n_events else 0 end) as all_labelled,
        sum(n) as all_n,
        sum(n_recorded) as all_recorded,
        sum(subtotal) as all_subtotal
    from by_customer
    group by g1, g2, g3, customer_no
),
both_kinds as (
    select g1, g2, g3, emotion_no, customer_no, n_events, n_events as n_labelled, n, n_recorded, subtotal
    from by_customer
    where emotion_no > 0
    union all
    select g1, g2, g3, -1 as emotion_no, customer_no, all_events, all_labelled, all_n, all_recorded, all_subtotal
    from any_by_customer
)
select
    g1, g2, g3, emotion_no,
    cast(sum(n_events) as bigint) as events,
    count(*) as customers,
    cast(sum(n_labelled) as bigint) as labelled_events,
    cast(sum(n_recorded) as bigint) as recorded,
    cast(sum(n) as bigint) as answers,
    count(case when n > 0 then 1 end) as answering_customers,
    cast(sum(n * n) as bigint) as sizes2,
    sum(subtotal) as total,
    sum(subtotal * subtotal) as totals2,
    sum(subtotal * n) as cross_total
from both_kinds
group by g1, g2, g3, emotion_no
order by g1, g2, g3, emotion_no
