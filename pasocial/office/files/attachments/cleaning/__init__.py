"""Takes out of a file what its reader does not see: where a photograph was taken, who wrote a document, on which machine.

`pictures.py` and `papers.py` know the formats and nothing of the office; `child.py` runs them in a process of its own
with little time and memory; `making.py` asks it and answers in words. The stored original is never touched.
"""
