"""Words about places: what a place can be called, what stands before one, how its bare name is told."""

from spacy.tokens import Span

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACE_NOUNS = frozenset(
    "city town village province state region district capital island airport base area suburb resort port county "
    "territory governorate neighborhood neighbourhood coast mountains river camp square palace house "
    "headquarters municipality prefecture department enclave peninsula borough hamlet commune oblast "
    "stronghold settlement township part north south east west outskirts center centre streets".split()
)  # fmt: skip
LANDS = frozenset(
    "country nation city town village province capital region district coast airport island airspace waters "
    "territory soil parliament".split()
)
"""Beside the adjective of a state they tell where something is: "near the Nigerian coast"."""
# A site of these sorts is recorded as the city it stands in, where the article tells the city (docs/codebook.md).
SITE_NOUNS = frozenset(
    "airport beach hall mosque church cathedral stadium university college school hospital square hotel castle palace "
    "prison bridge center centre building theatre theater museum market station street avenue temple synagogue tower "
    "garden gardens park mall club".split()
)  # fmt: skip
WATERS = frozenset({"sea", "ocean", "gulf", "strait", "straits", "channel", "mediterranean", "atlantic", "pacific"})
SUFFIXES = ("State", "Province", "Region", "Oblast", "Governorate", "County", "District", "Strip", "Municipality")
REFERRING = frozenset({"country", "nation", "city", "region", "town", "village", "area", "site", "province"})
BEFORE_PLACE = frozenset({"in", "at", "near", "outside", "between", "around", "across", "throughout"})


def is_water(ent: Span) -> bool:
    """ "Black Sea", "Gulf of Oman"."""
    return ent[-1].lower_ in WATERS or ent[0].lower_ in WATERS


def place_name(ent: Span) -> str:
    """The name without its article and its genitive."""
    text = ent.text[4:] if ent.text[:4].lower() == "the " else ent.text
    for ending in ("'s", "’s", "'", "’"):
        text = text.removesuffix(ending)
    return text
