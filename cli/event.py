"""`chancery event`: the whole story of one event, or the events that some words find."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_json, print_rows

if TYPE_CHECKING:
    from warehouse.event_story import EventStory, FoundEvent

# Fields whose proof says little to a reader: the name is its own proof.
_UNQUOTED = (".role", ".country")


def event_command(
    words: Annotated[list[str], typer.Argument(metavar="ID | WORDS", help="An event's id, or words that it has.")],
    home: HomeOption = DEFAULT_HOME,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: the story, or the events found.")] = False,
) -> None:
    """Tell how an event came to be known: what each article added, its sources, their words, what they disagree about.

    Words find the events that have all of them among participants, place, kind, status and day. Where there are
    several, they are listed.

    Example: chancery event Blinken Jakarta
    """
    from schemas.errors import ChanceryError
    from warehouse.event_story import event_story, find_events
    from warehouse.home import Home

    place = Home.at(home)
    if len(words) == 1 and words[0].startswith("evt-"):
        story = event_story(place, words[0])
    else:
        found = find_events(place, words)
        if not found:
            raise ChanceryError(f"no event has {' '.join(words)}", "Try fewer words; `chancery query` asks in SQL.")
        if len(found) > 1:
            _list(found, as_json)
            return
        story = event_story(place, found[0].event_id)
    if as_json:
        print_json(story.model_dump(mode="json"))
    else:
        _tell(story)


def _list(found: list["FoundEvent"], as_json: bool) -> None:
    if as_json:
        print_json({"events": [each.model_dump(mode="json") for each in found]})
        return
    rows = [
        (e.event_id, e.kind, e.status, e.start_date, e.place_name, e.participant_names, e.article_count) for e in found
    ]
    columns = ("event", "kind", "status", "date", "where", "who", "articles")
    print_rows(columns, rows, RowFormat.TABLE)
    typer.echo(f"{len(rows)} events", err=True)


def _tell(story: "EventStory") -> None:
    typer.echo(f"{story.event_id}  {story.incident_type or story.kind}, {story.status}")
    typer.echo(f"when   {_days(story.start_date, story.end_date)}")
    typer.echo(f"where  {', '.join(filter(None, (story.place_name, story.country_code))) or 'not said'}")
    typer.echo(f"who    {story.participant_names or 'not said'}")
    if story.killed_count is not None or story.injured_count is not None:
        typer.echo(f"toll   {_toll(story.killed_count, story.injured_count)}")
    typer.echo("\nHow it came to be known")
    steps = [
        (
            step.known_date,
            step.source_name,
            step.changed,
            step.status,
            _days(step.start_date, step.end_date),
            step.place_name,
            _toll(step.killed_count, step.injured_count),
        )
        for step in story.steps
    ]
    print_rows(("published", "source", "new in it", "status", "when", "where", "toll"), steps, RowFormat.TABLE)
    typer.echo("\nIn the articles' words")
    _quote(story)
    if story.conflicts:
        typer.echo("\nWhat they disagree about")
        rows = [(c.field_name, c.value_text, c.record_count, "taken" if c.is_chosen else "") for c in story.conflicts]
        print_rows(("field", "value", "records", ""), rows, RowFormat.TABLE)
    if story.claims:
        typer.echo("\nWhat they count")
        claims = [(c.claim_text, c.verdict_code, c.counted_count) for c in story.claims]
        print_rows(("claim", "verdict", "events counted"), claims, RowFormat.TABLE)
    copies = [source for source in story.sources if source.copy_of_article_id]
    typer.echo(f"\n{len(story.sources) - len(copies)} articles, {len(copies)} copies of them")


def _quote(story: "EventStory") -> None:
    titles = {step.record_id: f"{step.source_name}: {step.title}" for step in story.steps}
    for record_id, title in titles.items():
        typer.echo(f"  {title}")
        for quote in story.quotes:
            if quote.record_id == record_id and quote.quote_text and not quote.field_name.endswith(_UNQUOTED):
                how = f" ({quote.inference_code})" if quote.inference_code else ""
                typer.echo(f"    {quote.field_name:<22} “{quote.quote_text}”{how}")


def _days(start: object, end: object) -> str:
    if start is None:
        return "not said"
    return str(start) if start == end else f"{start}..{end}"


def _toll(killed: int | None, injured: int | None) -> str:
    counts = ((killed, "killed"), (injured, "injured"))
    return ", ".join(f"{count} {what}" for count, what in counts if count is not None)
