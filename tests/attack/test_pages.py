"""The API, the sign-in and the dashboards: whatever is asked of them, never a 500."""

import datetime as dt
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.pages.book import PAGES as BOOK
from service.metrics.dimensions import DIMENSIONS
from service.metrics.query import METRICS
from tests.attack import hostile
from tests.attack.conftest import EMAIL, Target
from tests.load.client import Reply, send
from tests.service.api.conftest import QUESTION

TEXTS = [
    "", " ", "x" * 3_000, "\x00", "\r\nSet-Cookie: a=b", "'; DROP TABLE views; --", '"', "%", "_", "\\",
    "{{7*7}}", "<script>alert(1)</script>",
    "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "\ufeff", "\u202e", "Ї",
    "😀", "-1", "9" * 400, "1e999", "NaN", "null", "0001-01-01", "9999-12-31", "2026-02-30",
    "2026-11-02T00:00:00Z",
]  # fmt: skip


def assert_fine(answer: Reply) -> None:
    assert answer.status < 500, answer.body[:300]


WRONG: list[Any] = [
    None,
    True,
    -1,
    0,
    1.5,
    2**62,
    "x",
    "",
    "views",
    [],
    [[]],
    {},
    ["views", None],
    [["x", "y"]],
]


@pytest.mark.parametrize("wrong", WRONG, ids=ascii)
@pytest.mark.parametrize("key", [*QUESTION, "filters", "order_by", "limit", "", "FROM"])
def test_a_wrong_value_in_a_question_is_refused_or_answered(target: Target, key: str, wrong: Any) -> None:
    answer = target.query(msgspec.json.encode(QUESTION | {key: wrong}))
    assert answer.status in {200, 400, 403}


@pytest.mark.parametrize("sent", dict(hostile.malformed()).values(), ids=dict(hostile.malformed()))
def test_what_is_no_question_is_refused(target: Target, sent: bytes) -> None:
    answer = target.query(sent)
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert msgspec.json.decode(answer.body)["status"] == 400


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
def test_any_text_may_be_filtered_by(target: Target, value: str) -> None:
    filters = [
        [op, name, [value]] for op in ("is", "is_not", "contains") for name in ("article", "author", "day")
    ]
    assert target.query(msgspec.json.encode(QUESTION | {"filters": filters})).status in {200, 400}


@pytest.mark.parametrize(
    "token", ["", "x", "kindly_", "\xff", "x" * 20_000, "' OR 1=1", "\t", "a b c", "Bearer Bearer"], ids=ascii
)
@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "Basic ", "", "Bearer"])
def test_a_wrong_token_opens_nothing(target: Target, scheme: str, token: str) -> None:
    headers = {"Authorization": (scheme + token).strip()}
    answer = send(target.port, "POST", "/api/v1/query", msgspec.json.encode(QUESTION), headers)
    assert answer.status == 401


@settings(max_examples=120)
@given(
    st.fixed_dictionaries(
        {
            "metrics": st.lists(st.sampled_from([*METRICS, "x"]), max_size=4),
            "dimensions": st.lists(st.sampled_from([*DIMENSIONS, "x"]), max_size=3),
            "from": st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)),
            "to": st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)) | st.dates(),
        },
        optional={
            "limit": st.integers(-1, 5),
            "filters": st.lists(
                st.tuples(
                    st.sampled_from(["is", "is_not", "contains", "like"]),
                    st.sampled_from([*DIMENSIONS, "x"]),
                    st.lists(st.sampled_from(TEXTS), max_size=2),
                ),
                max_size=3,
            ),
            "order_by": st.lists(
                st.tuples(st.sampled_from([*METRICS, *DIMENSIONS]), st.sampled_from(["asc", "desc"])),
                max_size=2,
            ),
        },
    )
)
def test_a_random_question_is_answered_or_refused(target: Target, question: dict[str, Any]) -> None:
    answer = target.query(msgspec.json.encode({"site": "demo"} | question))
    assert answer.status in {200, 400}, answer.body[:300]


