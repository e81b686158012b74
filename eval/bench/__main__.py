"""`python -m eval.bench`."""

import argparse
from pathlib import Path

from eval.bench.run import SIZES, main

parser = argparse.ArgumentParser(prog="python -m eval.bench", description=main.__doc__)
parser.add_argument("--out", type=Path, default=Path("out/bench"))
parser.add_argument("--data", type=Path, action="append", help="labelled rows [the test split]")
parser.add_argument("--train", type=Path, action="append", help="labelled rows [the train split]")
parser.add_argument(
    "--sizes", type=int, nargs="*", default=list(SIZES), help="growth; none: skip it"
)
parser.add_argument("--record", action="store_true", help="make these the README's figures")
given = parser.parse_args()
raise SystemExit(
    main(given.out, data=given.data, train=given.train, sizes=given.sizes, record=given.record)
)
