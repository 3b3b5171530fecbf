"""Which language model to ask: from the environment, or from a settings file of the user's.

    FIELDWISE_MODEL_URL   http://localhost:11434/v1
    FIELDWISE_MODEL       llama3.1
    FIELDWISE_MODEL_KEY   the key, where one is needed

The file is `settings.toml` in the user's configuration folder; Fieldwise reads it and never
writes it. A key belongs to its address: with an address from the environment, the file's key is
not used. The key is not printed anywhere.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from fieldwise import files
from fieldwise.errors import InputError, UsageError

_ENDING = "/chat/completions"
_LOCAL = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
_KEYS = {"url", "name", "key"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible address, and the model to ask there."""

    url: str
    """The whole address to which requests go."""
    model: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Host and port, as written in the address."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether it is this machine itself."""
        return _LOCAL.fullmatch(urlsplit(self.url).hostname or "") is not None

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        return self.url.startswith("https:")

    def without_key(self, text: str) -> str:
        """A text in which the key, should it stand there, cannot be read."""
        return text.replace(self.key, "[the key]") if self.key else text


def settings_path() -> Path:
    """The user's settings file, whether there is one or not."""
    from platformdirs import user_config_path

    return user_config_path("fieldwise", appauthor=False) / "settings.toml"


def find_endpoint(model: str = "", environment: Mapping[str, str] = os.environ) -> Endpoint:
    """The model to ask; `model` wins over what is set.

    Raises:
        UsageError: none is set up, or the address cannot be used.
        InputError: the settings file has a mistake.
    """
    stored = _stored(settings_path())
    url = environment.get("FIELDWISE_MODEL_URL", "").strip()
    address = _address(url or stored.get("url", ""))
    name = model or environment.get("FIELDWISE_MODEL", "").strip() or stored.get("name", "")
    key = environment.get("FIELDWISE_MODEL_KEY", "").strip()
    if not key and (not url or address == _address(stored.get("url", ""))):
        key = stored.get("key", "")
    missing = "FIELDWISE_MODEL_URL" if not address else "FIELDWISE_MODEL" if not name else ""
    if missing:
        raise UsageError(
            f"No language model is set up: {missing} is not set.",
            hint=f"Set FIELDWISE_MODEL_URL and FIELDWISE_MODEL, or write {settings_path()}. "
            "Without a model, --print-prompts writes what to paste into any chat.",
        )
    if not key.isascii() or not key.isprintable():
        raise UsageError("The model's key holds signs that no key has.", hint="Copy it again.")
    return Endpoint(address, name, key)


def _address(text: str) -> str:
    """The whole address that a base address stands for."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = False
    if not usable or not text.isascii() or not text.isprintable() or " " in text:
        raise UsageError(
            "The model's address is no web address.",
            hint="It looks like https://HOST/v1 or http://localhost:11434/v1.",
        )
    if "@" in parts.netloc:
        raise UsageError(
            "The model's address holds a name or a password.",
            hint="Set the key as FIELDWISE_MODEL_KEY, and leave it out of the address.",
        )
    path = parts.path.rstrip("/")
    path = path if path.endswith(_ENDING) else f"{path}{_ENDING}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _stored(path: Path) -> dict[str, str]:
    """The table `[model]` of the settings file; empty if there is none."""
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(files.read_text(path)).get("model", {})
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        raise InputError(
            "the settings cannot be read as TOML.",
            where=f"{path}:{where[1]}" if where else str(path),
        ) from None
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise InputError("`[model]` should hold texts: url, name and key.", where=str(path))
    unknown = sorted(table.keys() - _KEYS)
    if unknown:
        raise InputError(
            f"`model.{unknown[0][:40]}` is not a setting.",
            where=str(path),
            hint="`[model]` has url, name and key.",
        )
    return table
