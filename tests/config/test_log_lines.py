"""What somebody types cannot write a line of the log of its own."""

import logging

from pasocial.config.log_lines import PlainLines


def test_a_message_stays_one_line_and_a_traceback_keeps_its_own() -> None:
    lines = PlainLines("{levelname} {message}")
    try:
        raise ValueError("rotto\x1b[31m")
    except ValueError as wrong:
        trouble = (type(wrong), wrong, wrong.__traceback__)
    told = logging.LogRecord(
        "x", logging.INFO, __file__, 1, "chiesto %s", ("a\nERROR b\x1b[2J\u2028c\u202e",), None
    )
    assert lines.format(told) == "INFO chiesto a ERROR b[2J c"
    failed = logging.LogRecord("x", logging.ERROR, __file__, 1, "via", (), trouble)
    written = lines.format(failed).splitlines()
    assert (written[0], written[-1]) == ("ERROR via", "ValueError: rotto[31m")
