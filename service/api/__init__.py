"""`/api/v1`: the numbers and the segments, for programs with a token."""

from service.api.door import routes

__all__ = ["routes"]
