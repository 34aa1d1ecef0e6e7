-- One row per group and emotion label, and one with emotion_no -1 per group for all of them together.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer.
with
felt as not materialized (
    select
        group_1, group_2, group_3, emotion_no, customer_no, is_recorded,
        cast(valence as double) as score,
        case when valence >= positive_valence then 1 when valence <= negative_valence then -1 else 0 end as mark
    from grouped_events cross join settings
    where emotion_no > 0 or valence is not null
),
by_label as (
    select
        group_1, group_2, group_3, emotion_no, customer_no,
        count(*) as n_events,
        count(score) as n,
        count(case when mark = 1 then 1 end) as goods,
        count(case when mark = -1 then 1 end) as bads,
        count(case when is_recorded = 1 then 1 end) as n_recorded,
        sum(score) as subtotal
    from felt
    where emotion_no > 0
    group by group_1, group_2, group_3, emotion_no, customer_no
),
by_customer as (
    select
        group_1, group_2, group_3, customer_no,
        count(*) as n_events,
        count(case when emotion_no > 0 then 1 end) as n_labelled,
        count(score) as n,
        count(case when mark = 1 then 1 end) as goods,
        count(case when mark = -1 then 1 end) as bads,
        count(case when is_recorded = 1 then 1 end) as n_recorded,
        sum(score) as subtotal
    from felt
    group by group_1, group_2, group_3, customer_no
),
labels as (
    select
        group_1, group_2, group_3, emotion_no,
        cast(sum(n_events) as bigint) as events,
        count(*) as customers,
        cast(sum(n_events) as bigint) as labelled_events,
        count(*) as labelled_customers,
        cast(sum(n_recorded) as bigint) as recorded,
        cast(sum(n) as bigint) as answers,
        count(case when n > 0 then 1 end) as answering_customers,
        count(case when goods > 0 then 1 end) as good_customers,
        count(case when goods + bads < n then 1 end) as middle_customers,
        count(case when bads > 0 then 1 end) as bad_customers,
        cast(sum(n * n) as bigint) as sizes2,
        sum(subtotal) as total,
        sum(subtotal * subtotal) as totals2,
        sum(subtotal * n) as cross_total
    from by_label
    group by group_1, group_2, group_3, emotion_no
),
whole as (
    select
        group_1, group_2, group_3, -1 as emotion_no,
        cast(sum(n_events) as bigint) as events,
        count(*) as customers,
        cast(sum(n_labelled) as bigint) as labelled_events,
        count(case when n_labelled > 0 then 1 end) as labelled_customers,
        cast(sum(n_recorded) as bigint) as recorded,
        cast(sum(n) as bigint) as answers,
        count(case when n > 0 then 1 end) as answering_customers,
        count(case when goods > 0 then 1 end) as good_customers,
        count(case when goods + bads < n then 1 end) as middle_customers,
        count(case when bads > 0 then 1 end) as bad_customers,
        cast(sum(n * n) as bigint) as sizes2,
        sum(subtotal) as total,
        sum(subtotal * subtotal) as totals2,
        sum(subtotal * n) as cross_total
    from by_customer
    group by group_1, group_2, group_3
),
both_kinds as (
    select * from labels
    union all
    select * from whole
)
select * from both_kinds
order by group_1, group_2, group_3, emotion_no
