"""Channels by which people write to the office and are answered: what each can do, its accounts, its adapters."""
