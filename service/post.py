"""The weekly report on its way: when it is due, to whom it still has to go, and what became of it.

Sent Mondays at 07:00 of the site's time zone. Each step is in the catalog before the next one is taken, so
that whatever happens in between nobody gets a week's report twice.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service import mail, signing
from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.catalog.sites import Site
from service.catalog.subscriptions import Subscription
from service.catalog.times import now_ms

_log = structlog.get_logger()

HOUR = 7
#: A report that is two days late is nobody's news any more.
LATE_MS = 2 * 86_400_000
#: 5, 10, 20 … minutes between tries: the eighth and last is 10.6 hours after the first.
FIRST_PAUSE_MS = 5 * 60_000
MOST_ATTEMPTS = 8
UNSUBSCRIBE = "unsubscribe"

#: What the report of a site's week says in a language; it wants to know how the reader ends it.
Compose = Callable[[Site, dt.date, str], Awaitable[Callable[[str], mail.Letter]]]


class Due(msgspec.Struct, frozen=True):
    """The week whose report is due: its Monday, and since when, UTC milliseconds."""

    week: dt.date
    since: int


def due_week(timezone: str, now: int) -> Due:
    """The last whole week before the latest Monday, 07:00; `now` in UTC milliseconds."""
    zone = ZoneInfo(timezone)
    local = dt.datetime.fromtimestamp(now / 1000, zone)
    monday = local.date() - dt.timedelta(local.weekday())
    at = dt.datetime.combine(monday, dt.time(HOUR), zone)
    if at.timestamp() * 1000 > now:
        monday -= dt.timedelta(7)
        at = dt.datetime.combine(monday, dt.time(HOUR), zone)
    return Due(monday - dt.timedelta(7), round(at.timestamp() * 1000))


class Post:
    """Sends what is due. `home` is where links begin; `count` is told every outcome."""

    def __init__(
        self,
        catalog: Catalog,
        sites: Callable[[], Sequence[Site]],
        compose: Compose,
        *,
        server: mail.Server,
        sender: str,
        home: str,
        count: Callable[[Outcome], None] = lambda _: None,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        self._catalog = catalog
        self._sites = sites
        self._compose = compose
        self._server = server
        self._sender = sender
        self._home = home
        self._count = count
        self._clock = clock
        self._rest_until = 0
        self._stopping = False

    async def start(self) -> None:
        """To be awaited before the first round: what the last run left under way is not tried again."""
        lost = await self._catalog.forget_under_way(self._clock())
        if lost:
            _log.warning("reports were under way when the service ended; they are not sent again", count=lost)

    def stop(self) -> None:
        """Begin no further letter."""
        self._stopping = True

    async def deliver(self) -> None:
        """One round over all sites. After a failure that is no one recipient's, the mail server has a rest.

        A site whose report cannot be written is tried again next round; its error is raised at the end.
        """
        failed: list[Exception] = []
        for site in self._sites():
            due = due_week(site.timezone, self._clock())
            if self._clock() - due.since >= LATE_MS:
                continue
            try:
                await self._site(site, due)
            except Exception as error:  # noqa: BLE001  one site's trouble must not keep the others waiting
                failed.append(error)
        if failed:
            raise failed[0]

    async def _site(self, site: Site, due: Due) -> None:
        letters: dict[str, Callable[[str], mail.Letter]] = {}
        for one in await self._catalog.due(site.key, due.week, due.since, self._clock()):
            if self._stopping or self._clock() < self._rest_until:
                return
            if one.language not in letters:
                letters[one.language] = await self._compose(site, due.week, one.language)
            letter = letters[one.language](await unsubscribe_url(self._catalog, self._home, one.id))
            await self._one(one, due.week, letter)

    async def _one(self, to: Subscription, week: dt.date, letter: mail.Letter) -> None:
        # Before it is begun: what fails here for everybody must not use up anybody's report.
        written = self._written(to, week, letter)
        attempt = await self._catalog.begin_delivery(to.id, week, self._clock())
        if not attempt:
            return
        try:
            error = await self._sent(written)
        except Exception:
            await self._end(to, week, "unknown")
            raise
        outcome = _outcome(error, attempt) if error else "sent"
        if error:
            _log.warning(
                "a report was not sent", site=to.site, outcome=outcome, attempt=attempt, why=str(error)
            )
        if error and not error.recipient:
            self._rest_until = self._clock() + FIRST_PAUSE_MS
        await self._end(to, week, outcome, FIRST_PAUSE_MS * 2 ** (attempt - 1))

    def _written(self, to: Subscription, week: dt.date, letter: mail.Letter) -> EmailMessage | mail.MailError:
        try:
            return mail.message(letter, self._sender, to.email, f"report.{week}.{to.id}.{to.site}")
        except mail.MailError as error:
            return error

    async def _sent(self, written: EmailMessage | mail.MailError) -> mail.MailError | None:
        """What kept it from being sent, None for nothing."""
        if isinstance(written, mail.MailError):
            return written
        try:
            await asyncio.to_thread(mail.send, self._server, written)
        except mail.MailError as error:
            return error
        return None

    async def _end(self, to: Subscription, week: dt.date, outcome: Outcome, pause_ms: int = 0) -> None:
        now = self._clock()
        again = now + pause_ms if outcome == "waiting" else 0
        await self._catalog.end_delivery(to.id, week, outcome, now, again)
        self._count(outcome)


def _outcome(error: mail.MailError, attempt: int) -> Outcome:
    if not error.sure:
        return "unknown"
    return "refused" if error.final or attempt >= MOST_ATTEMPTS else "waiting"


async def unsubscribe_url(catalog: Catalog, home: str, subscription: int) -> str:
    """The address that ends a subscription. It holds a number, and nobody's e-mail address."""
    key = await catalog.secret("links")
    sealed = signing.seal(key, UNSUBSCRIBE, str(subscription).encode())
    return f"{home.rstrip('/')}/unsubscribe/{sealed}"


#: Makes a page of a template's name, what it shows, and a status.
Render = Callable[[str, dict[str, object], int], Response]


def routes(catalog: Catalog, render: Render) -> list[BaseRoute]:
    """Where subscriptions end. GET asks first, because mail scanners open every link; POST does it.

    The signature is the leave to do it: mail programs send neither cookie nor CSRF token (RFC 8058).
    """

    async def unsubscribe(request: Request) -> Response:
        key = await catalog.secret("links")
        number = signing.unseal(key, UNSUBSCRIBE, request.path_params["token"])
        if number is None:
            return _private(render("unsubscribe.html", {"known": False, "done": False}, 404))
        if request.method == "POST":
            await catalog.unsubscribe(int(number))
        return _private(render("unsubscribe.html", {"known": True, "done": request.method == "POST"}, 200))

    return [Route("/unsubscribe/{token}", unsubscribe, methods=["GET", "POST"])]


def _private(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
