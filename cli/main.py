"""The `chancery` command: its subcommands, and the one place that turns an error into a message and an exit code."""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli import (
    actor,
    backfill,
    doctor,
    evaluate,
    event,
    explore,
    export,
    extract,
    ingest,
    lexicon,
    lookup,
    maintain,
    publish,
    rebuild,
    reference,
    run,
    schedule,
    serve,
    sources,
    sql,
    why,
)
from schemas.errors import ChanceryError, WarehouseBusy, WrongConfiguration


class _Commands(TyperGroup):
    """The commands, with our errors turned into a message, a remedy and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ChanceryError as error:
            report(error)
            raise typer.Exit(exit_code(error)) from error
        except BrokenPipeError as error:
            # The reader of the pipe has gone ("| head"): not our error, and nothing more can be written.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from error
        except KeyboardInterrupt as error:
            typer.echo("Interrupted: what was written is whole; run the command again to go on.", err=True)
            raise typer.Exit(130) from error


app = typer.Typer(
    name="chancery",
    cls=_Commands,
    help="Turns news into a record of diplomacy: meetings, visits and incidents with status, evidence and real dates.",
    epilog="Example: chancery run seeds/articles && chancery query 'select * from meetings'",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(run.run_command)
app.command("ingest")(ingest.ingest_command)
app.command("backfill")(backfill.backfill_command)
app.add_typer(sources.app, name="sources")
app.command("extract")(extract.extract_command)
app.command("why")(why.why_command)
app.command("sql")(sql.sql_command)
app.command("query")(lookup.query_command)
app.command("event")(event.event_command)
app.command("explore")(explore.explore_command)
app.command("actor")(actor.actor_command)
app.command("status")(lookup.status_command)
app.command("rejects")(lookup.rejects_command)
app.command("export")(export.export_command)
app.command("publish")(publish.publish_command)
app.command("maintain")(maintain.maintain_command)
app.command("rebuild")(rebuild.rebuild_command)
app.command("serve")(serve.serve_command)
app.command("schedule")(schedule.schedule_command)
app.command("evaluate")(evaluate.evaluate_command)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(reference.app, name="reference")
app.command("doctor")(doctor.doctor_command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"chancery {version('chancery')}")
        raise typer.Exit


@app.callback()
def chancery(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Turns news into a record of diplomacy: meetings, visits and incidents with status, evidence and real dates."""


def main() -> None:
    """Entry point; exit codes are 0 fine, 1 failed, 2 wrong use or configuration, 3 busy."""
    app()


def report(error: ChanceryError) -> None:
    """Message and remedy on standard error."""
    typer.echo(f"Error: {error.message}", err=True)
    if error.remedy:
        typer.echo(f"  {error.remedy}", err=True)


def exit_code(error: ChanceryError) -> int:
    """The exit code of an error."""
    if isinstance(error, WrongConfiguration):
        return 2
    return 3 if isinstance(error, WarehouseBusy) else 1


if __name__ == "__main__":
    main()
