"""Opens a text file with delimiters, in UTF-8 as it is, else by way of a copy in UTF-8."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from journey.ingest.dialect import find_dialect, joined_header, records
from journey.ingest.encoding.copies import as_utf8, without_lines
from journey.ingest.encoding.question import encoding_question
from journey.ingest.encoding.scan import UTF8, ByteScan, bom_encoding, scan_bytes
from journey.ingest.limits import FIELD_LIMIT
from journey.ingest.openers.plain import column_names, fingerprint
from journey.ingest.source import PLAIN_PATH, Source
from journey.ingest.unpack import Part

DEFAULT_LINE_BYTES = 1 << 20  # bytes; the database has to be told of longer ones


def open_text(part: Part, folder: Path, answers: Mapping[str, str]) -> Source:
    """A text file, in UTF-8 as it is, else by way of a copy in UTF-8."""
    notes: list[str] = []
    settings = {"encoding": "utf-8"}
    encoding = answers.get("encoding", "").lower() or bom_encoding(part)
    sha256 = ""
    if not encoding or encoding in UTF8:
        scan = scan_bytes(part)
        if not scan.is_utf8:
            raise encoding_question(part, scan)
        encoding, sha256 = "utf-8", scan.sha256
    if encoding != "utf-8" or scan.has_only_returns:
        sha256 = sha256 or fingerprint(part)
        copy = folder / f"utf8-{sha256[:16]}"
        note = as_utf8(part, encoding, copy, encoding == "utf-8" and scan.has_only_returns)
        notes.append("its lines end with a carriage return" if encoding == "utf-8" else note)
        settings["encoding"] = encoding
        part = Part(copy, part.name, "text")
        scan = scan_bytes(part)
        if scan.has_only_returns:
            as_utf8(part, "utf-8", second := copy.with_suffix(".lines"), True)
            part = Part(second, part.name, "text")
            scan = scan_bytes(part)
    too_long = scan.too_long
    if too_long:
        without_lines(part, set(too_long), shorter := folder / f"shorter-{scan.sha256[:16]}")
        part = Part(shorter, part.name, "text")
        scan = scan_bytes(part)
    source = open_csv(part, folder, answers, sha256, scan, notes, settings)
    return replace(source, too_long=too_long)


def open_csv(
    part: Part,
    folder: Path,
    answers: Mapping[str, str],
    sha256: str,
    scan: ByteScan,
    notes: list[str],
    settings: dict[str, str],
) -> Source:
    """The source of a text in UTF-8 that was scanned; `notes` and `settings` say what was found out before."""
    draft = Source(part.path, part.name, "csv", (), sha256, compression=part.compression)
    dialect, dialect_notes = find_dialect(
        draft.text, part.name, answers.get("delimiter"), answers.get("header")
    )
    with draft.text() as file:
        top_rows = [
            fields
            for _, _, fields in islice(
                records(file, dialect, part.name), dialect.rows_above + max(dialect.header_rows, 1)
            )
        ]
    header = top_rows[dialect.rows_above :]
    names, texts = joined_header(header) if dialect.header_rows else ([""] * len(header[0]), [])
    columns, renamed = column_names(part.name, names)
    settings |= {
        "delimiter": dialect.name,
        "header": str(dialect.header_rows) if dialect.header_rows else "none",
    }
    path = (
        part.path
        if PLAIN_PATH.fullmatch(str(part.path))
        else Path(shutil.copyfile(part.path, folder / f"copy-{sha256[:16]}"))
    )
    return replace(
        draft,
        path=path,
        columns=columns,
        dialect=dialect,
        lines=0 if scan.has_lone_returns else scan.lines,
        has_long_lines=scan.longest > DEFAULT_LINE_BYTES,
        has_long_fields=scan.longest > FIELD_LIMIT,
        texts=tuple(texts),
        notes=(*notes, *dialect_notes, *renamed),
        settings=settings,
    )
