"""Runs the flows: first checked and counted, then timed in short rounds that take turns.

One round of every side, then the next round: when the machine slows down for a while, it does so
for all of them, and their ratio stays.
"""

import json
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from threading import Thread

from benchmarks.client import Answer, Client
from benchmarks.databases import Stage
from benchmarks.flows import BARE, DELIVERY, KEPT, KEPT_50, Call, Flow, deep_offset
from benchmarks.server import Server
from benchmarks.workload import Article

SAMPLES = 200  # articles asked for in turn
PATIENCE = 20.0  # seconds for one answer, the first time; a side that needs more is given up
_SEED = 20


class WrongWorkloadError(Exception):
    """A side answered something else than what the generated site has."""


@dataclass(frozen=True)
class Plan:
    """How long to measure each flow of each side."""

    rounds: int = 5
    seconds: float = 1.0  # of a round, at least one request
    connections: int = 2

    @property
    def budget(self) -> float:
        """Seconds after which a slow side has no further rounds."""
        return 4 * self.rounds * self.seconds


@dataclass(frozen=True)
class Round:
    requests: int
    seconds: float
    cpu: float  # seconds


@dataclass
class Result:
    """What was measured of one flow, side and size; no rounds: it took longer than PATIENCE."""

    flow: str
    side: str
    pages: int
    queries: int | None = None
    bytes: int = 0
    rounds: list[Round] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """Milliseconds for one request."""
        times = [1000 * each.cpu / each.requests for each in self.rounds]
        return median(times) if times else math.inf

    @property
    def per_second(self) -> float:
        rates = [each.requests / each.seconds for each in self.rounds]
        return median(rates) if rates else 0

    @property
    def spent(self) -> float:
        return sum(each.seconds for each in self.rounds)


