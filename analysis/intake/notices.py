"""Lines that a site puts between those of an article: what to sign up for, whom to follow, what else to read."""

import re

# how the lines begin that sites put between an article's own; what somebody said is the article's
_BEGINS = re.compile(
    r"(?:sign up (?:for|to|now)|subscribe (?:to|now|for)|already a subscriber|log in to|advertisement$|loading\W*$|©|"
    r"copyright ©|.*\ball rights reserved\b|share this|follow us|click (?:here|to|on)\b|read more$|"
    r"related (?:stories|articles|topics)?:?$|get (?:our|the) .{0,40}newsletter|"
    r"we (?:and our .{0,30}partners )?use cookies|accept (?:all )?cookies|please enable javascript|"
    r"(?:read (?:more|also)|also read|see also|recommended|don[’']t miss) ?: |"
    r"by (?:signing up|subscribing|registering|clicking|submitting|continuing)\b.{0,150}"
    r"\b(?:you|i) (?:agree|accept|consent|confirm)|(?:please )?enter your? e-?mail|"
    r"(?:leave a (?:comment|reply)|join the (?:conversation|discussion)|(?:view|show|hide|post) (?:all )?comments?)\b|"
    r"your e-?mail address will not be|(?:get|follow) .{1,60} on (?:twitter|facebook|instagram|linkedin|whatsapp)\b|"
    r"(?:continue|keep) reading\b|(?:become|already) a (?:member|subscriber)(?:[?!.:]|$| (?:today|now|log|sign))|"
    r"start your free trial|"
    r"\{\{|listen to this (?:article|story)|download (?:our|the) .{0,30}app\b|"
    r"(?:more (?:from|on|about)|mehr zu[mr]?|plus d.infos sur|más sobre) [^.:]{1,80}:"
    r"(?!.*\b(?:said|says|told|added|warned|sagte|teilte|dit|déclaré|dijo)\b).{0,80}$|"
    r"(?:mehr zum thema|lesen sie auch|(?:[àa] )?lire aussi|lea también|leer más|leggi anche|leia (?:também|mais)) ?:)",
    re.IGNORECASE,
)
# how they say whom to write to, to follow or to mind
_HOLDS = re.compile(
    r"\b(?:e-?mail|contact|write to|reach) (?:us|me|the (?:author|reporter|writer|editors?|newsroom)) at\b|"
    r"\bcan be (?:reached|contacted) (?:(?:at|on|via) \S{1,60}@|by e-?mail)|\bsend (?:him|her|them|us|me) an e-?mail\b|"
    r"\bfollow (?:him|her|them|me|us|@\w+) on (?:twitter|facebook|instagram|linkedin|x)\b|"
    r"\bcomments? (?:is|are|will be) (?:moderated|closed)\b|"
    r"\bour (?:commenting|comments?|community) (?:guidelines|rules|policy)\b|"
    r"https?://(?:www\.)?(?:twitter|x|facebook|fb|instagram|youtube)\.(?:com|me)/\S{1,60}$|\bcopyright (?:by|©|\(c\)) |"
    r"\bprotected by recaptcha\b|\bwe may earn (?:a|an affiliate) commission\b",
    re.IGNORECASE,
)
_LONGEST_BEGUN, _LONGEST_HOLDING = 260, 400


def is_notice(line: str) -> bool:
    """Whether a line speaks of the site and not of the world: by how it begins, or by what it asks of its reader."""
    if len(line) <= _LONGEST_BEGUN and _BEGINS.match(line):
        return True
    return len(line) <= _LONGEST_HOLDING and bool(_HOLDS.search(line))
