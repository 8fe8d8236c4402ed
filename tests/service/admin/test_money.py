"""The money page: saved, refused, changed by two at once."""

import msgspec
import pytest

from service.catalog.sites import Article, Money

from .desk import HOSTILE, Desk, fields, problem

PAGE = "/s/daily/money"


async def kept(desk: Desk) -> Money:
    site = await desk.catalog.site("daily")
    assert site is not None
    return site.money


async def test_what_is_typed_is_kept(desk: Desk) -> None:
    await desk.sign_in("admin")
    rows = {
        "tiers.0.countries": "us gb",
        "tiers.0.cpm": "9",
        "sections.1.name": "Новини",
        "sections.1.cpm": "4,5",
    }
    answer = await desk.press(PAGE, PAGE, "save", currency="uah", cpm="3", **{"devices.phone": "2.5"}, **rows)
    assert (answer.status_code, answer.headers["location"], desk.changes) == (303, f"{PAGE}?saved", 1)
    assert await kept(desk) == Money(
        currency="UAH",
        cpm=3.0,
        by_device={"phone": 2.5},
        by_country={"US": 9.0, "GB": 9.0},
        by_section={"Новини": 4.5},
    )
    assert "Saved." in (await desk.get(f"{PAGE}?saved")).text


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_is_refused_stands_in_its_field_with_a_sentence(desk: Desk, text: str) -> None:
    await desk.sign_in("admin")
    answer = await desk.press(PAGE, PAGE, "save", cpm=text, currency="USD")
    assert (answer.status_code, problem(answer.text, "cpm")) == (
        422,
        "Write a number from 0 to 100,000, like 2.50.",
    )
    again = fields(answer.text, PAGE)
    assert (again["cpm"].strip(), again["currency"]) == (text.strip(), "USD")
    assert "<script>alert" not in answer.text
    assert (await kept(desk), desk.changes) == (Money(), 0)


async def test_more_lines_keep_what_is_typed(desk: Desk) -> None:
    await desk.sign_in("admin")
    answer = await desk.press(PAGE, PAGE, "more", cpm="typed", **{"tiers.1.countries": "PL"})
    again = fields(answer.text, PAGE)
    assert (answer.status_code, again["cpm"], again["tiers.1.countries"]) == (200, "typed", "PL")
    assert "tiers.3.countries" in again


async def test_of_two_who_save_the_second_is_told_and_loses_nothing(desk: Desk) -> None:
    await desk.sign_in("admin")
    mine = await desk.form(PAGE) | {"do": "save", "cpm": "5"}
    await desk.catalog.change_site("daily", lambda site: msgspec.structs.replace(site, money=Money(cpm=7.0)))
    answer = await desk.browser.post(PAGE, data=mine)
    assert (answer.status_code, await kept(desk)) == (409, Money(cpm=7.0))
    assert 'data-head="Theirs, kept">7</td><td data-head="Yours, not saved">5</td>' in answer.text
    assert (await desk.browser.post(PAGE, data=fields(answer.text, PAGE) | {"do": "save"})).status_code == 303
    assert (await kept(desk)).cpm == 5.0


async def test_a_change_elsewhere_is_no_conflict(desk: Desk) -> None:
    await desk.sign_in("admin")
    mine = await desk.form(PAGE) | {"do": "save", "cpm": "5"}
    await desk.catalog.change_site("daily", lambda site: msgspec.structs.replace(site, name="Renamed"))
    assert (await desk.browser.post(PAGE, data=mine)).status_code == 303


async def test_an_unknown_field_is_refused(desk: Desk) -> None:
    await desk.sign_in("admin")
    answer = await desk.press(PAGE, PAGE, "save", bonus="1")
    assert (answer.status_code, "no field “bonus”" in answer.text) == (400, True)


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("editor", False), ("admin", True)])
async def test_only_admins_may_write(desk: Desk, role: str, may: bool) -> None:
    await desk.sign_in(role)
    page = (await desk.get(PAGE)).text
    assert ('<fieldset class="parts" disabled' not in page) is may
    assert (">Save</button></div>" in page or ">More lines<" in page) is may


async def test_a_form_of_another_session_is_given_back(desk: Desk) -> None:
    await desk.sign_in("admin")
    answer = await desk.press(PAGE, PAGE, "save", csrf="old", cpm="5")
    assert (answer.status_code, fields(answer.text, PAGE)["cpm"]) == (403, "5")
    assert await kept(desk) == Money()


async def test_the_sites_own_sections_are_offered(desk: Desk) -> None:
    await desk.catalog.put_articles([Article(site="daily", path="/a", section="Новини <b>")])
    await desk.sign_in("admin")
    assert '<option value="Новини &lt;b&gt;">' in (await desk.get(PAGE)).text
