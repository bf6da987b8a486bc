"""Whether a page says of itself that it is not free to read. Looks at its marks only, never at its words."""

import json
from collections.abc import Iterator

# what schema.org's isAccessibleForFree holds where an article has to be paid for
_NO = frozenset({"false", "http://schema.org/false", "https://schema.org/false", "no", "0"})
_KEY = "isaccessibleforfree"
_MOST_CHARACTERS = 1_000_000
_MOST_NODES = 20_000


def is_paywalled(markup: str) -> bool:
    """Whether the JSON-LD of a page says that its article is not accessible for free."""
    return any(_says_no(document) for document in _documents(markup))


def _documents(markup: str) -> Iterator[object]:
    """The JSON-LD blocks of a page; a block that is no JSON is passed over. Each character is looked at once."""
    lowered, at = markup.lower(), 0
    if len(lowered) != len(markup):  # a letter that grows when it is made small would shift all that follows
        lowered = markup
    while (mark := lowered.find("application/ld+json", at)) >= 0:
        start = lowered.find(">", mark) + 1
        end = lowered.find("</script", start) if start else -1
        if end < 0:
            return
        at = end
        if end - start <= _MOST_CHARACTERS:
            try:
                yield json.loads(markup[start:end])
            except (ValueError, RecursionError):
                continue


def _says_no(document: object) -> bool:
    """Whether an article in a document is marked; a part of it (hasPart) that is not free counts as well."""
    waiting, seen = [document], 0
    while waiting and seen < _MOST_NODES:
        seen += 1
        node = waiting.pop()
        if isinstance(node, dict):
            if any(str(key).lower() == _KEY and str(value).strip().lower() in _NO for key, value in node.items()):
                return True
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return False
