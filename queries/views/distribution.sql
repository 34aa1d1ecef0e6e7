-- One row per group, metric and answer: how many gave it, and what its share and its interval need.
-- group_1 to group_3: the codes of what --by names, in its order; 0 where it names fewer. sizes2, n: of all answers of the group and metric.
with
asked as (
    select * from grouped_answers where metric_no between $first_metric and $last_metric
),
by_answer as (
    select group_1, group_2, group_3, metric_no, customer_no, score, count(*) as given
    from asked
    group by group_1, group_2, group_3, metric_no, customer_no, score
),
by_customer as (
    select group_1, group_2, group_3, metric_no, customer_no, cast(sum(given) as bigint) as given_in_all
    from by_answer
    group by group_1, group_2, group_3, metric_no, customer_no
),
whole as (
    select
        group_1, group_2, group_3, metric_no,
        cast(sum(given_in_all) as bigint) as n,
        count(*) as customers,
        cast(sum(given_in_all * given_in_all) as bigint) as sizes2
    from by_customer
    group by group_1, group_2, group_3, metric_no
),
answered as (
    select
        a.group_1, a.group_2, a.group_3, a.metric_no, a.score,
        cast(sum(a.given) as bigint) as answers,
        cast(sum(a.given * a.given) as bigint) as answers2,
        cast(sum(a.given * c.given_in_all) as bigint) as answers_cross,
        count(*) as answer_customers,
        count(*) filter (where a.given = c.given_in_all) as only_customers
    from by_answer as a
    join by_customer as c
        on c.group_1 = a.group_1 and c.group_2 = a.group_2 and c.group_3 = a.group_3 and c.metric_no = a.metric_no and c.customer_no = a.customer_no
    group by a.group_1, a.group_2, a.group_3, a.metric_no, a.score
)
select a.*, w.n, w.customers, w.sizes2
from answered as a
join whole as w on w.group_1 = a.group_1 and w.group_2 = a.group_2 and w.group_3 = a.group_3 and w.metric_no = a.metric_no
order by a.group_1, a.group_2, a.group_3, a.metric_no, a.score
