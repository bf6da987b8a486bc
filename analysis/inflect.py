"""Spellings under which one entry is met in print: plurals and British or American variants."""

import re
from functools import lru_cache
from itertools import product
from typing import Final

_IRREGULAR: Final = dict(
    pair.split("/")
    for pair in (
        "calf/calves half/halves hoof/hooves knife/knives leaf/leaves loaf/loaves shelf/shelves "
        "wolf/wolves foot/feet goose/geese mouse/mice ox/oxen tooth/teeth man/men woman/women "
        "child/children potato/potatoes tomato/tomatoes mango/mangoes embargo/embargoes cargo/cargoes "
        "hero/heroes echo/echoes cactus/cacti fungus/fungi matrix/matrices chassis/chassis series/series "
        "species/species aircraft/aircraft sheep/sheep fish/fish salmon/salmon shrimp/shrimp swine/swine "
        "cattle/cattle deer/deer spacecraft/spacecraft hovercraft/hovercraft analysis/analyses axis/axes "
        "this/these that/those is/are was/were has/have salesman/salesmen"
    ).split()
)
# some take both plurals in print
_ALSO: Final = {
    "cargo": ("cargos",),
    "fish": ("fishes",),
    "shrimp": ("shrimps",),
    "mango": ("mangos",),
    "hoof": ("hoofs",),
}

# British spelling first; each is a word or the end of a word, and both sides are matched
_SPELLINGS: Final = tuple(
    pair.split("/")
    for pair in (
        "aluminium/aluminum fibre/fiber sulphur/sulfur sulphate/sulfate sulphide/sulfide "
        "sulphuric/sulfuric colour/color tyre/tire centre/center litre/liter metre/meter defence/defense "
        "licence/license grey/gray mould/mold moulded/molded plough/plow labour/labor odour/odor "
        "vapour/vapor harbour/harbor catalogue/catalog jewellery/jewelry jeweller/jeweler isation/ization "
        "ise/ize iser/izer ising/izing ised/ized yser/yzer programme/program caesium/cesium "
        "paediatric/pediatric anaesthetic/anesthetic oestrogen/estrogen yoghurt/yogurt whisky/whiskey "
        "theatre/theater fertiliser/fertilizer soya/soy haemophilia/hemophilia foetal/fetal kerb/curb "
        "manoeuvre/maneuver cancelled/canceled labelling/labeling travelling/traveling fuelled/fueled "
        "draught/draft storey/story armour/armor armoured/armored neighbour/neighbor favour/favor "
        "behaviour/behavior rumour/rumor"
    ).split()
)
# words that end like a spelling pair but have one spelling only
_FIXED: Final = frozenset(
    (
        "rise wise raise praise noise precise exercise enterprise merchandise surprise promise premise "
        "franchise excise paradise cruise disguise advise revise devise supervise televise otherwise "
        "likewise expertise maize size prize seize raised raising rising advised cruiser adviser riser "
        "promised advertise advertiser advertising cruising curb draft story program compromise demise "
        "turquoise porpoise tortoise mayonnaise bruise poise concise treatise"
    ).split()
)

_TWIN: Final = {here: there for pair in _SPELLINGS for here, there in (pair, pair[::-1])}
_ENDING: Final = re.compile(f"({'|'.join(sorted(_TWIN, key=lambda end: (-len(end), end)))})$")
# these vary only as whole words: entire, sensory and hearsay do not
_WHOLE_WORDS: Final = frozenset("tire tyre program draft draught story storey curb kerb soy soya".split())
_SHORT_STEM: Final = 3


def plural_of(word: str) -> tuple[str, ...]:
    """Plural forms of a folded English noun; the word itself where it has no other."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word], *_ALSO.get(word, ()))
    if re.search(r"[^aeiou]y$", word):
        return (f"{word[:-1]}ies",)
    if re.search(r"(s|x|z|ch|sh)$", word):
        return (f"{word}es",)
    if word.endswith("man") and len(word) > 4 and not word.endswith("german"):
        return (f"{word[:-3]}men",)
    if word[-1:].isdigit() or len(word) == 1:
        return (word,)
    return (f"{word}s",)


@lru_cache(maxsize=16_384)
def spellings_of(word: str) -> tuple[str, ...]:
    """The word and its British or American twin."""
    ending = None if word in _FIXED else _ENDING.search(word)
    if ending is None:
        return (word,)
    here, stem = ending[1], word[: ending.start()]
    needs_stem = here in ("ise", "ize")
    if (here in _WHOLE_WORDS and stem) or (needs_stem and len(stem) <= _SHORT_STEM):
        return (word,)
    return (word, stem + _TWIN[here])


def variants_of(phrase: str, *, exact: bool = False) -> tuple[str, ...]:
    """Every form of a folded phrase that matches; the phrase itself comes first."""
    if exact:
        return (phrase,)
    words = phrase.split()
    spelt = [" ".join(choice) for choice in product(*[spellings_of(word) for word in words])]
    forms = list(spelt)
    for form in spelt:
        head, _, last = form.rpartition(" ")
        forms.extend(f"{head} {plural}".strip() for plural in plural_of(last))
    return tuple(dict.fromkeys(forms))
