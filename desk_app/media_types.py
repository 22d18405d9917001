"""What a file is, by its first bytes; its name only tells apart what looks the same inside."""

from __future__ import annotations

import codecs
import mimetypes

from desk_app.file_names import ending

PDF, TEXT, UNKNOWN = "application/pdf", "text/plain", "application/octet-stream"
PROGRAM = "application/x-msdownload"
HEAD = 4096
"""So many bytes are looked at."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
_ZIPPED = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
_COMPOUND = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
}
_WORDS = {
    PDF: "PDF",
    TEXT: "Text",
    UNKNOWN: "File",
    PROGRAM: "Program",
    "application/x-executable": "Program",
    "text/x-script": "Program",
    "application/rtf": "Word document",
    "application/zip": "ZIP archive",
    "message/rfc822": "Email",
    _COMPOUND[".msg"]: "Email",
    _COMPOUND[".doc"]: "Word document",
    _COMPOUND[".xls"]: "Excel workbook",
    _COMPOUND[".ppt"]: "PowerPoint presentation",
    _ZIPPED[".docx"]: "Word document",
    _ZIPPED[".xlsx"]: "Excel workbook",
    _ZIPPED[".pptx"]: "PowerPoint presentation",
    _ZIPPED[".odt"]: "Text document",
    _ZIPPED[".ods"]: "Spreadsheet",
    _ZIPPED[".odp"]: "Presentation",
}
_KNOWN = mimetypes.MimeTypes()  # not the module's functions: those read the registry and files of the machine


def of(data: bytes, name: str) -> str:
    """The media type of a file of that name whose first bytes are `data`."""
    head = data[:HEAD]
    end = ending(name)
    if b"%PDF-" in head[:1024]:
        return PDF
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if head.startswith(b"BM") and end == ".bmp":
        return "image/bmp"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1") else "video/mp4"
    if head.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(end, "application/zip")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _COMPOUND.get(end, "application/x-ole-storage")
    if _is_text(head):
        return "message/rfc822" if end == ".eml" else _named(name) if _named(name).startswith("text/") else TEXT
    return UNKNOWN


def usual_ending(data: bytes, name: str) -> str:
    """The ending for a file that has none, such as ".pdf"; "" if nothing says which."""
    found = of(data, name)
    return {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", TEXT: ".txt"}.get(found, "")


def in_words(media_type: str) -> str:
    """ "PDF", "Word document", "Picture": for people who do not speak of media types."""
    if found := _WORDS.get(media_type):
        return found
    kind = media_type.partition("/")[0]
    return {"image": "Picture", "audio": "Sound", "video": "Video", "text": "Text"}.get(kind, "File")


def _named(name: str) -> str:
    return _KNOWN.guess_type(name)[0] or ""


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return not any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)  # as Windows writes text
    return not any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
