"""What is wrong with a rule that was written, by the field beside which it is told, and what to think of."""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import msgspec

from service.admin.tell import tell
from service.appeals import checks, messages
from service.catalog.rule import Body, Rule
from service.catalog.sites import Site


class Found(msgspec.Struct, frozen=True):
    """Sentences by field: `problems` keep the rule from being published, `hints` are only told."""

    problems: dict[str, str]
    hints: dict[str, str]


def found(body: Body, site: Site) -> Found:
    """What is wrong with a rule of this site today, in the language spoken."""
    problems: dict[str, str] = {}
    hints: dict[str, str] = {}
    today = dt.datetime.now(ZoneInfo(site.timezone)).date()
    for problem in checks.problems(body, today):
        (problems if problem.grave else hints).setdefault(problem.field, tell(problem.text))
    for field, sentence in _messages(body):
        if field not in hints:
            problems.setdefault(field, tell(sentence))
    return Found(problems, hints)


def advice(rule: Rule, others: Sequence[Rule], site: Site) -> list[str]:
    """What to think of before this rule joins the `others`, which are live."""
    hints = dict.fromkeys(found(rule.body, site).hints.values())
    return [*hints, *map(tell, checks.advice(rule, others))]


def _messages(body: Body) -> Iterator[tuple[str, str]]:
    for place, variant in enumerate(body.variants):
        for language, message in variant.messages.items():
            for part, sentence in messages.problems(message, body.form):
                yield f"variants.{place}.messages.{language}.{part}", sentence
