"""The passport inside a presentation: a custom XML part of its own, which PowerPoint keeps through editing."""

import zipfile
from io import BytesIO
from typing import Any

from defusedxml import ElementTree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from journey.model.errors import UserError

NAMESPACE, TAG = "urn:journey:passport", "journey-passport"
IDENTITY = "{5B1C1D9E-0C1B-4E55-9A40-2F6E1E2B7A10}"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
XML, PROPERTIES = (
    "application/xml",
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LIMIT = 64_000_000
NONE = (
    "This presentation carries no passport: it was not made here, or another program left it out."
)


def carry(presentation: Any, packed: str) -> None:
    """Put the passport, as one line of text, into the presentation."""
    package = presentation.part.package
    taken = {part.partname for part in package.iter_parts()}
    number = next(n for n in range(1, 10_000) if f"/customXml/item{n}.xml" not in taken)
    item = _part(
        package, f"/customXml/item{number}.xml", XML, f'<{TAG} xmlns="{NAMESPACE}">{packed}</{TAG}>'
    )
    about = (
        f'<ds:datastoreItem xmlns:ds="{STORE}" ds:itemID="{IDENTITY}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    properties = _part(package, f"/customXml/itemProps{number}.xml", PROPERTIES, about)
    item.relate_to(properties, RT.CUSTOM_XML_PROPS)
    presentation.part.relate_to(item, RT.CUSTOM_XML)


def _part(package: Any, name: str, content_type: str, text: str) -> Part:
    return Part(PackURI(name), content_type, package, (HEAD + text).encode("utf-8"))


def read_passport(data: bytes) -> str:
    """The packed passport of a presentation; raises UserError where it has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                is_item = member.filename.startswith("customXml/item")
                if is_item and member.filename.endswith(".xml") and member.file_size <= LIMIT:
                    root = ElementTree.fromstring(archive.read(member))
                    if root.tag == f"{{{NAMESPACE}}}{TAG}":
                        return root.text or ""
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError, ValueError, RuntimeError) as error:
        raise UserError("This is no presentation, or it is damaged.") from error
    raise UserError(NONE)
