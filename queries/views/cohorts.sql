-- One row per month in which customers began and month after it: how many began then, and how many of them were active in the later one.
-- An event where the customer does nothing is no activity. months_after 0 has all of them.
with
active as (
    select customer_no, month_no
    from steps_in_months
    group by customer_no, month_no
),
begun as (
    select customer_no, min(month_no) as cohort_no
    from active
    group by customer_no
),
sizes as (
    select cohort_no, count(*) as customers from begun group by cohort_no
),
counted as (
    select b.cohort_no, a.month_no - b.cohort_no as months_after, count(*) as active_customers
    from active as a
    join begun as b on b.customer_no = a.customer_no
    group by b.cohort_no, a.month_no - b.cohort_no
)
select s.cohort_no, s.customers, c.months_after, c.active_customers
from sizes as s
join counted as c on c.cohort_no = s.cohort_no
order by s.cohort_no, c.months_after
