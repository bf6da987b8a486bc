"""The words that sites put between an article's own: patterns by what they are for. Where they count is told elsewhere.

Each begins a line unless it is said otherwise; letter case does not matter. A verb of saying tells that it is the
article that speaks.
"""

PAY = (
    r"sign up (?:for|to|now)",
    r"subscribe (?:to|now|for)",
    r"already a subscriber",
    r"log in to",
    r"get (?:our|the) .{0,40}newsletter",
    r"(?:become|already) a (?:member|subscriber)(?:[?!.:]|$| (?:today|now|log|sign))",
    r"start your free trial",
    r"(?:please )?enter your? e-?mail",
    r"thank(?:s| you) for (?:subscribing|signing up|registering|reading)\b",
    r"by (?:signing up|subscribing|registering|clicking|submitting|continuing)\b.{0,150}"
    r"\b(?:you|i) (?:agree|accept|consent|confirm)",
    r"you have .{1,20}free (?:articles?|stor(?:y|ies))\b",
    r"get unlimited (?:digital )?access",
    r"(?:this|the full) (?:article|story|content) is (?:only )?(?:available (?:only )?to|exclusive(?:ly)? (?:to|for)|"
    r"reserved for|for) (?:our )?(?:\w+ )?(?:subscribers|members)\b",
    r"please (?:consider (?:donating|subscribing|supporting|making)|support (?:our|us|independent)|donate\b)",
    r"support independent journalism\b",
    r"(?:donate (?:now|today|here)|support (?:us|our (?:work|journalism|reporting|newsroom)))"
    r"(?:[.!:,]|$| (?:today|now|by|with|and|from)\b)",
    r"your (?:gift|donation|contribution|subscription|support) "
    r"(?:helps|makes|keeps|allows|enables|will (?:help|make|keep|go))\b",
    r"(?:enjoy(?:ed|ing)|liked?|loved?) (?:this|our|what you).{0,40}\?.{0,60}$",
    r"(?:want|looking for|need) more (?:stories|news|articles|coverage|like this)\b",
)
SHARE = (
    r"share (?:this|on|via)\b(?!.{0,80}\bsaid\b)",
    r"follow us",
    r"click (?:(?:here|to|on)\b|[“\"]\w[^”\"]{0,40}[”\"] to\b)",
    r"follow .{1,40} on google news",
    r"(?:get|follow) .{1,60} on (?:twitter|facebook|instagram|linkedin|whatsapp)\b",
    r"listen to this (?:article|story)",
    r"(?:new ?)?you can (?:now )?listen to .{1,40} articles",
    r"download (?:our|the) .{0,30}app\b",
    r"add .{1,60} (?:as|to) (?:a|your) preferred source",
    r".{1,40}top headlines are here",
    r"watch (?:this|the) video\b.{0,20}:?$",
    r"save this (?:story|article)\b",
    r"\d+ min(?:ute)?s? read$",
)
READ = (
    r"read more$",
    r"related (?:stories|articles|topics)?:?$",
    r"(?:continue|keep) reading\b",
    r"(?:read (?:more|also|next)|also read|see also|recommended|don[’']t miss|more on this(?: story)?|"
    r"related(?: (?:story|article|coverage))?) ?[:|]",
    r"for (?:more(?! than\b)|all the latest|the latest)\b"
    r"(?:(?: [^\s,.]+){0,10}(?<! to)(?<! must| will)(?<! could| would)(?<! should)|[^.]{0,100},) (?:please )?"
    r"(?:visit|go to|follow|sign up|subscribe|click|download|log on to|head to)\b",
    r"read (?:the )?(?:full|original|whole) (?:article|story|post) (?:here|at|on)\b",
    r"(?:read|watch) on .{2,40}:",
    r"read more (?:about|from|on|here|at|in our)\b[^.]{0,120}[.\])]*$",
    r"learn how to [^.]{3,80}\.?\]$",
    r"(?:more (?:from|on|about)|mehr zu[mr]?|plus d.infos sur|más sobre) [^.:]{1,80}:"
    r"(?!.*\b(?:said|says|told|added|warned|sagte|teilte|dit|déclaré|dijo)\b).{0,80}$",
    r"(?:mehr zum thema|lesen sie auch|(?:[àa] )?lire (?:aussi|également)|voir aussi|sur le même sujet)\b",
    r"(?:lea también|lee también|te puede interesar|leer más|leggi anche|leia (?:também|mais)|veja (?:também|mais))\b",
    r"(?:saiba mais|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|lees ook|baca juga)\b",
    r"(?:(?:yuk, )?simak juga|читайте также|читайте також|смотрите также)\b",
    r"(?:相关阅读|推荐阅读|延伸阅读|関連記事|あわせて読みたい|관련기사)\s*[:：]",
)
NOTICES = (
    r"advertisement$",
    r"loading\W*$",
    r"loading [^.]{0,60}(?:\.{3}|…)$",
    r"(?:story|article) continues (?:below|after)",
    r"continues? (?:after|below) (?:the )?(?:ad|advert)",
    r"scroll (?:down )?(?:to continue|for more)",
    r"ad feedback|report this ad|skip (?:ad|advert)",
    r"we (?:and our .{0,30}partners )?use cookies",
    r"accept (?:all )?cookies",
    r"(?:this|our) (?:web)?site uses cookies",
    r"by using this (?:web)?site\b",
    r"please enable javascript",
    r"to (?:view|play|see|show) this (?:content|video|post)\b(?! as\b)",
    r"\{\{",
    r"[©ⓒⒸ]|\(c\) ?(?:19|20)\d\d",
    r"copyright (?:©|\(c\)|ⓒ|(?:19|20)\d\d)",
    r".*\ball rights reserved\b",
    r".*무단\s?전재",
    r"this material may not be (?:published|broadcast|reproduced)",
)
# of the piece of work that the story is
WORK = (
    r"this (?:story|article|post|piece|page) (?:has been|was|will be|is being) (?:updated|corrected|amended|"
    r"first published|originally published|republished|translated|produced)\b(?!.*\b(?:said|says|told)\b)",
    r"this (?:story|article|post|piece) (?:first |originally )appeared (?:on|in|at)\b",
    r"this is a (?:developing|breaking)(?: news)? story",
    r"(?:check|come) back (?:here )?for (?:more )?updates",
    r"(?:additional )?reporting by [^.]{2,60}(?:$|[;.)])(?!.*\b(?:will|must|is|was|said)\b)",
    r".{2,160}\bcontributed (?:additional )?(?:to this (?:report|story|article)|reporting)\b(?! of\b)",
)
TAKE_PART = (
    r"(?:leave a (?:comment|reply)|join the (?:conversation|discussion)|(?:view|show|hide|post) (?:all )?comments?)\b",
    r"your e-?mail address will not be",
    r"(?:take|vote in) (?:our|the|this) (?:poll|quiz|survey)\b",
    r"view (?:poll )?results$",
    r"(?:got|have|do you have) a (?:news |story |confidential )?tip\b.{0,6}\?",
    r"(?:we[’']re|we are) hiring\b(?!.{0,80}\bsaid\b)",
    r"view (?:all )?(?:jobs|vacancies|openings)\b",
)
# wherever in a line: whom to write to, to follow or to mind
ANYWHERE = (
    r"\b(?:e-?mail|contact|write to|reach) (?:us|me|the (?:author|reporter|writer|editors?|newsroom)) at\b",
    r"\bcan be (?:reached|contacted) (?:(?:at|on|via) \S{1,60}@|by e-?mail)",
    r"\bsend (?:him|her|them|us|me) an e-?mail\b",
    r"\bfollow (?:him|her|them|me|us|@\w+) on (?:twitter|facebook|instagram|linkedin|x)\b",
    r"\bcomments? (?:is|are|will be) (?:moderated|closed)\b",
    r"\bour (?:commenting|comments?|community) (?:guidelines|rules|policy)\b",
    r"https?://(?:www\.)?(?:twitter|x|facebook|fb|instagram|youtube)\.(?:com|me)/\S{1,60}$",
    r"\bcopyright (?:by|©|\(c\)) ",
    r"\bprotected by recaptcha\b",
    r"\bwe may (?:earn|receive) (?:a|an affiliate) commission\b",
    r"\b(?:has|have|holds?) no position in any of the (?:stocks|securities|companies)\b",
    r"^(?:the )?(?:views|opinions) expressed (?:here|in this|by)\b",
    r"\bnot necessarily (?:reflect|represent) (?:the|those)\b.{0,60}\b(?:views?|opinions?|policy|position)\b",
)
# whole lines: whose picture it is, and nothing of what it shows
CREDITS = (
    r"[\[(]?(?:photo|image|picture|foto|photograph|photography|illustration|graphic|video|credit)s?(?: credit)?"
    r"(?:s| by| courtesy of)? ?(?:[:©|]|by\b) ?[^.:]{1,80}[)\]]?",
    r"[^.!?]{1,60}(?:/|\bvia ) ?(?:getty(?: images)?|reuters|ap(?: photo)?|afp|epa|shutterstock|alamy|istock|"
    r"bloomberg(?: news)?)[)\]]?",
)
# whole lines, of lists of other stories, of what stands on the page, of sharing: with them go the titles below
LISTS = (
    r"related(?: (?:stories|articles|news|content|posts|coverage|links|reading|topics))?",
    r"recommended(?: (?:stories|articles|reading|for you))?",
    r"(?:you (?:may|might)|we think you(?:[’']ll| will)) (?:also )?(?:like|be interested in|enjoy)",
    r"more (?:stories|news|articles|headlines|coverage|to read|from .{2,40}|on this(?: story| topic)?)",
    r"most (?:read|popular|viewed|shared|commented|recent)(?: (?:stories|articles|news|posts))?",
    r"(?:top|latest|trending|popular|featured|other|recent) (?:stories|news|articles|headlines|posts|videos)",
    r"trending(?: now)?",
    r"read (?:next|also|more)|also read|see also|up next|what to read next",
    r"don[’']t miss|editors?[’']?s? picks?|in case you missed it",
    r"(?:table of )?contents|in this (?:article|story|report|issue)|on this page|jump to(?: section)?",
    r"key events(?: \(\d+\))?|show key events only",
    r"share(?: this(?: (?:article|story|page|post))?)?|tags|topics(?: in this (?:article|story))?|filed under",
    r"inhaltsverzeichnis|mehr zum thema|das könnte sie auch interessieren|meistgelesen",
    r"les plus lus|sur le même sujet|lo más (?:leído|visto)|te puede interesar|mais lidas|leia também|più letti",
    r"najczęściej czytane|相关新闻|相关阅读|推荐阅读|関連記事|관련기사",
)
# a whole line: the heading under which readers write
COMMENTS = (
    r"comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|komentarze|reacties|kommentarer",
    r"hozzászólások|коментари|коментарі|комментарии|yorumlar|التعليقات|评论|网友评论|我要跟帖|コメント|댓글",
)
# a person's name, in whose capitals letter case does matter
_NAME = (
    r"(?-i:(?!(?:The|An?|This|These|Our|Its)\b)"
    r"(?:[A-Z\u00c0-\u00de][\w\u2019'-]*[\w.] (?:(?:de|da|van|von|der|al) )*){2,3})"
)
# who wrote it, below it
WRITERS = (
    r"(?:[\w’'.-]+ ){1,5}(?:is|was|are) (?:an?|the|[\w’']+[’']s?) (?:[\w’'&,-]+ ){0,9}?"
    r"(?:journalists?|reporters?|columnists?|correspondents?|writers?|bloggers?|editors?|staffer|contributors?)\b"
    r"(?!.*\b(?:said|says|told)\b)",
    rf"{_NAME}(?:(?:covers|reports on) (?:[^“”\"]{{3,120}} for (?-i:[A-Z])|[^“”\"]{{0,60}}\bdesk\b)|"
    r"writes (?:about|on|for) |reports for )[^“”\"]{0,120}$",
    r"about the authors?\b",
)
