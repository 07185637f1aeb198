import pytest

from tests.delivery.conftest import Api


@pytest.fixture
def api() -> Api:
    return Api()
