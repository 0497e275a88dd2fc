"""The launcher: everything between `make` and Django.

`bootstrap` makes .venv and runs under any Python 3 with the standard library alone; `cluster` knows the embedded
PostgreSQL and Redis; `supervisor` keeps processes alive; `prepare` migrates and loads; `borrow` lends a cluster to
tests, benchmarks and screenshots; `up` puts them together. None of it is imported by the site.
"""
