"""What runs in the process that opens foreign files: it reads a PDF letter by letter and writes a new one.

Nothing here may import Django, the office or the network; `child.py` is the only door.
"""
