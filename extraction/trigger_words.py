"""Where the words of a trigger stand, and what the words around them say: known from the text alone, before any parse.

A parse finds fewer (extraction/triggers.py asks for tags and arguments as well), never more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.lexicon.index import GAP, LONGEST_GAP, LexiconIndex, Pattern

_NEAR = 8
"""Words on either side in which names and those who speak are looked for."""
_SPEAKING = {"i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "you": "you", "your": "you"}
_FAR_NEIGHBOURS = (-3, -2, 2, 3)


@dataclass(frozen=True)
class TriggerWords:
    """Words that some frame has as a trigger: numbers of the first token and of the one after the last."""

    start: int
    end: int
    patterns: tuple[Pattern, ...]
    """What they can be the trigger of, the longest first."""


def find_trigger_words(words: Sequence[str], index: LexiconIndex) -> Iterator[TriggerWords]:
    """Every place where a pattern of the lexicon begins; `words` are the tokens in lower case."""
    for start, word in enumerate(words):
        patterns = index.patterns.get(word)
        if patterns is None:
            continue
        found = [(pattern, end) for pattern in patterns if (end := _end(pattern, words, start)) is not None]
        if found:
            yield TriggerWords(start, max(end for _, end in found), tuple(pattern for pattern, _ in found))


def _end(pattern: Pattern, words: Sequence[str], start: int) -> int | None:
    """The number of the token after the match that begins at `start`."""
    if len(pattern.words) == 1:
        return start + 1
    i = start
    for position, forms in enumerate(pattern.words[1:], 1):
        if GAP in forms:
            following = pattern.words[position + 1]
            reach = range(i + 2, min(i + 2 + LONGEST_GAP, len(words)))
            i = next((j - 1 for j in reach if words[j] in following), -1)
            if i < 0:
                return None
            continue
        i += 1
        if i >= len(words) or words[i] not in forms:
            return None
    return i + 1


def cues_of(found: TriggerWords, texts: Sequence[str], words: Sequence[str]) -> set[str]:
    """What speaks for and against an event at these words; `texts` are the tokens as they are written."""
    frame, is_verb = found.patterns[0].frame, found.patterns[0].is_verb
    sort = (frame.type or frame.kind).value
    trigger = " ".join(words[found.start : found.end]) if found.end - found.start < LONGEST_GAP else words[found.start]
    cues = {f"trigger={trigger}", f"sort={sort}:{'verb' if is_verb else 'noun'}", *frame_cues(found)}
    before, after = _at(words, found.start - 1), _at(words, found.end)
    cues |= {f"before={before}", f"after={after}", f"{trigger}:before={before}", f"{trigger}:after={after}"}
    cues |= {f"{sort}:before={before}", f"{sort}:after={after}"}
    cues |= {f"at {n}={_at(words, found.end - 1 + n if n > 0 else found.start + n)}" for n in _FAR_NEIGHBOURS}
    cues |= {f"{sort}:near={word}" for word in _near(words, found)}
    names = sum(text[:1].isupper() and text != "I" for text in _near(texts, found))
    cues |= {f"names near={min(names, 4)}", f"{sort}:names near={min(names, 4)}"}
    cues |= {f"speaking={who}" for word in _near(words, found) if (who := _SPEAKING.get(word))}
    cues.add(f"shape={_shape(_at(texts, found.start - 1))}{_shape(texts[found.start])}{_shape(_at(texts, found.end))}")
    return cues


def frame_cues(found: TriggerWords) -> set[str]:
    """A cue for each frame that the words can be of."""
    return {f"frame={pattern.frame.id}" for pattern in found.patterns}


def _near(words: Sequence[str], found: TriggerWords) -> Iterator[str]:
    yield from words[max(0, found.start - _NEAR) : found.start]
    yield from words[found.end : found.end + _NEAR]


def _at(words: Sequence[str], i: int) -> str:
    return words[i] if 0 <= i < len(words) else ""


def _shape(text: str) -> str:
    """A letter for how a word is written: capitalized, lower case, number, else itself."""
    first = text[:1]
    if first.isalpha():
        return "A" if first.isupper() else "a"
    return "0" if first.isdigit() else first
