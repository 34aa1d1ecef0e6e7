"""What all charts are put together from: axes, lettering, labels, and the whole around them."""

from dataclasses import dataclass
from typing import Literal

from journey.exhibit.chart import Axis, Unit
from journey.export.deck.charts.sheet import Sheet
from journey.export.deck.lettered import Lettered
from journey.export.deck.markup import DECLARED, Run, escaped, paragraph, run_properties
from journey.export.deck.palette import Palette
from journey.model.words import duration, percent, signed

Side = Literal["l", "b"]
FORMATS: dict[Unit, str] = {
    "count": "#,##0",
    "share": "0 %",
    "points": '+0;"\u2212"0;0',
    "valence": '+0.0;"\u2212"0.0;0.0',
    "seconds": "#,##0.0",
    "number": "General",
    "day": "d mmm yy",
}
NO_DAY = 693_594  # the proleptic ordinal of the day that sheets count from, 30 December 1899
LABEL, SMALL = 12.0, 11.0
KEY, KEY_LEAST = (
    40.0,
    26.0,
)  # points of a key and the gap after it, where all have the same room and where not
BESIDE = 0.3  # a share of the chart's width
LEAST_TIME = 1.0  # second, of an axis of ratios
TIMES = ((86_400.0, "days"), (3_600.0, "hours"), (60.0, "minutes"))


@dataclass(frozen=True)
class Place:
    """Where a chart stands: its size in points, its colours, its letters."""

    width: float
    height: float
    palette: Palette
    letters: Lettered

    def key(self, name: str, series: int) -> str:
        """A name of one of so many series, so short that all stand above the plot on one line."""
        return self.letters.cut(name, LABEL, self.width / max(1, series) - KEY)

    def axis_title(self, words: str, room: float) -> str:
        return self.letters.cut(words, SMALL, room)

    def beside(self, words: str, size: float) -> str:
        """Words at a bar, a row or a line, cut where they would take the room of the plot."""
        return self.letters.cut(words, size, BESIDE * self.width)


@dataclass(frozen=True)
class Chart:
    """A chart part's XML, the sheet that it shows, and how much of its height it takes, in points."""

    xml: str
    sheet: Sheet
    height: float


@dataclass(frozen=True)
class Scale:
    """Seconds are told in the unit that the largest of them fills, days as sheets count them; all else as it is."""

    size: float
    format: str
    title: str
    origin: float = 0.0
    is_log: bool = False

    def ticks(self, step: float) -> str:
        """The format of an axis with such steps: with as many digits as tell them apart."""
        if self.format == FORMATS["day"]:
            return self.format
        is_share = self.format == FORMATS["share"]
        shown = step * 100 if is_share else step
        digits = next((one for one in range(6) if abs(shown - round(shown, one)) < 1e-9), 6)
        number = "0." + "0" * digits if digits else "0"
        if is_share:
            return f"{number} %"
        if self.format.startswith("+"):
            return f'+{number};"\u2212"{number};{number}'
        return f"#,##{number}"

    def of(self, value: float | None) -> float | None:
        if value is None:
            return None
        kept = max(value, LEAST_TIME) if self.is_log else value
        return (kept - self.origin) / self.size


def scale(axis: Axis, largest: float) -> Scale:
    if axis.unit == "day":
        return Scale(1.0, FORMATS["day"], axis.title, NO_DAY)
    if axis.unit != "seconds":
        return Scale(1.0, FORMATS[axis.unit], axis.title)
    size, name = next(((s, n) for s, n in TIMES if largest >= 2 * s), (1.0, "seconds"))
    ratio = ", logarithmic" if axis.is_log else ""
    return Scale(size, FORMATS["seconds"], f"{axis.title} ({name}{ratio})", is_log=axis.is_log)


def letters(palette: Palette, size: float, colour: str = "ink", bold: bool = False) -> str:
    """The lettering of a part of a chart."""
    look = run_properties(Run("", size, palette.fill(colour), bold), "a:defRPr")
    look = look.replace(' lang="en-GB"', "").replace(' noProof="1"', "")
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def rich(runs: list[Run], align: str = "ctr", wrap: bool = False) -> str:
    """Words of a label or a title, each line a paragraph: charts take no line breaks."""
    inside = "".join(
        paragraph([run._replace(words=line)], align)
        for run in runs
        for line in run.words.split("\n")
    )
    shown = "square" if wrap else "none"
    return f'<c:rich><a:bodyPr wrap="{shown}"/><a:lstStyle/>{inside}</c:rich>'


