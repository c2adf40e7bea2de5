"""A record in the making: what the rules have found so far, with the characters behind each finding."""

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Span, Token

from extraction.actors import Actor, CountryLink
from extraction.encoder import Opinion
from extraction.lexicon.details import RelationType
from extraction.lexicon.models import Frame
from schemas.vocabulary import Basis, Channel, IncidentType, Inference, Kind, Precision, Role, Status


@dataclass(frozen=True)
class Trigger:
    """The words that name an event. `head` is the verb or noun that the arguments hang on."""

    frame: Frame
    is_verb: bool
    words: Span
    head: Token
    support: Token | None = None
    """The verb that carries an event noun ("held" in "held talks")."""

    @property
    def clause(self) -> Token:
        """The verb that tense, modality and adverbials hang on, or the noun itself."""
        return self.head if self.is_verb else (self.support or self.head)


@dataclass(frozen=True)
class Characters:
    """A stretch of the article's text."""

    start: int
    end: int


@dataclass(frozen=True)
class StatusFinding:
    """A status and the words or the inference behind it."""

    status: Status
    cue: Characters | None = None
    inference: Inference = Inference.TENSE


@dataclass(frozen=True)
class PlaceFinding:
    """A place as written, its country and the characters that tell each."""

    name: str
    where: Characters
    country: CountryLink | None
    is_direct: bool = True
    """False where the place is inferred from elsewhere in the article."""


@dataclass(frozen=True)
class TimeFinding:
    """When, and the words that say so; `is_vague` marks words that fix no date ("recently")."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    where: Characters | None = None
    is_vague: bool = False
    needs_publication_date: bool = False


@dataclass(frozen=True)
class TopicFinding:
    """A topic of the lexicon and the words that tell it."""

    topic: str
    where: Characters


@dataclass(frozen=True)
class ClaimFinding:
    """A count that the article claims: the how-manieth, of whom or what, in what time."""

    where: Characters
    ordinal: int
    subject: str
    period_days: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class RelationFinding:
    """How an event stands to another one of its article, and the words between them; None where it is grammar."""

    type: RelationType
    other: "Draft"
    where: Characters | None


@dataclass
class Draft:
    """Everything found about one event so far."""

    trigger: Trigger
    kind: Kind
    status: StatusFinding
    actors: list[tuple[Role, Actor]]
    unlikely: list[tuple[float, Role, Actor]] = field(default_factory=list)
    """Who is near the trigger without being likely enough to have a part, where weights tell, with the likelihood."""
    place: PlaceFinding | None = None
    places: list[PlaceFinding] = field(default_factory=list)
    time: TimeFinding = TimeFinding()
    incident_type: IncidentType | None = None
    channel: Channel | None = None
    channel_cue: Characters | None = None
    killed: tuple[int, Characters] | None = None
    injured: tuple[int, Characters] | None = None
    is_background: bool = False
    """Told as what came before, not as the news ("had visited", "after last month's attack")."""
    beside: range | None = None
    """Where it is the event on whose sidelines another is: the tokens of its noun phrase."""
    is_sound: bool = True
    """All that its frame asks of the words around it and of its arguments is there."""
    opinion: Opinion | None = None
    """What the encoder thinks of the trigger, where there is one."""
    likelihood: float | None = None
    """That the words name an event, where weights tell; of a merged event, that of its clearest mention."""
    confidence: float | None = None
    """The likelihood as far as it can be believed, where weights tell."""
    mentions: set[int] = field(default_factory=set)
    """Tokens of all the triggers that tell of this event."""
    topics: list[TopicFinding] = field(default_factory=list)
    occasion: Characters | None = None
    attribution: Characters | None = None
    claims: list[ClaimFinding] = field(default_factory=list)
    relations: list[RelationFinding] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The event's own trigger is its first mention."""
        self.mentions = self.mentions | {self.trigger.head.i, self.trigger.clause.i}

    def keys(self, *roles: Role) -> set[str]:
        """The actors' keys, of these roles or of all."""
        return {actor.key for role, actor in self.actors if not roles or role in roles}

    def add_actor(self, role: Role, actor: Actor) -> None:
        """Add an actor once; who has a part already keeps it."""
        if actor.key not in self.keys():
            self.actors.append((role, actor))
