"""What is new since the version before: findings that it did not tell, that have grown, and that are gone."""

from dataclasses import dataclass

from journey.findings.find import Findings
from journey.model.finding import Finding, FindingName, careful_excess, name_of


@dataclass(frozen=True)
class Since:
    """By name of place and group; `grown` with what each was before: surely more by now than it was about then."""

    new: tuple[Finding, ...]
    grown: tuple[tuple[Finding, Finding], ...]
    gone: tuple[Finding, ...]


def since(before: Findings, now: Findings) -> Since:
    known = {_name(one): one for one in before.findings}
    heads = {_name(one): one for one in now.heads}
    names = {_name(one) for one in now.findings}
    return Since(
        tuple(one for name, one in heads.items() if name not in known),
        tuple(
            (one, known[name])
            for name, one in heads.items()
            if name in known and careful_excess(one.as_dict()) > abs(known[name].excess)
        ),
        tuple(one for one in before.heads if _name(one) not in names),
    )


def _name(one: Finding) -> FindingName:
    return name_of(one.as_dict())
