"""How far appeals came, as the bits that events.STAGES names say; and who then allowed ads."""

import sqlalchemy as sa

from service.events import STAGES
from service.metrics.parts import Metric, Sum, count, whole
from service.warehouse.schema import views as v


def reached(stage: str) -> sa.ColumnElement[bool]:
    """Whether a view's appeal came to this stage."""
    return v.c.stages.bitwise_and(1 << STAGES.index(stage)) > 0


#: The test after "I've allowed ads", and the views without blocking of the day on which they were allowed.
ALLOWED = Sum("allowed", sa.func.count(sa.distinct(v.c.allowing)).filter(v.c.allowing != 0))
RELAPSED = count("relapsed", v.c.relapsed & (v.c.recovered_rule > 0))

_COUNTED = (
    ("appeals_eligible", "eligible", "Views for which a rule decided to ask, those held out among them."),
    ("appeals_attempted", "attempted", "Of those, views in which the appeal's trigger was met."),
    (
        "appeals_rendered",
        "rendered",
        "Views in which the appeal was on the page, with a size and not hidden.",
    ),
    (
        "appeals_shown",
        "viewable",
        "Views in which half of the appeal was in view for one second (the MRC's rule for ads).",
    ),
    ("dismissed", "dismissed", "Views in which the reader said no to the appeal, or closed it."),
    ("how_opened", "how_opened", "Views in which the steps to allow ads were opened."),
    ("claimed", "claimed", 'Views in which "I\'ve allowed ads" was pressed.'),
    ("way_clicked", "way_clicked", "Views in which another way on was taken: sign in, subscribe, donate."),
    ("verified", "verified", "Views in which ads were tested again after the claim and nothing was blocked."),
    ("verify_failed", "verify_failed", "Views in which they were tested again and still blocked."),
    (
        "render_failed",
        "render_failed",
        "Views in which the appeal could not be shown, or was hidden or removed.",
    ),
    ("waited_out", "waited_out", "Views in which a soft wall ended by waiting."),
)

METRICS = (
    *(
        Metric(name, "views", definition, (count(f"stage_{stage}", reached(stage)),), whole)
        for name, stage, definition in _COUNTED
    ),
    Metric(
        "allowed",
        "readers",
        "Readers who allowed ads after an appeal, on the day they did: verified on the page, or seen without "
        "blocking for the first time. A reader counts once a day.",
        (ALLOWED,),
        whole,
    ),
    Metric(
        "relapsed",
        "views",
        "First views with blocking again by readers who had allowed ads after an appeal.",
        (RELAPSED,),
        whole,
    ),
)
