"""The weekly report as a letter: HTML with pictures, and the same as plain text."""

import asyncio
import base64
import contextvars
import datetime as dt
import textwrap
from collections.abc import Awaitable, Callable

import msgspec

from dashboards.dates import today_in
from dashboards.figures.palette import ACCENT, BLOCKED
from dashboards.figures.text import plain
from dashboards.numbers import numbers_for
from dashboards.pages.ask import Ask, Metrics, Titles
from dashboards.pages.book import BY_NAME
from dashboards.report.pictures import HEIGHT, WIDTH, bars
from dashboards.report.week import Week, read_week, shown_week
from dashboards.respond import text_of
from service.catalog.sites import Site
from service.mail import Letter, Picture
from service.page.language import _, speak

#: The names of a site's rules by id; one without a name may be missing.
Names = Callable[[str], Awaitable[dict[int, str]]]


class Letters(msgspec.Struct, frozen=True):
    """Writes reports. `home` is where links begin; `clock` gives seconds since 1970."""

    metrics: Metrics
    titles: Titles
    names: Names
    home: str
    clock: Callable[[], float]

    async def compose(self, site: Site, monday: dt.date, language: str) -> Callable[[str], Letter]:
        """The report of a site's week in a language; it wants the address that ends such letters."""
        # In a task of its own, because a language is spoken until another one is.
        return await asyncio.create_task(self._compose(site, monday, language))

    async def _compose(self, site: Site, monday: dt.date, language: str) -> Callable[[str], Letter]:
        speak(language)
        now = self.clock()
        ask = Ask(
            metrics=self.metrics,
            titles=self.titles,
            site=site,
            shown=shown_week(monday, today_in(site.timezone, now)),
            numbers=numbers_for(language),
            now_ms=round(now * 1000),
            home=self.home,
        )
        week = await read_week(ask, await self.names(site.key))
        pictures = await asyncio.to_thread(pictures_of, week)
        context = contextvars.copy_context()
        return lambda unsubscribe: context.run(letter, week, pictures, unsubscribe)


def pictures_of(week: Week) -> tuple[Picture, ...]:
    """Views and block rate by day, and revenue where there is any; none of a week without views."""
    if not week.views:
        return ()
    numbers, days = week.ask.numbers, week.days
    labels = [str(one.day.day) for one in days]
    then = [one.views_before for one in days]
    drawn = [
        ("views", bars([one.views for one in days], labels, numbers.count, ACCENT, then), _alt_views(week)),
        (
            "block-rate",
            bars([one.block_rate for one in days], labels, numbers.percent, BLOCKED),
            _("Block rate by day; the table below has the numbers."),
        ),
    ]
    if any(one.revenue for one in days):
        money = [one.revenue for one in days]
        words = bars(
            money, labels, lambda value: numbers.decimals(value, 0 if max(money) >= 100 else 2), ACCENT
        )
        drawn.append(("revenue", words, _("Revenue by day; the table below has the numbers.")))
    return tuple(Picture(name, png, alt, WIDTH, HEIGHT) for name, png, alt in drawn)


def _alt_views(week: Week) -> str:
    most = max(week.days, key=lambda one: one.views)
    return _(
        "Views by day: most on %(day)s, %(views)s. The table below has the numbers.",
        day=most.name,
        views=week.ask.numbers.count(most.views),
    )


def letter(week: Week, pictures: tuple[Picture, ...], unsubscribe: str) -> Letter:
    """The letter of a week, in the language spoken."""
    ask = week.ask
    page = "article" if "article" in BY_NAME else "overview"
    home = ask.home.rstrip("/")
    context = {
        "week": week,
        "ask": ask,
        "numbers": ask.numbers,
        "currency": ask.site.money.currency,
        "pictures": {picture.name: picture for picture in pictures},
        "hrefs": [home + ask.filtered("article", one.path, page) for one in week.stories],
        "overview": home + ask.url("overview"),
        "results": home + ask.url("results"),
        "settings": home + ask.url("report").partition("?")[0],
        "unsubscribe": unsubscribe,
        "plain": plain,
        "fill": textwrap.fill,
    }
    subject = _("Weekly report: %(site)s, %(days)s", site=plain(ask.site.name, 80), days=ask.range.words)
    return Letter(
        subject=subject,
        text=text_of("report/letter.txt", context),
        html=text_of("report/letter.html", context | {"subject": subject}),
        pictures=pictures,
        unsubscribe=unsubscribe,
    )


def standing_alone(letter: Letter) -> str:
    """The letter's HTML with its pictures inside, to be looked at without a mail program."""
    # Its links open beside it, not in the frame that it may be shown in.
    html = letter.html.replace("<head>", '<head>\n<base target="_blank">', 1)
    for picture in letter.pictures:
        data = base64.b64encode(picture.png).decode()
        html = html.replace(f'src="cid:{picture.name}"', f'src="data:image/png;base64,{data}"')
    return html
