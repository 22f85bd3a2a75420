"""Receives uploads: in memory only, and no more of them than may be stored."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# All files of one request together may fill so many times the memory of the largest one.
AT_ONCE = 3


class Received(InMemoryUploadedFile):
    """An upload in memory; of one that is too large only its size is kept, not its bytes."""

    too_large: bool = False


class InMemoryOnly(FileUploadHandler):
    """Keeps what is small enough and lets the rest run past, so that the form is not lost."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = self._size = 0
        self._kept = BytesIO()
        self._too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty buffer."""
        super().new_file(*args, **kwargs)
        self._begin()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk, or only count it once the file is too large."""
        self._size += len(raw_data)
        self._held += len(raw_data)
        limit = settings.FILE_MAX_BYTES
        if self._too_large or self._size > limit or self._held > AT_ONCE * limit:
            self._too_large = True
            self._held -= self._kept.getbuffer().nbytes + len(raw_data)
            self._kept = BytesIO()
        else:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        """What the form gets: the file, or the fact that it was too large."""
        self._kept.seek(0)
        received = Received(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self._size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        received.too_large = self._too_large
        return received

    def _begin(self) -> None:
        self._kept = BytesIO()
        self._size = 0
        self._too_large = False
