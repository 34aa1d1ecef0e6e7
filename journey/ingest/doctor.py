"""The doctor's findings about a load: what is fine, and what to look at before anybody argues over the numbers."""

from collections.abc import Iterable
from datetime import UTC, datetime

from journey.data.engine import Connection
from journey.data.largest import LISTED, MANY_TOUCHPOINTS
from journey.data.sql import batched, query
from journey.ingest.assumptions import Assumptions
from journey.ingest.check import RowOutcomes
from journey.ingest.plan import Plan
from journey.ingest.report import Finding
from journey.model.definition import DAY_SECONDS, Definition
from journey.model.words import count, percent, plural

FAR_YEARS = 10
LEFT_OUT = "left out"
NOTABLE_REFUSED = 0.05
FEWEST_FOR_CORRELATION, REVERSED_CORRELATION = 30, -0.3
NAMES_SHOWN = 5
UNIQUE_SHARE, MAIL_SHARE, FEWEST_ROWS = 0.95, 0.5, 20


def warning(code: str, sentence: str, number: int = 0, samples: Iterable[str] = ()) -> Finding:
    return Finding(
        "look", code, sentence, int(number), [str(sample)[:80] for sample in samples][:NAMES_SHOWN]
    )


def fine(code: str, sentence: str) -> Finding:
    return Finding("fine", code, sentence)


def examine_rows(
    connection: Connection,
    plan: Plan,
    row_outcomes: RowOutcomes,
    assumptions: Assumptions,
    numbers: dict[str, int],
    load_no: int,
) -> list[Finding]:
    """Findings about rows, ids, times and columns; the load's events are in `events`, its rows still in `checked`."""
    findings = [
        *_rows(row_outcomes),
        *_ids(connection),
        *_names(connection),
        *_columns(connection, plan, numbers),
    ]
    if not assumptions.is_timeless:
        findings += [*_times(connection, load_no), *_order_in_rows(connection, plan)]
    return [*findings, *_proposals(plan)]


def examine_events(
    connection: Connection, assumptions: Assumptions, definition: Definition, load_no: int
) -> list[Finding]:
    """Findings about the prepared events: stages, labels, scales, and what journeys can tell."""
    findings = [
        *_stages(connection),
        *_many_touchpoints(connection),
        *_labels(connection, definition, load_no),
        *_scales(connection),
    ]
    return findings if assumptions.is_timeless else [*findings, *_journeys(connection, load_no)]


def _rows(row_outcomes: RowOutcomes) -> list[Finding]:
    findings = []
    if not row_outcomes.refused:
        findings.append(fine("rows", f"all {plural(row_outcomes.rows_read, 'row')} could be read"))
    else:
        reasons: dict[tuple[str, str], list] = {}
        for row in row_outcomes.refused:
            reasons.setdefault((row.subject, row.reason), []).append(row)
        for (subject, reason), rows in sorted(reasons.items(), key=lambda pair: -len(pair[1])):
            value = f": {rows[0].value[:40]!r}" if rows[0].value else ""
            where = f" (first in line {rows[0].line}{value})"
            why = f"refused because {subject} {reason}" if subject != "row" else _of_row(reason)
            findings.append(
                warning("refused", f"{plural(len(rows), 'row')} {why}{where}", len(rows))
            )
    misshapen = sum(row.field == "row" and "fields" in row.reason for row in row_outcomes.refused)
    if misshapen > NOTABLE_REFUSED * row_outcomes.rows_read:
        findings.append(
            warning(
                "misshapen",
                f"{percent(misshapen / row_outcomes.rows_read)} of the rows have another number of fields than the header: "
                "another delimiter may be the right one",
                misshapen,
            )
        )
    if row_outcomes.duplicates:
        words = f"{plural(row_outcomes.duplicates, 'row')} left out as duplicates: they repeat an event, or an older form of it"
        findings.append(warning("duplicates", words, row_outcomes.duplicates))
    if row_outcomes.conflicts:
        conflict_lines = ", ".join(
            f"line {line} ({event_id[:40]!r})"
            for line, event_id in row_outcomes.conflicting[:NAMES_SHOWN]
        )
        more = (
            f" and {count(row_outcomes.conflicts - NAMES_SHOWN)} more"
            if row_outcomes.conflicts > NAMES_SHOWN
            else ""
        )
        findings.append(
            warning(
                "conflicts",
                f"{plural(row_outcomes.conflicts, 'row')} with the event_id of another one but other content: "
                f"the first one counts, not {conflict_lines}{more}",
                row_outcomes.conflicts,
                [f"line {line}: {event_id}" for line, event_id in row_outcomes.conflicting],
            )
        )
    return findings


def _of_row(reason: str) -> str:
    """Why a row as a whole was refused: 'left out: a test answer', 'refused: has 2 fields where ...'."""
    return reason if reason.startswith(LEFT_OUT) else f"refused: {reason}"


