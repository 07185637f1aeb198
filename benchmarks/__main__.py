"""`make bench`: the Delivery API beside Wagtail's own APIs, translating beside wagtail-localize.

    python -m benchmarks --pages 1000 20000

Ends with an error if a side gives something else than what there is, never for a slow figure.
See docs/performance.md.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path

from benchmarks import report, translations
from benchmarks.databases import stage
from benchmarks.flows import FLOWS, SIDES, Flow
from benchmarks.measure import Plan, Result, WrongWorkloadError, measure
from benchmarks.server import serving


def main() -> None:
    options = _options()
    database_url = os.environ.get("DATABASE_URL", "")
    database = "PostgreSQL" if database_url else "SQLite"
    tables = {}
    flows = [flow for flow in FLOWS if not options.flow or flow.name in options.flow]
    if flows:
        results = _served(flows, options, database_url)
        tables[database] = report.markdown(results, database)
        if options.json:
            options.json.write_text(report.as_json(results, database))
    if not options.flow or translations.FLOW in options.flow:
        workload = translations.Workload(options.translate, options.beside)
        taken = translations.measure(workload, options.cache, database_url, _say)
        tables[f"{database}, translating"] = translations.markdown(taken, workload, database)
    sys.stdout.write("\n".join(tables.values()))
    if options.markdown:
        report.place(tables, options.markdown)


def _served(flows: list[Flow], options: Namespace, database_url: str) -> list[Result]:
    plan = Plan(options.rounds, options.seconds, options.connections)
    stages = [stage(pages, options.cache, database_url, _say) for pages in options.pages]
    with ExitStack() as stack:
        served = [(each, stack.enter_context(serving(each.variables))) for each in stages]
        try:
            return measure(flows, options.side, served, plan, _say)
        except WrongWorkloadError as error:
            sys.exit(f"Wrong workload: {error}")


def _options() -> Namespace:
    parser = ArgumentParser(
        prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--pages", type=int, nargs="+", default=[1000, 20_000], metavar="N", help="sizes"
    )
    parser.add_argument("--rounds", type=int, default=Plan.rounds, help="of each flow and side")
    parser.add_argument("--connections", type=int, default=Plan.connections, help="at once")
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="of a round")
    whole, beside = translations.Workload.pages, translations.Workload.beside
    parser.add_argument("--translate", type=int, default=whole, metavar="N", help="pages")
    parser.add_argument("--beside", type=int, default=beside, metavar="N", help="pages, by stock")
    names = [*(flow.name for flow in FLOWS), translations.FLOW]
    parser.add_argument("--flow", nargs="+", choices=names, help="only these")
    parser.add_argument("--side", nargs="+", choices=SIDES, default=SIDES, help="only these")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all rounds there")
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="FILE",
        help="write the tables there too; in a page, between the marks for this database",
    )
    cache = Path(__file__).resolve().parent.parent / "var" / "bench"
    parser.add_argument("--cache", type=Path, default=cache, help="where databases are kept")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
