"""Answers in memory: found by what was asked, forgotten by their tags, bounded in bytes."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable
from threading import Lock

from cms.delivery.cache.answer import Answer

_MOST_SPELLINGS = 100  # of one question


class Store:
    """The least recently used answers go first when memory is full. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._lock = Lock()
        self._start()

    def _start(self) -> None:
        self.size = 0
        self._sizes: dict[Hashable, int] = {}
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._by_spelling: dict[Hashable, Answer] = {}
        self._by_tag: dict[str, set[Answer]] = defaultdict(set)

    def get(self, spelling: Hashable) -> Answer | None:
        """The answer to a question in exactly this spelling."""
        with self._lock:
            answer = self._by_spelling.get(spelling)
            if answer is not None:
                self._answers.move_to_end(answer.key)
            return answer

    def put(self, spelling: Hashable, new: Answer) -> Answer:
        """Keep an answer; what is kept already, for another spelling, is given instead."""
        with self._lock:
            answer = self._answers.setdefault(new.key, new)
            if answer is new:
                for tag in new.tags:
                    self._by_tag[tag].add(new)
            self._spell(answer, spelling)
            self._weigh(answer)
            return answer

    def weigh(self, answer: Answer) -> None:
        """Look again at how much memory an answer takes."""
        with self._lock:
            if answer.key in self._answers:
                self._weigh(answer)

    def forget(self, tags: Iterable[str]) -> None:
        """Drop all answers that have one of these tags."""
        with self._lock:
            for tag in tags:
                for answer in list(self._by_tag.get(tag, ())):
                    self._drop(answer)

    def clear(self) -> None:
        with self._lock:
            self._start()

    def __len__(self) -> int:
        return len(self._answers)

    def _spell(self, answer: Answer, spelling: Hashable) -> None:
        answer.spellings[spelling] = None
        self._by_spelling[spelling] = answer
        if len(answer.spellings) > _MOST_SPELLINGS:
            oldest, _none = answer.spellings.popitem(last=False)
            del self._by_spelling[oldest]

    def _weigh(self, answer: Answer) -> None:
        self.size += answer.size - self._sizes.get(answer.key, 0)
        self._sizes[answer.key] = answer.size
        while self.size > self.limit and self._answers:
            self._drop(next(iter(self._answers.values())))

    def _drop(self, answer: Answer) -> None:
        del self._answers[answer.key]
        self.size -= self._sizes.pop(answer.key)
        for spelling in answer.spellings:
            del self._by_spelling[spelling]
        for tag in answer.tags:
            self._by_tag[tag].discard(answer)
            if not self._by_tag[tag]:
                del self._by_tag[tag]
