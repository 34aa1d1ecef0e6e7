"""What the form of a load says of a score's column: its scale as found, its values, and how many answers fit what is chosen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.ingest.column_scales import SCALE
from journey.ingest.questions import NO_ANSWERS, SATISFIED, answer_number
from journey.ingest.source import Source
from journey.model.metrics import SCALES, Scale, scale_words
from journey.model.words import count, plural

FITTING = 0.95  # of the answers: so many lie on the scale that is found
VALUES_SHOWN = 50


@dataclass(frozen=True)
class ScoreColumn:
    """A column with the answers of a metric; its values in the first rows, and how often each comes."""

    column: str
    metric: str
    values: Mapping[str, int]

    def found(self, default: str) -> str:
        """The name of the metric's own scale where the answers lie on it, else of the first on which they do."""
        scales = SCALES[self.metric]
        return next(
            (
                name
                for name in (default, *scales)
                if self.counts(scales[name], ()).fitting >= FITTING * self._answers()
            ),
            default,
        )

    def _answers(self) -> int:
        return sum(number for text, number in self.values.items() if _answer(text) is not None)

    def counts(self, scale: Scale, nothing: Iterable[str]) -> "AnswerCounts":
        """How many of the values fit the scale, mean nothing, or would be left out."""
        texts = {value.lower() for value in nothing}
        numbers = {number for value in texts if (number := _answer(value)) is not None}
        sides: Counter[str] = Counter()
        left_out: list[str] = []
        zero_is_nothing = scale.lowest == 1 and all(
            scale.lowest <= number <= scale.highest
            for text in self.values
            if (number := _answer(text)) and number == int(number) and not {number} & numbers
        )
        for text, times in self.values.items():
            number = _answer(text)
            if (
                text.lower() in (*NO_ANSWERS, *texts)
                or number in numbers
                or number == 0
                and zero_is_nothing
            ):
                sides["nothing"] += times
            elif number is not None and number in scale.answers:
                sides["fitting"] += times
            else:
                sides["left_out"] += times
                left_out.append(text)
        return AnswerCounts(sides["fitting"], sides["nothing"], sides["left_out"], left_out)


@dataclass(frozen=True)
class AnswerCounts:
    """Of the first answers: those on the scale, those that mean nothing, those that would be left out and what these say."""

    fitting: int
    nothing: int
    left_out: int
    left_out_values: Sequence[str] = ()

    @property
    def words(self) -> str:
        """'48 answers fit, 12 mean nothing, 1 is left out: 11'."""
        parts = [f"{plural(self.fitting, 'answer')} {'fits' if self.fitting == 1 else 'fit'}"]
        if self.nothing:
            parts.append(
                f"{count(self.nothing)} {'means' if self.nothing == 1 else 'mean'} nothing"
            )
        verb = "is" if self.left_out == 1 else "are"
        parts.append(f"{count(self.left_out) if self.left_out else 'none'} {verb} left out")
        named = ", ".join(self.left_out_values[:5])
        return ", ".join(parts) + (f": {named}" if named else "")


def _answer(text: str) -> float | None:
    if text.lower() in SATISFIED:
        return float(SATISFIED[text.lower()])
    return answer_number(text.replace(",", ".") if text.replace(",", "").isdecimal() else text)


def score_column(source: Source, column: str, metric: str) -> ScoreColumn:
    """The column with its values in the file's first rows, the commonest first."""
    index = source.columns.index(column)
    cells = (row[index].strip() for row in source.sample if len(row) > index)
    return ScoreColumn(column, metric, dict(Counter(cell for cell in cells if cell).most_common()))


def title(name: str, scale: str) -> str:
    """The words on the button of a column's scale."""
    return f"Scale of {name}: {scale_words(scale)}"


def choice(name: str, found: str) -> str:
    """A scale with the end that is good; the one that is found where none is chosen."""
    words = scale_words(name or found)
    return f"{words if 'good' in words else f'{words}, high is good'}{'' if name else ' (found)'}"


def statements(
    columns: Sequence[ScoreColumn], stated: Mapping[str, str], shown: Mapping[str, str]
) -> dict[str, str]:
    """What is said of the columns: where one's scale is, the others of its metric are said to be as they are shown.

    So none of them is read on a scale that the first one's answers need.
    """
    of_metrics = {one.metric for one in columns if f"{SCALE}{one.column}" in stated}
    return {
        **{
            f"{SCALE}{one.column}": shown[one.column] for one in columns if one.metric in of_metrics
        },
        **stated,
    }
