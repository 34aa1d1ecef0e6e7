-- How times that are written in an odd way become canonical ones; run after time_macros, and only where there are any: it takes a while.

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
        list_transform([spelt_day_first(x)], lambda by_day: case
            when by_day.month <> '' and month_number(by_day.month) is not null then by_day
            else list_transform([spelt_month_first(x)], lambda by_month: case
                when by_month.month <> '' then by_month
                else spelt_year_last(x)
            end)[1]
        end),
        lambda parts: canonical_day(parts))[1];

create or replace temp macro from_serial_day(x) as
    strftime(timestamp '1899-12-30' + to_seconds(round(cast(replace(x, ',', '.') as double) * 86400)), '%Y-%m-%d %H:%M:%S');

create or replace temp macro is_year_first(x) as regexp_matches(x, '^\d{4}[./-]\d{1,2}[./-]\d{1,2}($|[ ,T])');

-- A date in figures and what stands behind it, as text, where the date stands in this order. Years of two figures need a stated format:
-- 03/04/05 can be read in too many ways.
create or replace temp macro canonical_figures(x, date_order) as
    case
        when is_year_first(x) then regexp_replace(regexp_extract(x, '^\d{4}[./-]\d{1,2}[./-]\d{1,2}'), '[./]', '-', 'g')
        when date_order = 'ymd' then null
        else regexp_replace(regexp_extract(x, '^\d{1,2}[./-]\d{1,2}[./-]\d{4}'), '^(\d+)[./-](\d+)[./-](\d+)$',
                case date_order when 'dmy' then '\3-\2-\1' else '\3-\1-\2' end)
    end
    || clock(case
        when is_year_first(x) then regexp_extract(x, '^[\d./-]+[ ,T]?(.*)$', 1)
        else regexp_extract(x, '^[\d./-]+[ ,T]*(.*)$', 1)
    end);

-- `time_format` is the form that was stated, or null: what does not fit it is read as if nothing had been stated.
create or replace temp macro fits_format(x, time_format) as time_format is not null and try_strptime(x, time_format) is not null;

create or replace temp macro canonical_time(x, date_order, time_format) as
    case
        when fits_format(x, time_format)
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
