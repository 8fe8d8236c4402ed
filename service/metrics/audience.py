"""How many read: page views and readers."""

from service.metrics.parts import Metric, Sum, count, page_view, whole
from service.warehouse.dialect import distinct_readers

VIEWS = count("views", page_view)
#: The pseudonym's salt lives one local day, so readers are unique within a day and add up across days.
READERS = Sum("readers", distinct_readers())

METRICS = (
    Metric("views", "views", "Page views: readings begun, without those that resumed one.", (VIEWS,), whole),
    Metric(
        "readers",
        "readers",
        "Unique readers of each day, added up: a reader is known by a pseudonym that lives one day.",
        (READERS,),
        whole,
    ),
)
