"""PDF files as scanners make them, and such as want something else than to be read."""

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

from tests.documents.pictures import photo

A4 = b"[0 0 595 842]"
SCRIPT = b"<</S/JavaScript/JS(app.alert('jiuzhu-canary'); this.submitForm('http://127.0.0.1:9/'))>>"
WORDS = b"BT /F 40 Tf 60 700 Td (Judgment) Tj ET 60 400 300 200 re f"


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<<" + head + b"/Length %d>>stream\n" % len(body) + body + b"\nendstream"


def written(objects: Sequence[bytes], version: bytes = b"1.7") -> bytes:
    """A file of these objects, the first of which is the catalogue."""
    made, places = b"%PDF-" + version + b"\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + tail


def pdf(
    *contents: bytes, catalog: bytes = b"", page: bytes = b"", box: bytes = A4, more: Sequence[bytes] = ()
) -> bytes:
    """One page for each of `contents`; `more` objects follow, numbered from 4 + 2 × pages."""
    contents = contents or (WORDS,)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(contents)))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(contents),
        font,
    ]
    for place, content in enumerate(contents):
        rest = page if b"/Resources" in page else page + b"/Resources<</Font<</F 3 0 R>>>>"
        inner = b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents %d 0 R" % (5 + 2 * place)
        objects += [inner + rest + b">>", content if content.startswith(b"<<") else stream(content)]
    return written([*objects, *more])


def scan(pages: int = 1, shade: int = 120) -> bytes:
    """What a scanner sends: a picture on every page."""
    picture = photo(shade, size=(620, 877))
    size = b"/Type/XObject/Subtype/Image/Width 620/Height 877/ColorSpace/DeviceRGB/BitsPerComponent 8"
    first = 4 + 2 * pages
    holds = b"/Resources<</XObject<</I %d 0 R>>>>" % first
    show = b"q 595 0 0 842 0 0 cm /I Do Q"
    return pdf(*[show] * pages, page=holds, more=[stream(picture, size + b"/Filter/DCTDecode")])


def locked() -> bytes:
    return _rewritten(lambda writer: writer.encrypt("word", algorithm="AES-256"))


def carrying() -> bytes:
    return _rewritten(lambda writer: writer.add_attachment("evil.exe", b"MZ\x90 jiuzhu-canary"))


def _rewritten(change) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def note(body: bytes) -> bytes:
    """A page with one annotation."""
    return pdf(page=b"/Annots[<</Type/Annot/Rect[0 0 300 300]" + body + b">>]")


def hidden_in_a_stream_of_objects() -> bytes:
    """The script stands in a packed stream, where a search of the bytes does not find it."""
    inner = b"7 0 " + SCRIPT
    packed = stream(zlib.compress(inner), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return pdf(catalog=b"/OpenAction 7 0 R", more=[packed])


def swelling(times: int = 900) -> bytes:
    """A page that says `times` megabytes of blanks in a few kilobytes, packed twice."""
    packer = zlib.compressobj(9)
    unit = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    twice = zlib.compress(unit + again * times, 9)
    return pdf(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def laughing(levels: int = 9) -> bytes:
    """Forms that show forms that show forms, ten times each."""
    show = b" ".join([b"/X Do"] * 10)
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream(show, head + b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + level)) for level in range(levels)
    ]
    last = stream(b"0 0 1 1 re f", head)
    return pdf(show, page=b"/Resources<</XObject<</X 6 0 R>>>>", more=[*forms, last])


def flooding() -> bytes:
    """A picture that claims 3,600 million pixels."""
    size = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    body = stream(zlib.compress(b"\0" * 9999), size + b"/Filter/FlateDecode")
    return pdf(b"q 595 0 0 842 0 0 cm /I Do Q", page=b"/Resources<</XObject<</I 6 0 R>>>>", more=[body])


def unlimited() -> bytes:
    """A tree of pages that is its own branch."""
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 7>>"])


def action(body: bytes) -> bytes:
    return pdf(catalog=b"/OpenAction" + body)


REFUSED = {
    "only a head": b"%PDF-1.7\n/OpenAction",
    "no PDF": b"<!doctype html><script>alert(1)</script>",
    "head too late": b" " * 2000 + pdf(),
    "a picture called pdf": photo(),
    "password": locked(),
    "a second file": carrying(),
    "a file on the page": note(b"/Subtype/FileAttachment/FS<</Type/Filespec/F(evil.exe)>>"),
    "a film on the page": note(b"/Subtype/Screen/A<</S/Rendition>>"),
    "rich media": note(b"/Subtype/RichMedia/RichMediaContent<<>>"),
    "form that builds itself": pdf(catalog=b"/AcroForm<</Fields[]/XFA(<xdp/>)>>"),
    "too many pages": scan(21),
    "no page": written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
    "pages without end": unlimited(),
    "flood of pixels": flooding(),
    "swelling page": swelling(),
    "forms in forms": laughing(),
    "cut off before its pages": scan(2)[:300],
    "cut off at the end": pdf()[:-120],
}
NEUTRALISED = {
    "script on opening": action(SCRIPT),
    "script among the names": pdf(catalog=b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>"),
    "script on the page": pdf(page=b"/AA<</O" + SCRIPT + b">>"),
    "script in a packed stream": hidden_in_a_stream_of_objects(),
    "script on a field": note(b"/Subtype/Widget/FT/Tx/T(a)/AA<</K" + SCRIPT + b">>"),
    "launches a program": action(b"<</S/Launch/Win<</F(cmd.exe)/P(/c calc jiuzhu-canary)>>>>"),
    "launches a file": action(b"<</S/Launch/F(/bin/sh)>>"),
    "opens an address": action(b"<</S/URI/URI(http://127.0.0.1:9/jiuzhu-canary)>>"),
    "link to a script": note(b"/Subtype/Link/A<</S/URI/URI(javascript:alert(1))>>"),
    "goes to another file": action(b"<</S/GoToR/F(//127.0.0.1/share/a.pdf)/D[0/Fit]>>"),
    "sends the form": action(b"<</S/SubmitForm/F(http://127.0.0.1:9/)>>"),
    "takes data in": action(b"<</S/ImportData/F(/etc/passwd)>>"),
    "content from elsewhere": pdf(b"<</Length 0/F(/etc/passwd)/FFilter/ASCIIHexDecode>>stream\n\nendstream"),
    "html behind the pages": pdf() + b"<!doctype html><script>alert(1)</script>",
    "html before the pages": b"<html><script>alert(1)</script><!--\n" + pdf(),
    "an archive behind the pages": pdf() + b"PK\x03\x04 evil",
    "says a billion pages": pdf().replace(b"/Count 1>>", b"/Count 999999999>>"),
    "huge page": pdf(box=b"[0 0 99999999 99999999]"),
    "page of a needle": pdf(box=b"[0 0 0.001 20000]"),
    "metadata": pdf(catalog=b"/Metadata<</Author(Somebody's telephone)>>"),
}
