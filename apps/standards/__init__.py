"""标准. Dated values with their documents (Standard) and the working calendar."""
