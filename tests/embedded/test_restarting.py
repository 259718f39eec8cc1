"""A part that ends is tried again more and more slowly; one that cannot run is not tried for ever."""

from pasocial.embedded.restarting import GOOD_RUN_SECONDS, WAITS_SECONDS, Restarts


def waits_of(restarts: Restarts, ends: int, *, ran: float = 1, disk_full: bool = False) -> list[float | None]:
    """How long each of so many ends is waited for; None when it is given up."""
    found: list[float | None] = []
    for _ in range(ends):
        if not restarts.note_end(ran=ran, now=100, disk_full=disk_full):
            found.append(None)
            continue
        assert restarts.next_start is not None
        found.append(restarts.next_start - 100)
    return found


def test_waits_grow_and_a_part_that_never_runs_is_given_up() -> None:
    assert waits_of(Restarts(), 6) == [1, 2, 5, 15, 30, None]


def test_a_good_run_forgets_what_came_before() -> None:
    restarts = Restarts()
    assert waits_of(restarts, 5) == list(WAITS_SECONDS)
    assert waits_of(restarts, 3, ran=GOOD_RUN_SECONDS) == [1, 1, 1]


def test_a_full_disk_is_waited_for_as_long_as_it_lasts() -> None:
    assert waits_of(Restarts(), 8, disk_full=True) == [1, 2, 5, 15, 30, 30, 30, 30]


def test_a_part_is_due_once_and_not_before_its_time() -> None:
    restarts = Restarts()
    assert restarts.due(0) is False
    restarts.note_end(ran=1, now=10)
    assert [restarts.due(10.5), restarts.due(11), restarts.due(12)] == [False, True, False]


def test_room_on_the_disk_ends_the_waiting_and_the_count() -> None:
    restarts = Restarts()
    waits_of(restarts, 7, disk_full=True)
    restarts.start_now(now=100)
    assert restarts.due(100) is True
    assert waits_of(restarts, 1) == [1]
