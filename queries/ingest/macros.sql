-- How texts of a file become moments, numbers and labels; run once on a writer's connection.
create or replace temp macro year_first(x, date_order) as
    case date_order
        when 'dmy' then regexp_replace(x, '^(\d{1,2})[./-](\d{1,2})[./-](\d{4})', '\3-\2-\1')
        when 'mdy' then regexp_replace(x, '^(\d{1,2})[./-](\d{1,2})[./-](\d{4})', '\3-\1-\2')
        else x
    end;

-- A naive time is read in `zone`; a time with an offset or a zone's name keeps its own. The result is naive UTC.
create or replace temp macro moment(x, date_order, zone) as
    case
        when x is null then null
        when substr(x, 5, 1) = '-' and right(x, 1) = 'Z' then try_cast(x as timestamp)
        when regexp_matches(year_first(x, date_order), '^\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$')
            then timezone('UTC', timezone(zone, try_cast(year_first(x, date_order) as timestamp)))
        else timezone('UTC', try_cast(
            regexp_replace(year_first(x, date_order), '\s+([+-]\d{2}(:?\d{2})?)$', '\1') as timestamptz))
    end;

create or replace temp macro is_moment(m) as
    m is not null and m >= timestamp '1900-01-01' and m < timestamp '2200-01-01';

create or replace temp macro number(x, decimal_sign) as
    try_cast(case decimal_sign when 'comma' then replace(replace(x, '.', ''), ',', '.') else replace(x, ',', '') end as double);

create or replace temp macro is_answer(n, lowest, highest) as
    n is not null and isfinite(n) and n = floor(n) and n between lowest and highest;
