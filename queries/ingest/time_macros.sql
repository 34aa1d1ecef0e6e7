-- How texts of a file become moments; run once on a writer's connection. Two steps: `canonical_time` brings every form to one,
-- 2025-03-04 11:15:41.5 with or without a zone (times counted since 1970 stay digits), and `parse_time` reads that one.

-- Names of months and what they are shortened to, in English, German, French, Spanish, Portuguese and Italian, without accents.
create or replace temp macro month_number(word) as (map {
    'jan': 1, 'january': 1, 'januar': 1, 'janner': 1, 'jaenner': 1, 'janv': 1, 'janvier': 1, 'ene': 1, 'enero': 1, 'janeiro': 1, 'gen': 1, 'gennaio': 1,
    'feb': 2, 'february': 2, 'februar': 2, 'feber': 2, 'fevr': 2, 'fevrier': 2, 'febrero': 2, 'fev': 2, 'fevereiro': 2, 'febbraio': 2,
    'mar': 3, 'march': 3, 'marz': 3, 'maerz': 3, 'mrz': 3, 'mars': 3, 'marzo': 3, 'marco': 3,
    'apr': 4, 'april': 4, 'avr': 4, 'avril': 4, 'abr': 4, 'abril': 4, 'aprile': 4,
    'may': 5, 'mai': 5, 'mayo': 5, 'maio': 5, 'mag': 5, 'maggio': 5,
    'jun': 6, 'june': 6, 'juni': 6, 'juin': 6, 'junio': 6, 'junho': 6, 'giu': 6, 'giugno': 6,
    'jul': 7, 'july': 7, 'juli': 7, 'juil': 7, 'juillet': 7, 'julio': 7, 'julho': 7, 'lug': 7, 'luglio': 7,
    'aug': 8, 'august': 8, 'aou': 8, 'aout': 8, 'ago': 8, 'agosto': 8,
    'sep': 9, 'sept': 9, 'september': 9, 'septembre': 9, 'septiembre': 9, 'setiembre': 9, 'set': 9, 'setembro': 9, 'settembre': 9,
    'oct': 10, 'october': 10, 'okt': 10, 'oktober': 10, 'octobre': 10, 'octubre': 10, 'out': 10, 'outubro': 10, 'ott': 10, 'ottobre': 10,
    'nov': 11, 'november': 11, 'novembre': 11, 'noviembre': 11, 'novembro': 11,
    'dec': 12, 'december': 12, 'dez': 12, 'dezember': 12, 'decembre': 12, 'dic': 12, 'diciembre': 12, 'dezembro': 12, 'dicembre': 12
})[strip_accents(lower(word))];

-- The clock behind a date, as 20:00:00 with its zone: of '20.00 Uhr', '20h05', '2:30 PM', 'à 20:00', '20:00:00 GMT+0200 (CEST)'.
create or replace temp macro clock_text(x) as
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        trim(x),
        '(?i)^(um|at|à|a las|alle|alle ore|às|,|-)\s+', ''),
        '\s*\([^()]*\)$', ''),
        '(?i)\s*(uhr|hrs?|hs)$', ''),
        '(?i)^(\d{1,2})[.h](\d{2})[.:m](\d{2})s?(|\s.*)$', '\1:\2:\3\4'),
        '(?i)^(\d{1,2})[.h](\d{2})(|\s.*)$', '\1:\2\3'),
        '(?i)^(\d{1,2})h?(|\s*[ap]\.?m\.?)$', '\1:00\2');

create or replace temp macro with_24_hours(x) as
    case
        when x = '' then ''
        when regexp_matches(x, '(?i)^(0?[1-9]|1[0-2])(:\d{2}){1,2}([.]\d+)?\s*[ap]\.?m\.?$')
            then ' ' || lpad(cast(cast(regexp_extract(x, '^\d+') as integer) % 12
                + case when regexp_matches(x, '(?i)p\.?m\.?$') then 12 else 0 end as varchar), 2, '0')
                || regexp_extract(x, '(:\d{2}){1,2}([.]\d+)?')
        else ' ' || regexp_replace(regexp_replace(x,
            '(?i)\s*(?:gmt|utc)\s*([+-]\d)', '\1'),
            '^(\d{1,2}:\d{2}:\d{2}),(\d+)', '\1.\2')
    end;

-- Here and below, [value] and a function of it: a macro's text is copied wherever its argument stands, and so it stands once.
create or replace temp macro clock(x) as list_transform([clock_text(x)], lambda written: with_24_hours(written))[1];

