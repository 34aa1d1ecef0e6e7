"""The touchpoints of each stage that have no room: how many, how many journeys they lost, one click away."""

from journey.map.box import Box
from journey.map.captions import counted
from journey.map.choice import StageChoice
from journey.map.frame import Column, Frame
from journey.map.lanes.parts import SMALL, Lane
from journey.map.lettering import cut, text_width
from journey.map.scene import Shape, cell, text
from journey.model.cells import Cell
from journey.model.vocabulary import words_in_force
from journey.model.words import count, percent

HEIGHT = 20.0


def rest(frame: Frame, y: float, is_lost_told: bool = False) -> Lane:
    """A line a stage, from y; nothing where all touchpoints are drawn."""
    columns = [column for column in frame.columns if column.choice.left_out]
    shapes = tuple(_more(column, y, frame.journey_map.events, is_lost_told) for column in columns)
    return Lane("rest", shapes, HEIGHT if columns else 0.0)


def share_left_out(choice: StageChoice, all_events: int) -> str:
    """The share of all events of the map at the touchpoints of the stage that are not drawn."""
    return percent(choice.events_left_out / all_events) if all_events else "–"


def _more(column: Column, y: float, all_events: int, is_lost_told: bool) -> Shape:
    """'12 more: −458, 9 % of events'."""
    choice, name = column.choice, column.stage.name
    left_out, share = choice.left_out, share_left_out(choice, all_events)
    lost = f"{words_in_force().loss_sign}{count(choice.lost_left_out)}"
    is_lost_told = is_lost_told and choice.lost_left_out > 0
    forms = [
        *([f"{len(left_out)} more: {lost}, {share} of events"] if is_lost_told else []),
        f"{len(left_out)} more: {share} of events",
        f"{len(left_out)} more: {share}",
        f"{len(left_out)} more",
    ]
    words = next((form for form in forms if text_width(form, SMALL) <= column.width - 2), forms[-1])
    sentence = (
        f"{counted(len(left_out), 'more touchpoint')} in {name} with {share} of all events: "
        + ", ".join(touchpoint.name for touchpoint in left_out[:6])
        + ("…" if len(left_out) > 6 else "")
    )
    written = text(column.x, y + 14, cut(words, SMALL, column.width), SMALL, "accent")
    box = Box(column.x - 2, y, min(column.width, text_width(words, SMALL) + 8), HEIGHT - 1)
    return cell(str(Cell("more", name)), sentence, box, [written], sentence)
