-- One row: the ids of answers in a column, those that stand in several rows of the file, those of them whose rows differ, and one.
with
by_id as (
    select answer_id, count(distinct file_row) as file_rows
    from answer_rows
    where answer_id is not null
    group by answer_id
),
repeated as (
    select
        r.answer_id, r.part, hash(*columns(r.* exclude (row_no, file_row, part))) as content
    from answer_rows as r
    join by_id as b on b.answer_id = r.answer_id
    where b.file_rows > 1
),
differing as (
    select answer_id
    from repeated
    group by answer_id
    having count(distinct content) > count(distinct part)
)
select
    count(*) as ids,
    count(*) filter (where file_rows > 1) as repeated,
    (select count(*) from differing) as differing,
    min(answer_id) filter (where file_rows > 1) as sample
from by_id
