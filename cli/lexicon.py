"""`chancery lexicon`: check the words that the extractor knows, and look them up."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schemas.errors import WrongConfiguration

if TYPE_CHECKING:
    from cli.lexicon_details import Entry

app = typer.Typer(help="Check the lexicon and look words up in it.", no_args_is_help=True, rich_markup_mode=None)

_FOLDER_HELP = "A folder with a lexicon; without it, the one that comes with Chancery."


@app.command("check")
def check_command(
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", help=_FOLDER_HELP)] = None,
) -> None:
    """Validate the lexicon and run all of its examples; exit 1 where one does not come out as it says.

    Example: chancery lexicon check my-lexicon
    """
    from cli.lexicon_check import check_examples

    count, failures = check_examples(_existing(folder))
    for failure in failures:
        typer.echo(f"{_place(failure.where)}: {failure.of}: “{failure.text}”")
        typer.echo(f"  {failure.field}: expected {_shown(failure.expected)}, got {_shown(failure.got)}")
    failed = len({failure.where for failure in failures})
    typer.echo(f"{count} examples, {failed} failed" if failed else f"{count} examples, all as they should be")
    if failures:
        raise typer.Exit(1)


@app.command("show")
def show_command(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word in any form, or several.")],
    folder: Annotated[Path | None, typer.Option("--lexicon", metavar="FOLDER", help=_FOLDER_HELP)] = None,
) -> None:
    """Say which frames a word triggers; exit 1 where it triggers none.

    Example: chancery lexicon show talks
    """
    from cli.lexicon_check import patterns_of, shown_trigger

    found = list(patterns_of(word, _existing(folder)))
    for where, pattern in found:
        frame = pattern.frame
        kind = frame.type or frame.channel
        typer.echo(f"{frame.id}: {frame.kind}{f'/{kind}' if kind else ''} ({_place(where)})")
        typer.echo(f"  {'verb' if pattern.is_verb else 'noun'} {shown_trigger(pattern)}")
        for role, positions in frame.arguments.items():
            typer.echo(f"  {role}: {', '.join(positions)}")
    if not found:
        typer.echo(f"{word!r} triggers no frame", err=True)
        raise typer.Exit(1)


def _existing(folder: Path | None) -> Path:
    if folder is None:
        from extraction.lexicon.load import SHIPPED

        return SHIPPED
    if not (folder / "frames").is_dir():
        raise WrongConfiguration(
            f"{folder} has no folder `frames`: it holds no lexicon", "docs/lexicon.md says what belongs into it."
        )
    return folder


def _place(entry: "Entry") -> str:
    """File and line, the file as seen from here."""
    here = Path.cwd()
    path = entry.path.resolve()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}:{entry.line}"


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)
