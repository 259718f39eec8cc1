"""What opens one thing to a person without an account: a code with her address, a signed link, this browser session."""
