"""An appeal as it travels to the page: data, never HTML (docs/wire.md)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from service.appeals.addresses import web_link
from service.appeals.characters import plain
from service.appeals.contrast import safe
from service.appeals.defaults import default_message, default_messages
from service.appeals.languages import chosen, direction
from service.appeals.markdown import nodes
from service.appeals.pictures import address
from service.appeals.tree import Node
from service.appeals.variables import fill, used, values
from service.appeals.words import articles_left, labels, nearest, texts, words, written
from service.catalog.rule import Form, Message, Rule, Variant, Way
from service.catalog.sites import Site

_WALLS = frozenset({"soft_wall", "hard_wall"})
#: What the device is to keep after each outcome.
KEPT = ("tried", "shown", "dismissed", "claimed", "allowed")


class Compiled(NamedTuple):
    """A message as far as it is the same for all readers. `varies`: there are variables in its text."""

    title: str
    body: list[Node]
    varies: bool
    tells_left: bool
    buttons: dict[str, str]


def payload(
    rule: Rule,
    variant: int,
    site: Site,
    *,
    reader: str = "",
    page: str = "",
    read: int = 0,
    left: int | None = None,
    keep: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The appeal of `rule` in that variant, for msgspec's encoder. Its parts are shared: not to be changed.

    `reader` and `page` are languages (BCP 47), `read` the articles read this month, `left` the free articles
    left (None: the form has no such number), `keep` what the device keeps after each outcome. Raises
    LookupError when the rule has no such variant.
    """
    body, policy = rule.body, site.policy
    shown = _variant(rule, variant)
    language, message = spoken(shown, body.form, reader, page, policy.language)
    ready = compiled(message, body.form, language)
    closable = body.form != "hard_wall" or bool(left)
    known = values(plain(site.name), read, left)
    wall = body.wall if body.form in _WALLS else None
    return {
        "rule": rule.id,
        "variant": variant,
        "form": body.form,
        "trigger": body.trigger,
        "lang": language,
        "dir": direction(language),
        "title": fill(ready.title, known),
        "body": _body(ready, body.form, language, left, known),
        "picture": address(shown.picture, policy.theme, site.key),
        "buttons": ready.buttons if closable else ready.buttons | {"later": ""},
        "ways": _ways(wall.ways, nearest(language)) if wall else [],
        "wait_s": body.wall.wait_s if body.form == "soft_wall" else 0,
        "closable": closable,
        "theme": safe(policy.theme),
        "words": words(language, body.form),
        "keep": {step: (keep or {}).get(step, "") for step in KEPT},
    }


def spoken(variant: Variant, form: Form, reader: str, page: str, default: str) -> tuple[str, Message]:
    """Language and message that a reader gets; a default message from a variant that has none at all."""
    if language := chosen(variant.messages, reader, page, default):
        return language, variant.messages[language]
    language = chosen(default_messages(form, written()), reader, page, default)
    return language, default_message(form, language)


# By what is said, not by the rule's number: a draft, a preview and the live rule share no text,
# and publishing has nothing to clear. 2,048 are all live messages of a busy house.
@lru_cache(maxsize=2048)
def compiled(message: Message, form: Form, language: str) -> Compiled:
    """What a message says in each of its fields, once for all readers."""
    default = labels(language, form)
    return Compiled(
        title=plain(message.title),
        body=nodes(message.text),
        varies="{" in message.text,
        tells_left="left" in used(f"{message.title} {message.text}"),
        buttons={
            name: plain(getattr(message, name)) or getattr(default, name) for name in ("how", "done", "later")
        },
    )


def _variant(rule: Rule, variant: int) -> Variant:
    for one in rule.body.variants:
        if one.id == variant:
            return one
    raise LookupError(f"rule {rule.id} has no variant {variant}")


def _body(ready: Compiled, form: Form, language: str, left: int | None, known: dict[str, str]) -> list[Node]:
    body = _filled(ready.body, known) if ready.varies else ready.body
    if form == "hard_wall" and left and not ready.tells_left:
        return [*body, {"t": "p", "c": [articles_left(language, left)]}]
    return body


def _filled(tree: list[Node], known: dict[str, str]) -> list[Node]:
    """The tree with its variables, in texts only: an address is the same for everybody."""
    return [
        fill(node, known)
        if isinstance(node, str)
        else {**node, "c": _filled(node["c"], known)}
        if "c" in node
        else node
        for node in tree
    ]


@lru_cache(maxsize=512)
def _ways(ways: tuple[Way, ...], language: str) -> list[dict[str, str]]:
    labelled = texts(language).ways
    return [
        {"kind": way.kind, "url": url, "text": labelled[way.kind]}
        for way in ways
        if (url := web_link(way.url))
    ]
