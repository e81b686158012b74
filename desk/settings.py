"""Every setting of the service: from the environment (`ARREARS_…`) and `.env`, checked at start.

`docs/settings.md` is written from the descriptions here by `markdown`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "ARREARS_"
_DAY = 86_400
_SHORT = 8  # characters; a secret below that is easily guessed


class SettingsError(Exception):
    """One or more settings are wrong; the message names each of them."""


class Settings(BaseSettings):
    """Read once at start. Times are seconds, sizes bytes, rates per second."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: str = Field(
        "sqlite:///arrears.db",
        description="Where everything is kept: `sqlite:///FILE`, or `postgresql://…` for several "
        "processes on more than one machine.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        8000, description="Port to listen on; 0 takes a free one."
    )
    api_key: SecretStr | None = Field(
        None, description="An API key that is valid besides those made by `arrears keys add`."
    )
    admin_password: SecretStr | None = Field(
        None,
        description="Password of the user `admin`, made at the first start. Without it a one-time "
        "password is printed.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severity that is logged. Logs never hold a client's words."
    )
    log_format: Literal["json", "text"] = Field("json", description="Form of the log lines.")

    max_body: Annotated[int, Field(ge=1_000, le=200_000_000)] = Field(
        10_000_000, description="Largest request body, attachments included; larger ones get 413."
    )
    max_attachment: Annotated[int, Field(ge=0)] = Field(
        5_000_000, description="Largest single attachment after decoding."
    )
    max_batch: Annotated[int, Field(ge=1, le=1000)] = Field(
        100, description="Most items in one request to `/v1/classify` and `/v1/guard`."
    )
    rate: Annotated[float, Field(gt=0, le=1_000_000)] = Field(
        300, description="Requests a second that one API key may send for long; more get 429."
    )
    rate_burst: Annotated[int, Field(ge=1)] = Field(
        1000, description="Requests that one API key may send at once above `rate`."
    )
    max_wait: Annotated[float, Field(ge=0, le=120)] = Field(
        30, description="Longest time a request may wait for its draft (`?wait=`)."
    )

    lease: Annotated[float, Field(ge=1, le=_DAY)] = Field(
        300, description="How long a claim holds a case without being renewed."
    )
    undo: Annotated[float, Field(ge=0, le=600)] = Field(
        10, description="How long an approval can be undone; nothing is delivered before that."
    )
    session_hours: Annotated[float, Field(gt=0, le=8_760)] = Field(
        12, description="Hours after which a signed-in user has to sign in again."
    )
    secure_cookies: bool = Field(
        False, description="Mark cookies `Secure`; switch on wherever the desk is behind HTTPS."
    )

    delivery_url: str | None = Field(
        None,
        description="Address that approved answers are posted to. Without one, approved cases "
        "stay `approved` and their deliveries are held until someone re-queues them.",
    )
    delivery_secret: SecretStr | None = Field(
        None, description="Key of the signature on deliveries; required with `delivery_url`."
    )
    delivery_timeout: Annotated[float, Field(gt=0, le=60)] = Field(
        10, description="Longest time one delivery may take."
    )
    delivery_attempts: Annotated[int, Field(ge=1, le=50)] = Field(
        8, description="Tries before a delivery counts as `failed`."
    )
    delivery_backoff: Annotated[float, Field(gt=0, le=3_600)] = Field(
        2, description="Pause before the second try; it doubles each time, up to an hour."
    )
    zendesk_secret: SecretStr | None = Field(
        None,
        description="Signing secret of the Zendesk webhook; without it that address answers 404.",
    )
    webhook_skew: Annotated[float, Field(gt=0, le=_DAY)] = Field(
        300, description="Largest difference between a webhook's timestamp and this clock."
    )

    batch: Annotated[int, Field(ge=1, le=256)] = Field(
        16, description="Most replies that are classified together."
    )
    draft_attempts: Annotated[int, Field(ge=1)] = Field(
        3, description="Times a reply may take its process down before it goes to a person unread."
    )
    opinion_concurrency: Annotated[int, Field(ge=1)] = Field(
        4, description="Second opinions asked for at the same time by one process."
    )
    delivery_concurrency: Annotated[int, Field(ge=1)] = Field(
        4, description="Deliveries sent at the same time by one process."
    )
    poll: Annotated[float, Field(ge=0.02, le=5)] = Field(
        0.1, description="Pause between looks at the queues of durable work."
    )
    retention_days: Annotated[int, Field(ge=1, le=36_500)] = Field(
        30, description="Days that finished durable work and idempotency keys are kept."
    )

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("not a database address") from None
        backend, file = url.get_backend_name(), url.database
        if backend not in ("sqlite", "postgresql"):
            raise ValueError("expected sqlite:///FILE or postgresql://…")
        if backend == "sqlite" and (file in (None, "", ":memory:") or Path(str(file)).is_dir()):
            raise ValueError("the desk keeps its data in a file; expected sqlite:///FILE")
        return value

    @field_validator("delivery_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if not value:
            return None
        try:
            parts = urlsplit(value)
            whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # half an IPv6 address, or a port that is no number
            whole = False
        if not whole or not value.isprintable() or " " in value:
            raise ValueError("expected an http:// or https:// address")
        return value

    @field_validator("api_key", "delivery_secret", "zendesk_secret", "admin_password")
    @classmethod
    def _not_blank(cls, value: SecretStr | None) -> SecretStr | None:
        return value if value and value.get_secret_value().strip() else None

    @field_validator("admin_password")
    @classmethod
    def _guessable(cls, value: SecretStr | None) -> SecretStr | None:
        if value and len(value.get_secret_value()) < _SHORT:
            raise ValueError(f"shorter than {_SHORT} characters")
        return value

    def weak(self) -> list[str]:
        """Names of the secrets that are short enough to be guessed; the start warns of them."""
        names = ("api_key", "delivery_secret", "zendesk_secret")
        given = {name: getattr(self, name) for name in names}
        return [
            PREFIX + name.upper()
            for name, secret in given.items()
            if secret and len(secret.get_secret_value()) < _SHORT
        ]


def load(**given: object) -> Settings:
    """The settings, with `given` above environment and `.env`. Raises `SettingsError`."""
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = (
            f"{_name(e['loc'])}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors(include_input=False)
        )
        raise SettingsError("; ".join(faults)) from None
    except UnicodeDecodeError:
        raise SettingsError("`.env`: not UTF-8") from None
    if settings.delivery_url and not settings.delivery_secret:
        raise SettingsError(f"{PREFIX}DELIVERY_SECRET: required with {PREFIX}DELIVERY_URL")
    return settings


def _name(loc: tuple[int | str, ...]) -> str:
    return PREFIX + str(loc[0]).upper().removeprefix(PREFIX)


def markdown() -> str:
    """The text of `docs/settings.md`: one row a setting, with its default."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "-" if field.default is None else f"`{field.default}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    head = "# Settings\n\nRead from the environment and from `.env`. A wrong value stops the start"
    return f"{head} and is named.\nTimes are seconds, sizes bytes.\n\n" + "\n".join(rows) + "\n"
