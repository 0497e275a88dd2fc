"""定期核查与变更. What happens after the decision: reviews (定期核查), change reports (主动报告), adjustments, the takeover of a register. Only `desk` above it."""
