"""Which column is which field: by name, by what such columns are often called, and by their content, each with its reason."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from journey.ingest.fields import IDS, MAPPED, REQUIRED, TIME_OF_DAY
from journey.ingest.questions import answer_number, spans_no_nps

# What columns are called elsewhere, the likeliest first.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "customer_id": (
        "customer",
        "customerid",
        "customer_no",
        "customer_number",
        "client_id",
        "clientid",
        "user_id",
        "userid",
        "contact_id",
        "member_id",
        "person_id",
        "respondent_id",
        "subscriber_id",
        "shopper_id",
        "patient_id",
        "visitor_id",
        "account_id",
        "customer_email",
        "email",
        "e_mail",
        "email_address",
        "kundennummer",
        "kunden_id",
        "id_client",
        "client",
        "kunde",
        "kundin",
        "kunden_nr",
        "kundennr",
        "cliente",
        "klant",
        "respondent",
        "participant",
        "person",
        "user",
        "case_concept_name",
        "customer_unique_id",
        "kunden_nummer",
        "cliente_id",
        "id_cliente",
        "numero_client",
        "klantnummer",
        "distinct_id",
        "amplitude_id",
        "anonymous_id",
        "device_id",
        "user_session",
    ),
    "occurred_at": (
        "timestamp",
        "event_time",
        "event_timestamp",
        "event_date",
        "datetime",
        "date_time",
        "occurred",
        "occurred_on",
        "time_stamp",
        "complete_timestamp",
        "time_timestamp",
        "time",
        "date",
        "created_at",
        "created",
        "order_date",
        "datum",
        "zeitpunkt",
        "fecha",
        "date_heure",
    ),
    "touchpoint": (
        "touch_point",
        "activity",
        "concept_name",
        "event_name",
        "event",
        "interaction",
        "event_type",
        "action",
        "step",
        "kontaktpunkt",
        "beruehrungspunkt",
        "berührungspunkt",
        "ereignis",
        "aktivität",
        "point_de_contact",
        "evenement",
        "punto_de_contacto",
    ),
    "journey_id": ("journey", "session_id", "ga_session_id"),
    "case_id": (
        "ticket_id",
        "ticket",
        "case",
        "case_number",
        "case_no",
        "ticket_number",
        "ticket_no",
        "vorgangsnummer",
        "fallnummer",
        "ticketnummer",
        "numero_de_caso",
        "numero_de_dossier",
    ),
    "stage": ("journey_stage", "phase", "funnel_stage", "lifecycle_stage"),
    "channel": ("contact_channel", "ticket_channel", "medium", "via", "kanal", "canal"),
    "emotion": ("mood", "feeling", "sentiment_label"),
    "valence": ("sentiment_score", "sentiment"),
    "nps": ("nps_score", "likelihood_to_recommend", "recommend"),
    "csat": (
        "csat_score",
        "satisfaction_score",
        "satisfaction_rating",
        "customer_satisfaction_rating",
        "customer_satisfaction",
        "satisfaction",
        "rating",
        "stars",
        "score",
        "review_score",
        "zufriedenheit",
        "bewertung",
        "sterne",
        "satisfaccion",
        "valoracion",
        "satisfação",
        "satisfacao",
        "soddisfazione",
        "tevredenheid",
    ),
    "ces": ("ces_score", "effort_score", "customer_effort_score", "effort"),
    "comment": (
        "comments",
        "feedback",
        "verbatim",
        "remark",
        "remarks",
        "review",
        "explication",
        "kommentar",
        "commentaire",
        "ticket_description",
        "description",
        "message",
        "bemerkung",
        "anmerkung",
        "remarque",
        "comentario",
        "commento",
        "opmerking",
        "text",
        "body",
        "message_text",
        "tweet_text",
        "review_text",
    ),
    "order_id": ("order", "order_number", "order_no", "invoice_no", "invoice"),
    "revenue": (
        "order_value",
        "order_total",
        "amount",
        "dollar_value",
        "total_price",
        "sales",
        "turnover",
        "umsatz",
        "bestellwert",
        "betrag",
        "montant",
        "importe",
        "valor",
        "importo",
        "bedrag",
    ),
    "language": ("lang", "locale"),
    "reason": ("contact_reason", "topic"),
    "event_id": (
        "response_id",
        "responseid",
        "survey_response_id",
        "answer_id",
        "answerid",
        "submission_id",
        "feedback_id",
        "entry_id",
        "insert_id",
        "properties_insert_id",
        "event_uuid",
        "event_guid",
        "message_id",
        "antwort_id",
        "antwort_nr",
        "antwortnummer",
        "ereignis_id",
        "id_reponse",
        "id_réponse",
        "reponse_id",
        "réponse_id",
        "id_respuesta",
        "respuesta_id",
        "id_resposta",
        "resposta_id",
        "id_risposta",
        "risposta_id",
        "id_evento",
        "evento_id",
    ),
}
TIME = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}([ ,T].*)?|(19|20)\d{6}|1\d{9}(\d{3}|\d{6})?|"
    r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}.*|[A-Za-z]{3,9} \d{1,2},? \d{4}.*"
)
DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(19|20)\d{6}|\d{1,2}\.? ?-?[^\W\d]{3,10}\.?,?[ -]\d{2,4}|"
    r"[^\W\d]{3,10} \d{1,2},? \d{4}"
)
CLOCK = re.compile(
    r"([01]?\d|2[0-4])[:.h][0-5]\d([:.][0-5]\d([.,]\d+)?)?( ?([ap]\.?m\.?|uhr|h))?", re.IGNORECASE
)
E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
DAMAGED_ID = re.compile(
    r"\d([.,]\d+)?E\+?\d{1,2}", re.IGNORECASE
)  # a spreadsheet's 5.70E+17: many ids became one
DAMAGED_SHARE = 0.2
AGAINST_COPIES = ("insert_id", "event_uuid", "event_guid")
CLOCK_NAMES = (
    "time",
    "time_of_day",
    "clock",
    "uhrzeit",
    "zeit",
    "heure",
    "hora",
    "ora",
    "orario",
    "hour",
)
CONTENT_SHARE, KNOWN_WORD_SHARE = 0.9, 0.7
ID_OF_ONE_ROW = 0.5  # of the ids of answers: the rest came twice


@dataclass(frozen=True)
class Match:
    """A column for a field: `is_sure` where its name is the field's own."""

    field: str
    column: str
    because: str
    is_sure: bool = False


