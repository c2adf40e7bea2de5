"""Posts: offices of which a state has one at a time, however they are worded.

"Minister of Europe and Foreign Affairs", "foreign minister" and the American "Secretary of State" are one post.
"""

import re
from functools import lru_cache

from schemas.countries import country_named

# Not the holder of the post, or not now.
_NOT_THE_HOLDER = re.compile(
    r"\b(?:former|ex|late|past|deputy|vice|assistant|under|shadow|next|incoming|designate|elect|candidate|candidates|"
    r"opposition|acting leader|spokes\w+|adviser|advisor|aide|wife|husband|son|daughter|representatives?|envoy|junior|"
    r"parliamentary|permanent|supporting|delegate|office|party|presidents|ministers|chancellors|secretaries)\b"
)
_MINISTRIES = {
    "foreign_minister": (
        r"foreign (?:affairs )?(?:minister|secretary)|external affairs minister|"
        r"(?:minister|secretary)(?: of state)? (?:of|for) (?:[\w,-]+ )*(?:foreign|external)(?: (?:and|&) [\w-]+)* "
        r"(?:affairs|relations)"
    ),
    "defence_minister": r"defen[cs]e (?:minister|secretary)|(?:minister|secretary) (?:of|for) (?:national )?defen[cs]e",
    "finance_minister": (
        r"finance minister|minister (?:of|for) finance|treasury secretary|secretary of the treasury"
    ),
    "interior_minister": (
        r"interior minister|home (?:secretary|minister)|"
        r"minister (?:of|for) (?:the )?(?:interior|internal affairs|home affairs)"
    ),
}  # fmt: skip
_HEADS = {
    "vice_president": r"vice[- ]president",
    "prime_minister": r"prime minister|premier|chancellor|taoiseach",
    "president": r"president",
    "monarch": r"king|queen|emperor|empress|emir|amir|sultan",
    "supreme_leader": r"supreme leader",
    "crown_prince": r"crown prince",
    "pope": r"pope",
    "general_secretary": r"general secretary",
}
_SECRETARY_OF_STATE = re.compile(r"(?:\w+ ){0,2}secretary of state(?: of (?:the )?(?:united states|us|america))?")
# Before a head's title stand a people ("French president"), a republic, "acting"; not a body ("senate president").
_BODIES = re.compile(
    r"\b(?:senate|parliament|assembly|house|chamber|council|court|commission|bank|company|university|club|federation|"
    r"association|union|state premier|regional|fifa|uefa|board|committee|congress|conference|party)\b"
)


@lru_cache(maxsize=50_000)
def post_of(office: str | None, country: str | None) -> str | None:
    """The post that an office of a country is; None where it is none, or is not said to be held.

    Offices of international bodies, without a country, are posts by their own words.
    """
    if not office:
        return None
    text = " ".join(office.casefold().replace("&", "and").replace("’", "'").split()).removeprefix("the ")
    if country is None:
        return text if " of " in text or "general" in text else None
    # "Deputy prime minister and foreign minister" is the latter; "Minister of Europe and Foreign Affairs" is one post.
    return next(filter(None, (_post(part, country) for part in (text, *text.split(" and ")))), None)


def _post(text: str, country: str) -> str | None:
    if not text.startswith("vice") and _NOT_THE_HOLDER.search(text.replace("ex-", "ex ")):
        return None
    for post, pattern in _MINISTRIES.items():
        if re.search(rf"\b(?:{pattern})\b", text) and "trade" not in text:
            return post
    if country == "USA" and _SECRETARY_OF_STATE.fullmatch(text):
        return "foreign_minister"
    return next((post for post, pattern in _HEADS.items() if _is_head(text, pattern)), None)


def _is_head(text: str, pattern: str) -> bool:
    found = re.fullmatch(rf"(?P<before>(?:[\w.'-]+ ){{0,3}})(?:{pattern})(?: of (?P<of>.+))?(?: and .+)?", text)
    if found is None or _BODIES.search(found["before"]):
        return False
    of = (found["of"] or "").partition(" and ")[0].removeprefix("the ")
    return not of or of in ("republic", "state", "government", "islamic republic") or country_named(of) is not None
