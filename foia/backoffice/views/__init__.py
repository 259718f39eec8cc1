"""Pages of the staff, one module per room."""