def layout(x: float, y: float, width: float, height: float) -> str:
    """Where the plot itself lies, as shares of the chart."""
    shares = zip("xywh", (x, y, width, height))
    inside = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in shares)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{modes}{inside}</c:manualLayout></c:layout>"


def value_axis(
    number: int,
    crosses: int,
    side: Side,
    title: str,
    code: str,
    palette: Palette,
    ends: tuple[float, float] | None = None,
    is_bare: bool = False,
    is_deleted: bool = False,
    is_at_end: bool = False,
    between: str = "midCat",
    step: float | None = None,
    is_log: bool = False,
) -> str:
    """An axis of numbers; a bare one shows its title alone, one that is deleted nothing.

    `is_at_end`: it lies at the end of the other axis, which runs backwards; `is_log`: its ticks are powers of ten.
    """
    limits = f'<c:max val="{ends[1]:g}"/><c:min val="{ends[0]:g}"/>' if ends else ""
    grid = f"<c:majorGridlines><c:spPr>{palette.stroke('line', 0.75)}</c:spPr></c:majorGridlines>"
    shown = rich([Run(title, SMALL, palette.fill("muted"))], wrap=True)
    named = f'<c:title><c:tx>{shown}</c:tx><c:overlay val="0"/></c:title>' if title else ""
    if side == "l":
        named = named.replace("<a:bodyPr ", '<a:bodyPr rot="-5400000" vert="horz" ', 1)
    ticks = "none" if is_bare else "nextTo" if is_at_end else "low"
    crossing = "max" if is_at_end else "autoZero"
    unit = f'<c:majorUnit val="{step:g}"/>' if step and not is_log else ""
    ratio = '<c:logBase val="10"/>' if is_log else ""
    return (
        f'<c:valAx><c:axId val="{number}"/><c:scaling>{ratio}<c:orientation val="minMax"/>{limits}</c:scaling>'
        f'<c:delete val="{int(is_deleted)}"/><c:axPos val="{side}"/>{"" if is_bare or is_deleted else grid}'
        f"{'' if is_deleted else named}"
        f'<c:numFmt formatCode="{escaped(code)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{ticks}"/>'
        f"<c:spPr>{palette.stroke('none', 0)}</c:spPr>{letters(palette, SMALL, 'muted')}"
        f'<c:crossAx val="{crosses}"/><c:crosses val="{crossing}"/><c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )


def whole(plot: str, sheet: Sheet, height: float, palette: Palette, legend: str = "") -> Chart:
    """The chart part. Gaps stay gaps; nothing is asked of Excel's own styles."""
    xml = (
        f'<c:chartSpace {DECLARED}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{letters(palette, LABEL)}</c:chartSpace>"
    )
    return Chart(xml, sheet, height)


def legend(palette: Palette, without: list[int], height: float) -> str:
    """The names of the series on one line above the plot, as high as this share of the chart; entries by number are left out."""
    entries = "".join(
        f'<c:legendEntry><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>'
        for index in without
    )
    return (
        f'<c:legend><c:legendPos val="t"/>{entries}<c:layout><c:manualLayout><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="{height:.4f}"/></c:manualLayout>'
        '</c:layout><c:overlay val="0"/>'
        f"{letters(palette, LABEL)}</c:legend>"
    )


SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def label(index: int, runs: list[Run], position: str) -> str:
    """A label of one point in words of its own."""
    align = {"l": "r", "r": "l"}.get(position, "ctr")
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:tx>{rich(runs, align)}</c:tx><c:dLblPos val="{position}"/>'
        f"{SHOWN.format(value=1)}</c:dLbl>"
    )


def labels(points: str) -> str:
    """Labels of the points that have their own, and no others."""
    return f"<c:dLbls>{points}{SHOWN.format(value=0)}</c:dLbls>" if points else ""


def number_words(value: float, unit: Unit) -> str:
    """A number that has no words of its own."""
    if unit == "share":
        return percent(value)
    if unit == "seconds":
        return duration(value)
    if unit in ("points", "valence"):
        return signed(value, 1 if unit == "valence" else 0)
    return f"{value:,.0f}" if unit == "count" else f"{value:,.2f}".rstrip("0").rstrip(".")
