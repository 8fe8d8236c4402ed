"""One newsroom for all browser tests: they read different articles, or with different browsers."""

from collections.abc import Iterator

import pytest

from tests.browser.newsroom import Newsroom, newsroom


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with newsroom(tmp_path_factory.mktemp("newsroom")) as found:
        yield found
