"""The account of a run for people: a line for the log, Markdown and rows for the pages of a Prefect server."""

import html
import re
from collections.abc import Sequence
from typing import Any

from flows.gather import SourceOutcome
from flows.pipeline import RunSummary
from warehouse.compaction import Compaction
from warehouse.overview import WarehouseStatus

# What CommonMark lets a backslash escape, less what HTML escaping takes.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~:-])")


def summary_line(summary: RunSummary) -> str:
    """The outcome in one line."""
    copies = f"{summary.copies} copies, " if summary.copies else ""
    return (
        f"{summary.taken} articles taken, {copies}{summary.known} known already, {sum(summary.rejected.values())} "
        f"rejected, {sum(summary.records.values())} new records, {len(summary.damaged)} damaged packages"
    )


def summary_markdown(summary: RunSummary) -> str:
    """The outcome as Markdown. Paths and messages are escaped: they may hold what a stranger named."""
    rejected = sum(summary.rejected.values())
    copies = f"**{summary.copies}** copies of others, " if summary.copies else ""
    lines = [
        f"**{summary.taken}** articles taken, {copies}**{summary.known}** known already, **{rejected}** rejected; "
        f"**{sum(summary.records.values())}** new records.",
        "",
        f"- Warehouse: {_plain(summary.database)}",
        f"- Exports: {_plain(summary.exports)}",
    ]
    if rejected:
        lines += ["", "Rejected (`chancery rejects` lists each with its remedy):", ""]
        lines += [f"- {_plain(reason)}: {count}" for reason, count in summary.rejected.items()]
    if summary.unusual:
        lines += ["", "Unusual, loaded all the same:", "", *(f"- {_plain(message)}" for message in summary.unusual)]
    return "\n".join(lines + _damaged(summary.damaged)) + "\n"


def record_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """The new records by kind and status, one row each."""
    pairs = ((key.split(" ", 1), count) for key, count in summary.records.items())
    return [{"kind": kind, "status": status, "records": count} for (kind, status), count in pairs]


def sources_markdown(outcomes: Sequence[SourceOutcome]) -> str:
    """What came from each source, and what is wrong with it, as Markdown. Names and messages are escaped: strangers
    write them."""
    lines = ["| source | taken | copies | known | rejected |", "|---|---:|---:|---:|---|"]
    for each in outcomes:
        rejected = ", ".join(f"{count} {_plain(reason)}" for reason, count in each.rejected.items()) or "0"
        lines.append(f"| {_plain(each.source)} | {each.taken} | {each.copies} | {each.known} | {rejected} |")
    failed = [f"- {_plain(each.source)}: {_plain(each.error)}" for each in outcomes if each.error]
    meagre = [f"- {_plain(each.source)}: {_plain(each.too_little)}" for each in outcomes if each.too_little]
    if failed:
        lines += ["", "**Failed**; the other sources were read:", "", *failed]
    if meagre:
        lines += ["", "**Too little**:", "", *meagre]
    return "\n".join(lines) + "\n"


def source_rows(outcomes: Sequence[SourceOutcome]) -> list[dict[str, Any]]:
    """The outcome of each source as a row of a table. Prefect shows cells as text."""
    return [
        {
            "source": _plain(each.source),
            "taken": each.taken,
            "copies": each.copies,
            "known": each.known,
            "rejected": sum(each.rejected.values()),
            "trouble": _plain(each.error or each.too_little or ""),
        }
        for each in outcomes
    ]


def publishing_markdown(status: WarehouseStatus, loaded: int, published: bool, damaged: Sequence[str]) -> str:
    """What a publishing did, and what the published copy holds, as Markdown."""
    lines = [
        f"**{loaded}** packages loaded; {'published anew' if published else 'nothing new to publish'}.",
        "",
        f"- Warehouse: {_plain(status.home)}",
        f"- Size: {status.published_bytes / 1e6:.1f} MB",
        "",
        "| table | rows |",
        "|---|---:|",
    ]
    lines += [f"| {_plain(name)} | {rows} |" for name, rows in status.table_rows.items()]
    return "\n".join(lines + _damaged(damaged)) + "\n"


def maintenance_markdown(checked: int, damaged: Sequence[str], taken_away: Sequence[str], joined: Compaction) -> str:
    """What a maintenance checked, took away and joined, as Markdown."""
    lines = [f"**{checked}** packages checked, **{len(damaged)}** damaged.", ""]
    lines += [f"- Unfinished, taken away: {_plain(name)}" for name in taken_away]
    if joined.replaced:
        lines.append(f"- {joined.replaced} small packages joined into {len(joined.written)}")
    return "\n".join(lines + _damaged(damaged)) + "\n"


def _damaged(messages: Sequence[str]) -> list[str]:
    return ["", "Damaged, left out:", "", *(f"- {_plain(message)}" for message in messages)] if messages else []


def _plain(text: str) -> str:
    """The text as one line in which neither Markdown nor HTML means anything."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
