"""Columns whose cells hold several tags: beside the cell as it is, an attribute with yes and no for each frequent tag."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from journey.ingest.columns import column_place
from journey.ingest.expressions import BoundValues
from journey.ingest.source import SAMPLE_ROWS, Source

MOST, NAMED = 12, 3
BETWEEN = r'[\s,;\[\]"]+'  # tags of a cell: "vip billing", "vip, billing", ["vip", "billing"]
SUFFIX = " (tags)"
Tags = Mapping[str, tuple[str, ...]]


def frequent_tags(tags: Tags, source: Source, read: set[str]) -> tuple[Tags, list[str]]:
    """The columns of tags with those that become attributes, the most frequent first, and a sentence for each column.

    The tags of a column that names some are these; columns that are `read` as something else, or left out, have none.
    """
    found, sentences = {}, []
    for column, named in tags.items():
        counted = _counted(source, column) if column not in read else Counter()
        most = sorted(counted, key=lambda tag: (-counted[tag], tag))[:MOST]
        kept = named or tuple(most)
        if counted and kept:
            found[column] = kept
            sentences.append(_sentence(column, kept, len(counted)))
    return found, sentences


def _counted(source: Source, column: str) -> Counter[str]:
    """How many rows hold each tag, in all of the file; of a file with typed columns in the sample."""
    index = column_place(column, source.columns)
    rows: Iterable[tuple[str, ...] | list[str]] = source.sample
    if source.kind == "csv" and index < source.width and len(source.sample) >= SAMPLE_ROWS:
        rows = (fields for _, _, fields in source.rows())
    counted: Counter[str] = Counter()
    for row in rows:
        if len(row) > index:
            counted.update({tag for tag in re.split(BETWEEN, row[index].lower()) if tag})
    return counted


def _sentence(column: str, kept: tuple[str, ...], tags: int) -> str:
    which = (
        f"the {len(kept)} most frequent of its {tags:,} tags are attributes"
        if len(kept) < tags
        else "each of its tags is an attribute"
    )
    names = ", ".join(repr(f"tag: {tag}") for tag in kept[:NAMED])
    more = f" and {len(kept) - NAMED} more" if len(kept) > NAMED else ""
    return f"{column!r} holds several tags in a cell: it is kept, and {which} with yes and no, too ({names}{more})"


def tag_attributes(tags: Tags, columns: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The attributes by name, each with its column and tag; told apart from the file's columns."""
    attributes = {}
    for column, named in tags.items():
        for tag in named:
            name = f"tag: {tag}"
            while name in columns or name in attributes:
                name += SUFFIX
            attributes[name] = (column, tag)
    return attributes


def has_tag(cell: str, tag: str, values: BoundValues) -> str:
    """SQL text: yes where the cell holds the tag, no where it does not."""
    each = f"string_split_regex(lower(coalesce({cell}, '')), {values.bind(BETWEEN)})"
    return f"case when list_contains({each}, {values.bind(tag)}) then 'yes' else 'no' end"
