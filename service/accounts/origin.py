"""Where a request comes from and where an answer may send a person: both only this site."""

from urllib.parse import urlsplit

from starlette.requests import Request

#: The list of sites: in the demo `/` is the newsroom's own front page.
HOME = "/s"


def same_origin(request: Request) -> bool:
    """Whether a form was sent by a page of this site, as far as a browser tells.

    The login form has no session to bind a token to. A double-submit cookie would need one more cookie before
    anybody signed in and yields to whoever can set cookies on a sibling host; what browsers themselves say of
    a request's source cannot be forged by a page. `Sec-Fetch-Site` (W3C Fetch Metadata) is trusted first: it
    holds behind a proxy that changes Host. Without it, over plain HTTP, `Origin` (RFC 6454) must name the
    host asked. A request with neither is no browser's, so no one's session is at stake.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    except ValueError:
        return False


def safe_next(url: str | None) -> str:
    """The URL when it is an absolute path of this site, else HOME: no sign-in sends anybody elsewhere.

    Refused are `//host`, backslashes (browsers read them as slashes), white space and control characters
    (browsers drop some of them), anything longer than 2048, and the sign-in pages themselves.
    """
    if not url or len(url) > 2048 or not url.startswith("/") or url.startswith("//"):
        return HOME
    if "\\" in url or any(character <= " " or "\x7f" <= character <= "\x9f" for character in url):
        return HOME
    if url.partition("?")[0].partition("#")[0].rstrip("/") in {"/login", "/logout"}:
        return HOME
    return url
