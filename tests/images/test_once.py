"""Whoever asks first waits for the picture; whoever asks meanwhile does not make it again."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from wagtail.models import Site

from cms.images.models import CustomImage
from cms.images.urls import addresses
from tests.core import processes
from tests.images import files

ASK = """
import pathlib, sys, time
from django.test import Client
here, name, address = pathlib.Path({here!r}), {name!r}, {address!r}
client = Client(headers={{"host": "localhost"}})
(here / name).touch()
while not (here / "go").exists():
    time.sleep(0.01)
response = client.get(address)
print("answer", response.status_code, len(b"".join(response.streaming_content)))
"""


@pytest.fixture
def image(committed_site: Site) -> CustomImage:
    cache.clear()
    return files.picture(size=(2000, 1500))


def address(image: CustomImage, size: str) -> str:
    template = addresses(image)["crop_url_template"].removeprefix("http://cms.example.org")
    return str(template.replace("{width}-{ratio}.{format}", size))


def ask(asked: str) -> tuple[int, bytes]:
    try:
        response: Any = Client().get(asked)
        return response.status_code, response.getvalue()
    finally:
        connections.close_all()


def test_threads_make_it_once(image: CustomImage, caplog: pytest.LogCaptureFixture) -> None:
    asked = address(image, "1920.webp")
    caplog.set_level(logging.DEBUG, "wagtail.images")
    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(ask, [asked] * 6))
    assert [status for status, _body in answers] == [200]
    assert caplog.text.count("Generated '") == 1
    assert image.renditions.count() == 1


def test_processes_make_it_once(image: CustomImage, tmp_path: Path) -> None:
    names = ["a", "b", "c"]
    asked = address(image, "1920-4x3.avif")
    started = [
        processes.start(
            *["manage.py", "shell", "--no-imports", "-c"],
            ASK.format(here=str(tmp_path), name=name, address=asked),
            DATABASE_URL=processes.database_url(),
            HTTPS="0",
            LOG_LEVEL="DEBUG",
        )
        for name in names
    ]
    while not all((tmp_path / name).exists() for name in names):
        assert all(each.poll() is None for each in started), "a process ended before it asked"
        time.sleep(0.05)
    (tmp_path / "go").touch()
    outputs = [each.communicate(timeout=60)[0] for each in started]
    answers = {line for out in outputs for line in out.splitlines() if line.startswith("answer")}
    assert len(answers) == 1, outputs
    assert "answer 200" in answers.pop()
    assert sum(out.count("Generated '") for out in outputs) == 1
    assert image.renditions.count() == 1


def test_few_are_made_at_the_same_time(image: CustomImage, monkeypatch: Any) -> None:
    generate, guard = CustomImage.generate_rendition_file, threading.Lock()
    now, most = 0, 0

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        try:
            assert not connection.in_atomic_block  # would hold up every editor on SQLite
            return generate(*args, **kwargs)
        finally:
            with guard:
                now -= 1

    monkeypatch.setattr(CustomImage, "generate_rendition_file", counted)
    sizes = [f"640-{ratio}.webp" for ratio in ("1x1", "4x3", "3x2", "16x9", "21x9", "3x4")]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, [address(image, size) for size in sizes]))
    assert {status for status, _body in answers} == {200}
    assert most <= 2
    assert image.renditions.count() == 6


def test_the_second_of_two_machines_takes_what_the_first_has_made(
    image: CustomImage, monkeypatch: Any
) -> None:
    """Machines share no lock: here another one finishes while this one is still rendering."""
    generate = CustomImage.generate_rendition_file

    def slower(self: CustomImage, filter: Any, **kwargs: Any) -> Any:
        file = generate(self, filter, **kwargs)
        monkeypatch.undo()
        CustomImage.objects.get(pk=self.pk).renditions.create(
            filter_spec=filter.spec, file=generate(self, filter)
        )
        return file

    monkeypatch.setattr(CustomImage, "generate_rendition_file", slower)
    assert ask(address(image, "160.webp"))[0] == 200
    rendition = image.renditions.get()
    folder = Path(rendition.file.path).parent
    assert [path.name for path in folder.iterdir()] == [Path(rendition.file.name).name]


def test_a_picture_that_is_deleted_while_it_is_made_is_not_there(
    image: CustomImage, monkeypatch: Any
) -> None:
    generate = CustomImage.generate_rendition_file

    def too_late(self: CustomImage, *args: Any, **kwargs: Any) -> Any:
        file = generate(self, *args, **kwargs)
        CustomImage.objects.get(pk=self.pk).delete()
        return file

    monkeypatch.setattr(CustomImage, "generate_rendition_file", too_late)
    assert ask(address(image, "160-1x1.webp"))[0] == 404
