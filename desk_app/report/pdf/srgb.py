"""The colour space of the report, sRGB, as an ICC profile: what a PDF/A file must name its colours by.

Written here from the numbers of the standards, so that it is nobody's file: IEC 61966-2-1 (curve, primaries, adapted to
D50) in the form of ICC.1:2001-04 (version 2).
"""

import struct
from functools import lru_cache

NAME = "sRGB IEC61966-2.1"
_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
_POINTS = 1024
_HEAD = 128


@lru_cache(maxsize=1)
def profile() -> bytes:
    """The profile, always the same bytes."""
    curve = _curve()
    tags = {
        b"desc": _described(NAME),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = _HEAD + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():  # what is the same stands in the file once
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    table = b"".join(name + struct.pack(">II", places[data], len(data)) for name, data in tags.items())
    listed = struct.pack(">I", len(tags)) + table
    return _head(_HEAD + len(listed) + len(body)) + listed + body


def _head(size: int) -> bytes:
    """The header: a display profile of version 2.1 with no maker; its day is the standard's."""
    made = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
    head = struct.pack(">I4xI", size, 0x02100000) + b"mntrRGB XYZ " + made + b"acsp" + b"\0" * 28
    return (head + struct.pack(">3i", *map(_fixed, _D50))).ljust(_HEAD, b"\0")


def _fixed(value: float) -> int:
    """s15Fixed16."""
    return round(value * 65536)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _described(name: str) -> bytes:
    """A description in ASCII; its places for Unicode and Macintosh stay empty."""
    words = name.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    """Light for each of the points from black to white."""
    light = (_linear(place / (_POINTS - 1)) for place in range(_POINTS))
    return b"curv\0\0\0\0" + struct.pack(f">I{_POINTS}H", _POINTS, *(round(value * 65535) for value in light))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
