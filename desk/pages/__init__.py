"""The review queue: pages that a server renders and that work without JavaScript, faster with it.

`install(app)` adds them to an application whose `app.state.desk` holds the process's `Desk`.
"""

from desk.pages.install import install

__all__ = ["install"]
