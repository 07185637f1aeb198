"""A second web process: reads paths from its input, and answers from its own memory.

python -m tests.delivery.proof.processes
"""

import base64
import json
import os
import subprocess
import sys

from django.conf import settings

from tests.core.processes import PROJECT, database_url


class OtherProcess:
    """Gives status and body of each path."""

    def __init__(self) -> None:
        # A directory of its own for what tests put there; the database is the same.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.proof.processes"],
            cwd=PROJECT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": database_url(),
                "PROOF_MEDIA": str(settings.MEDIA_ROOT),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def get(self, paths: list[str]) -> dict[str, tuple[int, bytes]]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(paths) + "\n")
        self.process.stdin.flush()
        answers = json.loads(self.process.stdout.readline())
        return {
            path: (status, base64.b64decode(body))
            for path, (status, body) in zip(paths, answers, strict=True)
        }

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def _answer() -> None:
    import django

    django.setup()
    from tests.delivery.frontend import Frontend

    frontend = Frontend()
    for line in sys.stdin:
        replies = [frontend.get(path) for path in json.loads(line)]
        answers = [(each.status, base64.b64encode(each.body).decode()) for each in replies]
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _answer()
