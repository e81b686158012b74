"""Machines' mail is told from people's."""

import pytest

from classifier.automail import automatic


@pytest.mark.parametrize(
    ("headers", "subject"),
    [
        ({"Auto-Submitted": "auto-replied (vacation)"}, ""),
        ({"AUTO-SUBMITTED": "auto-generated; x=1"}, ""),
        ({"X-Autoreply": "yes"}, ""),
        ({"Precedence": "Bulk"}, ""),
        ({"precedence": "auto_reply"}, ""),
        ({"Content-Type": 'multipart/report; report-type="delivery-status"'}, ""),
        ({"Return-Path": "<>"}, ""),
        ({"List-Id": "<news.x.example>"}, ""),
        ({"List-Unsubscribe": "<mailto:u@x.example>"}, ""),
        ({"X-Auto-Response-Suppress": "DR, AutoReply"}, ""),
        ({"From": "Mail Delivery <MAILER-DAEMON@x.example>"}, ""),
        ({}, "Automatic reply: past due"),
        ({}, "Abwesenheitsnotiz: Ihr Konto"),
        ({}, "Undeliverable: past due"),
        ({}, "自動返信: お休み"),
    ],
)
def test_machines(headers: dict[str, str], subject: str) -> None:
    assert automatic(headers, subject)


@pytest.mark.parametrize(
    ("headers", "subject"),
    [
        ({}, ""),
        ({"Auto-Submitted": "no"}, "Re: past due"),
        ({"Auto-Submitted": "No; reason=x"}, ""),
        ({"Precedence": "normal"}, ""),
        ({"X-Auto-Response-Suppress": "DR, RN, NRN, OOF"}, ""),
        ({"Return-Path": "<client@x.example>", "Content-Type": "text/plain"}, ""),
        ({"From": "Post Master Bakery <hello@postmaster-bakery.example>"}, ""),
        ({}, "Re: I was out of office, who is this?"),
        ({}, "Read this: you owe ME"),
    ],
)
def test_people(headers: dict[str, str], subject: str) -> None:
    assert automatic(headers, subject) is None
