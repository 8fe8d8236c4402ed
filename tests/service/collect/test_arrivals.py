import pytest

from service.collect.arrivals import MOST_ORIGINS, MOST_SITES, Arrivals, Refusal, Seen
from tests.service.views import NOON_MS, view

PAGE = "https://www.example.org/a?utm_source=mail#top"


@pytest.fixture
def arrivals() -> Arrivals:
    return Arrivals()


def test_a_site_of_which_nothing_was_seen(arrivals: Arrivals) -> None:
    arrivals.taken(PAGE, view(), NOON_MS)
    arrivals.refused("demo", "https://b.test", NOON_MS)
    assert arrivals.of("other") == Seen()


def test_a_beacon_that_was_taken(arrivals: Arrivals) -> None:
    told = {"browser": "Firefox", "browser_major": 140, "os": "Linux", "device": "desktop"}
    told |= {"consent": "notice", "privacy_signals": 0, "tag_version": "0.1.0", "blocker": "requests"}
    arrivals.taken(PAGE, view(**told), NOON_MS)
    arrival = arrivals.of("demo").arrival
    assert arrival is not None
    assert {name: getattr(arrival, name) for name in told} == told


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (PAGE, "https://www.example.org/a"),
        ("https://user:secret@www.example.org/a;v=1", "https://www.example.org/a;v=1"),
        ("HTTPS://WWW.example.org", "https://www.example.org/"),
        ("about:blank", ""),
        ("https://www.example.org/\ud800", ""),
    ],
)
def test_its_page_has_no_query_and_no_user(arrivals: Arrivals, url: str, page: str) -> None:
    arrivals.taken(url, view(), NOON_MS)
    arrival = arrivals.of("demo").arrival
    assert arrival is not None
    assert arrival.page == page


def test_without_a_detection_the_state_is_open(arrivals: Arrivals) -> None:
    arrivals.taken(PAGE, view(), NOON_MS)
    arrival = arrivals.of("demo").arrival
    assert arrival is not None
    assert arrival.blocker == ""


def test_the_newest_beacon_is_told(arrivals: Arrivals) -> None:
    for at_ms in (NOON_MS, NOON_MS + 1):
        arrivals.taken(PAGE, view(), at_ms)
    arrival = arrivals.of("demo").arrival
    assert arrival is not None
    assert arrival.at_ms == NOON_MS + 1


def test_refused_origins_are_counted_the_most_frequent_first(arrivals: Arrivals) -> None:
    for at_ms, origin in enumerate(["https://a.test", "https://b.test", "https://b.test", ""], NOON_MS):
        arrivals.refused("demo", origin, at_ms)
    assert arrivals.of("demo").refusals == (
        Refusal("https://b.test", 2, NOON_MS + 2),
        Refusal("", 1, NOON_MS + 3),
        Refusal("https://a.test", 1, NOON_MS),
    )


def test_made_up_origins_do_not_push_a_real_one_out(arrivals: Arrivals) -> None:
    for number in range(1_000):
        if number < 2:
            arrivals.refused("demo", "https://real.test", NOON_MS)
        arrivals.refused("demo", f"https://{number}.test", NOON_MS + number)
    refusals = arrivals.of("demo").refusals
    assert len(refusals) == MOST_ORIGINS
    assert refusals[0].origin == "https://real.test"


def test_sites_are_bounded_and_the_oldest_goes(arrivals: Arrivals) -> None:
    for number in range(MOST_SITES + 1):
        arrivals.taken(PAGE, view(site=f"s{number}"), NOON_MS)
        arrivals.refused(f"s{number}", "https://a.test", NOON_MS)
    seen = [arrivals.of(f"s{number}") for number in range(MOST_SITES + 1)]
    assert [number for number, one in enumerate(seen) if one == Seen()] == [0]
