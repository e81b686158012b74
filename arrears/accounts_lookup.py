"""Finds a row's account: its own "account", or its "client_id" in the accounts file."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk.row import Row, RowError
from policy.account import Account


@dataclass
class Lookup:
    """Accounts by client id, and the rows of the accounts file that could not be read."""

    accounts: dict[str, Account] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    @classmethod
    def of(cls, path: str | None) -> Lookup:
        """Read an accounts file; nothing to look up without one."""
        from arrears.streams import opened
        from desk.account_file import read_accounts

        lookup = cls()
        if path is not None:
            with opened(path) as stream:
                for item in read_accounts(stream, path):
                    if isinstance(item, RowError):
                        lookup.errors.append(item)
                    else:
                        lookup.accounts[item.client_id] = item
        return lookup

    def account(self, row: Row) -> Account | None:
        """The row's account, `None` when it is unknown. Raises `ValueError` when its own one is malformed."""
        own = row.extra.get("account")
        if own is not None:
            return Account.model_validate(own)
        client = row.extra.get("client_id")
        if client is not None and (isinstance(client, bool) or not isinstance(client, str | int)):
            raise ValueError("client_id is neither a text nor a number")
        if client is not None:
            return self.accounts.get(str(client))
        sender = row.reply.sender or ""
        # Mail programs change the case of an address; two accounts that differ in it alone are kept apart.
        return self.accounts.get(sender) or self.accounts.get(sender.lower())
