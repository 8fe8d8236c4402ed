"""What the catalog says when it cannot do what was asked."""


class CatalogError(Exception):
    """Bad input, a duplicate, or a file that cannot be used. The message is one sentence for a person.

    `text` is that sentence with named placeholders for `values`, by which pages find its translation.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text, self.values = text, values
        super().__init__(text % values if values else text)
