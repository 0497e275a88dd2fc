"""资金发放. Monthly batches, what is owed in them, the bank's files and answers, funds; knows awards and nothing above them."""
