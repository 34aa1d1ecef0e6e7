-- One row per event that the file adds, with its place in the order of equal times.
with
last_event as (
    select coalesce(max(event_no), 0) as event_no from events
),
last_row as (
    select coalesce(max(row_no), 0) as row_no from checked
)
select
    c.* exclude (row_no, file_row, part, wrong, left_out),
    last_event.event_no
        + case when $runs_backwards then last_row.row_no + 1 - c.row_no else c.row_no end as event_no,
    cast($load_no as integer) as load_no,
    cast(epoch(date_trunc('second', c.occurred_at)) as bigint) as occurred_s
from checked as c
left join row_outcomes as o on o.row_no = c.row_no
cross join last_event
cross join last_row
where c.wrong is null and (o.row_no is null or o.is_identical and not $drop_identical)
