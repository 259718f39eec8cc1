"""What can go wrong around the engines, always as one sentence that says what to do."""


class Trouble(Exception):
    """The office cannot start; the message is for the person at the terminal, without a traceback."""
