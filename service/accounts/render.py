"""The pages of sign-in, made from their templates."""

from pathlib import Path

from service.page.language import N_
from service.page.templates import Templates

FOLDER = Path(__file__).parent
#: What roles are called
ROLES = {"viewer": N_("viewer"), "editor": N_("editor"), "admin": N_("admin")}
page = Templates(FOLDER, roles=ROLES).render
