"""The smallest picture."""

import struct
from zlib import compress, crc32


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


ONE_PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", compress(b"\x00\xff\xff\xff"))
    + _chunk(b"IEND", b"")
)
"""A white pixel as PNG, where a test needs some picture."""
