"""The closed vocabularies of a record. Each value's meaning is in docs/codebook.md."""

from enum import StrEnum


class Kind(StrEnum):
    """What a record tells of."""

    MEETING = "meeting"
    VISIT = "visit"
    INCIDENT = "incident"


class Status(StrEnum):
    """How far the event has come, judged as of the article's publication date."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"


class Role(StrEnum):
    """What a participant does in the event; which kinds have which roles: ROLES_BY_KIND."""

    PARTICIPANT = "participant"
    HOST = "host"
    MEDIATOR = "mediator"
    VISITOR = "visitor"
    PERPETRATOR = "perpetrator"
    TARGET = "target"


ROLES_BY_KIND: dict[Kind, frozenset[Role]] = {
    Kind.MEETING: frozenset({Role.PARTICIPANT, Role.HOST, Role.MEDIATOR}),
    Kind.VISIT: frozenset({Role.VISITOR, Role.HOST}),
    Kind.INCIDENT: frozenset({Role.PERPETRATOR, Role.TARGET}),
}


class ActorKind(StrEnum):
    """What sort of actor a participant is."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    GROUP = "group"


class IncidentType(StrEnum):
    """What sort of incident."""

    ARMED_ATTACK = "armed_attack"
    CLASH = "clash"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    CYBERATTACK = "cyberattack"
    ESPIONAGE = "espionage"
    EXPULSION = "expulsion"
    SANCTION = "sanction"
    PROTEST = "protest"
    COUP = "coup"
    WEAPONS_TEST = "weapons_test"
    BORDER_VIOLATION = "border_violation"
    SEIZURE = "seizure"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    OTHER = "other"


class Channel(StrEnum):
    """How a meeting takes place."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly the time is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where the time comes from: the article's words, its publication date, or nowhere."""

    STATED = "stated"
    PUBLICATION = "publication"
    NONE = "none"


class Inference(StrEnum):
    """How a value that the article does not spell out follows from what it does say."""

    PUBLICATION_DATE = "publication_date"
    """News of the moment without words for its time."""
    DATE_RULE = "date_rule"
    """A relative expression ("last month") resolved against the publication date."""
    COUNTRY_NAME = "country_name"
    """A country's name, or an adjective or people's name of it ("Chinese")."""
    CAPITAL = "capital"
    """A capital or seat of government that stands for its state ("Beijing", "the Kremlin")."""
    OFFICE = "office"
    """The country of an office ("US Secretary of State")."""
    GAZETTEER = "gazetteer"
    """A city, region or site looked up in the gazetteer."""
    CONTEXT = "context"
    """Said elsewhere in the article of the same actor or event."""
    GRAMMAR = "grammar"
    """The position in the sentence: the subject of "met", the object of "arrested"."""
    TRIGGER = "trigger"
    """The meaning of the trigger itself: "phone call" is a call."""
    TENSE = "tense"
    """Tense, aspect and modality of the trigger."""


class AbsenceReason(StrEnum):
    """Why a field is null."""

    NOT_STATED = "not_stated"
    """The article does not say."""
    NO_PUBLICATION_DATE = "no_publication_date"
    """The article says it relative to a publication date, and has none."""
    NOT_RESOLVABLE = "not_resolvable"
    """The article has words for it that fix no value ("soon", "dozens")."""
    NOT_APPLICABLE = "not_applicable"
    """The field has no meaning here: the country of an international body, the place of a call."""


class RejectReason(StrEnum):
    """Why an article was not taken."""

    EMPTY = "empty"
    BINARY = "binary"
    WRONG_ENCODING = "wrong_encoding"
    BROKEN_JSON = "broken_json"
    BROKEN_FRONT_MATTER = "broken_front_matter"
    INVALID_FIELD = "invalid_field"
    UNKNOWN_FORMAT = "unknown_format"
    DUPLICATE_ID = "duplicate_id"
    TOO_LARGE = "too_large"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    UNREADABLE = "unreadable"
    EXTRACTION_FAILED = "extraction_failed"