def normalised(name: str) -> str:
    """A name without case, blanks and signs, as names are compared."""
    return re.sub(r"[^\w#]+", "_", name.strip().lower()).strip("_")


def matches(
    columns: tuple[str, ...],
    sample: Iterable[tuple[str, ...]],
    channels: Iterable[str] = (),
    emotions: Iterable[str] = (),
    stages: Iterable[str] = (),
) -> list[Match]:
    """The best column for each field that has one; no column twice. The words are those that the definition knows."""
    rows = list(sample)
    matched = _by_name(columns)
    taken = {match.column for match in matched}
    clocks = _columns_of(CLOCK, columns, rows)
    damaged = _columns_of(DAMAGED_ID, columns, rows, DAMAGED_SHARE)
    for field, names in OTHER_NAMES.items():
        if field not in {match.field for match in matched}:
            unfit = clocks if field == "occurred_at" else damaged if field in IDS else set()
            column = _column_named(columns, names, taken | unfit)
            if column and (field != "event_id" or _is_id_of_a_row(column, columns, rows)):
                matched.append(Match(field, column, "columns called so are often this"))
                taken.add(column)
    known = {
        "channel": set(channels),
        "emotion": set(emotions),
        "stage": {stage.lower() for stage in stages},
    }
    for field in ("occurred_at", "customer_id", "emotion", "channel", "stage"):
        if field not in {match.field for match in matched}:
            match = _by_content(field, columns, rows, taken, known.get(field, set()))
            if match:
                matched.append(match)
                taken.add(match.column)
    matched = [_unless_no_nps(match, columns, rows, matched) for match in matched]
    matched += _clock_beside_day(matched, columns, rows, clocks - taken)
    return sorted(matched, key=lambda match: MAPPED.index(match.field))


def _unless_no_nps(
    match: Match, columns: tuple[str, ...], rows: list[tuple[str, ...]], matched: list[Match]
) -> Match:
    """The match; where it is NPS and nobody can have been asked on 0 to 10, one that offers the column as CSAT."""
    if match.field != "nps" or any(other.field == "csat" for other in matched):
        return match
    index = columns.index(match.column)
    cells = [row[index].strip() for row in rows if len(row) > index]
    end = spans_no_nps([number for cell in cells if (number := answer_number(cell)) is not None])
    because = f"its answers go from 1 to {end}, which is no NPS"
    return Match("csat", match.column, because) if end else match


