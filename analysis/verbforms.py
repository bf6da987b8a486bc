"""Forms of English verbs, so that word lists hold lemmas only. Grammar, not trade."""

import re
from functools import lru_cache
from typing import Final

_IRREGULAR: Final = {
    "be": "is are was were been being", "have": "has had having", "do": "does did done doing",
    "go": "goes went gone going", "say": "says said saying", "tell": "tells told telling",
    "make": "makes made making", "take": "takes took taken taking", "come": "comes came coming",
    "give": "gives gave given giving", "get": "gets got gotten getting", "put": "puts putting",
    "cut": "cuts cutting", "hit": "hits hitting", "set": "sets setting", "let": "lets letting",
    "shut": "shuts shutting", "bar": "bars barred barring", "ban": "bans banned banning",
    "bid": "bids bidding", "rise": "rises rose risen rising", "fall": "falls fell fallen falling",
    "grow": "grows grew grown growing", "buy": "buys bought buying", "sell": "sells sold selling",
    "seek": "seeks sought seeking", "find": "finds found finding", "strike": "strikes struck striking",
    "begin": "begins began begun beginning", "keep": "keeps kept keeping", "hold": "holds held holding",
    "lose": "loses lost losing", "win": "wins won winning", "bring": "brings brought bringing",
    "build": "builds built building", "break": "breaks broke broken breaking", "tear": "tears tore torn tearing",
    "rip": "rips ripped ripping", "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding", "shrink": "shrinks shrank shrunk shrinking",
    "sink": "sinks sank sunk sinking", "freeze": "freezes froze frozen freezing",
    "unfreeze": "unfreezes unfroze unfrozen unfreezing",
    "choose": "chooses chose chosen choosing", "overturn": "overturns overturned overturning",
    "uphold": "upholds upheld upholding", "unwind": "unwinds unwound unwinding",
    "wind": "winds wound winding", "stand": "stands stood standing", "pay": "pays paid paying",
    "feed": "feeds fed feeding", "lead": "leads led leading", "see": "sees saw seen seeing",
    "think": "thinks thought thinking", "slap": "slaps slapped slapping", "drop": "drops dropped dropping",
    "scrap": "scraps scrapped scrapping", "snap": "snaps snapped snapping", "cap": "caps capped capping",
    "strip": "strips stripped stripping", "ship": "ships shipped shipping", "stop": "stops stopped stopping",
    "trim": "trims trimmed trimming", "plan": "plans planned planning", "slip": "slips slipped slipping",
    "jump": "jumps jumped jumping", "step": "steps stepped stepping", "rebuff": "rebuffs rebuffed rebuffing",
    "bet": "bets betting", "quit": "quits quitting", "spread": "spreads spreading", "cost": "costs costing",
    "hurt": "hurts hurting", "readmit": "readmits readmitted readmitting",
    "admit": "admits admitted admitting", "commit": "commits committed committing",
    "permit": "permits permitted permitting", "defer": "defers deferred deferring",
    "refer": "refers referred referring", "prefer": "prefers preferred preferring",
    "spar": "spars sparred sparring", "swap": "swaps swapped swapping", "rule": "rules ruled ruling",
    "draw": "draws drew drawn drawing", "drive": "drives drove driven driving",
    "write": "writes wrote written writing", "speak": "speaks spoke spoken speaking",
    "meet": "meets met meeting", "leave": "leaves left leaving", "mean": "means meant meaning",
    "ramp": "ramps ramped ramping", "clear": "clears cleared clearing", "dip": "dips dipped dipping",
    "nod": "nods nodded nodding", "sue": "sues sued suing", "eye": "eyes eyed eyeing eying",
    "undo": "undoes undid undone undoing", "forbid": "forbids forbade forbidden forbidding",
    "arm": "arms armed arming", "flag": "flags flagged flagging", "plummet": "plummets plummeted plummeting",
    "target": "targets targeted targeting", "blacklist": "blacklists blacklisted blacklisting",
    "veto": "vetoes vetoed vetoing", "embargo": "embargoes embargoed embargoing",
    "become": "becomes became becoming", "sour": "sours soured souring", "forge": "forges forged forging",
    "shake": "shakes shook shaken shaking", "undertake": "undertakes undertook undertaken undertaking",
    "pour": "pours poured pouring", "ink": "inks inked inking", "show": "shows showed shown showing",
}  # fmt: skip
_SAME_PAST: Final = frozenset("cut hit set let shut put bid bet quit spread cost hurt".split())
_PARTICIPLE_ONLY: Final = frozenset(
    "been done gone taken given gotten risen grown begun broken torn withdrawn shrunk sunk frozen chosen seen drawn "
    "driven written spoken undone forbidden shown fallen shaken undertaken".split()
)
_PAST_ONLY: Final = frozenset(
    "did went took gave rose grew began broke tore withdrew shrank sank froze chose saw drew drove wrote spoke undid "
    "forbade fell came became shook undertook".split()
)


@lru_cache(maxsize=2048)
def forms_of(verb: str) -> tuple[tuple[str, str], ...]:
    """(form, tag) of a verb, tag one of base, s, past, part, ed (past or participle alike), ing."""
    if verb in _IRREGULAR:
        tagged = [(form, _tag_of(form)) for form in _IRREGULAR[verb].split()]
        return ((verb, "same" if verb in _SAME_PAST else "base"), *tagged)
    return tuple(dict.fromkeys(((verb, "base"), *_regular(verb))))


def _tag_of(form: str) -> str:
    if form.endswith("ing"):
        return "ing"
    if form in _PAST_ONLY:
        return "past"
    if form in _PARTICIPLE_ONLY:
        return "part"
    return "s" if form.endswith("s") and not form.endswith("ss") else "ed"


def _regular(verb: str) -> list[tuple[str, str]]:
    if re.search(r"[^aeiou]y$", verb):
        return [(f"{verb[:-1]}ies", "s"), (f"{verb[:-1]}ied", "ed"), (f"{verb}ing", "ing")]
    third = f"{verb}es" if re.search(r"(s|x|z|ch|sh)$", verb) else f"{verb}s"
    if verb.endswith("e"):
        stem = verb if verb.endswith("ee") else verb[:-1]
        return [(third, "s"), (f"{verb}d", "ed"), (f"{stem}ing", "ing")]
    forms = [(third, "s"), (f"{verb}ed", "ed"), (f"{verb}ing", "ing")]
    if verb.endswith("l") and re.search(r"[aeiou]l$", verb):
        forms += [(f"{verb}led", "ed"), (f"{verb}ling", "ing")]
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        forms += [(f"{verb}{verb[-1]}ed", "ed"), (f"{verb}{verb[-1]}ing", "ing")]
    return forms
