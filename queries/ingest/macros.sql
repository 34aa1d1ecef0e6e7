-- How texts of a file become numbers and labels; run once on a writer's connection.
-- Whether a text is one of these; as `in`, the engine would plan a join for each of the many places that ask.
create or replace temp macro is_one_of(x, texts) as list_position(texts, x) is not null;

-- What a spreadsheet shows where a formula has no value; nowhere a name of anything.
-- What programs write where there is no value. Only numbers, times, and ids of events, journeys, cases and orders are read so: NA
-- may be a name elsewhere.
create or replace temp macro is_error_value(x) as
    starts_with(x, '#') and is_one_of(upper(x), ['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!', '#CALC!', '#GETTING_DATA']);

create or replace temp macro is_blank_code(x) as
    is_error_value(x) or is_one_of(
        lower(x), ['na', 'n/a', 'n.a.', 'null', 'none', 'nan', '#n/a', 'not applicable', '-', '--', 'nil', '0000-00-00', '0000-00-00 00:00:00']);

-- What spellings of one customer's id have in common: a number may be written in groups.
create or replace temp macro id_form(x) as
    case when regexp_full_match(x, '[0-9 ]+') then replace(x, ' ', '') else lower(trim(nfc_normalize(x))) end;

create or replace temp macro is_filled(x) as trim(x) <> '' and not is_blank_code(trim(x));

create or replace temp macro value_or_null(x) as case when not is_blank_code(x) then x end;

-- A cell of a column that may say anything: the blanks around it go, and so does an error value.
create or replace temp macro attribute_or_null(x) as case when not is_error_value(trim(x)) then nullif(trim(x), '') end;

create or replace temp macro label_or_null(x) as case when not is_error_value(x) then x end;

-- A comment is what a person wrote: "none" and "na" are answers, and only what programs write for nothing is none.
create or replace temp macro comment_or_null(x) as
    case when not is_error_value(trim(x)) and not is_one_of(trim(x), ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'Not Applicable']) then x end;

-- A number as text with a decimal point; thousands stand in groups of three or not at all.
create or replace temp macro decimal_text(x, decimal_sign) as
    case
        when decimal_sign = 'comma' then case
            when regexp_matches(x, '^[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d*)?$') then replace(replace(x, '.', ''), ',', '.')
        end
        when not contains(x, ',') then case when not contains(x, '_') then x end
        when regexp_matches(x, '^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$') then replace(x, ',', '')
    end;

-- A number that fits the other sign alone is read with that one: "4,5" among points is four and a half.
create or replace temp macro number_text(x, decimal_sign) as
    coalesce(decimal_text(x, decimal_sign), decimal_text(x, case decimal_sign when 'comma' then 'point' else 'comma' end));

create or replace temp macro parse_number(x, decimal_sign) as try_cast(number_text(x, decimal_sign) as double);

-- The number of an answer that carries words beside it: "10 - Extremely likely", "5 (Very satisfied)", "Very satisfied (5)", "4 stars",
-- and "8/10" or "4 out of 5" where the scale ends there. The letters behind are told by their blocks: \pL takes long to be prepared.
create or replace temp macro labelled_number(x, highest) as
    try_cast(coalesce(
        nullif(regexp_extract(x, '^([+-]?\d{1,2})\s*(?:[-–—:=.)(]\s*|\s)[^\d]*$', 1), ''),
        nullif(regexp_extract(x, '^[^\d]+[(:=–—-]\s*(\d{1,2})\)?$', 1), ''),
        case
            when regexp_extract(x, '(?i)^\d{1,2}\s*(?:/|of|out of|von|sur|de|di|su)\s*(\d{1,2})(?:\s*[A-Za-zª-\x{1FFF}\x{2C00}-\x{FDFF}]+)?$', 1) = cast(highest as varchar)
                then regexp_extract(x, '^\d{1,2}')
        end
    ) as double);

create or replace temp macro parse_answer(x, decimal_sign, highest) as
    coalesce(parse_number(x, decimal_sign), labelled_number(x, highest));

-- An answer, unless it says that there is none: in words, or with a number that was said to mean nothing.
create or replace temp macro answer_or_null(x, no_answers, no_numbers, decimal_sign) as
    case
        when not is_blank_code(x) and not is_one_of(lower(x), no_answers)
            and not (len(no_numbers) > 0 and coalesce(is_one_of(parse_answer(x, decimal_sign, 10), no_numbers), false))
            then x
    end;

create or replace temp macro is_answer(n, lowest, highest) as
    n is not null and isfinite(n) and n = floor(n) and n between lowest and highest;

-- What an answer counts as: of the numbers `counted`, the lowest answer's first, its own; null where it is none of the scale.
create or replace temp macro counted_answer(n, lowest, highest, counted) as
    case when is_answer(n, lowest, highest) then cast(list_extract(counted, cast(n - lowest + 1 as integer)) as tinyint) end;
