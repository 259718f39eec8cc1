"""What staff fill in, one module per room of the case."""
