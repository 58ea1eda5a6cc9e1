"""What was drafted, laid out as the template of its body wants it: its headings, its order, its further sections.

Pure. The first heading of a template takes what the draft says first of the plan, its heading for the position takes
how the plan stands, with the rest of the draft beneath it; a heading the draft has too takes what is drafted under it.
The council's own default headings leave a draft as it is.

Source: the cover reports in the pack of 2 May 2018, whose main reports begin with Background and Current Position;
that a body's own headings stand in their place is our own.
"""

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.reports.states import SectionKind
from goldenthread.reports.wording import DEFAULT_SECTIONS, SectionBegun, TemplateValues

_POSITION = frozenset({"current position", "position", "current situation", "progress", "where we are now"})
_ORDER = list(SectionKind)


def laid_out(drafted: Sequence[SectionBegun], template: TemplateValues) -> list[SectionBegun]:
    """The sections of a draft under a template, in the order in which they are printed."""
    single = {one.kind: one for one in drafted if one.kind != SectionKind.BODY}
    wanted = {one.kind: one for one in template.sections if one.kind != SectionKind.BODY}
    found = [_taken(slot, single[kind]) if kind in single else slot for kind, slot in wanted.items()]
    found += [one for kind, one in single.items() if kind not in wanted]
    found += _bodies([one for one in drafted if one.kind == SectionKind.BODY], template)
    found += [SectionBegun(SectionKind.IMPLICATIONS, name) for name in template.implications]
    return sorted(found, key=lambda one: _ORDER.index(SectionKind(one.kind)))


def _taken(slot: SectionBegun, drafted: SectionBegun) -> SectionBegun:
    """A section of the template with what was drafted for it, behind what the template begins it with."""
    text = "\n\n".join(filter(None, (slot.text.strip("\n"), drafted.text)))
    return replace(slot, text=text, heading=slot.heading or drafted.heading)


def _bodies(drafted: Sequence[SectionBegun], template: TemplateValues) -> list[SectionBegun]:
    slots = [one for one in template.sections if one.kind == SectionKind.BODY]
    default = [one for one in DEFAULT_SECTIONS if one.kind == SectionKind.BODY]
    if slots == default or not slots or not drafted:
        return [*drafted, *(one for one in slots if one.text and one not in default)]
    taken = _by_slot(drafted, slots, template)
    rest = [one for one in drafted if one not in taken.values()]
    ahead, *further = drafted
    below = next((place for place, one in taken.items() if further and one is further[0]), None)
    place_of_rest = below if below is not None else next((place for place, one in taken.items() if one is ahead), 0)
    found: list[SectionBegun] = []
    for place, slot in enumerate(slots):
        found.append(_taken(slot, taken[place]) if place in taken else slot)
        if place == place_of_rest:
            found += [replace(one, level=2) for one in rest] if below is not None else rest
    return found


def _by_slot(
    drafted: Sequence[SectionBegun], slots: Sequence[SectionBegun], template: TemplateValues
) -> dict[int, SectionBegun]:
    """Which drafted section stands under which heading of the template."""
    names = {one.heading.casefold(): one for one in drafted}
    taken = {place: names[slot.heading.casefold()] for place, slot in enumerate(slots)
             if slot.heading.casefold() in names}  # fmt: skip
    position = _POSITION | {template.said("current_position").casefold()}
    for place, slot in enumerate(slots):
        of = drafted[0] if place == 0 else None
        if slot.heading.casefold() in position and len(drafted) > 1:
            of = drafted[1]
        if place not in taken and of is not None and of not in taken.values():
            taken[place] = of
    return taken
