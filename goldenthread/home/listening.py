"""The port the program answers on, taken before anything else is done. Standard library only: ``./run`` calls it.

A port that is taken is known at once, not after a minute of setting up. The
socket is bound early and listens late, so that whoever waits for the port to
open finds the program ready behind it.
"""

import errno
import os
import socket
from collections.abc import Mapping, MutableMapping

HANDED_ON = "GOLDENTHREAD_SOCKET"


class PortRefused(Exception):
    """The port cannot be had; the message is one sentence."""


def wanted(environment: Mapping[str, str]) -> tuple[str, int]:
    """The address and port to listen on: ``GOLDENTHREAD_BIND`` and ``PORT``, by default this machine alone and 8000."""
    words = environment.get("PORT", "").strip() or "8000"
    if not (words.isascii() and words.isdigit() and 1 <= int(words) <= 65535):
        raise PortRefused(f"PORT must be a whole number from 1 to 65535, not {words!r}.")
    return environment.get("GOLDENTHREAD_BIND", "").strip() or "127.0.0.1", int(words)


def bind(environment: Mapping[str, str]) -> socket.socket:
    """Take the port, without listening yet."""
    host, port = wanted(environment)
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        # Connections of a program that has just ended do not keep its port from the next.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except OSError as failure:
        taken.close()
        raise PortRefused(_sentence(failure, host, port)) from None
    return taken


def hand_on(environment: MutableMapping[str, str]) -> None:
    """Take the port for the program that replaces this process."""
    taken = bind(environment)
    taken.set_inheritable(True)
    environment[HANDED_ON] = str(taken.detach())


def receive(environment: MutableMapping[str, str]) -> socket.socket:
    """The port that was handed on, or one taken now."""
    number = environment.pop(HANDED_ON, "")
    if not number.isdigit():
        return bind(environment)
    os.set_inheritable(int(number), False)
    return socket.socket(fileno=int(number))


def listen(taken: socket.socket) -> None:
    """Begin to listen. Another program may have listened first on a port both had bound."""
    try:
        taken.listen(512)
    except OSError as failure:
        host, port = taken.getsockname()[:2]
        raise PortRefused(_sentence(failure, host, port)) from None


def _sentence(failure: OSError, host: str, port: int) -> str:
    if failure.errno == errno.EADDRINUSE:
        return f"Port {port} is taken; end what uses it, or choose another, as in PORT={port % 65535 + 1} ./run."
    if failure.errno == errno.EACCES:
        return f"Port {port} may not be used by this account; choose one above 1023, as in PORT=8000 ./run."
    return f"Nothing can listen on {host} port {port}: {failure.strerror or failure}."
