"""How sure a share is: the range in which it likely lies."""

from math import sqrt

#: Standard deviations on either side that hold 95 % of a normal distribution.
_Z = 1.959964


def wilson(part: float, whole: float) -> tuple[float, float] | None:
    """The 95 % score interval of `part` of `whole`, both 0..1; None of nothing.

    Wilson 1927, doi:10.1080/01621459.1927.10502953: unlike the textbook's it never leaves 0..1, and it holds
    what it promises for few views and for rates near 0.
    """
    if whole <= 0:
        return None
    share, square = part / whole, _Z * _Z
    middle = share + square / (2 * whole)
    reach = _Z * sqrt(max(share * (1 - share), 0) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return max((middle - reach) / scale, 0.0), min((middle + reach) / scale, 1.0)
