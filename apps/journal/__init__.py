"""日志. The append-only record of what happened (Event) and of long work (Run); knows people, offices and subjects by id and name only."""
