"""Where bodies and lines stand in a picture of who reports to whom: pure geometry, no markup, no database.

Two layouts of the same lines. ``in_rows`` sets each body beneath those it
reports to, for wide pages; ``in_a_column`` sets them under one another with
the lines at their left, so that the picture fits a phone without shrinking
its words. All lengths are CSS pixels at their natural size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.boards.lines import Pair, depths

NAME, KIND = 15, 13
"""Sizes of letters; neither picture is drawn smaller than it is laid out, but for what a page is narrower."""
LEADING, PADDING, HEAD = 19, 10, 17
ROW_BOX, ROW_SPACE, IN_A_ROW = 200, 28, 4
TRACK, ARROW = 10, 11
PHONE = 286


@dataclass(frozen=True, slots=True)
class Node:
    """A body that is drawn."""

    pk: int
    name: str
    kind: str
    is_board: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A body in its place, its name broken into lines that fit."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def centre(self) -> float:
        """The middle, from the left."""
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        """The middle, from above."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as its corners, from the body that reports to the one that is reported to."""

    points: tuple[tuple[float, float], ...]
    is_sideways: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture laid out."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Drawn, ...]


def letter_width(letter: str) -> float:
    """How wide a letter may be, in parts of its size: rather too much, since another font may stand in."""
    if letter in "iljftrI.,;:'!()[] -":
        return 0.36
    if letter in "mwMW@%&" or ord(letter) > 0x2E7F:
        return 1.0
    return 0.7 if letter.isupper() else 0.58


def broken(text: str, *, width: float, size: float = NAME) -> tuple[str, ...]:
    """A text in lines no wider than this; a word that is too long for a line is cut, and nothing is left out."""
    lines: list[str] = []
    here, used = "", 0.0
    for word in text.split():
        space = letter_width(" ") * size if here else 0.0
        if here and used + space + _width(word, size) > width:
            lines.append(here)
            here, used, space = "", 0.0, 0.0
        for letter in (" " if here else "") + word:
            wide = letter_width(letter) * size
            if used + wide > width and here:
                lines.append(here)
                here, used = "", 0.0
            here, used = here + letter, used + wide
    return (*lines, here) if here else tuple(lines) or ("",)


def _width(text: str, size: float) -> float:
    return sum(letter_width(letter) for letter in text) * size


def _height(lines: Sequence[str]) -> float:
    return PADDING + HEAD + LEADING * len(lines) + PADDING


def in_rows(nodes: Sequence[Node], pairs: Sequence[Pair]) -> Layout:
    """Bodies in rows, each beneath those it reports to, at most four beside each other.

    A line runs in the space between two rows, on a track of its own for each body that is reported to; one that
    passes a row goes round it at the side, so that no line crosses a box.
    """
    rows = _rows(nodes, pairs)
    place = {node.pk: (row, column) for row, found in enumerate(rows) for column, node in enumerate(found)}
    rising = [(body, to) for body, to in pairs if place[to][0] < place[body][0]]
    tracks, sides = _tracks(rising, rows, place)
    most = max(len(row) for row in rows)
    inner = most * ROW_BOX + (most - 1) * ROW_SPACE
    beside = [len(side) * TRACK + 16 if side else 0 for side in sides]
    left = 1 + beside[0]
    boxes, bottoms, height = _boxes(rows, tracks, left=left, inner=inner)
    at = {box.node.pk: box for box in boxes}
    channels = {to: left - 16 - TRACK * number for number, to in enumerate(sides[0])}
    channels |= {to: left + inner + 16 + TRACK * number for number, to in enumerate(sides[1])}
    leaving = _departures(rising, at, place)

    def track(gap: int, to: int) -> float:
        return bottoms[gap] + ARROW + 13 + TRACK * tracks[gap].index(to)

    drawn = []
    for body, to in rising:
        above, gap, x, target = place[to][0], place[body][0] - 1, leaving[(body, to)], at[to]
        last = track(above, to)
        points = [(x, at[body].y), (x, track(gap, to))]
        if gap != above:
            points += [(channels[to], track(gap, to)), (channels[to], last)]
        points += [(target.centre, last), (target.centre, target.y + target.height)]
        drawn.append(Drawn(tuple(points), is_sideways=False))
    return Layout(left + inner + 1 + beside[1], height, boxes, tuple(drawn))


def _tracks(
    pairs: Sequence[Pair], rows: Sequence[Sequence[Node]], place: dict[int, tuple[int, int]]
) -> tuple[list[list[int]], tuple[list[int], list[int]]]:
    """Who is reached through the space beneath each row, in the order of its tracks, and who round either side."""
    tracks: list[list[int]] = [[] for _ in rows]
    sides: tuple[list[int], list[int]] = ([], [])
    for body, to in sorted(pairs, key=lambda pair: (place[pair[1]], place[pair[0]])):
        above, gap = place[to][0], place[body][0] - 1
        for one in sorted({above, gap}):
            if to not in tracks[one]:
                tracks[one].append(to)
        side = sides[0 if _is_left(place[to][1], len(rows[above])) else 1]
        if gap != above and to not in side:
            side.append(to)
    return tracks, sides


def _is_left(column: int, columns: int) -> bool:
    return column < columns // 2


