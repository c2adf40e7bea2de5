"""Questions to the dependency parse: who is the subject, what is the object, what stands after "with"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_INHERITING = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp"})
_RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
# Verbs whose object does the infinitive: "invited him to visit".
# "accuses North Korea of using": the object does what follows.
_OF_CRIME = ("accus", "charg", "convict", "suspect", "blam", "acquit", "indict", "sentenc", "arrest", "prosecut")
_OBJECT_CONTROL = frozenset(
    {
        "ask",
        "invite",
        "urge",
        "order",
        "allow",
        "tell",
        "force",
        "persuade",
        "send",
        "permit",
        "lead",
        "press",
        "request",
    }
)


def is_verb(token: Token) -> bool:
    """True for verb forms, finite or not."""
    return bool(token.tag_.startswith("VB"))


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of these dependency labels."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """True for passives, with or without auxiliary ("soldiers killed in the attack")."""
    if children(verb, "nsubjpass", "auxpass", "agent"):
        return True
    if children(verb, "nsubj", "dobj"):
        return False
    if verb.tag_ == "VBN":
        if any(
            child.dep_ == "aux" and child.lower_ in ("has", "have", "had", "having", "'ve") for child in verb.children
        ):
            return False
        return verb.dep_ in ("acl", "relcl", "ROOT", "advcl", "conj", "ccomp")
    return False


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the logical subject: of a passive, what stands after "by"; inherited where it is left out."""
    if is_passive(verb):
        agents = _agents(verb)
        for conjoined in children(verb, "conj"):
            # "is kidnapped and beaten to death by miners": the agent stands after the last verb.
            agents = agents or _agents(conjoined)
        return agents
    own = children(verb, *SUBJECTS)
    if own:
        return [antecedent(token) for token in own]
    return _inherited_subjects(verb, depth)


def _agents(verb: Token) -> list[Token]:
    return [pobj for agent in children(verb, "agent") for pobj in children(agent, "pobj")] + [
        pobj for by in children(verb, "prep") if by.lower_ == "by" for pobj in children(by, "pobj")
    ]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of the grammatical subject, active or passive."""
    own = children(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    return [antecedent(token) for token in own] or _inherited_subjects(verb, depth)


def objects(verb: Token) -> list[Token]:
    """The heads of the logical object: of a passive, its subject."""
    if is_passive(verb):
        own = children(verb, *PASSIVE_SUBJECTS, "nsubj")
        if own:
            return [antecedent(token) for token in own]
        if verb.dep_ in ("acl", "relcl"):
            return [verb.head]
        if verb.dep_ == "conj" and is_verb(verb.head):
            return objects(verb.head) if is_passive(verb.head) else surface_subjects(verb.head)
        return _inherited_subjects(verb, 0)
    direct = children(verb, "dobj", "dative", "obj")
    if not direct and verb.dep_ == "relcl" and children(verb, *SUBJECTS):
        relative = [c for c in verb.children if c.lower_ in ("whom", "which", "that")]
        return [verb.head] if relative else []
    return direct


def _inherited_subjects(verb: Token, depth: int) -> list[Token]:
    """The subject of the governing verb, or the noun that the clause describes."""
    head = verb.head
    if depth > 6 or head == verb or verb.dep_ not in _INHERITING:
        return []
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ in ("VBG", "VBN"):
            return [head]
        return _subject_of_governor(head, depth)
    if verb.dep_ == "pcomp":
        if is_verb(head.head) and head.head.lower_.startswith(_OF_CRIME):
            return objects(head.head)
        return _subject_of_governor(head, depth)
    if is_verb(head):
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and _controls_object(head):
            return objects(head)
        return surface_subjects(head, depth + 1)
    return _subject_of_governor(head, depth)


def _controls_object(verb: Token) -> bool:
    stem = verb.lower_
    return any(stem.startswith(v[:-1]) or stem.startswith(v) for v in _OBJECT_CONTROL) and bool(
        children(verb, "dobj") or is_passive(verb)
    )


def _subject_of_governor(token: Token, depth: int) -> list[Token]:
    """Climb from a noun or preposition to the verb over it and ask for its subject."""
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return surface_subjects(ancestor, depth + 1)
    return []


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lower_ in _RELATIVE_PRONOUNS and token.head.dep_ == "relcl":
        return token.head.head
    return token


def prepositional(token: Token, preposition: str) -> Iterator[Token]:
    """The heads after this preposition, attached to the token, directly or through "along with", "together with"."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") and child.lower_ == preposition:
            yield from children(child, "pobj", "pcomp")
            for inner in children(child, "prep"):
                if inner.lower_ == preposition:
                    yield from children(inner, "pobj")
        elif child.dep_ == "prep" and child.lower_ in ("along", "together", "alongside"):
            for inner in child.children:
                if inner.lower_ == preposition or child.lower_ == "alongside":
                    yield from children(inner, "pobj") or ([inner] if inner.dep_ == "pobj" else [])


def right_after(token: Token, preposition: str, reach: int = 4) -> Iterator[Token]:
    """The heads after a preposition that closely follows the token, wherever the parse hangs it ("met today with")."""
    for following in token.doc[token.i + 1 : min(token.i + 1 + reach, token.sent.end)]:
        if following.lower_ == preposition and following.dep_ == "prep":
            yield from children(following, "pobj")
            return


def companions(verb: Token) -> Iterator[Token]:
    """The heads after "along with", "together with", "accompanied by", "alongside": they share the subject's part."""
    for child in verb.children:
        if child.dep_ in ("prep", "advmod") and child.lower_ in ("along", "together", "alongside"):
            for inner in child.children:
                yield from (
                    children(inner, "pobj") if inner.dep_ == "prep" else ([inner] if inner.dep_ == "pobj" else [])
                )
        elif child.lower_ == "accompanied":
            for by in children(child, "agent", "prep"):
                yield from children(by, "pobj")


def conjuncts(token: Token) -> list[Token]:
    """The token and everything conjoined to it, in order."""
    found = [token]
    for head in found:
        found.extend(child for child in head.children if child.dep_ == "conj" and child not in found)
    return found


def clause_head(token: Token) -> Token:
    """The verb of the clause that the token stands in; the root where there is no verb."""
    if is_verb(token):
        return token
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return ancestor
    return token.sent.root


def entities_in(window: Span) -> Iterator[Span]:
    """The names that stand wholly within a stretch of text; `Span.ents` looks through the whole document for them."""
    i = window.start
    while i < window.end:
        end = i + 1
        if window.doc[i].ent_iob_ == "B":
            while end < len(window.doc) and window.doc[end].ent_iob_ == "I":
                end += 1
            if end <= window.end:
                yield Span(window.doc, i, end, window.doc[i].ent_type_)
        i = end
