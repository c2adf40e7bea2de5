"""Why an address was not fetched."""

from enum import StrEnum

from schemas.errors import SourceUnavailable


class Failure(StrEnum):
    """What went wrong with an address; docs/web-sources.md says what follows from each."""

    REFUSED_ADDRESS = "refused_address"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    BAD_REDIRECT = "bad_redirect"
    NO_ANSWER = "no_answer"
    BROKEN_ANSWER = "broken_answer"
    BAD_STATUS = "bad_status"
    ASKED_TO_WAIT = "asked_to_wait"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    BAD_COMPRESSION = "bad_compression"


class FetchFailed(SourceUnavailable):
    """An address could not be fetched.

    `is_temporary`: it may be there later. `wait_seconds`: the host has asked for so long a pause.
    """

    def __init__(
        self,
        failure: Failure,
        message: str,
        remedy: str = "",
        *,
        is_temporary: bool = False,
        wait_seconds: float | None = None,
    ) -> None:
        super().__init__(message, remedy)
        self.failure, self.is_temporary, self.wait_seconds = failure, is_temporary, wait_seconds
