"""`chancery why`: what spoke for and against each candidate of an article."""

from typing import Annotated

import typer

from cli.options import PublishedOption, parse_date
from cli.output import RowFormat, print_rows

_LEAST_SHOWN = 0.2


def why_command(
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders; - for standard input.")] = None,
    published: PublishedOption = None,
    most: Annotated[int, typer.Option("--reasons", metavar="N", help="Reasons shown of each.", min=1)] = 4,
    row_format: Annotated[RowFormat, typer.Option("--format", help="Form of the output.")] = RowFormat.TABLE,
) -> None:
    """Show every place where an article's words could name an event, and why each was taken for one or not.

    `more` is what else a record carries that came of it: topics, occasion, claims, relations, who says so.

    Example: chancery why article.txt --published 2023-07-13
    """
    from cli.record_details import details_line
    from extraction.explain import explanations
    from extraction.rules import RulesExtractor
    from extraction.weights import load_learned
    from schemas.article import Article
    from sources.read import read

    learned = load_learned()
    extractor = RulesExtractor(learned=learned)
    rows = []
    for item in read(paths or ["-"], published=parse_date(published)):
        if not isinstance(item, Article):
            typer.echo(f"rejected {item.origin}: {item.reason.value}: {item.message}", err=True)
            continue
        (weighed,) = extractor.weigh([(item.text, item.published, item.title or "")])
        records = next(extractor.extract([item])).records
        details = {record.trigger.start: details_line(record, records) for record in records}
        for found in explanations(weighed, learned, most):
            likelihood = "by rule" if found.likelihood is None else f"{100 * found.likelihood:.0f} %"
            rows.append(
                (
                    item.article_id,
                    found.start,
                    found.trigger,
                    found.sort,
                    likelihood,
                    "; ".join(f"{cue} {weight:+.1f}" for cue, weight in found.reasons),
                    "; ".join(
                        f"{part.name} {part.role} {100 * part.likelihood:.0f} %"
                        for part in found.parts
                        if part.likelihood >= _LEAST_SHOWN
                    ),
                    details.get(found.start, ""),
                )
            )
    print_rows(("article", "at", "words", "would be", "likely", "reasons", "parts", "more"), rows, row_format)
