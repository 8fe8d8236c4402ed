"""Who is told of what readers reported: the desk, by letter and by webhook, each thing once.

A letter lists all that is new and comes at most every ten minutes; a webhook is called for each. What is to
be told is in the catalog since the report was taken (`desk_deliveries.tell`), and each step before the next.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import structlog

from service import mail
from service.catalog.catalog import Catalog
from service.catalog.corrections import Report
from service.catalog.deliveries import Outcome
from service.catalog.desk_deliveries import DeskDelivery, End, Kind
from service.catalog.desks import Desk
from service.catalog.sites import Site
from service.catalog.times import now_ms
from service.corrections import letter
from service.corrections.body import body_of, trial_body
from service.corrections.failure import Failure
from service.corrections.letter import News
from service.corrections.webhook import Caller
from service.page.language import N_, speak

_log = structlog.get_logger()

DIGEST_MS = 10 * 60_000
#: 5, 10, 20 … minutes between tries, as of weekly reports: the last is 10.6 hours after the first.
FIRST_PAUSE_MS = 5 * 60_000
MOST_ATTEMPTS = 8
#: What could not be told in two days, because there was nowhere to tell it, is no news any more.
LATE_MS = 2 * 86_400_000
#: A site's webhooks in one round; the rest waits for the next, so that settings that change are obeyed soon.
MOST_CALLS = 20
#: Reports among which the suggestion is found that most readers make.
_MOST_REPORTS = 500


class Mailing(msgspec.Struct, frozen=True):
    """The mail server, and whom letters come from."""

    server: mail.Server
    sender: str


class Messenger:
    """Tells desks. `home` is where links begin; without `mailing` no letters go; `count` hears outcomes."""

    def __init__(
        self,
        catalog: Catalog,
        sites: Callable[[], Sequence[Site]],
        caller: Caller,
        *,
        home: str = "",
        mailing: Mailing | None = None,
        count: Callable[[Kind, Outcome], None] = lambda _kind, _outcome: None,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        self._catalog = catalog
        self._sites = sites
        self._caller = caller
        self._home = home
        self._mailing = mailing
        self._count = count
        self._clock = clock
        self._rests: dict[str, int] = {}
        self._mail_rests = 0
        self._one_letter = asyncio.Lock()
        self._stopping = False

    @property
    def mails(self) -> bool:
        """Whether letters can go."""
        return self._mailing is not None

    async def start(self) -> None:
        """To be awaited before the first round: what the last run left under way is not tried again."""
        lost = await self._catalog.forget_desk_under_way(self._clock())
        if lost:
            _log.warning("desks were being told when the service ended; not told again", count=lost)

    def stop(self) -> None:
        """Begin no further letter and no further call."""
        self._stopping = True

    async def deliver(self) -> None:
        """One round over all sites, at once: a slow one keeps no other waiting. Raises what failed first."""
        sites = {site.key: site for site in self._sites()}
        desks = [desk for desk in await self._catalog.desks() if desk.on and desk.site in sites]
        jobs = [job(sites[desk.site], desk) for desk in desks for job in (self._letters, self._calls)]
        failed = [one for one in await asyncio.gather(*jobs, return_exceptions=True) if one]
        if failed:
            raise failed[0]

    async def try_letter(self, site: Site, desk: Desk) -> None:
        """Send a letter that only says that letters arrive. Raises Failure."""
        await self._mail(
            desk.email, await _spoken(site, lambda: letter.trial(site, self._home)), f"test.{self._clock()}"
        )

    async def try_call(self, site: Site, desk: Desk) -> None:
        """Call the webhook with a body of the type `test`. Raises Failure."""
        body = trial_body(site, self._clock(), self._home)
        await self._caller.post(desk.webhook, desk.secret, f"{site.key}.test.{self._clock()}", body)

    async def _letters(self, site: Site, desk: Desk) -> None:
        if not (desk.email and self._mailing):
            return
        waiting = await self._fresh(site, "email")
        now = self._clock()
        # A mailbox that says "later" is asked again when it said, whatever is new meanwhile.
        if not waiting or max(self._mail_rests, *(one.next_at for one in waiting)) > now:
            return
        if now - await self._catalog.last_desk_letter(site.key) < DIGEST_MS:
            return
        news = await self._news(site, waiting)
        written = await _spoken(site, lambda: letter.compose(site, news, self._home))
        number = f"corrections.{waiting[0].id}.{site.key}"
        async with self._one_letter:
            if self._clock() < self._mail_rests:
                return
            failure = await self._tell(waiting, lambda: self._mail(desk.email, written, number))
        if failure and not failure.recipient:
            self._mail_rests = self._clock() + FIRST_PAUSE_MS

    async def _calls(self, site: Site, desk: Desk) -> None:
        if not desk.webhook:
            return
        waiting = await self._fresh(site, "webhook")
        due = [one for one in waiting if one.next_at <= self._clock()][:MOST_CALLS]
        for one in due:
            if self._clock() < self._rests.get(desk.webhook, 0):
                return
            await self._call(site, desk, one)

    async def _call(self, site: Site, desk: Desk, one: DeskDelivery) -> None:
        news = await self._news(site, [one])
        if not news:
            return
        body = body_of(site, news[0], one.reports, self._clock(), self._home)
        number = f"{site.key}.{one.id}"
        failure = await self._tell([one], lambda: self._caller.post(desk.webhook, desk.secret, number, body))
        if failure:
            self._rests[desk.webhook] = self._clock() + FIRST_PAUSE_MS

    async def _fresh(self, site: Site, kind: Kind) -> list[DeskDelivery]:
        """What waits, but for what has waited too long: that is given up."""
        waiting = await self._catalog.waiting_desk_deliveries(site.key, kind)
        late = [one for one in waiting if self._clock() - one.created_at >= LATE_MS]
        if late:
            await self._end(late, Failure(N_("The desk could not be told within two days."), final=True))
        return [one for one in waiting if one not in late]

    async def _news(self, site: Site, deliveries: Sequence[DeskDelivery]) -> list[News]:
        """What is told, each correction once, that of most reports first."""
        found = []
        for number in dict.fromkeys(one.correction for one in deliveries):
            correction = await self._catalog.correction(site.key, number)
            if correction:
                found.append((correction, await self._catalog.reports(number, _MOST_REPORTS)))
        titles = await self._catalog.titles(site.key, {correction.article for correction, _ in found})
        news = [
            News(
                correction=correction,
                title=titles.get(correction.article, ""),
                suggested=suggested(reports),
                comment=next((one.comment for one in reports if one.comment), ""),
            )
            for correction, reports in found
        ]
        return sorted(news, key=lambda one: -one.correction.reports)

    async def _tell(
        self, deliveries: Sequence[DeskDelivery], send: Callable[[], Awaitable[None]]
    ) -> Failure | None:
        """Tell it; what kept it from being told, None for nothing. In the catalog before and after."""
        if self._stopping:
            return None
        begun = await self._catalog.begin_desk_deliveries([one.id for one in deliveries], self._clock())
        if not begun:
            return None
        try:
            await send()
        except Failure as failure:
            await self._end(begun, failure)
            return failure
        except Exception:
            await self._end(begun, Failure("", sure=False))
            raise
        await self._end(begun, None)
        return None

    async def _end(self, deliveries: Sequence[DeskDelivery], failure: Failure | None) -> None:
        now = self._clock()
        ends = [_end(one, failure, now) for one in deliveries]
        await self._catalog.end_desk_deliveries(ends, now)
        for one, end in zip(deliveries, ends, strict=True):
            self._count(one.kind, end.outcome)
        if failure:
            _log.warning(
                "a desk was not told", site=deliveries[0].site, kind=deliveries[0].kind, why=str(failure)
            )

    async def _mail(self, to: str, written: mail.Letter, number: str) -> None:
        if not self._mailing:
            raise Failure(N_("This service has no mail server."), final=True)
        try:
            message = mail.message(written, self._mailing.sender, to, number)
            await asyncio.to_thread(mail.send, self._mailing.server, message)
        except mail.MailError as error:
            # What mail servers say is theirs, and in no language of ours.
            raise Failure(
                "%(words)s",
                final=error.final,
                sure=error.sure,
                recipient=error.recipient,
                words=str(error)[:300],
            ) from error


def suggested(reports: Sequence[Report]) -> str:
    """What most readers suggest, of equally many the newest; '' where nobody does. Reports: newest first."""
    counted = Counter(one.suggestion for one in reports if one.suggestion)
    return counted.most_common(1)[0][0] if counted else ""


def _end(one: DeskDelivery, failure: Failure | None, now: int) -> End:
    if not failure:
        return End(one.id, "sent")
    if not failure.sure:
        return End(one.id, "unknown", failure.kept)
    if failure.final or one.attempts >= MOST_ATTEMPTS:
        return End(one.id, "refused", failure.kept)
    return End(one.id, "waiting", failure.kept, now + FIRST_PAUSE_MS * 2 ** (one.attempts - 1))


async def _spoken(site: Site, write: Callable[[], mail.Letter]) -> mail.Letter:
    """The letter in the site's language, if the pages speak it."""

    async def writing() -> mail.Letter:
        speak(site.policy.language)
        return write()

    # In a task of its own, because a language is spoken until another one is.
    return await asyncio.create_task(writing())
