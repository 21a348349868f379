"""`python -m worker.prices`: refresh, show and check the recorded prices."""

import argparse
import datetime
import sys
from collections.abc import Callable, Sequence

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.cost.regions import INDEX
from worker.architecture.errors import EngineError
from worker.prices import tables
from worker.prices.coverage import coverage_of
from worker.prices.index import index_of, render
from worker.prices.price_list import AwsPriceList, PriceList, PriceListUnavailable
from worker.prices.products import UnreadableProduct
from worker.prices.refresh import Refresh
from worker.prices.regions import REGIONS

DONE, PROBLEMS, WRONG_ARGUMENTS, UNAVAILABLE = 0, 1, 2, 3
EPILOG = """\
exit codes:
  0  done
  1  something was not found in the price list, or a change was refused; the output says what
  2  wrong arguments, or a file of the catalogue is at fault
  3  no network, no credentials, or no permission pricing:GetProducts; nothing was written

examples:
  python -m worker.prices refresh --dry-run                what AWS charges now, compared with what is recorded
  python -m worker.prices refresh --block rds_instance     write blocks/rds_instance/prices.yaml anew
  python -m worker.prices refresh --region eu-west-1 --region eu-north-1
  python -m worker.prices missing                          what cannot be looked up, and what is estimated

After a refresh run `python -m worker.prices index` and `make golden`, read the diff, and commit both.
"""


def main(arguments: Sequence[str] | None = None, make_price_list: Callable[[], PriceList] = AwsPriceList) -> int:
    """The command; returns its exit code. Wrong arguments end it with 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        catalogue = load_catalogue()
        unknown = sorted(set(getattr(options, "block", None) or ()) - set(catalogue.blocks))
        if unknown:
            parser.error(f"the catalogue has no block {', '.join(unknown)}")
        run: Callable[[argparse.Namespace, Catalogue], int] = {
            "refresh": lambda options, catalogue: _refresh(options, catalogue, make_price_list),
            "show": _show,
            "missing": _missing,
            "index": _index,
        }[options.command]
        return run(options, catalogue)
    except PriceListUnavailable as error:
        print(error, file=sys.stderr)
        return UNAVAILABLE
    except (EngineError, UnreadableProduct) as error:
        print(error, file=sys.stderr)
        return WRONG_ARGUMENTS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m worker.prices",
        description="The prices in worker/architecture/blocks/*/prices.yaml: look them up anew in the AWS Price List, "
        "show them, and say which are missing.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command = commands.add_parser("refresh", help="look the prices up in the AWS Price List and write prices.yaml")
    command.add_argument("--region", action="append", metavar="REGION", help="only this one; may be repeated "
                         f"(default: {len(REGIONS)} regions)")  # fmt: skip
    command.add_argument("--block", action="append", metavar="BLOCK", help="only this one; may be repeated")
    command.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    command.add_argument("--accept-large", action="store_true",
                         help="write also blocks with a price that moves by more than half")  # fmt: skip
    command = commands.add_parser("show", help="the recorded amounts of blocks, with when and how they were read")
    command.add_argument("block", nargs="+", metavar="BLOCK")
    command = commands.add_parser("missing", help="dimensions without a query, and regions without an amount")
    command.add_argument("block", nargs="*", metavar="BLOCK", help="only these (default: all)")
    commands.add_parser("index", help="compute worker/architecture/regional_price_index.yaml from what is recorded")
    return parser


def _chosen(options: argparse.Namespace, catalogue: Catalogue) -> list[Block]:
    return [catalogue.blocks[name] for name in options.block or catalogue.blocks]


def _refresh(options: argparse.Namespace, catalogue: Catalogue, make_price_list: Callable[[], PriceList]) -> int:
    run = Refresh(catalogue, make_price_list(), datetime.datetime.now(datetime.UTC).date())
    for block in _chosen(options, catalogue):
        run.look_up(block, tuple(options.region or REGIONS))
    written = [] if options.dry_run else run.save(accept_large=options.accept_large)
    refused = [] if options.accept_large else run.refused()
    print(tables.changes(run.changes))
    print(tables.problems(run.problems))
    print(tables.outcome(run, written, refused, dry_run=options.dry_run))
    return PROBLEMS if refused or run.problems else DONE


def _show(options: argparse.Namespace, catalogue: Catalogue) -> int:
    for block in _chosen(options, catalogue):
        print(tables.amounts(block))
    return DONE


def _missing(options: argparse.Namespace, catalogue: Catalogue) -> int:
    print(tables.missing(list(coverage_of(_chosen(options, catalogue), REGIONS)), REGIONS))
    return DONE


def _index(_options: argparse.Namespace, catalogue: Catalogue) -> int:
    prices = [price for block in catalogue.blocks.values() for price in block.prices]
    newest = max(date for price in prices for date in (price.date, *(record.date for record in price.recorded)))
    INDEX.write_text(render(index_of(catalogue.blocks.values(), newest)), encoding="utf-8")
    print(f"{INDEX.name} is written anew")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
