"""What each device for speed saves alone: `.venv/bin/python tools/weigh_devices.py` prints a table, page by page.

Each page is made with all devices and with all but one, turn by turn in one process, warm; Python calls are exact, CPU is
the first decile of the turns. Needs the demonstration town, as tools/page_cpu.py, whose pages it takes.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.utils.translation import trans_real

from pasocial import prepared
from pasocial.design import kept_fields, kept_markup
from pasocial.language import quick_words
from tools import page_cpu  # sets Django up

Switch = Callable[[], Callable[[], None]]


def swapped(owner: Any, name: str, value: Any) -> Callable[[], None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    return lambda: setattr(owner, name, before)


def without_prepared() -> Callable[[], None]:
    """Each query composed and compiled anew, as Django does."""
    return swapped(
        prepared.Prepared,
        "__call__",
        lambda self, **given: prepared._Plan(self._compose()).rows(given),
    )


def without_quick_words() -> Callable[[], None]:
    """Each sentence looked up in the catalogue of every application."""
    for code, _name in settings.LANGUAGES:
        vars(trans_real.translation(code)._catalog).pop("get", None)
    return quick_words.gather_words


def without_kept_markup() -> Callable[[], None]:
    """Small components rendered each time."""
    return swapped(kept_markup, "key_of", lambda *_: None)


def without_kept_fields() -> Callable[[], None]:
    """Fields rendered each time; hidden ones too."""
    keys = swapped(kept_fields, "key_of", lambda *_: None)
    hidden = swapped(kept_fields, "hidden_markup", lambda *_: None)

    def back() -> None:
        keys()
        hidden()

    return back


DEVICES: dict[str, Switch] = {
    "prepared": without_prepared,
    "quick_words": without_quick_words,
    "kept_markup": without_kept_markup,
    "kept_fields": without_kept_fields,
}


@contextmanager
def off(device: str) -> Iterator[None]:
    back = DEVICES[device]()
    try:
        yield
    finally:
        back()


def cpu_of(path: str, cookies: str) -> float:
    began = time.process_time()
    page_cpu.call(path, cookies)
    return (time.process_time() - began) * 1000


def decile(values: list[float]) -> float:
    return statistics.quantiles(values, n=10)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    cookies = page_cpu.signed_in()
    print(
        "| page | thousand calls | CPU ms | "
        + " | ".join(f"without {name}" for name in DEVICES)
        + " | kept |"
    )
    print("| --- | --- | --- | " + " | ".join("---" for _ in DEVICES) + " | --- |")
    for name, path, staff in page_cpu.pages(cookies):
        if given.only and given.only not in name:
            continue
        own = cookies if staff else "somebody=1"
        for _ in range(5):
            page_cpu.call(path, own)
        calls, cells = page_cpu.calls_of(path, own), []
        whole: list[float] = []
        alone: dict[str, list[float]] = {device: [] for device in DEVICES}
        more: dict[str, int] = {}
        for device in DEVICES:
            with off(device):
                page_cpu.call(path, own)
                more[device] = page_cpu.calls_of(path, own)
        for _ in range(given.rounds):
            whole.append(cpu_of(path, own))
            for device in DEVICES:
                with off(device):
                    alone[device].append(cpu_of(path, own))
            page_cpu.call(path, own)  # nothing of the last turn is left
        base = decile(whole)
        for device in DEVICES:
            share = more[device] / calls - 1
            cells.append(f"{share:+.0%} calls, {decile(alone[device]) - base:+.1f} ms")
        kept = "" if staff else f"{decile([cpu_of(path, '') for _ in range(given.rounds)]):.1f} ms"
        print(
            f"| {name} | {calls / 1000:.0f} | {base:.1f} | " + " | ".join(cells) + f" | {kept} |", flush=True
        )


if __name__ == "__main__":
    main()
