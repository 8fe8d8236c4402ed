"""The pages of sign-in in Ukrainian: nothing on them is said in English."""

import httpx
import pytest

from tests.ukrainian import latin, speaking

from .conftest import PASSWORD, sign_in


def english(answer: httpx.Response) -> set[str]:
    assert '<html lang="uk">' in answer.text
    return latin(answer.text)


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        ({"email": "", "password": ""}, {}),
        ({"email": "a", "password": "b"}, {}),
        ({"email": "a@example.org", "password": "b"}, {}),
        ({"email": "a@example.org", "password": "b"}, {"sec-fetch-site": "cross-site"}),
    ],
)
async def test_not_signed_in(
    browser: httpx.AsyncClient, sent: dict[str, str], headers: dict[str, str]
) -> None:
    with speaking("uk"):
        assert english(await browser.get("/login")) == set()
        assert english(await browser.post("/login", data=sent, headers=headers)) == set()


async def test_too_many_attempts(browser: httpx.AsyncClient) -> None:
    with speaking("uk"):
        for _ in range(6):
            answer = await sign_in(browser, password=f"not {PASSWORD}")
    assert (answer.status_code, english(answer)) == (429, set())


@pytest.mark.parametrize("role", ["viewer", "editor"])
async def test_what_is_not_for_a_role_and_a_form_out_of_date(browser: httpx.AsyncClient, role: str) -> None:
    await sign_in(browser, role)
    with speaking("uk"):
        for answer in (await browser.get("/settings"), await browser.post("/settings")):
            assert answer.status_code in {200, 403}
            assert answer.status_code == 200 or english(answer) == set()
