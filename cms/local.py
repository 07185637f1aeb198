"""`make run`: prepares what is missing on this machine, then serves.

    python -m cms.local check       can we listen there? (needs no dependencies)
    python -m cms.local run         prepare, and serve
    python -m cms.local serve       serve as it is, in an environment that is complete
    python -m cms.local manage …    manage.py in the same environment

What the environment and `.env` say holds; this fills in what suits one machine: plain HTTP,
any host name, a secret key that is made once.
"""

import ipaddress
import os
import secrets
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
ALL_ADDRESSES = ("0.0.0.0", "::")  # noqa: S104


def main(command: str = "", *arguments: str) -> None:
    os.chdir(BASE_DIR)
    if command == "check":
        check_address()
    elif command == "run":
        run()
    elif command == "serve":
        serve()
    elif command == "manage":
        manage(*arguments)
    else:
        sys.exit(__doc__)


def run() -> None:
    check_address()
    manage(
        "prepare",
        *(["--empty"] if setting("EMPTY", "0") != "0" else []),
        *(["--public"] if not is_loopback(host()) else []),
    )
    keep_secret_key()
    bin_dir = Path(sys.executable).parent
    os.environ["PATH"] = os.pathsep.join([str(bin_dir), os.environ.get("PATH", os.defpath)])
    # a new process: this one holds the whole application in memory
    os.execv(sys.executable, [sys.executable, "-m", "cms.local", "serve"])  # noqa: S606


def manage(*arguments: str) -> None:
    use_local_environment()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *arguments])


def serve() -> None:
    """Run web and worker from the Procfile, as `honcho start web worker` would.

    Unlike that, it leaves nothing running when the terminal is closed.
    """
    from honcho.environ import parse_procfile
    from honcho.manager import Manager
    from honcho.printer import Printer

    commands = parse_procfile(Path("Procfile").read_text()).processes
    manager = Manager(Printer(Terminal()))
    for name in ("web", "worker"):
        manager.add_process(name, commands[name])
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    sys.exit(manager.returncode)


class Terminal:
    """Standard output, which may be gone when the last lines are written."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stdout.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stdout.flush()

    def isatty(self) -> bool:
        return sys.stdout.isatty()


# --- Where to listen ------------------------------------------------------------------------


def host() -> str:
    return setting("HOST", "127.0.0.1")


def port() -> int:
    value = setting("PORT", "8000")
    if not (value.isascii() and value.isdecimal() and 0 < int(value) < 65536):
        sys.exit(f"PORT={value} is not a port: choose a number from 1 to 65535.")
    return int(value)


def check_address() -> None:
    """End with a clear word if nothing can listen there."""
    address = (host(), port())
    try:
        family, kind, _, _, target = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(target)
    except OSError as error:
        sys.exit(
            f"Cannot listen on {address[0]}, port {address[1]}: {error.strerror}. "
            "Choose another: make run PORT=…"
        )


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


# --- The environment ------------------------------------------------------------------------


def setting(name: str, default: str) -> str:
    """From the environment, else from `.env`, else the default."""
    return os.environ.get(name) or _dot_env().get(name) or default


def _dot_env() -> dict[str, str | None]:
    try:
        from dotenv import dotenv_values
    except ImportError:  # `check`, before the dependencies are there
        return {}
    return dotenv_values(BASE_DIR / ".env")


def use_local_environment() -> None:
    """Fill in what nobody has said; end with a clear word if what they said is wrong."""
    key_file = secret_key_file()
    defaults = {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "SECRET_KEY": key_file.read_text() if key_file.exists() else secrets.token_urlsafe(50),
        "HTTPS": "0",
        "ALLOWED_HOSTS": "*",
        "BACKEND_URL": f"http://{_host_name()}:{port()}",
        "HOST": host(),
        "PORT": str(port()),
        # a frontend in development listens on this machine too
        "WEBHOOK_ALLOWED_HOSTS": "localhost,127.0.0.1" if is_loopback(host()) else "",
    }
    os.environ |= {name: setting(name, default) for name, default in defaults.items()}
    import cms.settings  # noqa: F401  # checks them all


def keep_secret_key() -> None:
    """Once everything is right, for the next run: sessions outlive this one."""
    if not secret_key_file().exists():
        secret_key_file().touch(0o600)
        secret_key_file().write_text(os.environ["SECRET_KEY"])


def secret_key_file() -> Path:
    return BASE_DIR / setting("DATA_DIR", "var") / "secret-key"


def _host_name() -> str:
    if is_loopback(host()) or host() in ALL_ADDRESSES:
        return "localhost"
    return f"[{host()}]" if ":" in host() else host()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
