-- One row per pair of neighbouring events made of one row of the file whose times run backwards: how many rows.
with
neighbours as (
    select
        touchpoint,
        occurred_at,
        lag(touchpoint) over (partition by file_row order by row_no) as touchpoint_before,
        lag(occurred_at) over (partition by file_row order by row_no) as before_at
    from checked
    where wrong is null
)
select touchpoint, touchpoint_before, count(*) as file_rows
from neighbours
where occurred_at < before_at
group by touchpoint, touchpoint_before
order by file_rows desc, touchpoint, touchpoint_before
