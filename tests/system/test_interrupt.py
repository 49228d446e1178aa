import signal
import threading

import pytest

from zedo.system.interrupt import held_interrupts


@pytest.fixture(autouse=True)
def as_in_a_shell():
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_is_noted_and_the_second_interrupts(number: signal.Signals) -> None:
    with held_interrupts() as interrupted:
        assert not interrupted()
        signal.raise_signal(number)
        assert interrupted()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) is signal.default_int_handler


def test_the_patient_hold_all() -> None:
    with held_interrupts(patient=True) as interrupted:
        for _ in range(3):
            signal.raise_signal(signal.SIGINT)
        assert interrupted()


def test_other_handlers_and_threads_are_left_alone() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with held_interrupts() as interrupted:
        signal.raise_signal(signal.SIGINT)
        assert not interrupted()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN

    def elsewhere() -> None:
        with held_interrupts() as interrupted:
            told.append(interrupted())

    told: list[bool] = []
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert told == [False]
