"""The catalog: everything Kindly knows that is not a view."""

from service.catalog.annotations import Annotations
from service.catalog.articles import Articles
from service.catalog.corrections import Corrections
from service.catalog.deliveries import Deliveries
from service.catalog.desk_deliveries import DeskDeliveries
from service.catalog.desks import Desks
from service.catalog.goals import Goals
from service.catalog.happenings import Happenings
from service.catalog.intake import Intake
from service.catalog.people import People
from service.catalog.pictures import Pictures
from service.catalog.policies import Policies
from service.catalog.rules import Rules
from service.catalog.saved_views import SavedViews
from service.catalog.secret import Secrets
from service.catalog.sessions import Sessions
from service.catalog.shares import Shares
from service.catalog.sites import Sites
from service.catalog.subscriptions import Subscriptions
from service.catalog.tokens import Tokens


class Catalog(
    Sites,
    Policies,
    Rules,
    Happenings,
    Pictures,
    Articles,
    Annotations,
    Goals,
    People,
    SavedViews,
    Sessions,
    Tokens,
    Secrets,
    Shares,
    Subscriptions,
    Deliveries,
    Corrections,
    Intake,
    Desks,
    DeskDeliveries,
):
    """Sites, rules, articles, notes, goals, corrections, people, in one file behind one connection.

    `await Catalog.open(data)` and, when done, `await catalog.close()`. Every question may raise
    CatalogError, with a sentence for a person, when the file cannot be read or written.
    """
