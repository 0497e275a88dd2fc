"""核心. Plumbing that knows no citizen and no office: the clock, encryption, masking, refusals, HTML helpers."""
