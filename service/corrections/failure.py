"""What kept somebody from being told: kept as a text with its values, and read out in any language."""

import msgspec

from service.page.language import _


class Failure(Exception):
    """What went wrong, as a text to be translated where it is shown, and what fills it.

    `final`: trying again is of no use. `sure`: whoever was called has not taken it. `recipient`: it is about
    this recipient alone.
    """

    def __init__(
        self, text: str, *, final: bool = False, sure: bool = True, recipient: bool = True, **values: str
    ) -> None:
        self.text, self.values = text, values
        self.final, self.sure, self.recipient = final, sure, recipient
        super().__init__(text % values if values else text)

    @property
    def kept(self) -> str:
        """As it is kept, for `words`."""
        return msgspec.json.encode([self.text, self.values]).decode()


def words(kept: str) -> str:
    """What `Failure.kept` says, in the language spoken; '' for ''."""
    if not kept:
        return ""
    text, values = msgspec.json.decode(kept, type=tuple[str, dict[str, str]])
    return _(text, **values)
