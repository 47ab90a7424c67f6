"""What somebody with a link to a portfolio sees: asked of one database function, by the hash of the token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from inburgering.notation import date_long
from trajectories.reports.portfolio_secret import hashed


@dataclass(frozen=True, slots=True)
class SharedPortfolio:
    title: str
    filename: str
    media_type: str
    content: bytes
    until_on: date

    @property
    def until(self) -> str:
        return date_long(self.until_on)

    @property
    def size(self) -> str:
        return f"{max(1, round(len(self.content) / 1024))} kB"


def opened(token: str) -> SharedPortfolio | None:
    """Return what the link shows; None when it expired, was withdrawn or never was: nobody learns which."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title, filename, media_type, content, until_on FROM app.shared_portfolio(%s)", [hashed(token)]
        )
        row = cursor.fetchone()
    return SharedPortfolio(row[0], row[1], row[2], bytes(row[3]), row[4]) if row else None
