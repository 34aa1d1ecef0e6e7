"""The passport inside a presentation: a custom XML part of its own, which PowerPoint keeps through editing."""

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from journey.export.passport import NAME

NAMESPACE = "urn:journey:passport"
IDENTITY = "{5B1C1D9E-0C1B-4E55-9A40-2F6E1E2B7A10}"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
XML, PROPERTIES = (
    "application/xml",
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def carry(presentation: Any, packed: str) -> None:
    """Put the passport, as one line of text, into the presentation, in place of that of an earlier deck taken as template."""
    for relation in list(presentation.part.rels.values()):
        is_data = relation.reltype == RT.CUSTOM_XML
        if is_data and NAMESPACE.encode() in relation.target_part.blob:
            presentation.part.rels.pop(relation.rId)
    package = presentation.part.package
    taken = {part.partname for part in package.iter_parts()}
    number = next(n for n in range(1, 10_000) if f"/customXml/item{n}.xml" not in taken)
    item = _part(
        package,
        f"/customXml/item{number}.xml",
        XML,
        f'<{NAME} xmlns="{NAMESPACE}">{packed}</{NAME}>',
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
