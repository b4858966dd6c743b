"""Loading spaCy without a socket: what it brings to download models with tries IPv6 out as soon as it is imported."""

from __future__ import annotations

import socket
import sys
from typing import Any


def load_spacy() -> Any:
    """Give the module ``spacy``; no socket is opened, and afterwards the rest of the program finds IPv6 as it was."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    known, before = socket.has_ipv6, "urllib3" in sys.modules
    socket.has_ipv6 = False
    try:
        import spacy
    finally:
        socket.has_ipv6 = known
    connection: Any = sys.modules.get("urllib3.util.connection")
    if connection is not None and not before:
        connection.HAS_IPV6 = known
    return spacy
