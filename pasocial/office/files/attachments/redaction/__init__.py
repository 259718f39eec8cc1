"""Finds personal data in a file and makes a copy in which it is gone: not covered, gone.

`child.py` opens foreign files in a process of its own with little time and memory; `reading.py` asks it what a file
says and what it hides; `making.py` asks it for the copy and reads that copy again before anybody may have it.
"""
