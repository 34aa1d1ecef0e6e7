"""The table of touchpoints under edit: its rows shown, those chosen, and what was changed, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from journey.model.definition import UNASSIGNED
from journey.model.words import count, plural
from journey.presenters.definition import is_waiting, suggested_stages
from journey.use.definition_tables import TouchpointRow

Cells = Mapping[str, object]  # of one row: column -> value
Edits = Mapping[str, Cells]  # touchpoint -> what differs from the definition in force
CHOSEN, NO_STAGE = "chosen", "no stage"


class EditorRow(TouchpointRow):
    """A row of the editor: a touchpoint, whether it is chosen, and its stage in force with where that comes from."""

    chosen: bool
    in_force: str


@dataclass(frozen=True)
class TouchpointTable:
    """Each touchpoint as the definition in force has it, and the edits since, a step each.

    The editor is drawn with the rows `shown`, the edits `drawn` and the choice `drawn_chosen`, and tells what differs from these by
    a row's index; `drawing` names it, so that it begins anew where the table changes by other means.
    """

    rows: tuple[TouchpointRow, ...]
    steps: tuple[Edits, ...] = ({},)
    chosen: frozenset[str] = frozenset()
    search: str = ""
    is_unassigned_only: bool = False
    shown: tuple[str, ...] = ()
    drawn: Edits | None = None
    drawn_chosen: frozenset[str] = frozenset()
    drawing: int = 0

    @property
    def edited(self) -> list[TouchpointRow]:
        """All rows as edited."""
        return [_with(row, self.steps[-1]) for row in self.rows]

    @property
    def editor_rows(self) -> list[EditorRow]:
        """The rows to draw the editor with."""
        rows = {row["touchpoint"]: row for row in self.rows}
        return [
            {
                **_with(rows[name], self.drawn or {}),
                "chosen": name in self.drawn_chosen,
                "in_force": in_force(rows[name]),
            }
            for name in self.shown
        ]

    @property
    def undoable(self) -> int:
        """How many changes can be taken back."""
        return len(self.steps) - 1

    def redrawn(self) -> "TouchpointTable":
        """The editor begins anew with what is edited, chosen and looked for now."""
        return replace(
            self,
            shown=tuple(row["touchpoint"] for row in self.edited if self._is_shown(row)),
            drawn=self.steps[-1],
            drawn_chosen=self.chosen,
            drawing=self.drawing + 1,
        )

    def _is_shown(self, row: TouchpointRow) -> bool:
        text = f"{row['touchpoint']} {row['name']} {row['also']}".casefold()
        return all(word in text for word in self.search.casefold().split()) and (
            not self.is_unassigned_only or is_waiting(row)
        )

    def with_edits(self, edited_rows: Mapping[int, Cells]) -> "TouchpointTable":
        """What the editor tells: rows chosen, and cells changed, which is a step where any differs from the last one."""
        chosen, edits = set(self.drawn_chosen), dict(self.drawn or {})
        for index, cells in edited_rows.items():
            name = self.shown[index]
            if CHOSEN in cells:
                (chosen.add if cells[CHOSEN] else chosen.discard)(name)
            edits[name] = {
                **edits.get(name, {}),
                **{column: value for column, value in cells.items() if column != CHOSEN},
            }
        return replace(self, chosen=frozenset(chosen))._step(edits)

    def put_into(self, stage: str) -> "TouchpointTable":
        """All chosen rows in one stage; then none is chosen."""
        edits = {
            **self.steps[-1],
            **{name: {**self.steps[-1].get(name, {}), "stage": stage} for name in self.chosen},
        }
        return replace(self._step(edits), chosen=frozenset()).redrawn()

    def with_suggestions(self) -> "TouchpointTable":
        """The suggested stage for each row that waits for one."""
        filled = {
            row["touchpoint"]: {**self.steps[-1].get(row["touchpoint"], {}), "stage": row["stage"]}
            for row in suggested_stages(self.edited).rows
        }
        return self._step(filled).redrawn()

    def undone(self) -> "TouchpointTable":
        """Without the last change."""
        return replace(self, steps=self.steps[:-1] or self.steps).redrawn()

    def with_shown_chosen(self) -> "TouchpointTable":
        """All rows that are shown are chosen, too."""
        return replace(self, chosen=self.chosen | set(self.shown)).redrawn()

    def with_none_chosen(self) -> "TouchpointTable":
        return replace(self, chosen=frozenset()).redrawn()

    def filtered(self, search: str, is_unassigned_only: bool) -> "TouchpointTable":
        """Only rows with all words of `search` in a name or spelling, or only those in no stage."""
        return replace(self, search=search, is_unassigned_only=is_unassigned_only).redrawn()

    def _step(self, edits: Edits) -> "TouchpointTable":
        edits = _differing(self.rows, edits)
        return self if edits == self.steps[-1] else replace(self, steps=(*self.steps, edits))


def _with(row: TouchpointRow, edits: Edits) -> TouchpointRow:
    return cast(TouchpointRow, {**row, **edits.get(row["touchpoint"], {})})


def _differing(rows: tuple[TouchpointRow, ...], edits: Edits) -> Edits:
    """The cells that differ from those in force; a blank name is the touchpoint's own."""
    differing = {
        row["touchpoint"]: {
            column: value
            for column, value in edits.get(row["touchpoint"], {}).items()
            if value != cast(Cells, row)[column] and not (column == "name" and not value)
        }
        for row in rows
    }
    return {name: cells for name, cells in differing.items() if cells}


def in_force(row: TouchpointRow) -> str:
    """The stage of its events and where it comes from: the file's own column, a choice, a proposal taken, or none of them."""
    source = "as proposed" if row["is_as_proposed"] else "chosen"
    rule = f"{row['stage']} ({source})" if row["stage"] != UNASSIGNED else NO_STAGE
    if not row["own_stages"]:
        return rule
    own = f"{' and '.join(row['own_stages'])} (file)"
    return f"{own}, else {rule}" if row["without_own_stage"] else own


def shown_sentence(table: TouchpointTable) -> str:
    """How many rows are shown; where none is, what would show some."""
    if not table.shown:
        return "No touchpoint is found. Look for another text, or show those in a stage too."
    if len(table.shown) == len(table.rows):
        return f"{plural(len(table.rows), 'touchpoint')}"
    return f"{count(len(table.shown))} of {plural(len(table.rows), 'touchpoint')}"


def chosen_sentence(table: TouchpointTable) -> str:
    """How many rows are chosen, and for how many of them a stage would change nothing."""
    if not table.chosen:
        return "Tick rows to put them into one stage"
    hidden = len(table.chosen - set(table.shown))
    by_file = sum(
        bool(row["own_stages"]) and not row["without_own_stage"]
        for row in table.rows
        if row["touchpoint"] in table.chosen
    )
    parts = [f"{count(len(table.chosen))} chosen"]
    parts += [f"{count(hidden)} of them not shown"] if hidden else []
    words = f"{count(by_file)} {'keeps' if by_file == 1 else 'keep'} the file's own stage"
    return "; ".join([", ".join(parts), *([words] if by_file else [])])


def choose_label(table: TouchpointTable) -> str:
    number = len(table.shown)
    return "Choose the one shown" if number == 1 else f"Choose all {count(number)} shown"


def put_label(table: TouchpointTable) -> str:
    if not table.chosen:
        return "Put them there"
    return f"Put {plural(len(table.chosen), 'touchpoint')} there"


def undo_label(table: TouchpointTable) -> str:
    return f"Undo ({table.undoable})" if table.undoable else "Undo"
