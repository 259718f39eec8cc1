"""One module a party: the public, the citizen, the staff."""
