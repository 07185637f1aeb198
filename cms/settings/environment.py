"""The one place where the environment is read.

Every variable is typed, documented and checked here; a wrong value ends the
process with a message that names the variable and what it expects.
"""

import ipaddress
import os
import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import dj_database_url
from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return [item.strip() for item in value.split(",") if item.strip()]
    return value


CommaSeparated = Annotated[list[str], NoDecode, BeforeValidator(_split)]


class Environment(BaseSettings):
    """What an operator can set. Secure values are the defaults."""

    model_config = SettingsConfigDict(env_file=BASE_DIR / ".env", extra="ignore")

    debug: bool = Field(False, description="Django's debug pages; never on a public machine.")
    secret_key: str = Field("", description="Signs sessions; at least 50 random characters.")
    secret_key_fallbacks: CommaSeparated = Field(
        [], description="Earlier secret keys that stay valid while rotating."
    )
    allowed_hosts: CommaSeparated = Field(
        [],
        description="Host names that this backend answers to, separated by commas; "
        "empty: that of BACKEND_URL.",
    )
    https: bool = Field(
        True, description="Served over HTTPS: secure cookies, HSTS, redirect from HTTP."
    )
    trusted_proxy: bool = Field(
        False, description="A proxy in front sets X-Forwarded-Proto, and removes clients' own."
    )
    backend_url: str = Field(
        "http://localhost:8000", description="Where editors reach this backend, without a path."
    )
    frontend_url: str = Field(
        "", description="Where the public site lives; empty: the built-in reading view."
    )
    database_url: str = Field(
        "", description="postgres://… or sqlite:///…; empty: SQLite in DATA_DIR."
    )
    statement_timeout: int = Field(
        30, ge=0, description="Seconds after which PostgreSQL stops a statement; 0: never."
    )
    data_dir: Path = Field(
        BASE_DIR / "var", description="Database file, uploads, collected files."
    )
    redis_url: str = Field("", description="A shared cache; empty: one in each process.")
    cors_allowed_origins: CommaSeparated = Field(
        ["*"], description="Origins whose browsers may read the Delivery API; * for all."
    )
    changes_kept_days: int = Field(
        30, ge=1, le=36_500, description="Days after which old changes leave the content log."
    )
    edge_max_age: int = Field(
        0,
        ge=0,
        description="Seconds for which a shared cache in front may keep an answer that it is told "
        "to forget when it changes; 0: it must ask each time.",
    )
    edge_purge: CommaSeparated = Field(
        [], description="Those caches, as varnish://10.0.0.5:6081; see docs/edge.md."
    )
    edge_varnish_token: SecretStr = Field(
        SecretStr(""), description="What Varnish asks for, if its VCL does."
    )
    edge_fastly_token: SecretStr = Field(
        SecretStr(""), description="An API token that may purge: purge_select and purge_all."
    )
    edge_cloudflare_token: SecretStr = Field(
        SecretStr(""), description="An API token that may purge the zone's cache."
    )
    edge_http_token: SecretStr = Field(
        SecretStr(""), description="What endpoints of one's own ask for, if they do."
    )
    webhook_allowed_hosts: CommaSeparated = Field(
        [],
        description="Hosts and networks that webhooks may reach though they are not public.",
    )
    delivery_cache_mb: int = Field(
        64, ge=0, description="Memory of each web process for answers of the Delivery API."
    )
    delivery_max_staleness_ms: int = Field(
        0, ge=0, description="How long an answer may be served without asking for changes."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    time_zone: str = Field("UTC", description="Of the admin and of scheduled dates.")
    host: str = Field("127.0.0.1", description="The address that gunicorn listens on.")
    port: int = Field(8000, ge=1, le=65535, description="The port that gunicorn listens on.")
    web_concurrency: int = Field(2, ge=1, description="Processes that answer requests.")
    web_threads: int = Field(4, ge=1, description="Threads in each of these processes.")

    @field_validator("backend_url", "frontend_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        value = value.rstrip("/")
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        if value.count("/") > 2:
            raise ValueError("must be an origin without a path, as https://cms.example.org")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value:
            return value
        try:
            database = dj_database_url.parse(value)
        except (ValueError, KeyError) as error:
            raise ValueError(
                "must look like postgres://user:password@host:5432/name or sqlite:///path"
            ) from error
        engine, name = database["ENGINE"], str(database["NAME"])
        if engine not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
            raise ValueError("must be PostgreSQL (postgres://…) or SQLite (sqlite:///…)")
        if name in ("", ":memory:"):
            raise ValueError("must name a database that outlives the process")
        if engine.endswith("sqlite3") and not (BASE_DIR / name).parent.is_dir():
            raise ValueError(f"the directory of {name} does not exist")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must look like redis://host:6379/0")
        if value and find_spec("redis") is None:
            raise ValueError("needs the redis package: pip install redis")
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return BASE_DIR / value  # wherever the process was started

    @field_validator("webhook_allowed_hosts")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        for host in value:
            if not re.fullmatch(r"[A-Za-z0-9._-]+", host):
                _check_network(host)
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        value = value.upper()
        if value not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("must be a time zone name such as Europe/Paris") from error
        return value

    @model_validator(mode="after")
    def _secret_in_production(self) -> "Environment":
        if not self.debug and len(self.secret_key) < 50:
            raise ValueError(
                "SECRET_KEY must have at least 50 characters while DEBUG is off; make one with: "
                'python -c "import secrets; print(secrets.token_urlsafe(50))"'
            )
        return self


def _check_network(text: str) -> None:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(
            f"{text} is neither a host name nor an address or network such as 10.0.0.0/8"
        ) from error


@cache
def read_environment() -> Environment:
    """The checked environment; ends the process with a readable message if it is wrong."""
    try:
        env = Environment()
    except ValidationError as error:
        sys.exit("The environment is not right: " + "\n  ".join(_readable(error)))
    _make_writable(env.data_dir)
    return env


def _readable(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors():
        name = "_".join(str(part) for part in problem["loc"]).upper()
        message = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{name}: {message}" if name else message)
    return lines


def _make_writable(directory: Path) -> None:
    """Make the data directory where it is missing: better a word now than a lost upload later."""
    try:
        directory.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(f"DATA_DIR: {directory} cannot be made: {error.strerror}")
    if not os.access(directory, os.W_OK | os.X_OK):
        sys.exit(f"DATA_DIR: {directory} is not writable by this user")
