"""What people write to the office and are answered, on every channel alike: threads, messages, notes."""
