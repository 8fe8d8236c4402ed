"""The login page and its way out."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from service.accounts.forms import small_form
from service.accounts.guard import COOKIE, Accounts, TooManyAttemptsError
from service.accounts.origin import safe_next, same_origin
from service.accounts.render import page
from service.page.language import _


def routes(accounts: Accounts) -> list[Route]:
    """GET and POST /login, POST /logout."""
    pages = _Pages(accounts)
    return [
        Route("/login", pages.show_login, methods=["GET"]),
        Route("/login", pages.login, methods=["POST"]),
        Route("/logout", pages.logout, methods=["POST"]),
    ]


class _Pages:
    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def show_login(self, request: Request) -> Response:
        target = safe_next(request.query_params.get("next"))
        if await self._accounts.session(request):
            return RedirectResponse(target, 303)
        return _login_page(target)

    async def login(self, request: Request) -> Response:
        form = await small_form(request)
        email, password = form.get("email", "").strip(), form.get("password", "")
        target = safe_next(form.get("next"))
        if not same_origin(request):
            problem = _("This form was sent by another site. Please sign in here.")
            return _login_page(target, 403, problem=problem)
        if errors := _field_errors(email, password):
            return _login_page(target, 422, email=email, errors=errors)
        try:
            key = await self._accounts.sign_in(request, email, password)
        except TooManyAttemptsError as error:
            answer = _login_page(target, 429, email=email, problem=str(error))
            answer.headers["Retry-After"] = str(error.retry_after_s)
            return answer
        if key is None:
            problem = _("The e-mail address or the password is wrong.")
            return _login_page(target, 401, email=email, problem=problem)
        welcome = RedirectResponse(target, 303)
        self._accounts.set_cookie(welcome, key)
        return welcome

    async def logout(self, request: Request) -> Response:
        if await self._accounts.session(request) and not await self._accounts.csrf_right(request):
            return page("stale.html", 403)
        await self._accounts.sign_out(request)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, secure=self._accounts.secure_cookies, httponly=True, samesite="lax")
        return answer


def _field_errors(email: str, password: str) -> dict[str, str]:
    errors = {}
    if not email:
        errors["email"] = _("Enter your e-mail address.")
    elif "@" not in email:
        errors["email"] = _("This is no e-mail address: it has no @.")
    if not password:
        errors["password"] = _("Enter your password.")
    return errors


def _login_page(
    target: str,
    status: int = 200,
    *,
    email: str = "",
    errors: dict[str, str] | None = None,
    problem: str = "",
) -> HTMLResponse:
    return page("login.html", status, next=target, email=email, errors=errors or {}, problem=problem)
