"""What PowerPoint enforces of a .pptx and LibreOffice does not: the faults of a file, each a sentence, none where it is sound."""

import posixpath
import re
import zipfile
from datetime import datetime
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import openpyxl

NO_DAY = datetime(1899, 12, 30)  # that sheets count days from
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
SHORT = {address: prefix for prefix, address in NS.items()}
TYPES = "[Content_Types].xml"
XY = {"t", "b", "l", "r", "ctr"}
LABEL_POSITIONS = {
    ("barChart", "clustered"): {"ctr", "inEnd", "inBase", "outEnd"},
    ("barChart", "stacked"): {"ctr", "inEnd", "inBase"},
    ("barChart", "percentStacked"): {"ctr", "inEnd", "inBase"},
    ("lineChart", ""): XY,
    ("scatterChart", ""): XY,
}
FILLS = "noFill solidFill gradFill blipFill pattFill grpFill"
SHOWS = "showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
# Children in the order of the schemas (ECMA-376); {parent: names}, `x|y` before a name is its grandparent's.
ORDER = {
    "a:ln": f"{FILLS} prstDash custDash round bevel miter headEnd tailEnd extLst",
    "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "a:gradFill": "gsLst lin path tileRect",
    "a:rPr": f"ln {FILLS} effectLst effectDag highlight latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    "a:defRPr": f"ln {FILLS} effectLst effectDag highlight latin ea cs sym hlinkClick hlinkMouseOver rtl extLst",
    "a:tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {FILLS} headers extLst",
    "a:tbl": "tblPr tblGrid tr",
    "a:tc": "txBody tcPr extLst",
    "a:xfrm": "off ext chOff chExt",
    "a:pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buAutoNum buChar tabLst defRPr extLst",
    "p:spPr": f"xfrm custGeom prstGeom {FILLS} ln effectLst extLst",
    "c:spPr": f"xfrm custGeom prstGeom {FILLS} ln effectLst extLst",
    "p:sp": "nvSpPr spPr style txBody extLst",
    "p:cxnSp": "nvCxnSpPr spPr style extLst",
    "p:graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    "p:txBody": "bodyPr lstStyle p",
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst "
    "custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst",
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData "
    "printSettings userShapes extLst",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs extLst",
    "c:plotArea": "layout barChart lineChart scatterChart catAx valAx dTable spPr",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:scatterChart": "scatterStyle varyColors ser dLbls axId",
    "c:lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart|c:ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "scatterChart|c:ser": "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth extLst",
    "lineChart|c:ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth extLst",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions",
    "c:marker": "symbol size spPr",
    "c:errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "c:dLbl": f"idx delete layout tx numFmt spPr txPr dLblPos {SHOWS}",
    "c:dLbls": f"dLbl delete numFmt spPr txPr dLblPos {SHOWS} showLeaderLines",
    "c:valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
    "spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
    "c:catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
    "spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:scaling": "logBase orientation max min",
    "c:title": "tx layout overlay spPr txPr",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:numCache": "formatCode ptCount pt",
    "c:strCache": "ptCount pt",
    "c:rich": "bodyPr lstStyle p",
    "c:txPr": "bodyPr lstStyle p",
}


