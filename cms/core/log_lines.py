"""Log records as one JSON object a line."""

import json
from datetime import UTC, datetime
from logging import LogRecord

from pythonjsonlogger.json import JsonFormatter

_encode = json.JSONEncoder(ensure_ascii=False).encode
_OF_A_REQUEST = ("request_id", "method", "path", "status", "ms", "bytes")


class LineFormatter(JsonFormatter):
    """The line of a request, of which there are thousands a second, is put together directly:
    finding out what else a record might hold takes as long as all the rest of a kept answer."""

    def format(self, record: LogRecord) -> str:
        if record.name != "cms.request" or record.exc_info:
            return super().format(record)
        line = {"level": record.levelname, "logger": record.name, "message": record.msg}
        line.update((name, getattr(record, name, None)) for name in _OF_A_REQUEST)
        line["time"] = datetime.fromtimestamp(record.created, UTC).isoformat()
        return _encode(line)
