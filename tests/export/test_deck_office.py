"""Every deck is as Office wants it, and the checker that says so finds what it is there for."""

import re
import zipfile
from io import BytesIO

import pytest

from journey.exhibit.chart import Axis, Bars, Cells, Dots, Series
from journey.export.deck.deck import deck
from tests.export import made_up
from tests.export.corporate import as_potx, corporate
from tests.export.made_up import HOSTILE, LEFT_OUT, collection, exhibit
from tests.export.office import faults


def hostile() -> tuple:
    """Names that are formulas, markup and broken text, wherever a name can stand."""
    bars = Bars(
        (HOSTILE, "+1"),
        (Series(HOSTILE, "accent", (1.0, None), (HOSTILE, "")),),
        Axis(HOSTILE, "count"),
    )
    dots = Dots(
        (HOSTILE,),
        (Series(HOSTILE, "accent", (0.5,), (HOSTILE,)),),
        Axis(HOSTILE, "share"),
        (HOSTILE,),
    )
    cells = Cells((HOSTILE,), (HOSTILE,), ((made_up.CELLS.cells[0][0],),), Axis(HOSTILE, "share"))
    return tuple(
        exhibit("any", HOSTILE, content, subtitle=HOSTILE, alt=HOSTILE, notes=(HOSTILE,))
        for content in (bars, dots, cells)
    )


TEMPLATES = {
    "the house's": None,
    "4:3": corporate(),
    "16:9": corporate(16.0, 9.0, "Georgia"),
    "A4": corporate(11.69, 8.27, slides=0),
    "a potx": as_potx(corporate(13.333, 7.5, "Arial")),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_deck_has_no_fault(name):
    made = deck(collection((*made_up.PAGES, *hostile()), LEFT_OUT, HOSTILE), TEMPLATES[name])
    assert faults(made) == []


def test_an_empty_deck_has_no_fault():
    assert faults(deck(collection(()))) == []


def test_a_template_as_given_has_faults():
    """Those that the deck may not take over: it would not be a test otherwise."""
    assert any("leads outside" in fault for fault in faults(corporate()))


def changed(data: bytes, part: str, pattern: str, new: str) -> bytes:
    """The file with the first match in the first part of that name changed."""
    whole, is_changed = BytesIO(), False
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(whole, "w") as out:
        for member in old.infolist():
            content = old.read(member)
            if re.search(part, member.filename) and not is_changed:
                text, times = re.subn(pattern, new, content.decode(), count=1, flags=re.DOTALL)
                content, is_changed = text.encode(), times > 0
            out.writestr(member.filename, content)
    assert is_changed
    return whole.getvalue()


STACKED = r"charts/chart2\.xml$"
PLANTED = {
    "label outside a stacked bar": (
        STACKED,
        'dLblPos val="ctr"',
        'dLblPos val="outEnd"',
        "takes no label at outEnd",
    ),
    "label of a bar at a dot": (
        r"charts/chart4\.xml$",
        'dLblPos val="l"',
        'dLblPos val="outEnd"',
        "takes no label",
    ),
    "two shapes with one number": (
        r"slides/slide3\.xml$",
        r'id="\d+" name="Source"',
        'id="2" name="Source"',
        "the number 2",
    ),
    "relation that is not there": (
        r"slides/slide3\.xml$",
        r'r:id="rId\d+"',
        'r:id="rId99"',
        "asks for rId99",
    ),
    "relation to nothing": (
        r"slides/_rels/slide3\.xml\.rels$",
        "charts/chart1.xml",
        "charts/chart77.xml",
        "not there",
    ),
    "link to the outside": (
        r"slides/_rels/slide3\.xml\.rels$",
        "</Relationships>",
        '<Relationship Id="rId9" Type="x" Target="http://a.example" TargetMode="External"/></Relationships>',
        "leads outside",
    ),
    "orphan": (
        r"slides/_rels/slide3\.xml\.rels$",
        r'<Relationship [^>]*charts/chart1\.xml"[^>]*/>',
        "",
        "orphan",
    ),
    "no content type": (
        r"Content_Types",
        r'<Default Extension="xlsx"[^>]*/>',
        "",
        "xlsx has no content type",
    ),
    "outline before line": (
        r"slides/slide2\.xml$",
        r"(<a:custDash>.*?</a:custDash>)(<a:round/>)",
        r"\2\1",
        "in a:ln, custDash comes too late",
    ),
    "guides after paths": (
        r"slides/slide2\.xml$",
        r"(<a:gdLst/>)(.*?)(</a:custGeom>)",
        r"\2\1\3",
        "in a:custGeom, gdLst comes too late",
    ),
    "axis before series": (
        r"charts/chart4\.xml$",
        r"(<c:xVal>.*?</c:xVal>)(<c:yVal>.*?</c:yVal>)",
        r"\2\1",
        "in scatterChart|c:ser, xVal comes too late",
    ),
    "values before rows": (
        r"charts/chart1\.xml$",
        r"(<c:cat>.*?</c:cat>)(<c:val>.*?</c:val>)",
        r"\2\1",
        "in barChart|c:ser, cat comes too late",
    ),
    "another value than in the sheet": (
        r"charts/chart1\.xml$",
        r"<c:v>72\.0</c:v>",
        "<c:v>73.0</c:v>",
        "says 72, the chart 73.0",
    ),
    "hidden value as a zero": (
        r"charts/chart1\.xml$",
        r'(<c:pt idx="5"><c:v>9)',
        r'<c:pt idx="4"><c:v>0</c:v></c:pt>\1',
        "says None, the chart 0.0",
    ),
    "no sheet": (
        r"charts/chart1\.xml$",
        r"<c:externalData.*?</c:externalData>",
        "",
        "has no sheet",
    ),
    "two series with one number": (
        STACKED,
        '<c:idx val="1"/><c:order val="1"/>',
        '<c:idx val="0"/><c:order val="1"/>',
        "one idx",
    ),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    made = deck(collection(left_out=LEFT_OUT))
    assert faults(made) == []
    return made


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(sound, name):
    part, pattern, new, words = PLANTED[name]
    found = faults(changed(sound, part, pattern, new))
    assert found and any(words in fault for fault in found), found


def test_a_part_that_is_there_twice_is_found(sound):
    whole = BytesIO(sound)
    with zipfile.ZipFile(whole, "a") as out, pytest.warns(UserWarning, match="Duplicate"):
        out.writestr("ppt/slides/slide1.xml", b"<a/>")
    assert "is twice" in faults(whole.getvalue())[0]
