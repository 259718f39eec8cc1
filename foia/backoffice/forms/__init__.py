"""What is filled in at the list of requests."""
