"""The preview: the draft as it is kept, or as it is typed."""

import html
import json
import re
from typing import Any

import pytest

from service.appeals.defaults import NAMES
from service.catalog.rule import Form

from .desk import BASE, HOSTILE, Desk


def gift(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="appeal">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    appeal: dict[str, Any] = json.loads(found[1])
    return appeal


@pytest.mark.parametrize("form", NAMES)
async def test_the_draft_appears_at_once(desk: Desk, form: Form) -> None:
    await desk.sign_in("viewer")
    kept = await desk.rule(form)
    appeal = gift((await desk.get(f"{BASE}/{kept.id}/preview")).text)
    assert (appeal["form"], appeal["trigger"]["kind"], appeal["lang"]) == (form, "at_once", "en")
    assert appeal["title"] == kept.draft.variants[0].messages["en"].title


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("language=uk", "lang", "uk"),
        ("form=banner", "form", "banner"),
        ("variant=1", "variant", 1),
        ("variant=77", "variant", 1),
        ("variant=x&language=<b>&form=popup&scheme=sepia", "form", "dialog"),
    ],
)
async def test_what_is_chosen_is_shown(desk: Desk, query: str, field: str, value: object) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    assert gift((await desk.get(f"{BASE}/{kept.id}/preview?{query}")).text)[field] == value


@pytest.mark.parametrize(("scheme", "told"), [("dark", "dark"), ("light", "light"), ("", "light dark")])
async def test_the_page_is_light_or_dark(desk: Desk, scheme: str, told: str) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = (await desk.get(f"{BASE}/{kept.id}/preview?scheme={scheme}")).text
    assert f'<meta name="color-scheme" content="{told}">' in page


async def test_what_is_typed_is_shown_and_not_saved(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    sent = await desk.form(page) | {"variants.0.messages.uk.title": "Нове", "preview.language": "uk"}
    answer = await desk.browser.post(f"{page}/preview", data=sent)
    assert (gift(answer.text)["title"], await desk.kept(kept.id)) == ("Нове", kept)


async def test_what_is_no_rule_yet_gets_a_sentence(desk: Desk) -> None:
    await desk.sign_in()
    page = f"{BASE}/{(await desk.rule()).id}"
    answer = await desk.browser.post(f"{page}/preview", data=await desk.form(page) | {"holdout": "x"})
    assert (answer.status_code, "Nothing to show yet" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "[x](javascript:alert(1))", "--></noscript><script>alert(1)</script>"]
)
@pytest.mark.parametrize("name", ["title", "text", "how", "done", "later"])
async def test_nothing_typed_becomes_markup(desk: Desk, name: str, text: str) -> None:
    await desk.sign_in()
    page = f"{BASE}/{(await desk.rule()).id}"
    sent = await desk.form(page) | {f"variants.0.messages.en.{name}": text}
    answer = await desk.browser.post(f"{page}/preview", data=sent)
    assert answer.status_code in {200, 422}
    outside = re.sub(r"<script[^>]* (?:id|src)=.*?</script>", "", answer.text, flags=re.DOTALL)
    assert not re.search(r"<script|<img|javascript:[^<]*\"", outside)


async def test_without_scripts_the_words_are_there(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = html.unescape((await desk.get(f"{BASE}/{kept.id}/preview")).text)
    assert f"<noscript><h2>{kept.draft.variants[0].messages['en'].title}</h2><p>" in page


async def test_only_our_own_pages_may_frame_it(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    policy = (await desk.get(f"{BASE}/{kept.id}/preview")).headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'self';" in policy
