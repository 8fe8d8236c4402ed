import pytest

from service.admin.snippet import MOST_HOSTS, Choices, read, tag, warnings
from service.catalog.sites import Site

SITE = Site(key="daily", name="The Daily", origins=("https://www.daily.example",), consent="notice")
HOME = "https://k.daily.example"


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        (
            Choices(service=HOME, consent="required"),
            '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"></script>',
        ),
        (
            Choices(
                service=HOME, consent="off", ad_hosts=("a.test", "https://b.test"), tracker_hosts=("c.test",)
            ),
            (
                '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"\n'
                '  data-consent="off"\n  data-ad-hosts="a.test https://b.test"\n'
                '  data-tracker-hosts="c.test"></script>'
            ),
        ),
        (
            Choices(service=HOME, consent="off", notes="too"),
            (
                '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"\n'
                '  data-consent="off"\n  data-notes></script>'
            ),
        ),
        (
            Choices(service=HOME, consent="required", notes="only"),
            (
                '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"\n'
                '  data-only="notes"></script>'
            ),
        ),
    ],
)
def test_the_tag_says_what_was_chosen(choices: Choices, text: str) -> None:
    assert tag(SITE, choices) == text


def test_without_a_choice_the_site_and_the_request_decide() -> None:
    assert read({}, SITE, HOME).choices == Choices(service=HOME, consent="notice")


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ({"consent": "off"}, Choices(service=HOME, consent="off")),
        ({"consent": "<b>"}, Choices(service=HOME, consent="notice")),
        ({"service": " https://K.Example.org/ "}, Choices(service="https://k.example.org", consent="notice")),
        (
            {"ads": " a.test  b.test a.test"},
            Choices(service=HOME, consent="notice", ad_hosts=("a.test", "b.test")),
        ),
        (
            {"trackers": "http://c.test:8080"},
            Choices(service=HOME, consent="notice", tracker_hosts=("http://c.test:8080",)),
        ),
    ],
)
def test_what_was_chosen_is_read(query: dict[str, str], choices: Choices) -> None:
    found = read(query, SITE, HOME)
    assert (found.choices, found.problems) == (choices, {})


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"service": "k.example.org"}, "service"),
        ({"service": "javascript:alert(1)"}, "service"),
        ({"service": 'https://k.example.org/"><script>'}, "service"),
        ({"ads": "https://a.test/ads.js"}, "ads"),
        ({"ads": '"onload=x'}, "ads"),
        ({"ads": "a.test b.test/"}, "ads"),
        ({"trackers": " ".join(f"{n}.test" for n in range(MOST_HOSTS + 1))}, "trackers"),
        ({"trackers": "x" * 9_000}, "trackers"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_left_out(query: dict[str, str], field: str) -> None:
    found = read(query, SITE, HOME)
    assert list(found.problems) == [field]
    assert found.choices == Choices(service=HOME, consent="notice")


def test_what_was_typed_is_kept() -> None:
    assert read({"ads": "a b/c"}, SITE, HOME).typed["ads"] == "a b/c"


@pytest.mark.parametrize("service", ["", "http://", 'http://"><script>', "http://a b"])
def test_a_request_to_no_address_gets_the_sites_own(service: str) -> None:
    assert read({}, SITE, service).choices.service == "https://www.daily.example"


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("https://k.daily.example", []),
        ("https://daily.example", []),
        ("https://www.daily.example", []),
        ("https://kdaily.example", ["third party"]),
        ("https://k.vendor.example", ["third party"]),
        ("http://k.daily.example:8000", ["HTTPS"]),
        ("http://[::1]:8000", ["third party", "HTTPS"]),
    ],
)
def test_what_will_go_wrong_is_told(service: str, words: list[str]) -> None:
    found = warnings(SITE, Choices(service=service, consent="notice"))
    assert [word in sentence for word, sentence in zip(words, found, strict=True)] == [True] * len(words)
