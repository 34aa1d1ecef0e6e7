"""The findings of a whole version, kept beside it: worked out once, read by every screen."""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from journey.data import durable, store
from journey.data.generation import Generation
from journey.findings.find import Findings, find
from journey.model.filters import Filters
from journey.model.finding import Finding, FindingName, name_of

SWITCH = "JOURNEY_FINDINGS"  # the variable that is "off" where nothing is to be looked for but when somebody asks
RULES = 21  # another number wherever the same data would give other findings or other words


def kept(generation: Generation) -> Findings | None:
    """What is kept of this version; None where nothing is, or what other rules found."""
    try:
        content = json.loads(store.findings_file(generation.path).read_bytes())
        if content["of"] != _stamp(generation):
            return None
        findings = tuple(Finding.of(one) for one in content["findings"])
        return Findings(findings, dict(content["looked_at"]), int(content["held"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_kept(generation: Generation) -> bool:
    return store.findings_file(generation.path).is_file() and kept(generation) is not None


def names_kept(path: Path) -> frozenset[FindingName] | None:
    """The names of the findings kept of a version, which need not be open; None where none are, or other rules found them."""
    try:
        content = json.loads(store.findings_file(path).read_bytes())
        findings = [Finding.of(one) for one in content["findings"]]
        is_known = content["of"][0] == RULES
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    return frozenset(name_of(one.as_dict()) for one in findings) if is_known else None


def are_looked_for() -> bool:
    return os.environ.get(SWITCH) != "off"


def are_known(generation: Generation, filters: Filters) -> bool:
    """Whether they are there at once: of all the data where they are kept, under filters they are quick to work out."""
    return are_looked_for() and (filters != Filters() or is_kept(generation))


def keep(generation: Generation, findings: Findings) -> None:
    """Keep them; where the disk has no room they are worked out again when somebody asks."""
    content = {"of": _stamp(generation), **asdict(findings)}
    with suppress(OSError):
        if generation.path.exists() and _is_whole(generation):
            durable.write_whole(
                store.findings_file(generation.path), json.dumps(content).encode("utf-8")
            )


def findings_of(generation: Generation, filters: Filters) -> Findings:
    """Those that are kept, else worked out and, of all the data, kept; raises UserError for unknown filters."""
    is_whole = filters == Filters()
    findings = kept(generation) if is_whole else None
    if findings is None:
        findings = find(generation, filters)
        if is_whole:
            keep(generation, findings)
    return findings


def _stamp(generation: Generation) -> list[object]:
    """Of which rules, events, form and definition the findings are."""
    toml = generation.rows("select toml from definition")[0][0]
    definition = sha256(toml.encode("utf-8")).hexdigest()
    return [RULES, generation.content, generation.form, definition]


def _is_whole(generation: Generation) -> bool:
    """Whether it has all its attributes: to whom some are closed less is found."""
    return len(generation.attributes) == generation.rows("select count(*) from attributes")[0][0]
