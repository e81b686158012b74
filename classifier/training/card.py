"""card"""
from pathlib import Path
from typing import Any
def write_card(data_dir: Path, out_dir: Path, model: Any, judged: Any) -> None:
    """x"""