class Runner:
    """One flow's call on one server."""

    def __init__(self, stage: Stage, server: Server, flow: Flow, side: str) -> None:
        self.stage, self.server, self.flow, self.side = stage, server, flow, side
        self.call: Call = flow.calls[side]
        chosen = random.Random(_SEED)  # noqa: S311
        articles = stage.workload.articles
        self.articles = chosen.sample(articles, min(SAMPLES if flow.varies else 1, len(articles)))
        self.values = {
            "common": stage.workload.common,
            "rare": stage.workload.rare,
            "offset": deep_offset(stage.workload),
        }

    def urls(self) -> list[str]:
        return [
            self.call.url(self.side, self.values | {"id": article.id, "path": article.path})
            for article in self.articles
        ]

    def ask(self, client: Client, url: str, **headers: str) -> list[Answer]:
        """All answers that it takes, redirects last; the first one is the page or list itself.

        Raises WrongWorkloadError if one of them is an error.
        """
        *redirects, answer = client.follow(url, **headers)
        answers = [answer]
        if self.call.more and answer.status == 200:
            more = self.call.more_urls(self.side, answer.json())
            answers += [client.get(each, **headers) for each in more]
        for each in answers:
            if each.status != 200:
                raise WrongWorkloadError(f"{url}: status {each.status}: {each.body[:300]!r}")
        return answers + redirects

    def check(self) -> Result:
        """Ask for a few, compare them with what there is, count queries and bytes.

        Raises TimeoutError if an answer takes longer than PATIENCE.
        """
        queries, size = 0, 0
        self.server.control.socket.settimeout(PATIENCE)
        for article, url in list(zip(self.articles, self.urls(), strict=True))[:5]:
            for _ in range(2):  # the second one finds what is kept in the process
                answers = self.ask(self.server.control, url, X_Count_Queries="1")
            self._compare(article, url, answers[0])
            queries = max(queries, sum(int(each.headers.get("x-queries", 0)) for each in answers))
            size = max(size, sum(len(each.body) for each in answers))
        self.server.control.socket.settimeout(None)
        counted = None if self.side == BARE else queries
        return Result(self.flow.name, self.side, self.stage.pages, counted, size)

    def _compare(self, article: Article, url: str, answer: Answer) -> None:
        if self.side == BARE:
            return
        wanted = self.flow.expected(self.stage.workload, article)
        try:
            found = self.call.found(answer.json())
            complete = self.side != DELIVERY or self.flow.complete(answer.json())
        except (LookupError, TypeError, ValueError) as error:
            raise WrongWorkloadError(f"{url}: has not the usual shape: {error!r}") from error
        if found != wanted:
            raise WrongWorkloadError(f"{url}: gave {found}, and not {wanted}")
        if not complete:
            raise WrongWorkloadError(f"{url}: lacks something that an article has")

    def time(self, plan: Plan) -> Round:
        """Ask again and again for a while, over several connections at once."""
        clients = [self.server.client() for _ in range(plan.connections)]
        urls = cycle(self.urls())
        done: list[int] = []
        cpu, started = self.server.cpu(), time.perf_counter()
        threads = [
            Thread(target=self._keep_asking, args=(client, urls, started + plan.seconds, done))
            for client in clients
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds, cpu = time.perf_counter() - started, self.server.cpu() - cpu
        for client in clients:
            client.close()
        if len(done) < len(clients):
            raise WrongWorkloadError(f"{self.flow.name}, {self.side}: failed while it was timed")
        return Round(sum(done), seconds, cpu)

    def _keep_asking(
        self, client: Client, urls: Iterator[str], until: float, done: list[int]
    ) -> None:
        """Until a moment, at least once; then adds to `done` how often that was."""
        asked = 0
        while asked == 0 or time.perf_counter() < until:
            self.ask(client, next(urls))
            asked += 1
        done.append(asked)


def measure(
    flows: list[Flow],
    sides: list[str],
    served: list[tuple[Stage, Server]],
    plan: Plan,
    say: Callable[[str], None],
) -> list[Result]:
    """Every flow by every side on every size; the sizes take turns too.

    Raises WrongWorkloadError if a side gives something else than what there is.
    """
    results: list[Result] = []
    for flow in flows:
        say(f"{flow.name} …")
        runners: list[tuple[Runner, Result]] = []
        for stage, server in served:
            for side in (side for side in sides if side in flow.calls):
                runner = Runner(stage, server, flow, side)
                _prepare(runner)
                try:
                    result = runner.check()
                    runners.append((runner, result))
                except TimeoutError:
                    say(f"{flow.name}: given up on {side} with {stage.pages:,} pages")
                    server.restart()  # which is still busy with it
                    result = Result(flow.name, side, stage.pages)
                results.append(result)
        for number in range(plan.rounds):
            for runner, result in runners if number % 2 == 0 else reversed(runners):
                if not result.rounds or result.spent < plan.budget:
                    result.rounds.append(runner.time(plan))
    return results


def _prepare(runner: Runner) -> None:
    """What a call needs from the server before it can be made."""
    if "{cursor}" in runner.call.path:
        runner.values["cursor"] = _cursor(runner)
    if runner.side in (KEPT, KEPT_50):
        for url in runner.urls():
            runner.server.control.get(url)
    if runner.side == BARE:
        detail = runner.flow.calls[DELIVERY].url(DELIVERY, {"id": runner.articles[0].id})
        answer = runner.server.control.get(detail)
        ours = {"connection", "date", "server"}  # of the server, which adds them by itself
        headers = [each for each in answer.headers.items() if each[0].lower() not in ours]
        kept = json.dumps({"body": answer.body.decode(), "headers": headers})
        Path(runner.stage.variables["DATA_DIR"], "bare.json").write_text(kept)


def _cursor(runner: Runner) -> str:
    """Where a reader stands who has followed `next` down to three quarters of the list."""
    first = runner.call.path.partition("&cursor=")[0].replace("limit=20", "limit={limit}")
    left, cursor = deep_offset(runner.stage.workload), ""
    while left:
        limit = min(left, 100)
        path = first.format(limit=limit) + (f"&cursor={cursor}" if cursor else "")
        url = Call(path, runner.call.found).url(runner.side, {})
        cursor = json.loads(runner.server.control.get(url).body)["next"]
        left -= limit
    return cursor
