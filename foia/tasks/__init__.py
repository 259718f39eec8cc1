"""What follows from events, and what happens by the clock. Imported here, so that a worker knows every task by name."""

from foia.tasks import cases, parties, topics

__all__ = ["cases", "parties", "topics"]
