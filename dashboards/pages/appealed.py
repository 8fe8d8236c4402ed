"""One rule's part of the results: its words, and its panels with the numbers behind each."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from dashboards.figures.survival import still_allowing
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.funnel import ask_funnel, funnel_table, state_words, steps
from dashboards.pages.ledger import Section, section, variants_head
from dashboards.pages.place import Place
from dashboards.pages.rule_tables import curve_table, ledger_table, variants_table
from service.metrics.results import Results
from service.page.language import N_, _, ngettext


class Appealed(msgspec.Struct, frozen=True):
    """A rule: its id, what is said of it, and its panels in their order."""

    rule: int
    said: Section
    parts: tuple[tuple[Place, Panel], ...]


async def appealed(ask: Ask, rule: int, name: str) -> Appealed:
    """What a rule brought and cost in the days shown; only its funnel follows the page's filters."""
    found, funnel = await asyncio.gather(
        ask.metrics.results(ask.site.key, rule, ask.range.first, ask.range.last), ask_funnel(ask, rule)
    )
    said = section(name, found, ask.numbers)
    context = {
        "steps": steps(funnel, ask.numbers),
        "states": [state_words(state) for state in funnel.states],
        "before": bool(funnel.before),
    }
    return Appealed(
        rule,
        said,
        (
            _part(
                f"ledger-{rule}",
                N_("Per 1,000 readers asked, against those held out"),
                "net",
                "ledger",
                Panel("panels/ledger.html", {"said": said}, ledger_table(found)),
            ),
            _part(
                f"still-{rule}",
                N_("Still allowing ads"),
                "still allowing",
                "figure",
                _still(ask, found, said),
            ),
            _part(
                f"funnel-{rule}",
                N_("How far appeals came"),
                "blocked",
                "whole",
                Panel("panels/funnel.html", context, funnel_table(funnel)),
            ),
            _part(
                f"variants-{rule}",
                N_("Variants"),
                "",
                "whole",
                Panel("panels/variants.html", {"said": said, "head": variants_head()}, variants_table(found)),
            ),
        ),
    )


def _still(ask: Ask, found: Results, said: Section) -> Panel:
    """The curve, as far as anybody has been watched."""
    curve = [still for still in found.curve if still.share is not None]
    readers = curve[0].readers if curve else 0
    base = ngettext(
        "of %(num)s reader who allowed ads · the band holds the true share in 95 of 100 cases",
        "of %(num)s readers who allowed ads · the band holds the true share in 95 of 100 cases",
        readers,
        num=ask.numbers.count(readers),
    )
    context = {
        "figure": still_allowing(curve, ask.numbers) if curve else None,
        "base": base if curve else _("Nobody has allowed ads yet."),
        "kept": said.kept,
    }
    return Panel("panels/still.html", context, curve_table(curve))


def _part(name: str, heading: str, term: str, shape: str, panel: Panel) -> tuple[Place, Panel]:
    return Place(name, heading, term, shape, _answering(panel)), panel


def _answering(panel: Panel) -> Callable[[Ask], Awaitable[Panel]]:
    async def answer(_ask: Ask) -> Panel:
        return panel

    return answer
