"""What is about to leave the office: called back in time, sent later, frozen, and never sent twice.

A desk's operation plans a departure, its own other operation lets it go. The room counts the seconds, keeps the
freezes, tries again and shows what does not leave; it never sends anything by itself.
"""
