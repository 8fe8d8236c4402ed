"""The pages of sign-in, made from their templates."""

from pathlib import Path

from service.page.templates import Templates

FOLDER = Path(__file__).parent
page = Templates(FOLDER).render
