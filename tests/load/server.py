"""A desk's process for load tests: the real service with a reader that takes a set time.

python tests/load/server.py serve|worker SECONDS_A_REPLY|real   (settings from ARREARS_…)
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from desk_double import Double

from desk.serve import Models, serve, shipped, worker
from desk.settings import load


def main() -> None:
    models = shipped() if sys.argv[2] == "real" else Models(Double(float(sys.argv[2])))
    settings = load(_env_file=None)
    if sys.argv[1] == "worker":
        worker(settings, models=models)
    else:
        serve(settings, models=models, ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    main()
