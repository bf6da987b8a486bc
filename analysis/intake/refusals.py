"""Why a page is not fetched: every cause has one sentence and its mend. Knows no network."""

from enum import StrEnum

from analysis.errors import SourceError

PASTE = "Paste the text instead"
_CHECK = "Check the address, or paste the text instead"
_WHOLE = "Write the whole address, from https:// on"
_LONGEST_PLACE = 120


class Cause(StrEnum):
    """What may stand between an address and its page."""

    # the address
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSEEN = "unseen"
    SCHEME = "scheme"
    BACKSLASH = "backslash"
    USERINFO = "userinfo"
    HOST = "host"
    NUMBER = "number"
    LOCAL_NAME = "local_name"
    PRIVATE = "private"
    PORT = "port"
    # the way there
    OFF = "off"
    CROWDED = "crowded"
    NOT_FOUND = "not_found"
    NO_ANSWER = "no_answer"
    NO_PROXY = "no_proxy"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    TIME = "time"
    BROKEN = "broken"
    NOT_HTTP = "not_http"
    # redirects
    HOPS = "hops"
    CIRCLE = "circle"
    DOWNGRADE = "downgrade"
    NOWHERE = "nowhere"
    # what the site says
    LOGIN = "login"
    PAYMENT = "payment"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    LEGAL = "legal"
    BUSY = "busy"
    FAILING = "failing"
    STATUS = "status"
    ROBOTS = "robots"
    NO_ROBOTS = "no_robots"
    # what it sends
    TYPE = "type"
    NO_TYPE = "no_type"
    LIE = "lie"
    SIZE = "size"
    SHORT = "short"
    BOMB = "bomb"
    CODING = "coding"
    NOTHING = "nothing"


# cause -> what is wrong, and what to do; a message is place: what is wrong. what to do.
SENTENCES: dict[Cause, tuple[str, str]] = {
    Cause.EMPTY: ("there is no address", _WHOLE),
    Cause.TOO_LONG: ("the address is longer than {most:,} characters", PASTE),
    Cause.UNSEEN: ("the address holds spaces or characters that cannot be seen", _CHECK),
    Cause.SCHEME: ("only addresses that begin with http:// or https:// are fetched", _WHOLE),
    Cause.BACKSLASH: ("the address holds a backslash", _CHECK),
    Cause.USERINFO: ("the address holds a user name or password, which is never sent", "Take out all up to the @"),
    Cause.HOST: ("the address names no host that can be looked up", _CHECK),
    Cause.NUMBER: ("the host is a number in a spelling that hides where it leads", _CHECK),
    Cause.LOCAL_NAME: ("{host} is a name inside a private network, and only public pages are fetched", PASTE),
    Cause.PRIVATE: ("{host} leads to a private or reserved network, and only public pages are fetched", PASTE),
    Cause.PORT: ("only the usual ports 80 and 443 are fetched", PASTE),
    Cause.OFF: ("fetching is switched off here", PASTE),
    Cause.CROWDED: ("too many pages are being fetched at this moment", "Try again in a minute"),
    Cause.NOT_FOUND: ("there is no host {host}", _CHECK),
    Cause.NO_ANSWER: ("{host} does not answer", PASTE),
    Cause.NO_PROXY: ("the proxy does not let it through", "Check the proxy setting, or paste the text instead"),
    Cause.CERTIFICATE: ("{host} cannot prove that it is {host}: its certificate is not valid", PASTE),
    Cause.ENCRYPTION: ("no encrypted connection to {host} comes about", PASTE),
    Cause.TIME: ("the page did not arrive within {seconds:g} seconds", PASTE),
    Cause.BROKEN: ("the connection to {host} broke off", "Try again, or paste the text instead"),
    Cause.NOT_HTTP: ("{host} does not answer as a web server should", PASTE),
    Cause.HOPS: ("the site sends on more than {most} times", PASTE),
    Cause.CIRCLE: ("the site sends round in a circle", PASTE),
    Cause.DOWNGRADE: ("the site sends on to an address without encryption", PASTE),
    Cause.NOWHERE: ("the site sends on without saying where to", PASTE),
    Cause.LOGIN: ("the site asks for a login (status {status})", PASTE),
    Cause.PAYMENT: ("the site asks for payment (status {status})", PASTE),
    Cause.FORBIDDEN: ("the site does not let programs read this page (status {status})", PASTE),
    Cause.MISSING: ("there is no such page (status {status})", _CHECK),
    Cause.LEGAL: ("the site may not show this page here for legal reasons (status {status})", PASTE),
    Cause.BUSY: ("the site asks not to be read so often (status {status})", "Wait, or paste the text instead"),
    Cause.FAILING: ("the site has a fault of its own (status {status})", "Try later, or paste the text instead"),
    Cause.STATUS: ("the site answers without a page (status {status})", PASTE),
    Cause.ROBOTS: ("{host} asks programs not to read this page (robots.txt)", PASTE),
    Cause.NO_ROBOTS: ("{host} does not say whether programs may read it (robots.txt fails)", PASTE),
    Cause.TYPE: ("it is {kind}, and no article, feed or document", PASTE),
    Cause.NO_TYPE: ("the site does not say what kind of file it sends", PASTE),
    Cause.LIE: ("the site says it sends {kind} and sends something else", PASTE),
    Cause.SIZE: ("it is larger than {megabytes:g} MB", PASTE),
    Cause.SHORT: ("the page broke off before its end", "Try again, or paste the text instead"),
    Cause.BOMB: ("it unpacks to more than {megabytes:g} MB", PASTE),
    Cause.CODING: ("it is packed in a way that cannot be unpacked", PASTE),
    Cause.NOTHING: ("the page is empty", PASTE),
}


class NotFetched(SourceError):
    """A page that is not fetched: the cause, the address as it may be shown, the sentence and the mend.

    Nothing of the machine, no address that a name was resolved to, no reply of a server stands in the words.
    """

    def __init__(self, cause: Cause, place: str, **facts: object) -> None:
        self.cause, self.place, self.facts = cause, place, facts
        reason, self.mend = SENTENCES[cause]
        self.reason = reason.format(**facts)
        super().__init__(f"{place}: {self.reason}. {self.mend}.")

    def on_the_way_from(self, place: str) -> "NotFetched":
        """The same, told of the address that was asked for: this one came from a redirect."""
        told = NotFetched(self.cause, place, **self.facts)
        told.reason = f"the site sends on to {self.place}: {self.reason}"
        told.args = (f"{place}: {told.reason}. {told.mend}.",)
        return told


def shown(text: str) -> str:
    """An address as a message may hold it: on one line, short, without user name and password."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text.strip())
    start = line.find("://") + 3 if "://" in line else 0
    end = min((at for mark in "/?#\\" if (at := line.find(mark, start)) >= 0), default=len(line))
    if (at := line.rfind("@", start, end)) >= 0:
        line = f"{line[:start]}…@{line[at + 1 :]}"
    return line if len(line) <= _LONGEST_PLACE else line[: _LONGEST_PLACE - 1] + "…"