-- A day written with the name of its month, and what stands behind it: 'Sun, 14 Apr 2024 20:00', '14. April 2024', '14 de abril de 2024',
-- 'Apr 14, 2024', 'Sun Apr 14 2024 20:00:00', and with the year last as in 'Sun Apr 14 20:00:00 +0000 2024'.
create or replace temp macro spelt_day_first(x) as
    regexp_extract(lower(x), '^(?:\pL+[.,]*\s+)?(?:le\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?[\s/-]*(?:de\s+|of\s+)?(\pL+)[.,]?[\s/-]*(?:de\s+|del\s+)?(\d{4}|\d{2})(|[,t:\s].*)$',
        ['day', 'month', 'year', 'clock']);

create or replace temp macro spelt_month_first(x) as
    regexp_extract(lower(x), '^(?:\pL+[.,]*\s+)?(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(|[,t\s].*)$', ['month', 'day', 'year', 'clock']);

create or replace temp macro spelt_year_last(x) as
    regexp_extract(lower(x), '^\pL+\s+(\pL+)\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2}(?:\s+(?:utc|gmt|[+-]\d{4}))?)\s+(\d{4})$', ['month', 'day', 'clock', 'year']);

-- Two figures stand for a year from 1970 to 2069, as POSIX reads them, where the month has a name.
create or replace temp macro canonical_day(parts) as
    case when length(parts.year) = 4 then parts.year when parts.year < '70' then '20' || parts.year else '19' || parts.year end
    || '-' || lpad(cast(month_number(parts.month) as varchar), 2, '0') || '-' || lpad(parts.day, 2, '0')
    || upper(clock(regexp_replace(parts.clock, '^[,t:]', '')));

create or replace temp macro canonical_spelt_time(x) as
    list_transform(
        [case
            when spelt_day_first(x).month <> '' and month_number(spelt_day_first(x).month) is not null then spelt_day_first(x)
            when spelt_month_first(x).month <> '' then spelt_month_first(x)
            else spelt_year_last(x)
        end],
        lambda parts: canonical_day(parts))[1];

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

create or replace temp macro from_serial_day(x) as
    strftime(timestamp '1899-12-30' + to_seconds(round(cast(replace(x, ',', '.') as double) * 86400)), '%Y-%m-%d %H:%M:%S');

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

-- A date in figures and what stands behind it, as text, where the date stands in this order. Years of two figures need a stated format:
-- 03/04/05 can be read in too many ways.
create or replace temp macro canonical_figures(x, date_order) as
    case
        when regexp_matches(x, '^\d{4}[./-]\d{1,2}[./-]\d{1,2}($|[ ,T])') then
            regexp_replace(regexp_extract(x, '^\d{4}[./-]\d{1,2}[./-]\d{1,2}'), '[./]', '-', 'g') || clock(regexp_extract(x, '^[\d./-]+[ ,T]?(.*)$', 1))
        when date_order = 'ymd' then null
        else regexp_replace(regexp_extract(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}'), '^(\d+)[./-](\d+)[./-](\d+)$',
                case date_order when 'dmy' then '\3-\2-\1' else '\3-\1-\2' end)
            || clock(regexp_extract(x, '^[\d./-]+[ ,T]*(.*)$', 1))
    end;

-- `time_format` is the form that was stated, or null: what does not fit it is read as if nothing had been stated.
create or replace temp macro canonical_time(x, date_order, time_format) as
    case
        when time_format is not null and try_strptime(x, time_format) is not null
            then strftime(try_strptime(x, time_format), '%Y-%m-%d %H:%M:%S.%f') || case when regexp_matches(time_format, '%[zZ]') then 'Z' else '' end
        when x is null or length(x) in (19, 20, 22) and is_to_the_second(x) then x
        when is_epoch(x) then x
        when is_packed_day(x) then substr(x, 1, 4) || '-' || substr(x, 5, 2) || '-' || substr(x, 7, 2)
        when is_serial_day(x) then from_serial_day(x)
        when regexp_matches(x, '^\d{10}\.\d+$') then strftime(make_timestamp(cast(cast(x as decimal(38, 6)) * 1000000 as bigint)), '%Y-%m-%d %H:%M:%S.%f') || 'Z'
        when regexp_matches(x, '^(19|20|21)\d{6}[ T]?\d{4}(\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$') then
            regexp_replace(regexp_replace(x, '^(\d{4})(\d{2})(\d{2})[ T]?(\d{2})(\d{2})', '\1-\2-\3 \4:\5'), '^(.{16})(\d{2})', '\1:\2')
        when regexp_matches(x, '^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}($|[ ,T])') then canonical_figures(x, date_order)
        when regexp_matches(x, '\d') and regexp_matches(x, '\pL') then canonical_spelt_time(x)
    end;

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
