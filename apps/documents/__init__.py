"""文书与附件. Issued papers with their number series and stored originals."""