def _query_row(connection: Connection, name: str, values: dict | None = None) -> dict:
    return _query_rows(connection, name, values)[0]


def _query_rows(connection: Connection, name: str, values: dict | None = None) -> list[dict]:
    result = connection.execute(query("doctor", name), values or {})
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _ids(connection: Connection) -> list[Finding]:
    similar = _query_row(connection, "similar_ids")
    if not similar["customers"]:
        return [fine("ids", "no customer id is spelt in two ways")]
    spelling, other_spelling = similar["spelling"], similar["other_spelling"]
    return [
        warning(
            "ids",
            f"{plural(similar['ids'], 'customer id')} of the dataset differ from another one only by blanks, case or Unicode "
            f"form, as {spelling!r} and {other_spelling!r}: if they are one customer, load the file with the answer ids=merged",
            similar["ids"],
            [spelling, other_spelling],
        )
    ]


def _names(connection: Connection) -> list[Finding]:
    similar = _query_row(connection, "similar_names")
    if not similar["names"]:
        return []
    spelling, other_spelling = similar["spelling"], similar["other_spelling"]
    return [
        warning(
            "names",
            f"{plural(similar['names'], 'touchpoint')} differ from another one only by blanks or case, as {spelling!r} and "
            f"{other_spelling!r}: they count apart",
            similar["names"],
            [spelling, other_spelling],
        )
    ]


def _times(connection: Connection, load_no: int) -> list[Finding]:
    now = datetime.now(UTC).replace(tzinfo=None)
    times = _query_row(
        connection,
        "times",
        {"load_no": load_no, "now": now, "far_s": int(FAR_YEARS * 365.25 * DAY_SECONDS)},
    )
    if times["first_at"] is None:
        return [warning("times", "the file adds no event: every row of it is there already")]
    sentences = {
        "in_future": f"lie in the future, up to {times['last_at']:%Y-%m-%d}: look at clocks, time zone and date order",
        "far_before": f"lie more than {FAR_YEARS} years before most others, from {times['first_at']:%Y-%m-%d} on: "
        "look at date order and at values that stand for none",
        "answered_before": "have a first_response_at before occurred_at",
        "resolved_before_answered": "have a resolved_at before first_response_at",
        "resolved_before": "have a resolved_at before occurred_at",
    }
    findings = [
        warning(f"times.{name}", f"{plural(times[name], 'event')} {words}", times[name])
        for name, words in sentences.items()
        if times[name]
    ]
    return findings or [
        fine(
            "times",
            f"all times lie between {times['first_at']:%Y-%m-%d} and {times['last_at']:%Y-%m-%d}",
        )
    ]


def _order_in_rows(connection: Connection, plan: Plan) -> list[Finding]:
    """Rows with several dates in which a later step is earlier than the one before."""
    if not plan.recipe.events:
        return []
    pairs = _query_rows(connection, "row_order")
    return [
        warning(
            "row_order",
            f"{plural(pair['file_rows'], 'row')} with {pair['touchpoint']!r} before {pair['touchpoint_before']!r}",
            pair["file_rows"],
            [pair["touchpoint"], pair["touchpoint_before"]],
        )
        for pair in pairs
    ]


def _columns(connection: Connection, plan: Plan, numbers: dict[str, int]) -> list[Finding]:
    """Attributes that are constant, empty or different in every row, and columns with e-mail addresses."""
    names = [name for name, _ in plan.attributes]
    columns = ["customer_id", *(f"a{numbers[name]}" for name in names)]
    is_mail = "contains({0}, '@') and {0} like '%_@_%._%'"
    total = connection.execute("select count(*) from checked where wrong is null").fetchall()[0][0]
    cells: list[tuple] = []
    for batch in batched(columns):
        parts = ", ".join(
            f"count({c}), approx_count_distinct({c}), count(*) filter ({is_mail.format(c)})"
            for c in batch
        )
        row = connection.execute(f"select {parts} from checked where wrong is null").fetchall()[0]
        cells += [row[3 * index : 3 * index + 3] for index in range(len(batch))]
    counts = dict(zip(["customer_id", *names], cells, strict=True))
    constant = [
        name for name in names if counts[name][0] == total and counts[name][1] == 1 and total > 1
    ]
    empty = [name for name in names if not counts[name][0]]
    unique = [
        name
        for name in names
        if counts[name][0] > FEWEST_ROWS and counts[name][1] > UNIQUE_SHARE * counts[name][0]
    ]
    mail = [
        name
        for name, (filled, _, mail_cells) in counts.items()
        if filled and mail_cells > MAIL_SHARE * filled
    ]
    return [
        *_about_columns(
            "constant", constant, "says the same in every row", "say the same in every row"
        ),
        *_about_columns("empty", empty, "is blank in every row", "are blank in every row"),
        *_about_columns(
            "unique",
            unique,
            "says something else in nearly every row and cannot group anything",
            "say something else in nearly every row and cannot group anything",
        ),
        *_about_columns(
            "mail",
            mail,
            "holds e-mail addresses: customers' ids can be stored as keyed hashes, other columns left out",
            "hold e-mail addresses: customers' ids can be stored as keyed hashes, other columns left out",
        ),
    ]


