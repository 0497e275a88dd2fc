"""Measurements, run by `make bench`, never by the tests: `tests/bench/<subject>.py` registers workloads by name."""
