"""Who else has a case open right now, and who is writing in it: the office keeps it for every desk."""

from pasocial.office.record.presence import SECONDS, Person, beat, others, stop_writing

__all__ = ["SECONDS", "Person", "beat", "others", "stop_writing"]
