"""Packed files (ZIP) as office programs write them: whether they are safe to unpack, before anybody does."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from io import BytesIO
from zipfile import BadZipFile, ZipFile

BEGINNING = b"PK\x03\x04"
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5_000


class Fault(Enum):
    """Why a packed file is not opened."""

    BROKEN = auto()
    ENCRYPTED = auto()
    TOO_LARGE = auto()


class FaultyPackage(Exception):
    """A packed file that is not opened; whoever asked has the sentence for each fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


@contextmanager
def opened(content: bytes) -> Iterator[ZipFile]:
    """Open a packed file that is neither encrypted nor too large when unpacked.

    Raises:
        FaultyPackage: it is, or turns out to be damaged while its parts are read.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise FaultyPackage(Fault.TOO_LARGE)
            if any(part.flag_bits & 1 for part in parts):
                raise FaultyPackage(Fault.ENCRYPTED)
            yield archive
    except (BadZipFile, EOFError, NotImplementedError, OSError, UnicodeError, ValueError) as error:
        raise FaultyPackage(Fault.BROKEN) from error