FORM = "application/x-www-form-urlencoded"
FORMS = {
    "nothing": (b"", FORM),
    "garbage": (bytes(range(256)), FORM),
    "percent": (b"email=%&password=%zz&next=%ff", FORM),
    "many": (b"&".join(b"a%d=1" % number for number in range(5_000)), FORM),
    "many equal signs": (b"=" * 50_000, FORM),
    "surrogate": (b"email=%ED%A0%80&password=%ED%A0%80", FORM),
    "nul": (b"email=a%00@b&password=%00", FORM),
    "huge": (b"email=" + b"a" * 2_000_000, FORM),
    "no boundary": (b"--x", "multipart/form-data"),
    "empty boundary": (b"----", "multipart/form-data; boundary="),
    "cut off": (b'--x\r\nContent-Disposition: form-data; name="email"', "multipart/form-data; boundary=x"),
    "file": (
        b'--x\r\nContent-Disposition: form-data; name="email"; filename="a"\r\n\r\nhello\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "bad charset": (b"email=a", "application/x-www-form-urlencoded; charset=\xff"),
    "json": (b'{"email": "a"}', "application/json"),
    "no type": (b"email=a&password=b", ""),
}


@pytest.mark.parametrize(("sent", "kind"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_no_form_breaks_the_sign_in(target: Target, path: str, sent: bytes, kind: str) -> None:
    assert_fine(send(target.port, "POST", path, sent, {"Content-Type": kind} if kind else {}))


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
@pytest.mark.parametrize("field", ["email", "password", "next"])
def test_no_field_breaks_the_sign_in(target: Target, field: str, value: str) -> None:
    # Without an @ nothing is looked up: nobody's attempts are used up by these tests.
    fields = {"email": "nobody", "password": "x", "next": "/"} | {field: value.replace("@", "")}
    answer = send(target.port, "POST", "/login", urlencode(fields).encode(), {"Content-Type": FORM})
    assert answer.status in {400, 413, 422, 429}
    assert_fine(send(target.port, "GET", "/login?" + urlencode({field: value})))


@pytest.mark.parametrize(
    "target_url", ["//evil.test", "https://evil.test", "/\\evil.test", "/\t/evil.test", "\x00"]
)
def test_no_sign_in_leads_elsewhere(target: Target, target_url: str) -> None:
    answer = target.get("/login?" + urlencode({"next": target_url}))
    assert (answer.status, answer.headers["location"]) == (303, "/s")


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
@pytest.mark.parametrize(
    "header", ["Cookie", "HX-Current-URL", "Accept-Language", "If-None-Match", "Sec-Fetch-Site"]
)
def test_no_header_breaks_a_page(target: Target, header: str, value: str) -> None:
    clean = value.encode("latin-1", "replace").decode("latin-1").replace("\r\n", " ").replace("\x00", "")
    sent = f"kindly_session={clean}" if header == "Cookie" else clean
    for path in ("/s/demo/overview", "/k.js", "/login"):
        assert_fine(send(target.port, "GET", path, None, {"HX-Request": "true", header: sent}))


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
def test_no_path_breaks_a_page(target: Target, value: str) -> None:
    escaped = quote(value, safe="")
    for path in (
        f"/s/{escaped}/overview",
        f"/s/demo/overview/panel/{escaped}",
        f"/s/demo/overview/panel/{escaped}.csv",
        f"/s/demo/{escaped}",
        f"/static/{escaped}",
        f"/{escaped}",
    ):
        assert_fine(target.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/s/%ff/overview", "/s/%ed%a0%80/overview", "/s/%/overview", "/s/%00/overview", "/s//overview",
        "/s/demo/overview/", "/s/../etc/passwd", "/static/%2e%2e/%2e%2e/service/app.py", "/static/..%5c..%5c",
        "//", "/%2f%2f", "/s/demo/overview/panel/%ff",
    ],
)  # fmt: skip
def test_no_escape_breaks_a_page(target: Target, path: str) -> None:
    answer = target.get(path)
    assert_fine(answer)
    assert b"import " not in answer.body


#: Every page, every panel of it and every panel's file, each as it is asked for.
_NEEDED = "f=is:article:/a"
PAGES = [
    f"{page.name}{inner}?{_NEEDED}" if page.needs else f"{page.name}{inner}"
    for page in BOOK
    for inner in ("", *(f"/panel/{place.name}{end}" for place in page.places for end in ("", ".csv")))
]


def assert_dashboards_stand(target: Target, query: str, *more: str) -> None:
    for page in (f"overview?{query}", f"overview/panel/totals?{query}", *more):
        answer = target.get(f"/s/demo/{page}")
        assert_fine(answer)
        assert b"<script>alert(1)" not in answer.body


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
@pytest.mark.parametrize(
    "name", ["from", "to", "range", "plain", "x", "f", "compare", "grain", "time", "value", "dimension", "op"]
)
def test_no_query_string_breaks_a_dashboard(target: Target, name: str, value: str) -> None:
    assert_dashboards_stand(target, urlencode({name: value}))


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "%ff=%ff",
        "=",
        "&&&",
        "from=&from=&to",
        "a=" + "b" * 20_000,
        "from[]=1",
        "from=%ED%A0%80",
        ";",
        "?",
    ],
)
def test_no_raw_query_string_breaks_a_dashboard(target: Target, query: str) -> None:
    assert_dashboards_stand(target, query, f"overview?plain=1&{query}")


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
@pytest.mark.parametrize("op", ["is", "is_not", "contains"])
@pytest.mark.parametrize("dimension", ["article", "author", "country", "day", "rule"])
def test_no_filter_breaks_a_dashboard(target: Target, dimension: str, op: str, value: str) -> None:
    answer = target.get(f"/s/demo/overview/panel/totals?{urlencode({'f': f'{op}:{dimension}:{value}'})}")
    assert_fine(answer)
    assert b"<script>alert(1)" not in answer.body


@pytest.mark.parametrize("page", PAGES)
def test_a_dashboard_is_there(target: Target, page: str) -> None:
    assert target.get(f"/s/demo/{page}").status == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_sees_a_dashboard(target: Target, page: str) -> None:
    assert send(target.port, "GET", f"/s/demo/{page}").status == 303


def test_trying_passwords_is_slowed_down(target: Target) -> None:
    form = urlencode({"email": f"other-{EMAIL}", "password": "wrong"}).encode()
    found = [send(target.port, "POST", "/login", form, {"Content-Type": FORM}).status for _ in range(6)]
    assert found == [401] * 5 + [429]


def test_it_never_said_that_something_broke(target: Target) -> None:
    target.assert_serves()
    assert "Traceback" not in target.server.log()
