"""The composition root: what the service is made of, its routes, its lifespan. Only this sees everything."""

import asyncio
import contextlib
import datetime as dt
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import structlog
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboards import respond
from dashboards.corrections import inbox
from dashboards.feed import Feeds
from dashboards.pages import desk, home, report, results, shared, shares
from dashboards.pages.ask import Titles
from dashboards.pages.coming import Coming
from dashboards.pages.happened import events_of
from dashboards.pages.stream import Stream
from dashboards.report.letter import Letters
from service import api, art, health, mail, post, tag
from service.accounts import pages as account_pages
from service.accounts import render as account_render
from service.accounts.guard import Accounts
from service.admin import appeals, money, saved, setup, simulator, theme, trace
from service.admin import desk as desk_pages
from service.admin import notes as note_pages
from service.admin import render as admin_render
from service.appeals.book import RuleBook
from service.appeals.past import Past
from service.catalog.book import SiteBook
from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.catalog.desk_deliveries import Kind
from service.catalog.sites import Site
from service.collect.appeals import Appeals
from service.collect.arrivals import Arrivals
from service.collect.articles import ArticleNotes
from service.collect.countries import Countries
from service.collect.decisions import Decisions
from service.collect.endpoint import Collector
from service.collect.enrich import Enricher
from service.collect.limiter import Limiter
from service.collect.pseudonym import Salts
from service.config import Settings
from service.corrections.book import DeskBook
from service.corrections.desk import Mailing, Messenger
from service.corrections.endpoint import CHECK_PATH, PATH, Notes
from service.corrections.taking import Taking, watching
from service.corrections.throttle import Throttle
from service.corrections.tidy import tidy
from service.corrections.webhook import Caller
from service.corrections.work import Work
from service.journal.journal import Journal
from service.metrics.metrics import Metrics
from service.metrics.query import Query
from service.page.files import Files
from service.page.language import speak
from service.segment import Segment
from service.ship import Shipper, now_ms
from service.warehouse import segments
from service.warehouse.embedded import EmbeddedWarehouse
from service.warehouse.port import Sample
from service.work import Rounds

_log = structlog.get_logger()

#: An address may send ten seconds' worth of its rate at once: a newsroom behind one address starts at nine.
BURST_S = 10
CATALOG_S = 2.0
#: Open views are shown when somebody asks; and now and then, so that there is never much to catch up with.
QUIET_S = 10.0
SALTS_S = 60.0
#: How late, in seconds, a report may be.
POST_S = 60.0
#: How late, in seconds, a desk may hear of a correction.
DESK_S = 5.0
#: How late, in seconds, readers' pseudonyms and addresses may be forgotten.
TIDY_S = 600.0
#: Articles of a site whose metadata is known from the start.
REMEMBERED = 10_000


class _Service(Starlette):
    """Hands beacons straight to the collector: Starlette's layers and routes took 4 to 8 µs of each."""

    collector: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.collector and scope["type"] == "http" and scope["path"] == "/v1/read":
            await self.collector(scope, receive, send)
        else:
            if scope["type"] == "http":
                speak(Headers(scope=scope).get("accept-language", ""))
            await super().__call__(scope, receive, send)


