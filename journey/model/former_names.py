"""Names of the version before: a command or link that uses one is still answered, and told the name of today."""

VIEWS = {
    "moves": "transition_counts",
    "shifts": "valence_changes",
    "nodes": "touchpoint_nodes",
    "km": "time_to_advance",
    "apart": "contrasts",
    "between": "paths_between",
    "rounds": "cycles",
    "chain": "stage_transitions",
}
FILTER_KEYS = {"behind": "cohort"}
CELL_KINDS = {"felt": "valence"}


def current(name: str, names: dict[str, str], notes: list[str]) -> str:
    """The name of today; of a former one a sentence is added to the notes."""
    if name not in names:
        return name
    notes.append(f"'{name}' is called '{names[name]}' now: write that, the former name ends soon.")
    return names[name]
