"""Figures of any period, the annual report, the monitoring sheet."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.arguments import day
from desk_app.cli.printing import bar, print_json
from desk_app.cli.stores import open_store, open_to_remember
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.cli.commands import Commands
    from desk_app.figures.period import Period
    from desk_app.store import Store


def add_to(commands: Commands) -> None:
    """Its commands, with their arguments."""
    figures = commands.add("figures", _figures, "The figures of a year or any period.")
    add_period(figures)
    figures.add_argument("--json", action="store_true")

    report = commands.add(
        "report", _report, "Write the annual report, its figures as open data, or words for reviewers."
    )
    report.add_argument("--year", required=True, metavar="2023/24")
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help=".pdf, .html, .xlsx, .csv or .docx")
    report.add_argument("--as-at", type=day, metavar="DATE", help="the day of the figures (default: today)")
    report.add_argument("--archive", action="store_true", help="the PDF is PDF/A-2a too, for an archive")
    report.add_argument("--draft", action="store_true", help="of a published year: make a draft anew")

    monitor = commands.add(
        "monitor", _monitor, "Write the monitoring sheet of any period, of the whole service or a team."
    )
    monitor.add_argument("--from", dest="start", type=day, required=True, metavar="DATE")
    monitor.add_argument("--to", dest="end", type=day, required=True, metavar="DATE")
    monitor.add_argument("--team", default="", metavar="NAME", help="only this team")
    monitor.add_argument("--public", action="store_true", help="for publication: small numbers are hidden")
    monitor.add_argument("--out", type=Path, required=True, metavar="FILE", help=".pdf or .xlsx")


def _figures(options: argparse.Namespace) -> None:
    from desk_app import figures

    with open_store(options) as store:
        gathered = figures.gather(store, period_of(options), date.today())
    if options.json:
        print_json(figures.as_json(gathered))
    else:
        print(figures.as_text(gathered))


def _report(options: argparse.Namespace) -> None:
    from desk_app.desk import publish
    from desk_app.figures.period import year
    from desk_app.report import check_kind, export, publishing

    period = year(options.year)
    check_kind(options.out, archive=options.archive)
    with open_to_remember(options) as store:
        published = publish.standing(store, period.label)
        if published is not None and published.published_on and not options.draft:
            if options.as_at and options.as_at != published.as_at:
                raise Problem(
                    f"The report of {period.label} is published, with figures as at {published.as_at:%d/%m/%Y}.",
                    "Leave out --as-at, or make a draft anew with --draft.",
                )
            publishing.export(store, published, options.out, archive=options.archive)
            print(f"Wrote {options.out}, as it was published on {published.published_on:%d/%m/%Y} (a draft: --draft)")
            return
        as_at = options.as_at or date.today()
        export(store, period.label, as_at, options.out, bar(), archive=options.archive)
        for what in store.settings().missing:
            print(f"The report does not say {what}: enter it in Settings, Council and service.", file=sys.stderr)
    print(f"Wrote {options.out}")


def open_data(options: argparse.Namespace) -> None:
    """The figures of a year go out as the annual report prints them: with what it hides hidden, and defined."""
    from desk_app import report

    if options.team or options.names or options.out.suffix.lower() not in report.DATA:
        raise Problem("The figures of a year go to a workbook or a CSV file.", "End its name with .xlsx or .csv.")
    _report(options)


def _monitor(options: argparse.Namespace) -> None:
    from desk_app.exchange import monitoring_tables
    from desk_app.figures import period
    from desk_app.report import monitoring

    wanted = period.named(options.start, options.end)
    write = monitoring.export if options.out.suffix.lower() == ".pdf" else monitoring_tables.export
    with open_to_remember(options) as store:
        if options.team:
            _known_team(store, options.team)
        write(store, wanted, date.today(), options.out, team=options.team, public=options.public, progress=bar())
        if not store.read_only:
            store.log_export(f"export monitoring {wanted.label}")
    print(f"Wrote {options.out}")


def period_of(options: argparse.Namespace) -> Period:
    from desk_app.figures import period

    if options.year:
        return period.year(options.year)
    if options.start and options.end:
        return period.between(options.start, options.end)
    raise Problem("Say which period.", "For example --year 2023/24, or --from 2024-01-01 --to 2024-03-31.")


def add_period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", metavar="2023/24")
    command.add_argument("--from", dest="start", type=day, metavar="DATE")
    command.add_argument("--to", dest="end", type=day, metavar="DATE")


def _known_team(store: Store, team: str) -> None:
    """A name that nothing bears would give a sheet of zeros."""
    from desk_app.figures import monitored

    known = monitored.teams(store)
    if team not in known:
        raise Problem(f"There is no team “{team}” in this store.", f"Write it as one of: {', '.join(known) or 'none'}.")
