"""What the catalog says when it cannot do what was asked."""


class CatalogError(Exception):
    """Bad input, a duplicate, or a file that cannot be used. The message is one sentence for a person."""
