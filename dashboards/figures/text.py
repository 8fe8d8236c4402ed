"""The one place that makes foreign text safe inside a figure.

Plotly reads `<a href=…>`, `<b>`, `<br>` and entities in any label as markup. Titles, referrers and campaigns
are written by strangers, so every label that is not a constant of ours passes through `label`.
"""

import unicodedata

#: Signs that turn the direction of what follows: a title must not reorder the numbers by it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str, longest: int = 60) -> str:
    """`text` on one line without control, direction and surrogate signs, at most `longest` characters."""
    kept = (" " if character.isspace() else character for character in text if _shown(character))
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def label(text: str, longest: int = 60) -> str:
    """`plain(text)` as Plotly shows it letter by letter, whatever markup it holds."""
    return plain(text, longest).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _shown(character: str) -> bool:
    if character in _TURNING:
        return False
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs", "Cn"}
