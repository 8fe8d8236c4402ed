"""Forms of strangers, read with a bound: the login form is the one that anybody may send."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.page.language import _

MAX_FORM_BYTES = 16_384
MAX_FIELDS = 32


async def small_form(request: Request) -> dict[str, str]:
    """The fields of a urlencoded form, the last of each name.

    Raises HTTPException: 413 beyond 16 KiB, counted while it streams; 400 beyond 32 fields.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            raise HTTPException(413, _("This form is too large."))
    try:
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise HTTPException(400, _("This form has too many fields.")) from None
    return dict(fields)
