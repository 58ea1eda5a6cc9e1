"""Text comes in as UTF-8 and holds no NUL, whichever field or address it stands in.

PostgreSQL keeps no NUL in its texts (PostgreSQL manual, 8.3 "Character Types"), and a request may claim to be in
an encoding that decodes no text at all ("hex"). A page, or the whole program, would break on either; so a claim is
not listened to, and a NUL is refused at the door, alike for everybody and at every address.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

NUL = "\x00"


class Utf8Request(WSGIRequest):
    """A request read as UTF-8, whatever it claims: our pages send nothing else.

    Django looks the claimed encoding up among all that Python knows, and decodes the query with it while the
    request is still being made, where no page of ours could answer.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


def web_program() -> WSGIHandler:
    """The program as a web server calls it."""
    program = get_wsgi_application()
    program.request_class = Utf8Request
    return program


class PlainTextMiddleware:
    """Answers 400 to a NUL in the address, the query or a text of a form; files may hold what they like."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the address before anything else does."""
        if NUL in request.path or _holds_nul(request.GET):
            raise SuspiciousOperation("An address with a NUL.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _named: Any) -> None:
        """Look at the form once it is known to go somewhere, before it is kept as a draft or acted on."""
        if request.method == "POST" and _holds_nul(request.POST):
            raise SuspiciousOperation("A form with a NUL.")


def _holds_nul(fields: Any) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in fields.lists())
