"""Whether a number of actions is what a quantity says: exactly, at least, most, half, a quarter, 25 per cent.

Source: cover report of 2 May 2018, paragraphs 4, 7 and 8; report of 8 February 2019, summary and paragraph 3. What
counts as "most", "nearly all" and "about" is our reading, stated below.
"""

from goldenthread.reports.claims.values import Amount, Quantity

NEARLY_ALL = 0.85
"""From this share on "nearly all" is confirmed; from ``DOUBTFUL`` on it is left to its author."""
DOUBTFUL = 0.75
NEAR = 0.1
"""An approximate number is confirmed within a tenth of itself, and contradicted beyond a quarter."""
FAR = 0.25
SHARE_NEAR = 0.025
"""A fraction in words is confirmed within two and a half points, or where no nearer number exists; and contradicted
beyond ``SHARE_FAR``: "a quarter" is what people say of 24 in a hundred, not of 31."""
SHARE_FAR = 0.06


def holds(quantity: Quantity, count: int, total: int) -> bool | None:
    """Whether ``count`` of ``total`` is what the quantity says; ``None`` where the words are too vague to tell."""
    amount, number = quantity.amount, quantity.number
    if amount in (Amount.SHARE, Amount.PERCENT):
        return _share_holds(quantity, count, total)
    if amount is Amount.SOME:
        return None if count else False
    if amount in (Amount.ALL, Amount.NOT_ALL, Amount.MOST, Amount.NEARLY_ALL):
        return _whole_holds(amount, count, total)
    if amount is Amount.ALL_BUT:
        return count == total - number
    if amount in (Amount.ABOUT, Amount.NEARLY):
        return _near(amount, number, count)
    return _compared(amount, number, count)


def _compared(amount: Amount, number: float, count: float) -> bool:
    return {
        Amount.AT_LEAST: count >= number,
        Amount.MORE: count > number,
        Amount.FEWER: count < number,
        Amount.AT_MOST: count <= number,
    }.get(amount, count == number)


def _whole_holds(amount: Amount, count: int, total: int) -> bool | None:
    """All is every one of at least one; most is more than half; nearly all is all but a seventh, and not all."""
    if not total:
        return None
    if amount is Amount.ALL:
        return count == total
    if amount is Amount.NOT_ALL:
        return count < total
    if amount is Amount.MOST:
        return count * 2 > total
    share = count / total
    return True if share >= NEARLY_ALL else None if share >= DOUBTFUL else False


def _near(amount: Amount, number: float, count: int) -> bool | None:
    """About is a tenth either way; nearly is a tenth below, and not the number itself or more."""
    if amount is Amount.NEARLY and count >= number:
        return None if count == number else False
    off = abs(count - number)
    return True if off <= max(1, number * NEAR) else None if off <= max(2, number * FAR) else False


def _share_holds(quantity: Quantity, count: int, total: int) -> bool | None:
    """A percentage is confirmed where it is the share, rounded either way; a fraction where it is near."""
    if not total:
        return None
    share = count / total
    wanted = quantity.number / 100 if quantity.amount is Amount.PERCENT else quantity.number
    if quantity.bound in (Amount.AT_LEAST, Amount.MORE, Amount.FEWER, Amount.AT_MOST):
        return _compared(quantity.bound, wanted, share)
    off = abs(share - wanted)
    if quantity.bound in (Amount.ABOUT, Amount.NEARLY):
        return True if off <= 2 * SHARE_NEAR else None if off <= 2 * SHARE_FAR else False
    if quantity.amount is Amount.PERCENT:
        return bool(off * 100 < 10.0**-quantity.decimals)
    return True if off <= max(SHARE_NEAR, 0.5 / total) else None if off <= SHARE_FAR else False