def _about_columns(
    code: str, names: list[str], sentence_for_one: str, sentence_for_several: str
) -> list[Finding]:
    if not names:
        return []
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return [
        warning(
            code,
            f"{', '.join(map(repr, names[:NAMES_SHOWN]))}{more} {sentence_for_one if len(names) == 1 else sentence_for_several}",
            len(names),
            names,
        )
    ]


def _proposals(plan: Plan) -> list[Finding]:
    mapped = set(plan.recipe.columns) | {
        field for rule in plan.recipe.events for field in rule.columns
    }
    attributes = {name for name, _ in plan.attributes}
    return [
        warning(
            "mapping",
            f"{match.column!r} is an attribute now and may be {match.field}: {match.because}",
            0,
            [match.column],
        )
        for match in plan.proposals
        if match.field not in mapped and match.column in attributes
    ]


def _stages(connection: Connection) -> list[Finding]:
    rows = _query_rows(connection, "touchpoints_without_stage")
    if not rows:
        return [fine("stages", "every touchpoint is in a stage")]
    more = f" and {len(rows) - NAMES_SHOWN} more" if len(rows) > NAMES_SHOWN else ""
    names = ", ".join(repr(row["touchpoint"]) for row in rows[:NAMES_SHOWN]) + more
    return [
        warning(
            "stages",
            f"{plural(len(rows), 'touchpoint')} with {plural(sum(row['events'] for row in rows), 'event')} in no stage: {names}; "
            "assign them in the journey definition",
            len(rows),
            [row["touchpoint"] for row in rows],
        )
    ]


def _many_touchpoints(connection: Connection) -> list[Finding]:
    """More touchpoints than anybody reads, as single addresses of pages are."""
    number = connection.execute("select count(*) from touchpoints").fetchall()[0][0]
    if number <= MANY_TOUCHPOINTS:
        return []
    return [
        warning(
            "many_touchpoints",
            f"{count(number)} different touchpoints: screens list the {count(LISTED)} with the most events and count the rest; is "
            "the right column the touchpoint?",
            number,
        )
    ]


def _labels(connection: Connection, definition: Definition, load_no: int) -> list[Finding]:
    rows = _query_rows(connection, "labels", {"load_no": load_no})
    findings = []
    for field, words in (
        ("stage", f"no stage of the definition ({', '.join(definition.stage_names)})"),
        ("emotion", "an emotion without a valence"),
    ):
        unknown = [row for row in rows if row["field"] == field]
        if unknown:
            names = ", ".join(repr(row["word"]) for row in unknown[:NAMES_SHOWN])
            findings.append(
                warning(
                    f"labels.{field}",
                    f"{plural(sum(row['events'] for row in unknown), 'event')} with {words}: {names}",
                    len(unknown),
                    [row["word"] for row in unknown],
                )
            )
    return findings


def _scales(connection: Connection) -> list[Finding]:
    pairs = [
        pair
        for pair in _query_rows(connection, "scales")
        if pair["answers"] >= FEWEST_FOR_CORRELATION and pair["correlation"] is not None
    ]
    findings = [
        warning(
            "reversed",
            f"{pair['metric']} and {pair['other_metric']} go against each other (correlation {pair['correlation']:.2f} over "
            f"{count(pair['answers'])} answers): one of the scales may run the other way",
            pair["answers"],
        )
        for pair in pairs
        if pair["correlation"] <= REVERSED_CORRELATION
    ]
    return findings or (
        [fine("scales", "answers given together point the same way")] if pairs else []
    )


def _journeys(connection: Connection, load_no: int) -> list[Finding]:
    shape = _query_row(connection, "journey_counts", {"load_no": load_no})
    findings = []
    if shape["ties"]:
        findings.append(
            Finding(
                "assumed",
                "ties",
                f"{plural(shape['ties'], 'event')} at the very time of the one before: their order is that of the file",
                int(shape["ties"]),
            )
        )
    if shape["touchpoints"] == 1:
        findings.append(
            warning(
                "one_touchpoint",
                "there is one touchpoint only: there are no paths between touchpoints",
            )
        )
    elif shape["single_step_journeys"] == shape["journeys"]:
        findings.append(
            warning(
                "single_steps",
                "every journey has one event only: is customer_id the right column?",
                shape["single_step_journeys"],
            )
        )
    return findings
