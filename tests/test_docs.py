"""The generated pages are what the code says now."""

import pytest

from arrears.docs import DOCS, PAGES


@pytest.mark.parametrize("page", list(PAGES))
def test_a_generated_page_is_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text("utf-8") == PAGES[page](), "run `make docs`"
