"""What an answer tells the browser: let nothing foreign run, and what to keep for how long."""

PAGE = {
    # No inline script, no inline style: figures travel as JSON data, and their style sheet is a file. A PNG
    # is made of a figure by way of a blob.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cache-Control": "private, no-store",
    # With "no-referrer" browsers send `Origin: null` with a form, which `same_origin` refuses.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
FILE = {"X-Content-Type-Options": "nosniff"}
#: For a file whose address changes with its content.
VERSIONED_FILE = FILE | {"Cache-Control": "public, max-age=31536000, immutable"}
