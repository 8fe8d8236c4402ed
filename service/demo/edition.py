"""The two editions of the newsroom: every word of the pages that is not an article's own."""

from datetime import UTC, datetime

import msgspec

from service.events import WORDS_PER_MINUTE


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One language's labels. `months` are the twelve, in the form that follows a day's number."""

    language: str
    locale: str
    name: str
    motto: str
    switch: str
    sections: dict[str, str]
    months: str
    skip: str
    latest: str
    other: str
    more: str
    read: str
    by: str
    minutes: str
    notice: str
    tags: str
    sections_label: str
    missing_title: str
    missing_text: str
    home: str
    fiction: str
    measured: str
    object: str

    @property
    def query(self) -> str:
        """What a list's address ends with so that it opens in this language; English is the default."""
        return "" if self.language == "en" else f"?lang={self.language}"

    def day(self, ms: int) -> str:
        """The UTC day of a time in milliseconds, as a reader of this language writes it."""
        when = datetime.fromtimestamp(ms / 1000, UTC)
        return f"{when.day} {self.months.split()[when.month - 1]}"

    def moment(self, ms: int) -> str:
        """Day, year and time of day, UTC."""
        when = datetime.fromtimestamp(ms / 1000, UTC)
        return f"{self.day(ms)} {when:%Y, %H:%M} UTC"

    def reading_time(self, words: int) -> str:
        """Whole minutes at 238 words a minute, at least one."""
        return f"{max(1, round(words / WORDS_PER_MINUTE))} {self.minutes}"


ENGLISH = Edition(
    language="en",
    locale="en_GB",
    name="The Ferry Bell",
    motto="News of Velmouth and the estuary",
    switch="English",
    sections={
        "Local": "Local",
        "Environment": "Environment",
        "Culture": "Culture",
        "Science": "Science",
        "Sport": "Sport",
        "Opinion": "Opinion",
    },
    months="January February March April May June July August September October November December",
    skip="Skip to the text",
    latest="Latest",
    other="In English",
    more="Read next",
    read="Read the article",
    by="By",
    minutes="min read",
    notice="Advertisement",
    tags="Topics",
    sections_label="Sections",
    missing_title="This page has missed the boat",
    missing_text="There is nothing at this address. It may have moved, or never sailed.",
    home="Back to the front page",
    fiction="The Ferry Bell is a demonstration. Velmouth, its people and its news are invented.",
    measured=(
        "Article pages measure how long they are read, how far they are scrolled and whether advertisements "
        "could load. No cookies: a pseudonym that changes every day, and no stored IP address."
    ),
    object="To object, turn on Global Privacy Control or Do Not Track in your browser.",
)

UKRAINIAN = Edition(
    language="uk",
    locale="uk_UA",
    name="Поромний дзвін",
    motto="Новини Велмута й лиману",
    switch="Українською",
    sections={
        "Local": "Місто",
        "Environment": "Довкілля",
        "Culture": "Культура",
        "Science": "Наука",
        "Sport": "Спорт",
        "Opinion": "Думка",
    },
    months="січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    skip="Перейти до тексту",
    latest="Найновіше",
    other="Українською",
    more="Читайте також",
    read="Читати далі",
    by="",
    minutes="хв читання",
    notice="Реклама",
    tags="Теми",
    sections_label="Розділи",
    missing_title="Ця сторінка спізнилася на пором",
    missing_text="За цією адресою нічого немає. Може, переїхала, а може, ніколи й не відпливала.",
    home="На першу сторінку",
    fiction="«Поромний дзвін» — демонстрація. Велмут, його мешканці й новини вигадані.",
    measured=(
        "На сторінках статей вимірюємо, як довго їх читають, як далеко гортають і чи змогла завантажитися "
        "реклама. Без кукі: псевдонім змінюється щодня, IP-адреса не зберігається."
    ),
    object="Щоб заперечити, увімкніть у браузері Global Privacy Control або Do Not Track.",
)

EDITIONS = {edition.language: edition for edition in (ENGLISH, UKRAINIAN)}


def edition_for(language: str | None) -> Edition:
    """The edition of a language; the English one for anything unknown."""
    return EDITIONS.get(language or "", ENGLISH)
