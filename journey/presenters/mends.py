"""What a load's findings can be mended with: a button each, and the options that load the same file again so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journey.ingest.answers import APART, LEFT_OUT, OF_COLUMN
from journey.ingest.report import LoadReport
from journey.model.errors import Setting
from journey.model.words import plural
from journey.presenters.load_report import field_title
from journey.use.options import LoadOptions

LIMIT = 8
WORDS = {
    "ids=merged": "Merge ids that are spelt alike",
    "addresses=grouped": "Group addresses by their pattern",
    "subjects=grouped": "Group subjects by their words",
    f"blank_ids={APART}": "Rows without an id: each a customer of its own",
    f"placeholder_ids={LEFT_OUT}": "Leave out ids that stand for nobody",
    f"placeholder_ids={APART}": "Ids that stand for nobody: each row a customer of its own",
}
IDENTICAL = Setting("identical", "drop")


@dataclass(frozen=True)
class Mend:
    """What a button says, and the setting that it loads with."""

    words: str
    setting: Setting


def mends(reports: Sequence[LoadReport]) -> list[Mend]:
    """What the findings of these loads name a setting for that a load can take; each once, in the findings' order."""
    settings = [
        setting
        for report in reports
        for finding in report.findings
        if finding.level == "look"
        for setting in finding.settings
    ]
    identical = sum(report.identical for report in reports)
    settings += [IDENTICAL] * (identical > 0)
    named = {setting: _words(setting, identical) for setting in dict.fromkeys(settings)}
    return [Mend(words, setting) for setting, words in named.items() if words][:LIMIT]


def _words(setting: Setting, identical: int) -> str:
    """What is done; empty where it is chosen elsewhere, or cannot be done on a file that is still held."""
    if setting == IDENTICAL:
        return f"Leave out {plural(identical, 'identical row')}"
    name, _, value = setting.value.partition("=")
    if setting.name == "map":
        return f"Read '{value}' as {field_title(name)}" if value else ""
    if setting.name == "assume" and name == "blank_ids" and value.startswith(OF_COLUMN):
        return f"Rows without an id: told by '{value.removeprefix(OF_COLUMN)}'"
    return WORDS.get(setting.value, "") if setting.name == "assume" else ""


def mended(options: LoadOptions, setting: Setting) -> LoadOptions:
    """The options with the setting."""
    if setting == IDENTICAL:
        return replace(options, identical="drop")
    name, _, value = setting.value.partition("=")
    recipe = (
        replace(options.recipe, columns={**options.recipe.columns, name: (value,)})
        if setting.name == "map"
        else replace(options.recipe, answers={**options.recipe.answers, name: value})
    )
    return replace(options, recipe=recipe)
