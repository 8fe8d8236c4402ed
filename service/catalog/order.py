"""The order of rules: who is asked first, told by priorities, of which the highest goes first."""

from collections.abc import Sequence

from service.catalog.errors import CatalogError

HIGHEST = 1_000


def moved(ids: Sequence[int], one: int, steps: int) -> list[int]:
    """The ids with one of them `steps` places further down (up, if negative), within the list's ends.

    Raises CatalogError when it is not among them.
    """
    if one not in ids:
        raise CatalogError(f"rule {one} is not in the order of this site's rules")
    rest = [other for other in ids if other != one]
    place = min(max(ids.index(one) + steps, 0), len(rest))
    return [*rest[:place], one, *rest[place:]]


def priorities(ids: Sequence[int], now: Sequence[int]) -> list[int]:
    """Priorities that put rules into the order of `ids`, made of those they have `now`, in any order.

    Of two with the same priority the older rule, with the smaller id, goes first. As few change as can be;
    only when there is no room under 1,000 all are spread anew.
    """
    found = sorted(now, reverse=True)
    for place in range(len(ids) - 2, -1, -1):
        found[place] = max(found[place], found[place + 1] + (ids[place] > ids[place + 1]))
    if found and found[0] > HIGHEST:
        step = HIGHEST // (len(ids) + 1)
        return [step * (len(ids) - place) for place in range(len(ids))]
    return found
