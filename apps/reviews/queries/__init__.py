"""Reads of reviews and changes."""
