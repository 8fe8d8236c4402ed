"""What views bring, and what those bring again whose readers allowed ads after an appeal."""

from service.metrics.audience import VIEWS
from service.metrics.parts import Metric, Number, ratio, revenue
from service.metrics.prices import MICROS
from service.warehouse.schema import views as v

#: A view without blocking by a reader whose device remembers: blocked, saw an appeal, then allowed ads.
recovered = v.c.blocked.is_(False) & (v.c.recovered_rule > 0)

REVENUE = revenue("revenue_micros")
RECOVERED = revenue("recovered_micros", recovered)


def units(micros: Number) -> float:
    """Millionths as units of the currency."""
    return (micros or 0) / MICROS


def _per_thousand(micros: Number, views: Number) -> float | None:
    return ratio(units(micros) * 1000, views)


METRICS = (
    Metric(
        "revenue",
        "money",
        "What the page reported; for views of which it reported nothing, viewable impressions x CPM / 1000, "
        "with the CPM set for the section, else the country, else the device, else the site.",
        (REVENUE,),
        units,
    ),
    Metric("rpm", "money", "Revenue / views x 1000.", (REVENUE, VIEWS), _per_thousand),
    Metric(
        "recovered_gross",
        "money",
        "Revenue of views without blocking by readers who blocked, saw an appeal and then allowed ads "
        "(gross recovered revenue, as Google Funding Choices and Admiral tell it).",
        (RECOVERED,),
        units,
    ),
)
