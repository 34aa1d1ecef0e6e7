-- One row per number field: how many of its values can be read with a decimal point alone, with a comma alone, and in both ways to
-- different numbers, with a sample of each; `numbers` are those of the fields that the file has.
with
numbers as (
    $numbers
),
signed as (
    select field, x, decimal_text(x, 'point') as with_point, decimal_text(x, 'comma') as with_comma
    from numbers
    where contains(x, '.') or contains(x, ',')
)
select
    field,
    count(*) filter (with_point is not null and with_comma is null) as only_point,
    count(*) filter (with_comma is not null and with_point is null) as only_comma,
    count(*) filter (try_cast(with_point as double) <> try_cast(with_comma as double)) as in_two_ways,
    coalesce(min(x) filter (with_comma is not null and with_point is null), '') as comma_sample,
    min_by({'text': x, 'point': with_point, 'comma': with_comma}, x)
        filter (try_cast(with_point as double) <> try_cast(with_comma as double)) as two_way_sample
from signed
group by field
order by field
