"""How often ads are lost, among the views in which detection concluded."""

from service.metrics.parts import Metric, count, page_view, ratio, whole
from service.warehouse.schema import views as v

BLOCKED = count("blocked_views", page_view & v.c.blocked)
CONCLUDED = count("concluded_views", page_view & v.c.blocked.is_not(None))

METRICS = (
    Metric(
        "block_rate",
        "share",
        "Views with requests, elements or ad hosts blocked / views in which detection concluded.",
        (BLOCKED, CONCLUDED),
        ratio,
    ),
    Metric("blocked_views", "views", "Views with requests, elements or ad hosts blocked.", (BLOCKED,), whole),
    Metric("concluded_views", "views", "Views in which detection concluded.", (CONCLUDED,), whole),
)
