"""The catalog: everything Kindly knows that is not a view."""

from service.catalog.articles import Articles
from service.catalog.people import People
from service.catalog.pictures import Pictures
from service.catalog.policies import Policies
from service.catalog.rules import Rules
from service.catalog.sessions import Sessions
from service.catalog.sites import Sites
from service.catalog.tokens import Tokens


class Catalog(Sites, Policies, Rules, Pictures, Articles, People, Sessions, Tokens):
    """Sites, rules, articles, people, sessions and tokens, in one file and behind one connection.

    `await Catalog.open(data)` and, when done, `await catalog.close()`. Every question may raise
    CatalogError, with a sentence for a person, when the file cannot be read or written.
    """