def _rows(nodes: Sequence[Node], pairs: Sequence[Pair]) -> list[list[Node]]:
    """The bodies of each depth, near those they report to, in rows of at most four."""
    deep = depths(pairs)
    receivers: dict[int, list[int]] = defaultdict(list)
    for body, to in pairs:
        receivers[body].append(to)
    order: dict[int, float] = {}
    rows: list[list[Node]] = []
    for depth in sorted(set(deep.values())):
        level = [node for node in nodes if deep[node.pk] == depth]
        level.sort(key=lambda node: (_mean(order[to] for to in receivers[node.pk] if to in order), node.name, node.pk))
        count = -(-len(level) // IN_A_ROW)
        size = -(-len(level) // count)
        for start in range(0, len(level), size):
            row = level[start : start + size]
            rows.append(row)
            order |= {node.pk: (column + 0.5) / len(row) for column, node in enumerate(row)}
    return rows


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _boxes(
    rows: Sequence[Sequence[Node]], tracks: Sequence[Sequence[int]], *, left: float, inner: float
) -> tuple[tuple[Box, ...], list[float], float]:
    """The boxes, where each row ends, and how high the picture is."""
    boxes: list[Box] = []
    bottoms: list[float] = []
    y = 1.0
    for row, used in zip(rows, tracks, strict=True):
        names = [broken(node.name, width=ROW_BOX - 2 * PADDING - 4) for node in row]
        height = max(_height(lines) for lines in names)
        start = left + (inner - len(row) * ROW_BOX - (len(row) - 1) * ROW_SPACE) / 2
        for column, (node, lines) in enumerate(zip(row, names, strict=True)):
            boxes.append(Box(node, start + column * (ROW_BOX + ROW_SPACE), y, ROW_BOX, height, lines))
        bottoms.append(y + height)
        y += height + ARROW + 13 + TRACK * max(len(used) - 1, 0) + 13
    return tuple(boxes), bottoms, bottoms[-1] + 1


def _departures(pairs: Sequence[Pair], at: dict[int, Box], place: dict[int, tuple[int, int]]) -> dict[Pair, float]:
    """Where each line leaves its box: in the middle where it goes straight up to the next row, else beside it.

    No two leave at one place, however many there are.
    """
    found: dict[Pair, float] = {}
    beside: dict[int, list[int]] = defaultdict(list)
    for body, to in sorted(pairs, key=lambda pair: (pair[0], at[pair[1]].centre, pair[1])):
        is_next = place[body][0] - place[to][0] == 1
        if is_next and abs(at[body].centre - at[to].centre) < 1:
            found[(body, to)] = at[body].centre
        else:
            beside[body].append(to)
    for body, others in beside.items():
        apart = min(14.0, (ROW_BOX / 2 - 30) / max(len(others) - 1, 1))
        for number, to in enumerate(others):
            step = 24 + apart * number
            found[(body, to)] = at[body].centre + (step if at[to].centre >= at[body].centre else -step)
    return found


def in_a_column(nodes: Sequence[Node], pairs: Sequence[Pair]) -> Layout:
    """Bodies under one another, those reported to first, with the lines at their left: it fits 286 pixels."""
    ordered = _in_order(nodes, pairs)
    index = {node.pk: number for number, node in enumerate(ordered)}
    downward = [(body, to) for body, to in pairs if index[to] < index[body]]
    lanes = _lanes(downward, index)
    left = 8 + TRACK * (max(lanes.values(), default=0) + 1) + ARROW
    width = max(PHONE - left - 1, 150)
    boxes, y = [], 1.0
    for node in ordered:
        lines = broken(node.name, width=width - 2 * PADDING - 4)
        boxes.append(Box(node, left, y, width, _height(lines), lines))
        y += _height(lines) + 14
    at = {box.node.pk: box for box in boxes}
    leaving = Counter(body for body, _ in downward)
    used: Counter[int] = Counter()
    drawn = []
    for body, to in downward:
        apart = min(5.0, (at[body].height / 2 - 10) / max(leaving[body] - 1, 1))
        out = at[body].middle + 6 + apart * used[body]
        used[body] += 1
        lane, into = left - ARROW - TRACK * (lanes[to] + 0.5), at[to].middle - 6
        drawn.append(Drawn(((left, out), (lane, out), (lane, into), (left, into)), is_sideways=True))
    return Layout(left + width + 1, y - 13, tuple(boxes), tuple(drawn))


def _in_order(nodes: Sequence[Node], pairs: Sequence[Pair]) -> list[Node]:
    """Each body after all those it reports to, and as soon after them as it can stand."""
    left: dict[int, int] = defaultdict(int)
    senders: dict[int, list[Node]] = defaultdict(list)
    by_pk = {node.pk: node for node in nodes}
    for body, to in pairs:
        left[body] += 1
        senders[to].append(by_pk[body])
    waiting = sorted((node for node in nodes if not left[node.pk]), key=lambda node: node.name, reverse=True)
    ordered: list[Node] = []
    while waiting:
        here = waiting.pop()
        ordered.append(here)
        for node in sorted(senders[here.pk], key=lambda one: one.name, reverse=True):
            left[node.pk] -= 1
            if not left[node.pk]:
                waiting.append(node)
    placed = {node.pk for node in ordered}
    return [*ordered, *(node for node in nodes if node.pk not in placed)]


def _lanes(pairs: Sequence[Pair], index: dict[int, int]) -> dict[int, int]:
    """A lane for each body that is reported to, short ones next to the boxes; two that meet never share one."""
    last: dict[int, int] = defaultdict(int)
    for body, to in pairs:
        last[to] = max(last[to], index[body])
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[int, int] = {}
    for to in sorted(last, key=lambda one: (last[one] - index[one], index[one])):
        start, end = index[to], last[to]
        free = (
            number for number, spans in enumerate(taken) if all(end < first or start > until for first, until in spans)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[to] = lane
    return lanes
