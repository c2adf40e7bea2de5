"""How a run over the sources ends: completed, or with an alarm, after all that could be done is done."""

from collections.abc import Sequence

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.gather import SourceOutcome

ALARM = "Alarm"


def end_state(outcomes: Sequence[SourceOutcome], line: str) -> State[None]:
    """Completed, or "Alarm", of Prefect's type failed, where a source failed or gives too little; `line` goes into it.

    The run's work is done and published all the same. Automations can wait for the event `prefect.flow-run.Alarm`, or
    for any failed run.
    """
    reasons = alarms(outcomes)
    if not reasons:
        return Completed(message=line)
    return Failed(name=ALARM, message=f"{'; '.join(reasons)}. {line}")


def alarms(outcomes: Sequence[SourceOutcome]) -> list[str]:
    """One sentence for each source that failed or gives too little."""
    failed = [f"{each.source} failed: {each.error}" for each in outcomes if each.error]
    return failed + [f"{each.source} gives too little: {each.too_little}" for each in outcomes if each.too_little]
