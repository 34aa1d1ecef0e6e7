-- How texts of a file become moments, numbers and labels; run once on a writer's connection.
create or replace temp macro year_first(x, date_order) as
    case date_order
        when 'dmy' then regexp_replace(x, '^(\d{1,2})[./-](\d{1,2})[./-](\d{4})', '\3-\2-\1')
        when 'mdy' then regexp_replace(x, '^(\d{1,2})[./-](\d{1,2})[./-](\d{4})', '\3-\1-\2')
        else x
    end;

create or replace temp macro is_naive(x) as
    regexp_matches(x, '^\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$');

-- Offsets up to 14 hours, Z, UTC, GMT and names of zones; abbreviations such as BST mean several zones and are refused.
create or replace temp macro is_zoned(x) as
    regexp_matches(
        x,
        '^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?'
        || '\s*(Z|z|UTC|GMT|[+-](0\d|1[0-4])(:?[0-5]\d)?|[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/+-]+)$');

-- A naive time is read in `zone`; a time with an offset or a zone's name keeps its own. The result is naive UTC.
create or replace temp macro moment(x, date_order, zone) as
    case
        when x is null then null
        -- The two commonest forms, read without a pattern: 2025-03-04T11:15:41Z and 2025-03-04 11:15:41+00.
        when length(x) = 20 and right(x, 1) = 'Z' and substr(x, 5, 1) = '-' then try_cast(x as timestamp)
        when length(x) = 22 and right(x, 3) = '+00' and substr(x, 5, 1) = '-' then try_cast(left(x, 19) as timestamp)
        when is_naive(year_first(x, date_order)) then timezone('UTC', timezone(zone, try_cast(year_first(x, date_order) as timestamp)))
        when is_zoned(year_first(x, date_order)) then timezone('UTC', try_cast(
            regexp_replace(year_first(x, date_order), '\s+([+-]\d{2}(:?\d{2})?)$', '\1') as timestamptz))
    end;

create or replace temp macro is_moment(m) as
    m is not null and m >= timestamp '1900-01-01' and m < timestamp '2200-01-01';

-- A number as text with a decimal point; thousands stand in groups of three or not at all.
create or replace temp macro numeral(x, decimal_sign) as
    case
        when decimal_sign = 'comma' then case
            when regexp_matches(x, '^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d*)?$') then replace(replace(x, '.', ''), ',', '.')
        end
        when not contains(x, ',') then x
        when regexp_matches(x, '^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$') then replace(x, ',', '')
    end;

create or replace temp macro number(x, decimal_sign) as try_cast(numeral(x, decimal_sign) as double);

create or replace temp macro is_answer(n, lowest, highest) as
    n is not null and isfinite(n) and n = floor(n) and n between lowest and highest;
