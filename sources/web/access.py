"""How this home goes to the web: the file `web.yaml` in it, which may be absent."""

from importlib.metadata import version
from typing import Annotated

from pydantic import Field

from schemas.base import Model
from sources.web.robots import ROBOT


class WebAccess(Model):
    """What holds for every source of a home.

    `contact` is an address of a page or of mail under which publishers find whoever runs this: it goes out with each
    request. `seconds_between_requests` is the pause between two requests to one host; its robots.txt may ask for a
    longer one. `seconds_per_answer` is the most that one answer may take, `seconds_per_run` about the most that a run
    spends on one source: the next goes on from there. `allow_loopback` lets sources be at 127.0.0.1: for tests only,
    since whatever listens on this machine can be read then by who writes a feed.
    """

    contact: Annotated[str, Field(pattern=r"^[\x21-\x7e]{0,200}$")] = ""
    seconds_between_requests: Annotated[float, Field(ge=0, le=3_600)] = 1.0
    seconds_per_answer: Annotated[float, Field(gt=0, le=600)] = 30.0
    seconds_per_run: Annotated[float, Field(gt=0, le=86_400)] = 1_800.0
    allow_loopback: bool = False

    @property
    def user_agent(self) -> str:
        """What we call ourselves, with the contact where there is one."""
        name = f"{ROBOT}/{version('chancery')}"
        return f"{name} (+{self.contact})" if self.contact else name
