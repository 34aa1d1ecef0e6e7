-- One row: the rows of a file whose rows are not simply events, by what became of them, each counted on its own.
with
event_rows as (
    select
        c.file_row,
        max(case when c.wrong is not null then 1 else 0 end) as is_wrong,
        max(case when c.wrong is null and (o.row_no is null or o.is_identical and not $drop_identical) then 1 else 0 end) as has_new,
        max(case when o.is_conflict then 1 else 0 end) as has_conflict,
        max(case when o.is_identical then 1 else 0 end) as has_identical
    from checked as c
    left join row_outcomes as o on o.row_no = c.row_no
    group by c.file_row
),
leads as (
    select file_row, file_row as lead_row from event_rows
    union all
    select file_row, lead_row from set_aside where row_outcome = 'follower'
),
row_flags as (
    select l.file_row, e.is_wrong, e.has_new, e.has_conflict, e.has_identical
    from leads as l
    join event_rows as e on e.file_row = l.lead_row
),
-- Rows that go with one that makes no event share its outcome.
set_aside_outcomes as (
    select s.file_row, coalesce(a.row_outcome, s.row_outcome) as row_outcome
    from set_aside as s
    left join set_aside as a on s.row_outcome = 'follower' and a.file_row = s.lead_row and a.row_outcome <> 'follower'
    where s.file_row not in (select file_row from row_flags)
)
select
    (select count(*) from row_flags where is_wrong = 0 and has_new = 1) as loaded,
    (select count(*) from row_flags where is_wrong = 1) + (select count(*) from set_aside_outcomes where row_outcome = 'left_out') as refused,
    (select count(*) from row_flags where is_wrong = 0 and has_new = 0) + (select count(*) from set_aside_outcomes where row_outcome = 'older') as duplicates,
    (select count(*) from row_flags where has_conflict = 1) as conflicts,
    (select count(*) from row_flags where has_identical = 1) as identical
