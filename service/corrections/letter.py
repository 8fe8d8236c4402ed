"""The letter that tells a desk what readers reported: text and HTML, one for all that is new."""

import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import msgspec

from service.catalog.corrections import Correction
from service.catalog.sites import Site
from service.corrections.diff import Piece, diff
from service.mail import Letter
from service.page.language import N_, _, ngettext
from service.page.templates import Templates

#: A desk that gets more at once reads on in the inbox.
MOST_LISTED = 20
LONGEST_QUOTE = 300
LONGEST_COMMENT = 400
_SUBJECT_QUOTE = 40

STATES = {"new": N_("new"), "accepted": N_("accepted"), "rejected": N_("rejected"), "fixed": N_("fixed")}

_PAGES = Templates(Path(__file__).parent)


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of one correction; `title` is its article's, `suggested` what most reports would have.

    `comment` is the latest, for the newsroom's own eyes: readers may say in it who they are.
    """

    correction: Correction
    title: str = ""
    suggested: str = ""
    comment: str = ""


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    href: str
    pieces: tuple[Piece, ...]
    old: str
    new: str
    comment: str
    about: str


def address(home: str, site: str, correction: int | None = None) -> str:
    """Where a correction is worked on, or all of a site's; a path where `home` is not known."""
    page = f"{home.rstrip('/')}/s/{site}/corrections"
    return page if correction is None else f"{page}/{correction}"


def compose(site: Site, news: Sequence[News], home: str) -> Letter:
    """The letter, in the language spoken; `home` is where links begin."""
    context = {
        "site": plain(site.name, 80),
        "lines": [_line(site, one, home) for one in news[:MOST_LISTED]],
        "more": max(len(news) - MOST_LISTED, 0),
        "inbox": address(home, site.key),
        "fill": textwrap.fill,
    }
    subject = _subject(site, news)
    return Letter(
        subject=subject,
        text=_made("letter.txt", context),
        html=_made("letter.html", context | {"subject": subject}),
    )


def trial(site: Site, home: str) -> Letter:
    """The letter that only says that letters arrive."""
    context = {"site": plain(site.name, 80), "lines": [], "more": 0, "inbox": address(home, site.key)}
    subject = _("Test: corrections of %(site)s", site=context["site"])
    return Letter(
        subject=subject,
        text=_made("letter.txt", context | {"fill": textwrap.fill}),
        html=_made("letter.html", context | {"subject": subject}),
    )


def plain(text: str, most: int) -> str:
    """The text on one line, without signs that cannot be seen: they could make a line read otherwise."""
    seen = (" " if one.isspace() else one for one in text if one.isspace() or _visible(one))
    line = " ".join("".join(seen).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _visible(character: str) -> bool:
    # Cf holds the marks that turn a text's direction, and the joiners that some scripts need.
    joins = character in "\u200c\u200d"
    return joins or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def _subject(site: Site, news: Sequence[News]) -> str:
    name = plain(site.name, 60)
    if len(news) != 1:
        return ngettext(
            "%(num)s correction to look at: %(site)s",
            "%(num)s corrections to look at: %(site)s",
            len(news),
            site=name,
        )
    old, new = plain(news[0].correction.exact, _SUBJECT_QUOTE), plain(news[0].suggested, _SUBJECT_QUOTE)
    if new:
        return _("%(site)s: “%(old)s” → “%(new)s”", site=name, old=old, new=new)
    return _("%(site)s: “%(old)s” was reported", site=name, old=old)


def _line(site: Site, one: News, home: str) -> _Line:
    correction = one.correction
    old, new = plain(correction.exact, LONGEST_QUOTE), plain(one.suggested, LONGEST_QUOTE)
    reports = ngettext("%(num)s report", "%(num)s reports", correction.reports)
    about = [
        reports,
        _(correction.severity_why) if correction.severity_why else "",
        _(STATES[correction.state]),
    ]
    return _Line(
        title=plain(one.title or correction.article, 200),
        href=address(home, site.key, correction.id),
        pieces=diff(old, new) if new else (Piece("same", old),),
        old=old,
        new=new,
        comment=plain(one.comment, LONGEST_COMMENT),
        about=" · ".join(filter(None, about)),
    )


def _made(template: str, context: dict[str, object]) -> str:
    return bytes(_PAGES.render(template, 200, **context).body).decode()
