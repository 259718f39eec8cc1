"""Who signs before something leaves, in which order and by when: a chain that is data, bound to one exact version.

An edit voids what was signed. A deputy signs for who is absent, and the chain says so. What is signed, and what follows,
is the desk's own operation.
"""
