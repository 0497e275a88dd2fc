"""Mutants: small faults put into the rules, to see whether the tests of the rules notice. Run by `make mutants`."""
