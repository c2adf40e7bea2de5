"""One line for what else a record carries: topics, occasion, claims, relations, who says so."""

from collections.abc import Iterable

from schemas.records import Claim, Record


def details_line(record: Record, records: Iterable[Record]) -> str:
    """Topics, then the rest, each part only where there is one; `records` are those of the article."""
    triggers = {other.record_id: other.trigger.text for other in records}
    parts = [", ".join(record.topics)]
    parts += [f"“{record.occasion.text}”"] if record.occasion else []
    parts += [_claim(claim) for claim in record.claims]
    parts += [f"{r.type.replace('_', ' ')} “{triggers[r.record_id]}”" for r in record.relations]
    parts += [f"said: “{record.attribution.text}”"] if record.attribution else []
    return "; ".join(" ".join(part.split()) for part in parts if part)


def _claim(claim: Claim) -> str:
    period = f" in {claim.period_days} days" if claim.period_days else f" since {claim.since}" if claim.since else ""
    return f"number {claim.ordinal}{f' of {claim.subject}' if claim.subject else ''}{period}"
