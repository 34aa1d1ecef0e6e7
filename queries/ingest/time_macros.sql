-- How canonical times become moments; run once on a writer's connection. A text of a file is read in two steps: `canonical_time` of the
-- odd_time_macros brings every form to one, 2025-03-04 11:15:41.5 with or without a zone (times counted since 1970 stay digits), and
-- `parse_time` reads that one.

create or replace temp macro is_epoch(x) as
    length(x) in (10, 13, 16, 19) and substr(x, 1, 1) between '1' and '4' and regexp_matches(x, '^\d+$');

create or replace temp macro from_epoch(x) as
    case length(x)
        when 10 then make_timestamp(cast(x as bigint) * 1000000)
        when 13 then make_timestamp(cast(x as bigint) * 1000)
        when 16 then make_timestamp(cast(x as bigint))
        when 19 then make_timestamp(cast(x as bigint) // 1000)
    end;

create or replace temp macro is_packed_day(x) as regexp_matches(x, '^(19|20|21)\d{6}$');

-- Days since 1900 as spreadsheets count them, from 1954 to 2119.
create or replace temp macro is_serial_day(x) as regexp_matches(x, '^[2-7]\d{4}([.,]\d{1,12})?$');

create or replace temp macro is_day_or_month_first(x) as regexp_matches(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}($|[ ,T])');

-- Whether a text begins as 2025-03-04 11:15:41 does, as far as its signs tell.
create or replace temp macro is_to_the_second(x) as
    substr(x, 5, 1) = '-' and substr(x, 8, 1) = '-' and substr(x, 11, 1) in (' ', 'T') and substr(x, 14, 1) = ':' and substr(x, 17, 1) = ':'
    and substr(x, 18, 1) between '0' and '5' and substr(x, 19, 1) between '0' and '9';

-- The commonest forms, which are read without a pattern: 2025-03-04T11:15:41Z, 2025-03-04 11:15:41+00, and without a zone where none is said.
create or replace temp macro is_plain_time(x, zone, time_format) as
    time_format is null and is_to_the_second(x)
    and (length(x) = 20 and right(x, 1) = 'Z' or length(x) = 22 and right(x, 3) = '+00' or length(x) = 19 and zone = 'UTC');

create or replace temp macro is_since_1970(x) as is_epoch(x) or regexp_matches(x, '^\d{10}\.\d+$');

create or replace temp macro is_naive(c) as
    regexp_matches(c, '^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?$');

-- Offsets up to 14 hours, Z, UTC, GMT and names of zones; abbreviations such as BST mean several zones and are refused.
create or replace temp macro is_zoned(c) as
    regexp_matches(
        c,
        '^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?'
        || '\s*(Z|z|UTC|GMT|[+-](0\d|1[0-4])(:?[0-5]\d)?|[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/+-]+)$');

-- What a clock on the wall would show: a canonical time without a zone.
create or replace temp macro wall_clock_time(c) as case when is_naive(c) then try_cast(replace(c, ',', '.') as timestamp) end;

-- A canonical time: without a zone it is read in `zone`; with an offset or a zone's name it keeps its own. The result is naive UTC.
create or replace temp macro parse_time(c, zone) as
    case
        when c is null then null
        -- The two commonest forms, read without a pattern: 2025-03-04T11:15:41Z and 2025-03-04 11:15:41+00.
        when length(c) = 20 and right(c, 1) = 'Z' and is_to_the_second(c) then try_cast(c as timestamp)
        when length(c) = 22 and right(c, 3) = '+00' and is_to_the_second(c) then try_cast(left(c, 19) as timestamp)
        when length(c) = 19 and is_to_the_second(c) then timezone('UTC', timezone(zone, try_cast(c as timestamp)))
        when is_epoch(c) then from_epoch(c)
        when is_zoned(c) then timezone('UTC', try_cast(regexp_replace(c, '\s+([+-]\d{2}(:?\d{2})?)$', '\1') as timestamptz))
        else timezone('UTC', timezone(zone, wall_clock_time(c)))
    end;

create or replace temp macro is_time_in_range(m) as
    coalesce(m between timestamp '1900-01-01' and timestamp '2199-12-31 23:59:59.999999', false);
