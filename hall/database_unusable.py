"""Why the database cannot be used."""


class DatabaseUnusable(Exception):
    """The database cannot be used, or not copied.

    ``reason`` picks the sentence (web/sentences/installing.py), ``said`` fills it.
    """

    def __init__(self, reason: str, **said: object) -> None:
        super().__init__(reason, said)
        self.reason = reason
        self.said = said