def faults(data: bytes) -> list[str]:
    """All faults of the file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    found = [f"{name} is twice in the file" for name in set(names) if names.count(name) > 1]
    roots = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                found.append(f"{name} is no XML: {error}")
    if found:
        return found
    relations, of_relations = _relations(parts, roots)
    found += of_relations + _content_types(parts, roots)
    for name, root in roots.items():
        if name.endswith(".rels") or name == TYPES:
            continue
        found += _ids(name, root, relations.get(name, {}))
        found += _order(name, root)
        if "/charts/chart" in name:
            found += _chart(name, root, relations.get(name, {}), parts)
    return found


@cache
def _short(tag: str) -> str:
    address, _, name = tag[1:].partition("}")
    return f"{SHORT[address]}:{name}" if address in SHORT else name


def _relations(parts: dict, roots: dict) -> tuple[dict, list[str]]:
    """Of each part its relations, and what is wrong with them."""
    found, relations = [], {}
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        if source and source not in parts:
            found.append(f"{name} tells of {source}, which is not there")
        own = relations[source] = {}
        for one in root:
            rel_id, target = one.get("Id"), one.get("Target")
            if rel_id in own:
                found.append(f"{name} has {rel_id} twice")
            if one.get("TargetMode") == "External":
                found.append(f"{name} {rel_id} leads outside, to {target}")
                continue
            place = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))[1:]
            own[rel_id] = place
            if place not in parts:
                found.append(f"{name} {rel_id} leads to {place}, which is not there")
    reached, waiting = set(), [""]
    while waiting:
        for place in relations.get(waiting.pop(), {}).values():
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    for name in parts:
        if name != TYPES and not name.endswith(".rels") and name not in reached:
            found.append(f"{name} is an orphan: nothing leads to it")
    return relations, found


def _content_types(parts: dict, roots: dict) -> list[str]:
    defaults, own = set(), []
    for one in roots[TYPES]:
        if one.tag.endswith("}Default"):
            defaults.add(one.get("Extension").lower())
        else:
            own.append(one.get("PartName")[1:])
    found = [f"{name} has two content types" for name in set(own) if own.count(name) > 1]
    found += [f"{name} has a content type and is not there" for name in own if name not in parts]
    for name in parts:
        if name != TYPES and name not in own and name.rsplit(".", 1)[-1].lower() not in defaults:
            found.append(f"{name} has no content type")
    return found


def _ids(name: str, root: ElementTree.Element, relations: dict) -> list[str]:
    """Shapes with one number, references to relations that there are not."""
    found = []
    ids = [node.get("id") for node in root.iter(f"{{{NS['p']}}}cNvPr")]
    found += [f"{name}: two shapes have the number {one}" for one in set(ids) if ids.count(one) > 1]
    for node in root.iter():
        for key, value in node.attrib.items():
            if key.startswith("{" + NS["r"]) and value and value not in relations:
                found.append(
                    f"{name}: {_short(node.tag)} asks for {value}, a relation that there is not"
                )
    for tag in ("sldId", "sldMasterId", "sldLayoutId"):
        ids = [node.get("id") for node in root.iter(f"{{{NS['p']}}}{tag}")]
        found += [f"{name}: {tag} {one} is twice" for one in set(ids) if ids.count(one) > 1]
    return found


def _order(name: str, root: ElementTree.Element) -> list[str]:
    found = []
    for parent in root.iter():
        tag = _short(parent.tag)
        children = [_short(child.tag) for child in parent]
        for child in parent:
            found += _in_order(name, child, f"{tag.split(':')[-1]}|{_short(child.tag)}")
        if tag in ORDER:
            found += _in_order(name, parent, tag)
        if tag == "a:p" and "a:pPr" in children[1:]:
            found.append(f"{name}: a:pPr comes first in a:p")
    return found


def _in_order(name: str, parent: ElementTree.Element, key: str) -> list[str]:
    if key not in ORDER:
        return []
    allowed = ORDER[key].split()
    last = -1
    for child in parent:
        if child.tag.startswith("{http://schemas.openxmlformats.org/markup-compatibility"):
            continue
        short = _short(child.tag).split(":")[-1]
        if short not in allowed:
            return [f"{name}: {key} holds {short}"]
        if allowed.index(short) < last:
            return [f"{name}: in {key}, {short} comes too late"]
        last = allowed.index(short)
    return []


def _chart(name: str, root: ElementTree.Element, relations: dict, parts: dict) -> list[str]:
    found = []
    for plot in root.iter():
        kind = plot.tag.rpartition("}")[2]
        if not kind.endswith("Chart") or plot.tag != f"{{{NS['c']}}}{kind}":
            continue
        grouping = plot.find("c:grouping", NS)
        key = kind, grouping.get("val") if kind == "barChart" and grouping is not None else ""
        for label in plot.iter(f"{{{NS['c']}}}dLblPos"):
            if label.get("val") not in LABEL_POSITIONS[key]:
                found.append(
                    f"{name}: {' '.join(key).strip()} takes no label at {label.get('val')}"
                )
        axes = {one.get("val") for one in plot.findall("c:axId", NS)}
        known = {one.get("val") for one in root.findall(".//c:plotArea/*/c:axId", NS)}
        told = {
            one.find("c:axId", NS).get("val")
            for one in root.findall(".//c:plotArea/*[c:crossAx]", NS)
        }
        if len(axes) != 2 or not axes <= told or not known <= told:
            found.append(f"{name}: {kind} has no two axes")
        for tag in ("idx", "order"):
            numbers = [one.get("val") for one in plot.findall(f"c:ser/c:{tag}", NS)]
            if len(set(numbers)) < len(numbers):
                found.append(f"{name}: two series have one {tag}")
    data = root.find("c:externalData", NS)
    place = relations.get(data.get(f"{{{NS['r']}}}id")) if data is not None else None
    if place not in parts:
        return [*found, f"{name} has no sheet"]
    book = openpyxl.load_workbook(BytesIO(parts[place]))
    for page in book.worksheets:
        for row in page.iter_rows():
            for field in row:
                if field.data_type == "f" or field.hyperlink:
                    found.append(f"{place}: {field.coordinate} is a formula or a link")
    for reference in (*root.iter(f"{{{NS['c']}}}numRef"), *root.iter(f"{{{NS['c']}}}strRef")):
        found += _cache(name, reference, book)
    return found


def _number(value):
    """A day as sheets count it."""
    return (value - NO_DAY).days if isinstance(value, datetime) else value


def _cache(name: str, reference: ElementTree.Element, book) -> list[str]:
    formula = reference.find("c:f", NS).text
    matched = re.fullmatch(r"(\w+)!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", formula)
    if not matched or matched[1] not in book.sheetnames:
        return [f"{name}: {formula} is no place in the sheet"]
    first, last = int(matched[3]), int(matched[5] or matched[3])
    values = [book[matched[1]][f"{matched[2]}{row}"].value for row in range(first, last + 1)]
    cache = reference[1]
    is_numbers = cache.tag.endswith("numCache")
    empty = None if is_numbers else ""
    shown: list = [empty] * int(cache.find("c:ptCount", NS).get("val"))
    for point in cache.findall("c:pt", NS):
        text = point.find("c:v", NS).text or ""
        shown[int(point.get("idx"))] = float(text) if is_numbers else text
    kept = [empty if value is None else _number(value) for value in values]
    if len(shown) != len(kept):
        return [f"{name}: {formula} has {len(kept)} cells, the chart {len(shown)}"]
    for value, seen in zip(kept, shown):
        same = (
            abs(value - seen) < 1e-9
            if isinstance(value, int | float) and isinstance(seen, float)
            else value == seen
        )
        if not same:
            return [f"{name}: {formula} says {value!r}, the chart {seen!r}"]
    return []
