"""Opens an XES event log (IEEE 1849), by way of a flat CSV copy: one row an event, with what its trace says under `case:`."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from journey.ingest.dialect import Dialect
from journey.ingest.limits import COLUMN_LIMIT
from journey.ingest.openers.plain import column_names, fingerprint, write_rows
from journey.ingest.source import Source
from journey.ingest.unpack import Part, opened
from journey.model.errors import BadFile

OF_TRACE = "case:"


def open_event_log(part: Part, folder: Path) -> Source:
    """The source of a log; raises BadFile where it is not whole or holds no events."""
    sha256 = fingerprint(part)
    copy = folder / f"log-{sha256[:16]}.csv"
    names: dict[str, None] = {}
    for event in _events(part):
        names.update(dict.fromkeys(event))
        if len(names) > COLUMN_LIMIT:
            raise BadFile(
                part.name,
                f"has more than {COLUMN_LIMIT:,} different keys: at most so many columns can be loaded.",
            )
    if not names:
        raise BadFile(part.name, "is an event log without events: export it again.")
    rows = (
        (number, [event.get(name, "") for name in names])
        for number, event in enumerate(_events(part), 1)
    )
    row_numbers = write_rows(rows, copy)
    return Source(
        copy,
        part.name,
        "csv",
        column_names(part.name, list(names))[0],
        sha256,
        Dialect(",", header_rows=0, header_lines=0),
        row_numbers=tuple(row_numbers),
        has_long_lines=True,
    )


def _events(part: Part) -> Iterator[dict[str, str]]:
    """Each event as keys and texts, in the file's order; nothing of the document is kept behind it."""
    try:
        with opened(part.path, part.compression, part.name) as file:
            open_elements: list[Element] = []
            of_trace: dict[str, str] = {}
            for moment, element in iterparse(file, events=("start", "end")):
                if moment == "start":
                    open_elements.append(element)
                    if _tag(element) == "trace":
                        of_trace = {}
                    continue
                open_elements.pop()
                parent = open_elements[-1] if open_elements else None
                if parent is not None and _tag(parent) == "trace" and "key" in element.attrib:
                    of_trace[OF_TRACE + element.attrib["key"]] = element.attrib.get("value", "")
                if _tag(element) == "event":
                    own = {
                        child.attrib["key"]: child.attrib.get("value", "")
                        for child in element
                        if "key" in child.attrib
                    }
                    yield {**of_trace, **own}
                if parent is not None and _tag(parent) in ("trace", "log"):
                    parent.remove(element)
    except DefusedXmlException:
        raise BadFile(
            part.name, "defines entities of its own, which are not read: export it again."
        ) from None
    except ParseError as error:
        line, _ = error.position
        raise BadFile(
            part.name,
            f"is no whole XES log: it breaks off in line {line:,}; export or copy it again.",
        ) from None


def _tag(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]
