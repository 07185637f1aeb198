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
from pytest_django import DjangoDbBlocker

from cms.events import log
from tests.delivery.frontend import Frontend, Reply
from tests.delivery.proof.addresses import Addresses
from tests.delivery.proof.editing import Newsroom, steps
from tests.delivery.proof.processes import OtherProcess

EXAMPLES = int(os.environ.get("PROOF_EXAMPLES", "1"))
STEPS = int(os.environ.get("PROOF_STEPS", "12"))

totals: Counter[str] = Counter()


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
        self.compare()

    @rule(step=st.sampled_from(steps()), seed=st.integers(0, 2**32))
    def something_happens(self, step: str, seed: int) -> None:
        self.newsroom.random.seed(seed)
        getattr(self.newsroom, step)()
        totals["steps"] += 1

    @invariant()
    def compare(self) -> None:
        now = {path: self.fresh.get(path) for path in self.addresses.all()}
        kept = {path: self.here.get(path) for path in now}
        elsewhere = self.there.get(list(now))
        for path, fresh in now.items():
            assert (kept[path].status, kept[path].body) == (fresh.status, fresh.body), path
            assert elsewhere[path] == (fresh.status, fresh.body), path
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
            assert is_named or not changed, f"{path} changed, and no change named it"
            totals["changed" if changed else "named in vain" if is_named else "left alone"] += 1

    def teardown(self) -> None:
        self.there.stop()


@pytest.mark.usefixtures("committed_site")
def test_kept_answers_are_true_whatever_happens(
    django_db_blocker: DjangoDbBlocker, capsys: Any, request: Any
) -> None:
    run_state_machine_as_test(
        NeverStale,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize="PROOF_EXAMPLES" not in os.environ,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        ),
    )
    with capsys.disabled():
        if EXAMPLES > 1:
            print("\n" + ", ".join(f"{count} {name}" for name, count in totals.items()))  # noqa: T201
    assert totals["steps"] >= STEPS - 1
