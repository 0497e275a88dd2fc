"""What stands in a PDF."""

import io

from pypdf import PdfReader


def text_of(data: bytes) -> str:
    """Its words without any blanks, since a line may break anywhere."""
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())
