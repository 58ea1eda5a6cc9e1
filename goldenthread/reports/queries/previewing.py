"""A section as it would be printed, from words that are not saved: its blocks with their numbers, and its claims."""

from pathlib import Path

from django.conf import settings

from goldenthread.documents.council import the_council
from goldenthread.documents.paper import Picture
from goldenthread.documents.storing import read_chunks
from goldenthread.reports.building import Built, Means, SectionBuilt, SectionValues, build
from goldenthread.reports.characters import unprintable
from goldenthread.reports.lint import Shortcoming, Weight
from goldenthread.reports.markdown import PICTURE
from goldenthread.reports.models import Report, Section
from goldenthread.reports.queries.checking import ClaimShown, claims_in
from goldenthread.reports.queries.content import Content, block_of, book_of_report, facts_from
from goldenthread.reports.wording import values_of


def preview_of(section: Section, *, heading: str, level: int, text: str) -> tuple[Content, SectionBuilt]:
    """The report with one section's words as they are typed now, and that section of it; nothing is saved."""
    report = section.report
    rows = [
        SectionValues(one.pk, one.kind, one.level, one.heading, one.text)
        if one.pk != section.pk
        else SectionValues(one.pk, one.kind, level, heading, text)
        for one in report.sections.order_by("position", "pk")
    ]
    template = values_of(report.template)
    book = book_of_report(report, template)
    means = Means(
        council=the_council(),
        said=template.said,
        fact=facts_from(book),
        made_at=report.created_at,
        pictures=_pictures_in(report, text),
        site=settings.ADDRESS,
    )
    built: Built = build(block_of(report), rows, (), means)
    shown = next(one for one in built.sections if one.values.key == section.pk)
    return Content(report, book, built, template), shown


def claims_of_section(content: Content, section: SectionBuilt) -> list[ClaimShown]:
    """What one section says of the plan, held against the round."""
    return [one for one in claims_in(content) if one.section == section.values.key]


def lacks_of_section(content: Content, section: SectionBuilt) -> list[Shortcoming]:
    """Which characters of one section no font holds."""
    return [
        Shortcoming(one.sentence, Weight.SHOULD, one.section)
        for one in unprintable(content.built)
        if one.section == section.values.key
    ]


def _pictures_in(report: Report, text: str) -> dict[str, Picture]:
    """The pictures that a text shows; the others stay on the disk while somebody types."""
    if PICTURE not in text.lower():
        return {}
    return {
        one.name: Picture(b"".join(read_chunks(Path(one.file.location))), one.file.media_type, one.description)
        for one in report.pictures.select_related("file")
        if one.name in text
    }
