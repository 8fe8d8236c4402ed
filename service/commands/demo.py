"""`kindly demo`: the real service with a newsroom to look at, and a month of history."""

import asyncio
import datetime as dt
import secrets
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer
from rich.console import Console
from rich.panel import Panel

from service.accounts.passwords import Passwords
from service.appeals.defaults import default_body, default_messages
from service.catalog.catalog import Catalog
from service.catalog.rule import Condition, Form, Op, Variant
from service.catalog.sites import Article, Site
from service.commands.errors import clear_errors
from service.commands.serve import run
from service.config import Settings, prepare_data_folder
from service.demo import newsroom
from service.demo.corrections import write_corrections
from service.demo.edition import edition_for
from service.lock import only_process
from service.sample.history import write_history
from service.ship import now_ms

SITE = "demo"
EMAIL = "editor@demo.example"
TIMEZONE = "Europe/Kyiv"


@clear_errors
def demo(
    data: Annotated[
        Path, typer.Option(envvar="KINDLY_DATA", help="Where the demo lives; made when it is not there.")
    ] = Path("demo-data"),
    host: Annotated[str, typer.Option(envvar="KINDLY_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="KINDLY_PORT", help="Port to listen on.")] = 8000,
    views: Annotated[
        int, typer.Option(envvar="KINDLY_VIEWS", help="Views of history, when there is none.")
    ] = 120_000,
    origin: Annotated[
        list[str] | None,
        typer.Option(envvar="KINDLY_ORIGIN", help="A further origin under which the demo is opened."),
    ] = None,
    days: Annotated[
        int, typer.Option(envvar="KINDLY_DAYS", help="Days of history, when there is none.")
    ] = 30,
) -> None:
    """Run the service with a demo newsroom and 30 days of history, and say where to click."""
    settings = Settings(data=data, host=host, port=port)
    settings.check()
    prepare_data_folder(data)
    with only_process(data):
        password = _password(data / "demo-password")
        asyncio.run(_prepare(data, _origins(port, origin), views, days, password))
    _say(port, password)
    run(settings, newsroom.routes(SITE))


def _origins(port: int, further: list[str] | None) -> tuple[str, ...]:
    return (f"http://127.0.0.1:{port}", f"http://localhost:{port}", *(further or ()))


async def _prepare(data: Path, origins: tuple[str, ...], views: int, days: int, password: str) -> None:
    """Site, articles, history and editor; what is there already stays."""
    catalog = await Catalog.open(data)
    try:
        site = Site(
            key=SITE,
            name=edition_for("en").name,
            origins=origins,
            timezone=TIMEZONE,
            consent="notice",
        )
        known = await catalog.site(SITE)
        await (catalog.update_site(site) if known else catalog.add_site(site))
        articles = _articles()
        await catalog.put_articles(articles)
        if known is None:
            await write_history(
                data, site, articles, views=views, days=days, seed=1, now=dt.datetime.now(ZoneInfo(TIMEZONE))
            )
        if await catalog.credentials(EMAIL) is None:
            await catalog.add_person(EMAIL, await Passwords().hash(password), "admin")
        if known is None:
            await _publish_appeals(catalog)
            await _report_mistakes(catalog)
    finally:
        await catalog.close()


async def _report_mistakes(catalog: Catalog) -> None:
    """What readers have reported so far, for the editor to see to."""
    editor, now = await catalog.credentials(EMAIL), now_ms()
    articles = {article.path.rpartition("/")[2]: article for article in newsroom.articles(now)}
    if editor:
        await write_corrections(catalog, SITE, articles, editor.person, now)


async def _publish_appeals(catalog: Catalog) -> None:
    """The two rules by which the sample history asks: 1 on phones and tablets, 2 on desktops.

    The second variant of each says what another form says by default.
    """
    asked: tuple[tuple[str, Form, Op, Form], ...] = (
        ("Phones and tablets", "banner", "is_not", "inline"),
        ("Desktops", "dialog", "is", "banner"),
    )
    for name, form, op, other in asked:
        body = default_body(form)
        (group,), (plain,) = body.groups, body.variants
        conditions = (*group.conditions, Condition("device", op, ("desktop",)))
        variants = (
            msgspec.structs.replace(plain, weight=50),
            Variant(2, 50, "B", default_messages(other, ("en", "uk")), plain.picture),
        )
        groups = (msgspec.structs.replace(group, conditions=conditions),)
        body = msgspec.structs.replace(body, name=name, groups=groups, variants=variants)
        rule = await catalog.add_rule(SITE, body, EMAIL)
        await catalog.publish(SITE, rule.id, EMAIL, "The first appeal")


def _articles() -> list[Article]:
    now = now_ms()
    return [
        Article(
            site=SITE,
            path=article.path,
            title=article.title,
            section=article.section,
            authors=article.authors,
            tags=article.tags,
            published_at=article.published_at,
            words=article.words,
            language=article.language,
            seen_at=now,
        )
        for article in newsroom.articles(now)
    ]


def _password(file: Path) -> str:
    """The demo editor's password. It is kept beside the demo's data, to be shown again next time."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9), "utf-8")
    return file.read_text("utf-8").strip()


def _say(port: int, password: str) -> None:
    at = f"http://127.0.0.1:{port}"
    Console().print(
        Panel(
            f"Newsroom   {at}/\n"
            f"Dashboard  {at}/s/{SITE}/overview\n"
            f"Sign in    {EMAIL}\n"
            f"Password   {password}\n\n"
            "Read an article, with an ad blocker and without, and watch the dashboard.\n"
            "Ctrl+C stops the demo.",
            title="Kindly demo",
            expand=False,
        ),
        soft_wrap=True,
    )
