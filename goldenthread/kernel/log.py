"""What the log holds of refusals: a line each, no traceback.

Somebody who may not do something is told so on the page; that is daily use and no fault of the program. A traceback
stands in the log where something broke.
"""

import logging


class RefusalsInALine(logging.Filter):
    """Lets every record through, one of an answer below 500 without the traceback of what refused it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written, which each is; what refused somebody is taken off it."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
