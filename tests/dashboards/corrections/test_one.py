"""The page of one correction."""

import pytest

from service.catalog.intake import Checked
from service.catalog.sites import Article
from tests.dashboards.corrections.desks import BASE, HOSTILE, Inbox
from tests.dashboards.fakes import SITE
from tests.dashboards.people import EMAIL


@pytest.mark.parametrize("number", ["99", "0", "9" * 40])
async def test_there_is_no_such_correction(inbox: Inbox, number: str) -> None:
    assert (await inbox.get(f"/{number}")).status_code == 404
    assert (await inbox.send(f"/{number}", do="fixed")).status_code == 404


@pytest.mark.parametrize("number", ["x", "-1", "1.5"])
async def test_what_is_no_number_is_no_page(inbox: Inbox, number: str) -> None:
    assert (await inbox.get(f"/{number}")).status_code == 404


async def test_all_that_readers_said_is_there(inbox: Inbox) -> None:
    await inbox.catalog.put_articles([Article(site=SITE.key, path="/a", title="The bridge", section="World")])
    number = await inbox.report("in 1936", suggestion="in 1963", comment="My father built it.")
    await inbox.report("1936", suggestion="1963", to=number)
    await inbox.report("1936", to=number)
    page = (await inbox.get(f"/{number}")).text
    for words in ("<h1", "The bridge", "My father built it.", "2 readers", "3 reports", "said nothing"):
        assert words in page


async def test_the_article_opens_at_the_quote(inbox: Inbox) -> None:
    await inbox.report("well-known, in 1936", article="/a b/ü")
    page = (await inbox.get("/1")).text
    assert 'href="https://news.test/a%20b/%C3%BC#:~:text=well%2Dknown%2C%20in%201936"' in page


async def test_many_reports_come_when_they_are_asked_for(inbox: Inbox) -> None:
    number = await inbox.report()
    for _more in range(24):
        await inbox.report(comment="So it is.", to=number)
    first, whole = (await inbox.get("/1")).text, (await inbox.get("/1?all")).text
    assert "5 more reports" in first
    assert (first.count("So it is."), whole.count("So it is.")) == (20, 24)


async def test_a_remark_is_kept_with_its_name(inbox: Inbox) -> None:
    await inbox.report()
    answer = await inbox.send("/1", do="remark", text="Asked the <b>county</b>.\nTwice.")
    assert answer.headers["location"] == f"{BASE}/1?said#history"
    page = (await inbox.get("/1?said")).text
    assert "Asked the &lt;b&gt;county&lt;/b&gt;.\nTwice." in page
    assert EMAIL in page
    assert "Your remark is kept." in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write something here."),
        (" \n", "Write something here."),
        ("x" * 2_001, "Too long: 2,001 characters of at most 2,000."),
        ("\x00", "This holds a character that cannot be shown (U+0000). Type it anew."),
    ],
)
async def test_a_remark_that_cannot_be_kept_is_given_back(inbox: Inbox, text: str, words: str) -> None:
    await inbox.report()
    answer = await inbox.send("/1", do="remark", text=text)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert words in answer.text
    assert await inbox.catalog.acts(1) == []


async def test_a_state_is_set_and_taken_back(inbox: Inbox) -> None:
    await inbox.report()
    where = (await inbox.send("/1", do="rejected")).headers["location"]
    assert where.startswith(f"{BASE}/1?done=")
    assert "set it to “Rejected”" in (await inbox.client.get(where)).text
    await inbox.send("/1", do="undo", done=where.partition("done=")[2])
    assert await inbox.states() == {1: "new"}


async def test_what_went_by_itself_is_told_so(inbox: Inbox) -> None:
    await inbox.report()
    await inbox.catalog.checked(SITE.key, [Checked(id=1, before="new", state="fixed")], 1_700_000_000_000)
    assert "Readers’ pages hold these words no more" in (await inbox.get("/1")).text


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_remark_and_an_article_are_text(inbox: Inbox, text: str) -> None:
    kept = text.encode("utf-8", "replace").decode().replace("\x00", "")
    await inbox.catalog.put_articles([Article(site=SITE.key, path=f"/{kept}", title=kept, section=kept)])
    await inbox.report(article=f"/{kept}")
    await inbox.catalog.remark(SITE.key, 1, kept, EMAIL, 1)
    for path in ("", "/1"):
        answer = await inbox.get(path)
        assert answer.status_code == 200
        for part in ("<script>alert", "<img src=x", "</textarea></form>"):
            assert part not in answer.text
