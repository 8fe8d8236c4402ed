"""Who is asking: signed-in people by their cookie, programs by their token."""

import functools
import hmac
import math
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.accounts.keys import fingerprint, is_key, is_token, new_key
from service.accounts.origin import safe_next
from service.accounts.passwords import Passwords
from service.accounts.render import page
from service.accounts.throttle import Throttle, network
from service.catalog.catalog import Catalog
from service.catalog.people import ROLES, Person, fold
from service.catalog.sessions import Session
from service.catalog.times import now_ms
from service.catalog.tokens import Token
from service.page.language import ngettext

COOKIE = "kindly_session"
DAY_MS = 86_400_000
SESSION_MS = 14 * DAY_MS

Endpoint = Callable[[Request], Awaitable[Response]]

_SESSION = "kindly.session"
_RENEWED = "kindly.session_renewed"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class TooManyAttemptsError(Exception):
    """Nobody may try to sign in so often. `retry_after_s` is when to try again, in whole seconds."""

    def __init__(self, wait_s: float) -> None:
        self.retry_after_s = math.ceil(wait_s)
        super().__init__(
            ngettext(
                "Too many attempts. Please try again in %(num)s second.",
                "Too many attempts. Please try again in %(num)s seconds.",
                self.retry_after_s,
            )
        )


class Accounts:
    """Sign-in, sessions and tokens over a catalog.

    `secure_cookies` marks the cookie Secure; set it wherever people come by HTTPS.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        secure_cookies: bool = False,
        passwords: Passwords | None = None,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        self.catalog = catalog
        self.secure_cookies = secure_cookies
        self._passwords = passwords or Passwords()
        self._clock = clock
        self._by_account = Throttle(limit=5, window_s=60)
        # A whole newsroom may share an address; a list of stolen addresses tried from one may not.
        self._by_address = Throttle(limit=60, window_s=60)

    async def sign_in(self, request: Request, email: str, password: str) -> str | None:
        """A new session's key for the right password, else None. Raises TooManyAttemptsError."""
        address = network(request.client.host if request.client else "")
        account = (address, fold(email))
        wait = self._by_address.wait_s(address) or self._by_account.wait_s(account)
        if wait:
            raise TooManyAttemptsError(wait)
        known = await self.catalog.credentials(email)
        right = await self._passwords.verify(known.password_hash if known else None, password)
        if known is None or not right:
            return None
        self._by_account.forget(account)
        if renewed := await self._passwords.renewed(known.password_hash, password):
            await self.catalog.set_password_hash(known.person.id, renewed)
        await self.sign_out(request)
        return await self._begin(known.person)

    async def sign_out(self, request: Request) -> None:
        """End the session that the request belongs to, if any."""
        if session := await self.session(request):
            await self.catalog.delete_session(session.id)

    async def session(self, request: Request) -> Session | None:
        """The request's session, looked up once a request. One used again lives for another 14 days."""
        if _SESSION not in request.scope:
            request.scope[_SESSION] = await self._look_up(request)
        found: Session | None = request.scope[_SESSION]
        return found

    async def still(self, request: Request) -> bool:
        """Whether the request's session goes on: looked up anew, for an answer that takes long."""
        session = await self.session(request)
        return session is not None and await self.catalog.session(session.id, self._clock()) is not None

    async def person(self, request: Request) -> Person | None:
        """Who is signed in, or None."""
        session = await self.session(request)
        return session.person if session else None

    async def csrf_right(self, request: Request) -> bool:
        """Whether a request carries its session's CSRF token, as header `X-CSRF-Token` or field `csrf`."""
        session = await self.session(request)
        if session is None:
            return False
        shown = request.headers.get("x-csrf-token") or (await request.form()).get("csrf")
        return isinstance(shown, str) and hmac.compare_digest(shown.encode(), session.csrf.encode())

    def signed_in(self, endpoint: Endpoint, role: str = "viewer") -> Endpoint:
        """The endpoint, for people of this role or more; `request.state` has `person` and `csrf`.

        Others are sent to the login page (401 with `HX-Redirect` when htmx asks) or told 403. A method that
        changes something also needs the CSRF token. Answers are not cached unless the endpoint says so.
        """
        least = ROLES.index(role)

        @functools.wraps(endpoint)
        async def guarded(request: Request) -> Response:
            session = await self.session(request)
            if session is None:
                return _to_login(request)
            if ROLES.index(session.person.role) < least:
                return page("forbidden.html", 403, person=session.person, role=role)
            if request.method not in _SAFE_METHODS and not await self.csrf_right(request):
                return page("stale.html", 403)
            request.state.person, request.state.csrf = session.person, session.csrf
            response = await endpoint(request)
            response.headers.setdefault("Cache-Control", "no-store")
            self._renew_cookie(request, response)
            return response

        return guarded

    async def token(self, request: Request) -> Token | None:
        """The token that the request shows as `Authorization: Bearer`, or None."""
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not is_token(shown.strip()):
            return None
        token = await self.catalog.token(fingerprint(shown.strip()))
        if token is None:
            return None
        await self.catalog.touch_token(token, self._clock())
        return token

    def set_cookie(self, response: Response, key: str) -> None:
        """Give the browser its session's key, for 14 days."""
        response.set_cookie(
            COOKIE, key, SESSION_MS // 1000, secure=self.secure_cookies, httponly=True, samesite="lax"
        )

    async def _begin(self, person: Person) -> str:
        key, now = new_key(), self._clock()
        await self.catalog.add_session(
            Session(
                id=fingerprint(key),
                person=person,
                csrf=new_key(),
                created_at=now,
                expires_at=now + SESSION_MS,
            )
        )
        return key

    async def _look_up(self, request: Request) -> Session | None:
        key = request.cookies.get(COOKIE, "")
        if not is_key(key):
            return None
        now = self._clock()
        session = await self.catalog.session(fingerprint(key), now)
        # Moved at most once a day: 13 days are as good as 14, and reading a dashboard should not write.
        if session and session.expires_at - now < SESSION_MS - DAY_MS:
            await self.catalog.extend_session(session.id, now + SESSION_MS)
            request.scope[_RENEWED] = key
        return session

    def _renew_cookie(self, request: Request, response: Response) -> None:
        if key := request.scope.get(_RENEWED):
            self.set_cookie(response, key)


def _to_login(request: Request) -> Response:
    if "hx-request" in request.headers:
        # htmx asks for a piece of a page; the person wants to come back to the page.
        current = urlsplit(request.headers.get("hx-current-url", ""))
        return Response(status_code=401, headers={"HX-Redirect": _login_url(current.path, current.query)})
    if request.method not in _SAFE_METHODS:
        return RedirectResponse("/login", 303)
    return RedirectResponse(_login_url(request.url.path, request.url.query), 303)


def _login_url(path: str, query: str) -> str:
    target = safe_next(path + (f"?{query}" if query else ""))
    return "/login?" + urlencode({"next": target})
