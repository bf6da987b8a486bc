"""What a site's robots.txt says to us (RFC 9309). Reads the file; others fetch it."""

from protego import Protego

MOST_RULES = 512_000  # RFC 9309 asks for at least 500 KiB to be read


def may_read(rules: bytes, url: str, agent: str) -> bool:
    """Whether the rules let an agent read an address; whatever is no rule is passed over."""
    return Protego.parse(rules[:MOST_RULES].decode("utf-8", "replace")).can_fetch(url, agent)
