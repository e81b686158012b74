"""Counters and timings for Prometheus; labels never hold anything that a client wrote."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("arrears_requests", "Answered requests.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram("arrears_request_seconds", "Time to answer.", ["method", "route"])
ACCEPTED = Counter("arrears_messages_accepted", "Messages taken in, redeliveries left out.")
REDELIVERED = Counter("arrears_messages_redelivered", "Messages that were here already.")
DRAFTED = Counter("arrears_cases_drafted", "Cases that were drafted by this process.")
DRAFT_SECONDS = Histogram("arrears_draft_seconds", "Time to draft one case, within its batch.")
DELIVERIES = Counter("arrears_deliveries", "Tries to deliver.", ["outcome"])
OPINIONS = Counter("arrears_second_opinions", "Second opinions asked for.", ["outcome"])
CASES = Gauge("arrears_cases", "Cases stored, by state.", ["state"])
UNDRAFTED = Gauge("arrears_undrafted", "Cases in this process's line for drafting.")
