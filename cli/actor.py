"""`chancery actor`: the story of one actor, or the actors that a name finds."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_HOME, HomeOption
from cli.output import RowFormat, print_json, print_rows

if TYPE_CHECKING:
    from warehouse.actor_story import ActorStory, FoundActor


def actor_command(
    words: Annotated[list[str], typer.Argument(metavar="NAME | ID", help="A name, in any spelling, or an id.")],
    home: HomeOption = DEFAULT_HOME,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many events, the latest ones.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: the story, or the actors found.")] = False,
) -> None:
    """Tell an actor's story: offices, the names that articles use, events, with whom most, sources.

    A name finds the actors that have all of its words in any of their names, or as their country (ISO code). Where
    there are several, they are listed.

    Example: chancery actor Wang Yi
    """
    from schemas.errors import ChanceryError
    from warehouse.actor_story import actor_story, find_actors
    from warehouse.home import Home

    place = Home.at(home)
    if len(words) == 1 and words[0].startswith("act-"):
        actor_id = words[0]
    else:
        found = find_actors(place, [word for given in words for word in given.split()])
        if not found:
            raise ChanceryError(f"no actor has the name {' '.join(words)}", "Try fewer words, such as the family name.")
        known = [each for each in found if each.identity_code != "name"] or found
        if len(known) > 1:
            _list(found, as_json)
            return
        actor_id = known[0].actor_id
    story = actor_story(place, actor_id, limit)
    if as_json:
        print_json(story.model_dump(mode="json"))
    else:
        _tell(story)


def _list(found: list["FoundActor"], as_json: bool) -> None:
    if as_json:
        print_json({"actors": [each.model_dump(mode="json") for each in found]})
        return
    rows = [
        (a.actor_id, a.actor_name, a.actor_kind, a.country_code, a.identity_code, a.record_count, a.alias_names)
        for a in found
    ]
    print_rows(("actor", "name", "kind", "country", "known by", "records", "written as"), rows, RowFormat.TABLE)
    typer.echo(f"{len(rows)} actors", err=True)


def _tell(story: "ActorStory") -> None:
    typer.echo(f"{story.actor_id}  {story.actor_name}")
    typer.echo(f"kind      {', '.join(filter(None, (story.actor_kind, story.country_code)))}")
    typer.echo(f"known by  {', '.join(filter(None, (story.identity_code, story.wikidata_id)))}")
    if story.offices:
        typer.echo("\nOffices")
        offices = [(o.office_name, o.start_date, o.end_date, o.basis_code, o.mention_count) for o in story.offices]
        print_rows(("office", "from", "until", "known by", "mentions"), offices, RowFormat.TABLE)
    typer.echo("\nAs articles write the name")
    names = [(n.mention_text, n.mention_count, n.reason_codes, f"{n.confidence:.2f}") for n in story.names]
    print_rows(("written", "mentions", "linked by", "confidence"), names, RowFormat.TABLE)
    shown = f", the latest {len(story.events)}" if len(story.events) < story.event_count else ""
    typer.echo(f"\nEvents: {story.event_count}{shown}")
    events = [
        (e.start_date or "no date", e.what, e.status, e.role, e.place_name, e.participant_names, e.event_id)
        for e in story.events
    ]
    print_rows(("when", "what", "status", "role", "where", "who", "event"), events, RowFormat.TABLE)
    if story.company:
        typer.echo("\nWith whom most")
        company = [(c.actor_name, c.country_code, c.event_count, c.actor_id) for c in story.company]
        print_rows(("name", "country", "events", "actor"), company, RowFormat.TABLE)
    typer.echo("\nSources")
    sources = [(s.source_name, s.article_count, s.first_published_date, s.last_published_date) for s in story.sources]
    print_rows(("source", "articles", "first", "last"), sources, RowFormat.TABLE)
