"""资金发放. Monthly batches and the payments in them; knows awards and nothing above them."""
