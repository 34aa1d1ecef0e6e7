-- One row per group and emotion label, and one with emotion_no -1 per group for all of them together.
with
labelled as (
    select * from grouped_events where emotion_no > 0 or valence is not null
),
by_customer as (
    select
        g1, g2, g3, emotion_no, customer_no,
        count(*) as events,
        count(valence) as answers,
        count(case when is_recorded = 1 then 1 end) as recorded,
        coalesce(cast(sum(valence) as double), 0) as total
    from labelled
    group by g1, g2, g3, emotion_no, customer_no
),
any_by_customer as (
    select
        g1, g2, g3, customer_no,
        sum(events) as events,
        sum(case when emotion_no > 0 then events else 0 end) as labelled_events,
        sum(answers) as answers,
        sum(recorded) as recorded,
        sum(total) as total
    from by_customer
    group by g1, g2, g3, customer_no
),
both_kinds as (
    select g1, g2, g3, emotion_no, customer_no, events, events as labelled_events, answers, recorded, total
    from by_customer
    where emotion_no > 0
    union all
    select g1, g2, g3, -1 as emotion_no, customer_no, events, labelled_events, answers, recorded, total
    from any_by_customer
)
select
    g1, g2, g3, emotion_no,
    cast(sum(events) as bigint) as events,
    count(*) as customers,
    cast(sum(labelled_events) as bigint) as labelled_events,
    cast(sum(labelled_events * labelled_events) as bigint) as labelled2,
    cast(sum(recorded) as bigint) as recorded,
    cast(sum(answers) as bigint) as answers,
    count(case when answers > 0 then 1 end) as answering_customers,
    cast(sum(answers * answers) as bigint) as sizes2,
    sum(total) as total,
    sum(total * total) as totals2,
    sum(total * answers) as cross_total
from both_kinds
group by g1, g2, g3, emotion_no
order by g1, g2, g3, emotion_no
