"""Why words were taken for an event, or were not: the candidates of an article with what spoke for and against each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.cues import frame_cue
from extraction.reading import LIKELY, Weighed
from extraction.weights import NONE, Learned


@dataclass(frozen=True)
class Part:
    """An actor beside a candidate, the likeliest part in it, and how likely it is."""

    name: str
    role: str
    likelihood: float


@dataclass(frozen=True)
class Explanation:
    """One candidate: its words, what it would be, how likely it is, and the cues that weigh most."""

    trigger: str
    start: int
    sort: str
    likelihood: float | None
    """None where nothing was learned of the frame: then its own conditions decide."""
    reasons: tuple[tuple[str, float], ...]
    parts: tuple[Part, ...]

    @property
    def is_likely(self) -> bool:
        """True where the weights take it for an event; it may still be another mention of one told before."""
        return self.likelihood is not None and self.likelihood >= LIKELY


def explanations(weighed: Iterable[Weighed], learned: Learned, most: int = 5) -> Iterator[Explanation]:
    """One for each candidate, in the order of the text, with at most `most` reasons each."""
    for candidate in weighed:
        trigger = candidate.candidate.trigger
        is_known = frame_cue(trigger) in learned.events.by_cue
        yield Explanation(
            trigger.words.text,
            trigger.words.start_char,
            (trigger.frame.type or trigger.frame.kind).value,
            learned.events.chances(candidate.cues)["event"] if is_known else None,
            tuple(learned.events.reasons(candidate.cues, "event", most)),
            tuple(_parts(candidate, learned)),
        )


def _parts(candidate: Weighed, learned: Learned) -> Iterator[Part]:
    best: dict[str, Part] = {}
    for _, actor, cues in candidate.mentions:
        chances = learned.roles.chances(cues)
        role = max((r for r in chances if r != NONE), key=lambda r: chances[r])
        if actor.key not in best or best[actor.key].likelihood < chances[role]:
            best[actor.key] = Part(actor.name, role, chances[role])
    yield from best.values()