def _clock_beside_day(
    matched: list[Match], columns: tuple[str, ...], rows: list[tuple[str, ...]], clocks: set[str]
) -> list[Match]:
    """The column of clocks that makes times of days; the likeliest by name where there are several."""
    day = next((match.column for match in matched if match.field == "occurred_at"), None)
    is_said = any(match.field == TIME_OF_DAY for match in matched)
    if day is None or is_said or day not in _columns_of(DAY, columns, rows):
        return []
    named = _column_named(columns, CLOCK_NAMES, set(columns) - clocks)
    clock = named or next((column for column in columns if column in clocks), None)
    if clock is None:
        return []
    sample = next(
        " ".join((row[columns.index(day)].strip(), row[columns.index(clock)].strip()))
        for row in rows
        if row[columns.index(day)].strip() and row[columns.index(clock)].strip()
    )
    return [Match(TIME_OF_DAY, clock, f"{day!r} has no clock, and joined they are {sample!r}")]


def _columns_of(
    form: re.Pattern,
    columns: tuple[str, ...],
    rows: list[tuple[str, ...]],
    least: float = CONTENT_SHARE,
) -> set[str]:
    """The columns of whose filled cells at least this share is of this form."""
    found = set()
    for index, column in enumerate(columns):
        cells = [row[index].strip() for row in rows if len(row) > index and row[index].strip()]
        if cells and _share(cells, form.fullmatch) >= least:
            found.add(column)
    return found


def _by_name(columns: tuple[str, ...]) -> list[Match]:
    """Columns whose name is a field's but for case, blanks and signs; a name spelt exactly wins."""
    columns_by_field: dict[str, str] = {}
    for column in columns:
        field = normalised(column)
        if field in MAPPED and (field not in columns_by_field or column == field):
            columns_by_field[field] = column
    return [Match(field, column, "its name", True) for field, column in columns_by_field.items()]


def _column_named(columns: tuple[str, ...], names: tuple[str, ...], taken: set[str]) -> str | None:
    """The first column that is called so, also inside another or with a unit or a scale behind it.

    'properties.distinct_id', 'Bestellwert (EUR)', 'Zufriedenheit (1-5)'.
    """
    for name in names:
        for column in columns:
            if column not in taken and name in _names_of(column):
                return column
    return None


def _names_of(column: str) -> tuple[str, str, str]:
    """What a column is called: in full, without the unit behind, without what it stands in."""
    inner = column.rpartition(".")[2]
    return normalised(column), normalised(UNIT.sub("", column)), normalised(inner)


def _is_id_of_a_row(column: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bool:
    """Whether most values stand in one row alone: in a file of one row a question, an answer's id stands in several."""
    index = columns.index(column)
    cells = Counter(row[index].strip() for row in rows if len(row) > index and row[index].strip())
    single = sum(number == 1 for number in cells.values())
    return single > 0 and single >= ID_OF_ONE_ROW * len(cells)


def _by_content(
    field: str,
    columns: tuple[str, ...],
    rows: list[tuple[str, ...]],
    taken: set[str],
    known: set[str],
) -> Match | None:
    for index, column in enumerate(columns):
        cells = [row[index].strip() for row in rows if len(row) > index and row[index].strip()]
        if column in taken or len(cells) < max(1, 0.2 * len(rows)):
            continue
        because = _reason_by_content(field, cells, known)
        if because:
            return Match(field, column, because)
    return None


def _reason_by_content(field: str, cells: list[str], known: set[str]) -> str:
    if field == "occurred_at":
        return (
            f"{cells[0]!r} and the others look like times"
            if _share(cells, TIME.fullmatch) >= CONTENT_SHARE
            else ""
        )
    if field == "customer_id":
        return (
            "it holds e-mail addresses" if _share(cells, E_MAIL.fullmatch) >= CONTENT_SHARE else ""
        )
    words = [cell for cell in cells if cell.lower() in known]
    return (
        f"it holds known words such as {words[0]!r}"
        if len(words) >= KNOWN_WORD_SHARE * len(cells)
        else ""
    )


def _share(cells: list[str], test: Callable[[str], re.Match | None]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def time_columns(columns: tuple[str, ...], sample: Iterable[tuple[str, ...]]) -> list[str]:
    """Columns that hold times, in the file's order."""
    rows = list(sample)
    found = _columns_of(TIME, columns, rows)
    return [column for column in columns if column in found]


def default_matches(candidates: list[Match]) -> list[Match]:
    """Those used without asking: exact names, the required fields, the clock of a day, and ids that tell copies of rows."""
    used = (*REQUIRED, TIME_OF_DAY)
    return [
        match
        for match in candidates
        if match.is_sure or match.field in used or _is_against_copies(match)
    ]


def _is_against_copies(match: Match) -> bool:
    """Whether the column exists for this alone: to tell rows that a tool's exports repeat."""
    return match.field == "event_id" and _names_of(match.column)[2] in AGAINST_COPIES
