"""A template that an organisation gave: opened, its sample slides out with all that hangs on them, nothing outside asked for."""

import zipfile
from io import BytesIO
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from journey.export.deck.markup import NAMESPACES
from journey.model.errors import UserError

REFUSED = "The template is no PowerPoint file: save it as .pptx or .potx in PowerPoint, without macros and password."
UNPACKED_LIMIT = 400_000_000
TYPES = "[Content_Types].xml"
DECK_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
# What tells of the sample slides beside the slides themselves; a presentation needs none of it.
OF_SLIDES = ("viewProps", "printerSettings", "commentAuthors", "authors", "tags")
LISTS = ("p:custShowLst", "p:custDataLst", "p:modifyVerifier", "p:extLst")


def opened(template: bytes) -> Any:
    """The presentation without a slide; raises UserError where the bytes are none."""
    try:
        made = pptx.Presentation(BytesIO(_as_deck(template)))
        made.slide_layouts[0]
    except UserError:
        raise
    except Exception as error:  # the library raises whatever the broken part makes it
        raise UserError(REFUSED) from error
    _without_slides(made)
    _without_outside(made)
    return made


def _as_deck(template: bytes) -> bytes:
    """A .potx differs from a .pptx in one content type."""
    with zipfile.ZipFile(BytesIO(template)) as archive:
        if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
            raise UserError("The template is too large: 400 MB unpacked at most.")
        types = archive.read(TYPES)
        if TEMPLATE_TYPE not in types:
            return template
        whole = BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as deck:
            for member in archive.infolist():
                data = archive.read(member)
                if member.filename == TYPES:
                    data = data.replace(TEMPLATE_TYPE, DECK_TYPE)
                deck.writestr(member.filename, data)
        return whole.getvalue()


def _without_slides(made: Any) -> None:
    root = made.part._element
    slides = root.sldIdLst
    for slide in list(slides) if slides is not None else []:
        made.part.rels.pop(slide.rId)
        slides.remove(slide)
    for name in LISTS:
        for part in root.findall(qn(name)):
            root.remove(part)
    for relation in list(made.part.rels.values()):
        if relation.reltype.rsplit("/", 1)[-1] in OF_SLIDES:
            made.part.rels.pop(relation.rId)
    package = made.part.package
    for relation in list(package._rels.values()):
        if relation.reltype == RT.THUMBNAIL:
            package._rels.pop(relation.rId)


def _without_outside(made: Any) -> None:
    """Links of masters and layouts to the outside and to sample slides."""
    for part in list(made.part.package.iter_parts()):
        for relation in list(part.rels.values()):
            if relation.is_external or (relation.reltype == RT.SLIDE and part is not made.part):
                part.rels.pop(relation.rId)
                _unlinked(part, relation.rId)


def _unlinked(part: Any, rel_id: str) -> None:
    root = getattr(part, "_element", None)
    for node in list(root.iter()) if root is not None else []:
        for name, value in list(node.attrib.items()):
            if value == rel_id and name.startswith("{" + NAMESPACES["r"]):
                if node.tag in (qn("a:hlinkClick"), qn("a:hlinkHover")):
                    node.getparent().remove(node)
                else:
                    del node.attrib[name]
