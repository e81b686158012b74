"""Helpdesks: one folder each, behind the protocol in `desk.helpdesk.base`."""
