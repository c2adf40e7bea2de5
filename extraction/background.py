"""Is an event told as the news of the moment, or as what lies behind it?

News without words for its time is dated by the publication; what is only looked back on has no date
(docs/codebook.md, "Time"). The news stands in the main clause. What lies behind it stands aside: in the past
perfect, in a relative clause in the past tense, after "over" and "in response to", before a court.
"""

from spacy.tokens import Token

from extraction.draft import Trigger
from extraction.syntax import children, is_verb
from schemas.vocabulary import Kind

_LOOKING_BACK = frozenset(
    {"recent", "previous", "earlier", "past", "previously", "recently", "former", "historic", "last"}
)
_COURT_WORDS = frozenset(
    "charged charges charge convicted convicts sentenced sentences acquitted acquits indicted "
    "indicts indictment indictments suspected suspicion "
    "allegations allegation accusations accusation trial investigation inquiry "
    "investigates probe anniversary extradition lawsuit jailed blamed blames".split()
)
# What is done "over", "despite" or "in response to" something comes after it.
REACTIONS = frozenset({"against", "over", "despite", "since", "behind"})
_PAST_TENSE = frozenset({"VBD", "VBN"})
_PRESENT_TENSE = frozenset({"VBZ", "VBP"})


def is_background(trigger: Trigger) -> bool:
    """True where the event is told as what came before the news: past perfect, "recent", "protests over the arrest"."""
    head = trigger.head
    if _is_list_of_topics(head):
        return True
    if any(_looks_back(noun) for noun in (head, *_named_as_example_of(head))):
        return True
    verb = trigger.clause
    if is_verb(verb):
        auxiliaries = {child.lower_ for child in children(verb, "aux")}
        if "had" in auxiliaries or {c.lower_ for c in children(verb, "advmod", "npadvmod")} & _LOOKING_BACK:
            return True
    return _is_matter_of_court(head) or _is_reacted_to(trigger) or _is_in_past_clause(head)


def _is_list_of_topics(token: Token) -> bool:
    """ "Protests in Chicago, Relations of X and Y": a text without a verb and without a full stop tells no news."""
    doc = token.doc
    return doc[-1].text not in (".", "!", "?", ")") and not any(is_verb(word) for word in doc)


def _looks_back(noun: Token) -> bool:
    return any(child.lower_ in _LOOKING_BACK for child in noun.children if child.i < noun.i)


def _named_as_example_of(head: Token) -> list[Token]:
    """ "events" in "recent events such as the attack": what is said of them holds for their example."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("as", "like", "including"):
        return []
    return [head.head.head] if head.head.head.tag_.startswith("NN") else []


def _is_matter_of_court(head: Token) -> bool:
    """What somebody is charged with or tried for lies in the past, at no told time."""
    for ancestor in list(head.ancestors)[:4]:
        if ancestor.lower_ in _COURT_WORDS:
            return True
        if is_verb(ancestor) and ancestor.dep_ not in ("pcomp", "xcomp", "acl"):
            return False
    return False


def _is_reacted_to(trigger: Trigger) -> bool:
    """ "protest against the arrest", "apologizes for the shooting", "in response to the floods"."""
    token = trigger.head
    while token.head != token and not (is_verb(token) and token is not trigger.head):
        if token.dep_ in ("pobj", "pcomp"):
            word = token.head.lower_
            if word in REACTIONS or (word == "for" and trigger.frame.kind is Kind.INCIDENT):
                return True
            if word == "to" and token.head.head.lower_ in ("response", "reaction"):
                return True
        elif token.dep_ not in ("prep", "conj", "compound", "dobj", "attr", "nsubj", "appos"):
            return False
        token = token.head
    return False


def _is_in_past_clause(head: Token) -> bool:
    """Within a relative clause of the past, or a clause of the past beside a headline's present tense."""
    token = head
    while token.head != token:
        if token.dep_ == "relcl" and token.tag_ in _PAST_TENSE:
            return True
        if token.dep_ == "advcl" and token.tag_ == "VBD" and token.head.tag_ in _PRESENT_TENSE:
            return True
        token = token.head
    return False
