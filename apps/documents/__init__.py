"""文书与附件. Issued papers with their number series and stored originals.

Owns: Document 文书, NumberSeries 文号, DocumentFile 原件, and what stands on each kind of paper (`contexts`).
A step issues a paper with `services.issue_document`; floors from benefits upwards may import this one.
"""
