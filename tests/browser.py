"""A headless Chromium for pages: `from tests.browser import chromium` is not needed; see `conftest.py`.

`browser()` yields a selenium driver with a fresh profile; `console_errors` says what a page complained of.
Needs the Debian packages chromium and chromium-driver; without them tests that ask for it are skipped.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PHONE = (375, 740)
DESK = (1280, 900)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
)


@contextmanager
def browser() -> Iterator[Any]:
    """A driver; skips the test where there is no Chromium."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("needs the packages chromium and chromium-driver")
    from selenium import webdriver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        made = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            yield made
        finally:
            made.quit()


def screen(driver: Any, size: tuple[int, int], *, dark: bool = False) -> None:
    """Set the viewport exactly (a window cannot be made as narrow as a phone) and the colour scheme."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def too_wide(driver: Any) -> int:
    """Pixels by which the page is wider than the viewport; 0 where it does not scroll sideways."""
    script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return max(0, int(driver.execute_script(script)))


def console_errors(driver: Any) -> list[str]:
    """Messages of level SEVERE since the last call."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
