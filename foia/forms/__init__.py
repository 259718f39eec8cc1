"""What staff fill in, one module per room of the case. What stands in an action is the body of the API too."""