def create(settings: Settings, further: Sequence[BaseRoute] = ()) -> Starlette:
    """The application; `further` routes (the demo's newsroom) come after the service's own.

    `state.leave` ends the answers that would go on for ever; call it before waiting for all to be given.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: _Service) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            app.collector, routes, app.state.leave = await _start(settings, stack)
            app.router.routes[:] = [*routes, *further, _to_sites()]
            yield

    app = _Service(lifespan=lifespan)
    # It decodes the query as UTF-8, and raises where a stranger sends something else.
    app.router.redirect_slashes = False
    return app


def _to_sites() -> Route:
    async def to_sites(_: Request) -> Response:
        return RedirectResponse("/s", 303)

    return Route("/", to_sites)


async def _start(
    settings: Settings, stack: contextlib.AsyncExitStack
) -> tuple[Collector, list[BaseRoute], Callable[[], None]]:
    """Start everything, bottom up; the stack stops it, top down.

    The collector, all other routes, and what ends the streams.
    """
    catalog = await Catalog.open(settings.data)
    stack.push_async_callback(catalog.close)
    book = SiteBook(catalog.sites)
    await book.refresh()

    journal = await Journal.start(
        settings.data, queue_limit=settings.queue_limit, checkpoint_s=settings.checkpoint_s
    )
    stack.push_async_callback(journal.stop)
    warehouse = await _warehouse(settings, journal, book)
    stack.callback(warehouse.close)
    shipper = Shipper(journal, warehouse, idle_ms=round(settings.view_idle_s * 1000), live_s=settings.live_s)
    await shipper.follow()

    countries = Countries(settings.country_file)
    stack.callback(countries.close)
    salts = Salts(await journal.salts(), journal.save_salt)
    notes = ArticleNotes(catalog.put_articles)
    for site in book.sites:
        notes.remember(reversed(await catalog.all_articles(site.key, REMEMBERED)))
    stack.push_async_callback(notes.flush)
    rules = RuleBook(catalog.live_rules, lambda: book.sites)
    await rules.refresh()
    counts = health.Counts()
    arrivals = Arrivals()
    decisions = Decisions()
    desks = DeskBook(catalog.desks)
    await desks.refresh()
    enricher = Enricher(salts, countries, notes.story_of)
    collector = Collector(
        sites=book,
        limiter=Limiter(settings.rate_limit, max(1.0, settings.rate_limit * BURST_S)),
        enricher=enricher,
        notes=notes,
        appeals=Appeals(rules.of, notes.topic_of, decisions),
        journal=journal,
        arrivals=arrivals,
        count=counts.count,
        foreign_revenue=counts.foreign_revenue,
        corrects=desks.corrects,
    )
    watched, throttle = watching(catalog, now_ms), Throttle(settings.report_limit)
    reporting = Notes(
        sites=book,
        desks=desks,
        watched=watched,
        taking=Taking(catalog, watched, throttle.words),
        enricher=enricher,
        throttle=throttle,
        work=Work(),
        count=counts.note,
    )

    async def expire_salts() -> None:
        over = salts.expire(now_ms(), {site.timezone for site in book.sites})
        if over:
            await journal.destroy_salts(over)

    rounds = Rounds()
    stack.push_async_callback(rounds.stop)
    rounds.every(QUIET_S, "follow", shipper.follow)
    rounds.every(settings.ship_s, "ship", shipper.ship)
    rounds.every(settings.merge_s, "merge", shipper.merge)
    rounds.every(CATALOG_S, "sites", book.refresh)
    rounds.every(CATALOG_S, "rules", rules.refresh)
    rounds.every(CATALOG_S, "articles", notes.flush)
    rounds.every(SALTS_S, "salts", expire_salts)
    rounds.every(CATALOG_S, "desks", desks.refresh)
    rounds.every(TIDY_S, "reports of mistakes", lambda: tidy(catalog, book.sites, now_ms()))

    async def change(site: Site) -> None:
        await catalog.update_site(site)
        await book.refresh()

    async def changed() -> None:
        await book.refresh()
        await rules.refresh()

    metrics = Metrics(warehouse, book.zone, shipper.catch_up, book.money)
    accounts = Accounts(catalog, secure_cookies=settings.secure_cookies)
    feeds = Feeds(lambda site: metrics.live(site, now_ms()))
    stack.callback(feeds.end)
    coming = Coming()
    stack.push_async_callback(coming.end)
    looking = desk.Desk(metrics, book.find, titles_of(catalog), time.time)
    live = Stream(looking, feeds, accounts.still, lambda request: request.state.person.id)
    letters = Letters(metrics, titles_of(catalog), rule_names(catalog), settings.public_url, time.time)
    messenger = await _messenger(settings, stack, catalog, book, counts.told)
    rounds.every(DESK_S, "telling desks", messenger.deliver)
    if settings.smtp_url:
        rounds.every(POST_S, "reports", await _post(settings, stack, catalog, book, letters, counts.report))
    return (
        collector,
        [
            *tag.routes(),
            Route(PATH, reporting),
            Route(CHECK_PATH, reporting),
            *art.routes(catalog.picture),
            *health.routes(counts, journal, shipper, settings.metrics_token, rounds.failing),
            *api.routes(
                metrics, accounts.token, _settled(journal), settings.data / "segments", settings.request_limit
            ),
            *account_pages.routes(accounts),
            *setup.routes(accounts, book.find, arrivals.of, change),
            *trace.routes(accounts, catalog, decisions),
            *simulator.routes(accounts, catalog, _past(warehouse), notes.topic_of),
            *appeals.routes(accounts, catalog, changed, _week_of(metrics)),
            *money.routes(accounts, catalog, changed),
            *note_pages.routes(accounts, catalog),
            *saved.routes(accounts, catalog),
            *theme.routes(accounts, catalog, changed),
            Files(account_render.FOLDER, admin_render.FOLDER, respond.FOLDER).route(),
            *home.routes(lambda: book.sites, accounts.signed_in),
            *desk.routes(
                metrics,
                book.find,
                titles_of(catalog),
                accounts.signed_in,
                events=events_of(catalog, book.zone),
                library=catalog,
                goals=catalog.goals,
                reports=catalog,
                coming=coming,
            ),
            *desk_pages.routes(accounts, catalog, messenger, desks.refresh),
            *inbox.routes(catalog, metrics, book.find, accounts.signed_in),
            *results.routes(metrics, book.find, rule_names(catalog), accounts.signed_in),
            *live.routes(accounts.signed_in),
            *shares.routes(catalog, book.find, accounts.signed_in, settings.public_url),
            *shared.routes(
                desk.Desk(
                    metrics,
                    book.find,
                    titles_of(catalog),
                    time.time,
                    events=events_of(catalog, book.zone),
                    library=catalog,
                    goals=catalog.goals,
                    coming=coming,
                ),
                catalog,
            ),
            *report.routes(catalog, book.find, letters, accounts.signed_in, bool(settings.smtp_url)),
            *post.routes(catalog, respond.render),
        ],
        feeds.end,
    )


async def _post(
    settings: Settings,
    stack: contextlib.AsyncExitStack,
    catalog: Catalog,
    book: SiteBook,
    letters: Letters,
    count: Callable[[Outcome], None],
) -> Callable[[], Awaitable[None]]:
    """A round of the weekly reports; the stack ends one that is under way after the letter it is at."""
    out = post.Post(
        catalog,
        lambda: book.sites,
        letters.compose,
        server=mail.read_server(settings.smtp_url),
        sender=settings.mail_from,
        home=settings.public_url,
        count=count,
    )
    await out.start()
    stack.callback(out.stop)
    return out.deliver


async def _messenger(
    settings: Settings,
    stack: contextlib.AsyncExitStack,
    catalog: Catalog,
    book: SiteBook,
    count: Callable[[Kind, Outcome], None],
) -> Messenger:
    """What tells desks; the stack ends a round that is under way after the letter or the call it is at."""
    mailing = Mailing(mail.read_server(settings.smtp_url), settings.mail_from) if settings.smtp_url else None
    messenger = Messenger(
        catalog, lambda: book.sites, Caller(), home=settings.public_url, mailing=mailing, count=count
    )
    await messenger.start()
    stack.callback(messenger.stop)
    return messenger


async def _warehouse(settings: Settings, journal: Journal, book: SiteBook) -> EmbeddedWarehouse:
    """The warehouse over the segments that the manifest lists; files it does not list are removed."""
    root = settings.data / "segments"
    listed = await journal.segments()
    orphans = await asyncio.to_thread(segments.remove_orphans, root, listed)
    if orphans:
        _log.info("removed segments that no manifest lists", count=len(orphans))
    lost = await asyncio.to_thread(segments.missing, root, listed)
    if lost:
        _log.error("segments are missing; their views are not counted", paths=lost[:10], count=len(lost))
    return EmbeddedWarehouse(
        root,
        [segment for segment in listed if segment.path not in set(lost)],
        book.zone,
        memory_mb=settings.query_memory_mb,
        threads=settings.query_threads,
    )


def _settled(journal: Journal) -> Callable[[str], Awaitable[list[Segment]]]:
    async def settled(site: str) -> list[Segment]:
        listed = await journal.segments()
        return [one for one in listed if one.site == site and segments.is_settled(one)]

    return settled


def titles_of(catalog: Catalog) -> Titles:
    """The titles of articles, as the catalog has them."""
    return catalog.titles


def _past(warehouse: EmbeddedWarehouse) -> simulator.Views:
    async def past(site: str, first: dt.date, last: dt.date) -> Sample:
        return await warehouse.sample(site, first, last, Past._fields, simulator.MOST_VIEWS)

    return past


def _week_of(metrics: Metrics) -> Callable[[str], Awaitable[dict[int, tuple[int, int]]]]:
    """Of each rule's last seven days: appeals that were seen, and readers who allowed ads."""

    async def week(site: str) -> dict[int, tuple[int, int]]:
        today = metrics.today(site, now_ms())
        query = Query(
            site=site,
            metrics=("appeals_shown", "allowed"),
            dimensions=("rule",),
            from_=today - dt.timedelta(days=6),
            to=today,
        )
        rows = (await metrics.answer(query)).rows
        return {
            int(row.dimensions[0] or 0): (int(row.metrics[0] or 0), int(row.metrics[1] or 0)) for row in rows
        }

    return week


def rule_names(catalog: Catalog) -> Callable[[str], Awaitable[dict[int, str]]]:
    """What a site's rules are called, as they are live or else as drafts."""

    async def names(site: str) -> dict[int, str]:
        return {rule.id: (rule.published or rule.draft).name for rule in await catalog.rules(site)}

    return names
