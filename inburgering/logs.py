"""What a line in the log may say: never the secret part of an address."""

import logging
import re

# The secret of a link, an invitation, a calendar and a shared portfolio stands in its address.
_SECRET = re.compile(r"(/(?:lezen|doe-mee/uitnodiging|agenda|portfolio)/)[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub(r"\1(geheim)", record.getMessage()), None
        return True
