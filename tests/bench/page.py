"""The first page that somebody sees who signs in: the overview, whole, of a server that has just started."""

import time
from urllib.parse import urlencode

from tests.bench import history
from tests.bench.history import History
from tests.load.client import send
from tests.load.server import Server, kindly

EMAIL, PASSWORD = "bench@kindly.test", "nine-long-harbour-walls"


def first_page(server: Server, story: History) -> float:
    """Milliseconds that the overview takes with all of its panels, after a restart. The server is running."""
    cookie = _sign_in(server)
    server.stop()
    history.forget_files(story.data)
    server.start()
    span = urlencode({"from": story.first, "to": story.last, "plain": 1})
    began = time.perf_counter()
    reply = send(server.port, "GET", f"/s/{history.SITE}/overview?{span}", headers={"Cookie": cookie})
    took = (time.perf_counter() - began) * 1000
    if reply.status != 200:
        raise RuntimeError(f"the overview was answered {reply.status}")
    return took


def _sign_in(server: Server) -> str:
    kindly("user", "add", EMAIL, "--role", "admin", "--password", PASSWORD, "--data", str(server.data))
    form = urlencode({"email": EMAIL, "password": PASSWORD}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = send(server.port, "POST", "/login", form, headers)
    if reply.status != 303:
        raise RuntimeError(f"signing in was answered {reply.status}")
    return reply.headers["set-cookie"].partition(";")[0]
