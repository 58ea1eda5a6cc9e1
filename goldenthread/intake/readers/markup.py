"""XML of a file somebody gave us, read as a stream and with every dangerous part of XML off.

A document type can define entities that grow without bound or name other
files; Word and Excel never write one, so a part that has one is refused.
The parser itself also expands no entity, opens no other file, and keeps its
own limits of depth (256) and of one text (10 MB).
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from lxml import etree

from goldenthread.intake.allowance import MAX_CELLS
from goldenthread.intake.refusals import FileRefused, Reason

Element = Any
"""An element of lxml, which comes without types."""

_DOCUMENT_TYPE = b"<!DOCTYPE"


def elements(stream: BufferedReader, *names: str) -> Iterator[Element]:
    """Each element with one of these local names, complete, in the order in which they end; then it is forgotten.

    What has ended before is removed from the tree, so that memory follows the
    size of one element and not of the file.
    """
    for element in endings(stream, *names):
        yield element
        forget(element)


def endings(stream: BufferedReader, *names: str) -> Iterator[Element]:
    """Each element with one of these local names, complete, whatever its namespace; nothing is forgotten.

    Transitional and strict Office Open XML differ in nothing but the names of
    their namespaces. A document type is looked for before the parser sees the
    part (without its noughts, so in UTF-16 too), and again in what it has seen.
    A few bytes of zip can hold millions of empty elements, so they are counted.
    """
    if _DOCUMENT_TYPE in stream.peek().replace(b"\0", b""):
        raise FileRefused(Reason.UNSAFE_XML)
    walk = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for number, (_, element) in enumerate(walk):
            if number == 0:
                _refuse_document_type(element)
            if number == MAX_CELLS:
                raise FileRefused(Reason.TOO_MANY_CELLS)
            yield element
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise FileRefused(Reason.DAMAGED) from None
    if walk.root is not None:
        _refuse_document_type(walk.root)


def forget(element: Element) -> None:
    """Remove an element's content and everything before it beside it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def _refuse_document_type(element: Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise FileRefused(Reason.UNSAFE_XML)
