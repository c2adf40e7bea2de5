"""The ways in which something goes wrong, each with one way through (docs/architecture.md, "Failure")."""

from schemas.secrets import without_secrets
from schemas.vocabulary import RejectReason


class ChanceryError(Exception):
    """Base of all our errors: what was wrong, where, and what to do.

    `remedy` is one sentence or command that the command line shows under the message. Keys and passwords are taken out
    of both, and out of whatever logs the error.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = without_secrets(message)
        self.remedy = without_secrets(remedy)
        super().__init__(self.message)


class BadInput(ChanceryError):  # noqa: N818 - named for what it is, like KeyboardInterrupt
    """One article or record cannot be taken: it becomes a reject, and the run goes on."""

    def __init__(self, reason: RejectReason, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.reason = reason


class SourceUnavailable(ChanceryError):  # noqa: N818
    """A source does not answer: retried, then reported; the other sources go on."""


class WarehouseBusy(ChanceryError):  # noqa: N818
    """Another process holds the warehouse: wait, then say who holds it."""


class WrongConfiguration(ChanceryError):  # noqa: N818
    """Settings, paths or options that cannot work: stop before anything is touched. Exit code 2."""


class DamagedData(ChanceryError):  # noqa: N818
    """A stored file is not what was written: stop, name the file, keep it, say how to rebuild."""
