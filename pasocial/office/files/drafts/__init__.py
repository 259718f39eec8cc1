"""What is being written and is not sent yet: private, kept for days and then forgotten, never overwritten by another tab."""
