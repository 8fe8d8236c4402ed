"""What was done to corrections, in the address of the page that follows: told once more, and taken back.

It is signed, so that no link makes an editor's button do what its page does not say.
"""

from collections.abc import Sequence

import msgspec

from service import signing

PURPOSE = "corrections"
#: The catalog's secret by which it is signed.
SECRET = "links"  # noqa: S105 (its name)


class Done(msgspec.Struct, frozen=True):
    """Corrections of a site that were put into `state`, and the state each had before."""

    site: str
    state: str
    before: tuple[tuple[int, str], ...]


def sealed(key: bytes, done: Done) -> str:
    """As an address holds it."""
    return signing.seal(key, PURPOSE, msgspec.json.encode(done))


def unsealed(key: bytes, site: str, text: str) -> Done | None:
    """What `sealed` made for this site; None of anything else."""
    held = signing.unseal(key, PURPOSE, text) if text else None
    if held is None:
        return None
    try:
        done = msgspec.json.decode(held, type=Done)
    except msgspec.MsgspecError:
        return None
    return done if done.site == site else None


def by_state(before: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    """The numbers of those that had each state."""
    found: dict[str, list[int]] = {}
    for number, state in before:
        found.setdefault(state, []).append(number)
    return found
