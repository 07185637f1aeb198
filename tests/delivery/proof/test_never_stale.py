"""Whatever happens, in any order: each kept answer is what a fresh one would be.

And whatever changes an answer names one of the tags that it had, so that CDNs and mirrors can rely
on them as well. A long run: `make proof`.
"""

import os
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.events import log
from tests.delivery.frontend import Frontend, Reply
from tests.delivery.proof.addresses import Addresses
from tests.delivery.proof.editing import Newsroom, steps
from tests.delivery.proof.processes import OtherProcess

EXAMPLES = int(os.environ.get("PROOF_EXAMPLES", "1"))
STEPS = int(os.environ.get("PROOF_STEPS", "12"))
PROFILE = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=EXAMPLES == 1,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)

totals: Counter[str] = Counter()
failures: list[
    str
] = []  # the first one; hypothesis tries again, on a site that is another by then


class NeverStale(RuleBasedStateMachine):
    """One site that editors work on, and two web processes that keep answers."""

    def __init__(self) -> None:
        super().__init__()
        self.newsroom = Newsroom()
        self.addresses = Addresses()
        self.here, self.there = Frontend(), OtherProcess()
        self.fresh = Frontend(limit=0)
        self.before: dict[str, Reply] = {}
        self.seen = log.newest()
        self.history: list[str] = []
        self.compare()

    @rule(step=st.sampled_from(steps()), seed=st.integers(0, 2**32))
    def something_happens(self, step: str, seed: int) -> None:
        self.history.append(f"{step} ({seed})")
        self.newsroom.random.seed(seed)
        getattr(self.newsroom, step)()
        totals["steps"] += 1

    @invariant()
    def compare(self) -> None:
        now = {path: self.fresh.get(path) for path in self.addresses.all()}
        kept = {path: self.here.get(path) for path in now}
        elsewhere = self.there.get(list(now))
        for path, fresh in now.items():
            right = (fresh.status, fresh.body)
            self.check((kept[path].status, kept[path].body) == right, f"{path} was kept too long")
            self.check(elsewhere[path] == right, f"{path} was kept too long elsewhere")
        self.compare_tags(now)
        self.before = now

    def compare_tags(self, now: dict[str, Reply]) -> None:
        named = {tag for _number, tags in log.tags_after(self.seen) for tag in tags}
        self.seen = log.newest()
        for path, before in self.before.items():
            if before.status != 200:  # nobody keeps an error
                continue
            is_named = bool(before.tags & named)
            changed = (before.status, before.body) != (now[path].status, now[path].body)
            self.check(
                is_named or not changed,
                f"{path} changed, and no change named it: {before.body!r}, now {now[path].body!r}",
            )
            totals["changed" if changed else "named in vain" if is_named else "left alone"] += 1

    def check(self, is_right: bool, problem: str) -> None:
        if not is_right:
            failures.append(f"{problem}\nafter {', '.join(self.history)}")
            raise AssertionError(failures[0])

    def teardown(self) -> None:
        self.there.stop()


@pytest.mark.usefixtures("committed_site")
def test_kept_answers_are_true_whatever_happens(capsys: Any) -> None:
    try:
        run_state_machine_as_test(NeverStale, settings=PROFILE)
    finally:
        assert not failures, failures[0]
    with capsys.disabled():
        if EXAMPLES > 1:
            print("\n" + ", ".join(f"{count} {name}" for name, count in totals.items()))  # noqa: T201
    assert totals["steps"] >= STEPS - 1
