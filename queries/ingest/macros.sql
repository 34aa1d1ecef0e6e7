-- How texts of a file become moments, numbers and labels; run once on a writer's connection.
-- What a spreadsheet shows where a formula has no value; nowhere a name of anything.
-- What programs write where there is no value. Only numbers, times, and ids of events, journeys, cases and orders are read so: NA
-- may be a name elsewhere.
create or replace temp macro is_error_value(x) as
    starts_with(x, '#') and upper(x) in ('#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!', '#CALC!', '#GETTING_DATA');

create or replace temp macro is_blank_code(x) as
    is_error_value(x) or lower(x) in ('na', 'n/a', 'n.a.', 'null', 'none', 'nan', '#n/a', 'not applicable', '-', '--', 'nil', '0000-00-00', '0000-00-00 00:00:00');

create or replace temp macro is_filled(x) as trim(x) <> '' and not is_blank_code(trim(x));

create or replace temp macro value_or_null(x) as case when not is_blank_code(x) then x end;

-- A cell of a column that may say anything: the blanks around it go, and so does an error value.
create or replace temp macro attribute_or_null(x) as case when not is_error_value(trim(x)) then nullif(trim(x), '') end;

create or replace temp macro label_or_null(x) as case when not is_error_value(x) then x end;

-- A comment is what a person wrote: "none" and "na" are answers, and only what programs write for nothing is none.
create or replace temp macro comment_or_null(x) as
    case when not is_error_value(trim(x)) and trim(x) not in ('NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'Not Applicable') then x end;

-- Forms that other programs write, brought to year first and 24 hours: 3/15/2024 2:30 PM, 12 Mar 2024, 19970101, epochs.
create or replace temp macro parse_spelt_out_time(x) as
    try_strptime(
        regexp_replace(regexp_replace(replace(x, ',', ' '), '\.( |$)', '\1', 'g'), '\s+', ' ', 'g'),
        ['%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y %I:%M %p', '%d %b %Y', '%d %B %Y %H:%M:%S', '%d %B %Y %H:%M', '%d %B %Y',
         '%b %d %Y %H:%M:%S', '%b %d %Y %H:%M', '%b %d %Y %I:%M:%S %p', '%b %d %Y %I:%M %p', '%b %d %Y', '%B %d %Y %H:%M:%S',
         '%B %d %Y %I:%M %p', '%B %d %Y', '%d-%b-%y', '%d-%b-%Y %H:%M:%S', '%d-%b-%Y %H:%M', '%d-%b-%Y']);

create or replace temp macro from_epoch(x) as
    case length(x)
        when 10 then make_timestamp(cast(x as bigint) * 1000000)
        when 13 then make_timestamp(cast(x as bigint) * 1000)
        when 16 then make_timestamp(cast(x as bigint))
    end;

create or replace temp macro is_epoch(x) as
    length(x) in (10, 13, 16) and substr(x, 1, 1) between '1' and '4' and regexp_matches(x, '^\d+$');

create or replace temp macro is_packed_day(x) as regexp_matches(x, '^(19|20|21)\d{6}$');

-- A time of 12 hours with AM or PM, as one of 24.
create or replace temp macro with_24_hours(x) as
    case
        when not regexp_matches(x, '(?i)[ T](0?[1-9]|1[0-2])(:\d{2}){0,2}\s*[ap]\.?m\.?$') then x
        else regexp_replace(x, '(?i)^(.*[ T])(\d{1,2})(:\d{2}(:\d{2})?)?\s*[ap]\.?m\.?$', '\1')
            || lpad(cast(
                cast(regexp_extract(x, '(?i)[ T](\d{1,2})(:\d{2}(:\d{2})?)?\s*[ap]\.?m\.?$', 1) as integer) % 12
                + case when regexp_matches(x, '(?i)p\.?m\.?$') then 12 else 0 end as varchar), 2, '0')
            || coalesce(nullif(regexp_extract(x, '(?i)[ T]\d{1,2}(:\d{2}(:\d{2})?)\s*[ap]\.?m\.?$', 1), ''), ':00')
    end;

-- Two-digit years are refused: 03/04/05 can be read in too many ways.
create or replace temp macro year_first(x, date_order) as
    case date_order
        when 'dmy' then regexp_replace(with_24_hours(x), '^(\d{1,2})[./-](\d{1,2})[./-](\d{4}),?', '\3-\2-\1')
        when 'mdy' then regexp_replace(with_24_hours(x), '^(\d{1,2})[./-](\d{1,2})[./-](\d{4}),?', '\3-\1-\2')
        else with_24_hours(x)
    end;

create or replace temp macro is_day_or_month_first(x) as regexp_matches(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}($|[ ,T])');

create or replace temp macro is_naive(x) as
    regexp_matches(x, '^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?$');

-- Offsets up to 14 hours, Z, UTC, GMT and names of zones; abbreviations such as BST mean several zones and are refused.
create or replace temp macro is_zoned(x) as
    regexp_matches(
        x,
        '^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?'
        || '\s*(Z|z|UTC|GMT|[+-](0\d|1[0-4])(:?[0-5]\d)?|[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/+-]+)$');

-- What a clock on the wall would show: a naive time as a timestamp without zone.
create or replace temp macro wall_clock_time(x, date_order) as
    case
        when is_naive(year_first(x, date_order)) then try_cast(replace(replace(left(year_first(x, date_order), 10), '.', '-')
            || substr(year_first(x, date_order), 11), ',', '.') as timestamp)
        when is_packed_day(x) then try_strptime(x, '%Y%m%d')
        when regexp_matches(x, '\d') and regexp_matches(x, '(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec') then parse_spelt_out_time(x)
    end;

-- Whether a text begins as 2025-03-04 11:15:41 does, as far as its signs tell.
create or replace temp macro is_to_the_second(x) as
    substr(x, 5, 1) = '-' and substr(x, 8, 1) = '-' and substr(x, 11, 1) in (' ', 'T') and substr(x, 14, 1) = ':' and substr(x, 17, 1) = ':'
    and substr(x, 18, 1) between '0' and '5' and substr(x, 19, 1) between '0' and '9';

-- A naive time is read in `zone`; a time with an offset or a zone's name keeps its own. The result is naive UTC.
create or replace temp macro parse_time(x, date_order, zone) as
    case
        when x is null then null
        -- The two commonest forms, read without a pattern: 2025-03-04T11:15:41Z and 2025-03-04 11:15:41+00.
        when length(x) = 20 and right(x, 1) = 'Z' and is_to_the_second(x) then try_cast(x as timestamp)
        when length(x) = 22 and right(x, 3) = '+00' and is_to_the_second(x) then try_cast(left(x, 19) as timestamp)
        when length(x) = 19 and is_to_the_second(x) then timezone('UTC', timezone(zone, try_cast(x as timestamp)))
        when is_epoch(x) then from_epoch(x)
        when is_zoned(year_first(x, date_order)) then timezone('UTC', try_cast(
            regexp_replace(year_first(x, date_order), '\s+([+-]\d{2}(:?\d{2})?)$', '\1') as timestamptz))
        else timezone('UTC', timezone(zone, wall_clock_time(x, date_order)))
    end;

create or replace temp macro is_time_in_range(m) as
    coalesce(m between timestamp '1900-01-01' and timestamp '2199-12-31 23:59:59.999999', false);

-- A number as text with a decimal point; thousands stand in groups of three or not at all.
create or replace temp macro decimal_text(x, decimal_sign) as
    case
        when decimal_sign = 'comma' then case
            when regexp_matches(x, '^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d*)?$') then replace(replace(x, '.', ''), ',', '.')
        end
        when not contains(x, ',') then case when not contains(x, '_') then x end
        when regexp_matches(x, '^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$') then replace(x, ',', '')
    end;

create or replace temp macro parse_number(x, decimal_sign) as try_cast(decimal_text(x, decimal_sign) as double);

create or replace temp macro is_answer(n, lowest, highest) as
    n is not null and isfinite(n) and n = floor(n) and n between lowest and highest;
