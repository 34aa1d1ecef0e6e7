-- One row per move with a feeling before and after: by how much the feeling changes, summed over moves and over customers.
with
felt as (
    select touchpoint_no, next_touchpoint_no, customer_no, next_valence - valence as change
    from selected_steps
    where next_touchpoint_no is not null and valence is not null and next_valence is not null
),
by_customer as (
    select
        touchpoint_no, next_touchpoint_no, customer_no,
        count(*) as n,
        count(case when change > 0 then 1 end) as rises,
        count(case when change < 0 then 1 end) as falls,
        cast(sum(change) as double) as subtotal
    from felt
    group by touchpoint_no, next_touchpoint_no, customer_no
)
select
    touchpoint_no as source_no,
    next_touchpoint_no as target_no,
    cast(sum(n) as bigint) as answers,
    count(*) as customers,
    count(case when rises > 0 then 1 end) as rising_customers,
    count(case when rises + falls < n then 1 end) as steady_customers,
    count(case when falls > 0 then 1 end) as falling_customers,
    cast(sum(n * n) as bigint) as sizes2,
    sum(subtotal) as total,
    sum(subtotal * subtotal) as totals2,
    sum(subtotal * n) as cross_total
from by_customer
group by touchpoint_no, next_touchpoint_no
order by answers desc, source_no, target_no
