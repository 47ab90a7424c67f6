"""A piece of evidence as it is kept: a PDF as it came, a photo without the place and the device it was made with."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
TOO_LARGE = "Het bestand is {size} MB. Kies een bestand van maximaal 10 MB (PDF, JPG of PNG)"
EMPTY = "Dit bestand is leeg. Kies een ander bestand"
OTHER_KIND = "Dit bestand is geen PDF, JPG of PNG. Kies een scan of foto in een van die soorten"
UNREADABLE = "Deze foto is niet te openen. Maak een nieuwe foto en kies die"
_STARTS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_MOST_PIXELS = 60_000_000  # more is no photo of a telephone; unpacked it would fill the memory
_LONGEST_SIDE = 2000
_QUALITY = 85
_OPAQUE = {"RGB", "L"}


class Unusable(ValueError):
    """The file cannot be evidence. Its text is the sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    content: bytes
    media_type: str
    extension: str


def read(content: bytes) -> Evidence:
    """Return what will be kept of an uploaded file. What it is follows from its first bytes. Raises Unusable."""
    if not content:
        raise Unusable(EMPTY)
    if len(content) > LARGEST:
        raise Unusable(TOO_LARGE.format(size=-(-len(content) // (1024 * 1024))))
    kind = next((kind for start, kind in _STARTS if content.startswith(start)), "")
    if not kind:
        raise Unusable(OTHER_KIND)
    return Evidence(content, "application/pdf", "pdf") if kind == "pdf" else _photo(content)


def _photo(content: bytes) -> Evidence:
    """Return the photo upright, at most 2,000 pixels long, as a JPEG that holds nothing but the picture."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Unusable(UNREADABLE)
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            out = io.BytesIO()
            _on_white(upright).save(out, "JPEG", quality=_QUALITY)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as reason:
        raise Unusable(UNREADABLE) from reason
    return Evidence(out.getvalue(), "image/jpeg", "jpg")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in _OPAQUE:
        return image.copy()
    picture = image.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
