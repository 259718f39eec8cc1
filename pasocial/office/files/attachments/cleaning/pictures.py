"""Pictures without their metadata: the pixels stay as they are, bit for bit, unless they must be turned.

Formats are read by their own grammar (ITU-T T.81, PNG third edition, WebP container, GIF89a) and only what draws the
picture is copied; a list of what to remove would miss the next maker's note. Standard library, and Pillow where pixels
must be turned. It must never import Django.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What draws the picture and says how its colours are meant; also the frames of an animated one.
PNG_DRAWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split()
)
WEBP_DRAWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
MOST_PIXELS = 120_000_000
UPRIGHT = 1
ORIENTATION = 0x0112


class Unclean(Exception):
    """Why the metadata cannot be taken out: a code the parent puts into words."""


def kind_of(content: bytes) -> str:
    """The format its first bytes tell; empty for what is no picture we know."""
    head = content[:16]
    if head[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if head[:8] == PNG_SIGNATURE:
        return "png"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"):
        return "tiff"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"avif"):
        return "avif" if head[8:12] == b"avif" else "heif"
    return ""


def without_metadata(content: bytes) -> bytes:
    """The same picture without anything that does not draw it. Raises Unclean."""
    kind = kind_of(content)
    if not kind:
        raise Unclean("kind")
    if kind in ("tiff", "heif", "avif") or orientation_of(content) != UPRIGHT:
        return _drawn_again(content, kind)
    strip = {"jpeg": jpeg, "png": png, "gif": gif, "webp": webp}[kind]
    try:
        return strip(content)
    except (IndexError, struct.error, ValueError) as problem:
        raise Unclean("broken") from problem


def orientation_of(content: bytes) -> int:
    """1 to 8 (Exif 2.3, 4.6.4); 1 also when nothing says it."""
    try:
        with opened(content) as picture:
            found = picture.getexif().get(ORIENTATION, UPRIGHT)
    except Unclean:
        return UPRIGHT
    except Exception:
        return UPRIGHT
    return found if found in range(1, 9) else UPRIGHT


def opened(content: bytes) -> Any:
    import warnings

    from PIL import Image

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    except ImportError:
        pass
    try:
        return Image.open(BytesIO(content))
    except Exception as problem:
        raise Unclean("broken") from problem


def _drawn_again(content: bytes, kind: str) -> bytes:
    """Decoded, turned upright and written anew, with its colours' profile and nothing else."""
    from PIL import Image, ImageOps, ImageSequence

    try:
        with opened(content) as picture:
            frames: list[Any] = []
            asked = _as_it_was(picture, kind)
            for frame in ImageSequence.Iterator(picture):
                if frames and kind == "jpeg":
                    break  # a second picture that phones put behind the first is no part of it
                upright = ImageOps.exif_transpose(frame) or frame
                profile = frame.info.get("icc_profile")
                plain = upright.copy()
                # A copy of a file's own kind would bring its tags along.
                plain = Image.frombytes(plain.mode, plain.size, plain.tobytes()) if kind != "gif" else plain
                if upright.mode == "P" and (palette := upright.getpalette()):
                    plain.putpalette(palette)
                plain.info = {"icc_profile": profile} if profile else {}
                frames.append(plain)
            out = BytesIO()
            if frames[0].info.get("icc_profile"):
                asked["icc_profile"] = frames[0].info["icc_profile"]
            if len(frames) > 1:
                asked |= {"save_all": True, "append_images": frames[1:]}
            frames[0].save(out, format={"heif": "HEIF"}.get(kind, kind.upper()), **asked)
    except Unclean:
        raise
    except Exception as problem:
        raise Unclean("broken") from problem
    made = out.getvalue()
    # What the writer itself added, such as its name, goes by the same grammar.
    again = {"jpeg": jpeg, "png": png, "webp": webp}.get(kind)
    return again(made) if again else made


def _as_it_was(picture: Any, kind: str) -> dict[str, Any]:
    """How to write it so that the eye sees no difference."""
    if kind == "jpeg":
        tables = getattr(picture, "quantization", None)
        return {"qtables": tables, "subsampling": 0} if tables and picture.mode == "RGB" else {"quality": 95}
    if kind == "webp":
        return {"quality": 92, "exif": b"", "xmp": b""}
    if kind == "tiff":
        lossless = {"tiff_lzw", "tiff_adobe_deflate", "group3", "group4", "packbits", "raw"}
        used = picture.info.get("compression")
        return {"compression": used if used in lossless and used != "raw" else "tiff_adobe_deflate"}
    if kind in ("heif", "avif"):
        return {"quality": 92}
    return {}


def jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment up to the end of the first picture; scans come with their data."""
    place = 2
    while place < len(content) - 1:
        if content[place] != 0xFF:
            raise ValueError("no marker")
        while content[place + 1] == 0xFF:  # fill bytes
            place += 1
        marker, start = content[place + 1], place
        if marker == 0xD9:
            yield marker, start, start + 2
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            place += 2
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if length < 2:
            raise ValueError("no length")
        end = place + 2 + length
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        yield marker, start, min(end, len(content))
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the coded data ends: at the next marker that is neither a stuffed byte nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        follows = content[place + 1]
        if follows == 0x00 or 0xD0 <= follows <= 0xD7:
            place += 2
        elif follows == 0xFF:
            place += 1
        else:
            return place


def _draws(marker: int, body: bytes) -> bool:
    """Whether a segment is needed to draw: tables, frames, scans, the colour profile and Adobe's colour transform."""
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\x00")
    if marker == 0xEE:
        return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE or 0xF0 <= marker <= 0xFD)


def jpeg(content: bytes) -> bytes:
    """Without application segments and comments; nothing after the picture's end, where phones hide films."""
    kept = [b"\xff\xd8", _jfif(content)]
    ended = drawn = False
    for marker, start, end in jpeg_segments(content):
        ended = marker == 0xD9
        drawn = drawn or marker == 0xDA
        if _draws(marker, content[start + 4 : end]):
            kept.append(content[start:end])
    if not drawn:
        raise ValueError("nothing drawn")
    if not ended:
        kept.append(b"\xff\xd9")
    return b"".join(kept)


def _jfif(content: bytes) -> bytes:
    """The resolution, in a JFIF segment without its thumbnail; nothing where the file has none."""
    at = content[:64].find(b"JFIF\x00")
    if at != 6:
        return b""
    return b"\xff\xe0\x00\x10" + content[at : at + 12] + b"\x00\x00"


def blanked_jpeg(content: bytes) -> bytes:
    """As long as before, with zeros where metadata was: for pictures inside a file whose offsets must stay."""
    out = bytearray(content)
    end_of_all = len(content)
    try:
        for marker, start, end in jpeg_segments(content):
            if marker == 0xD9:
                end_of_all = end
            elif marker != 0xDA and not _draws(marker, content[start + 4 : end]):
                first = start + 4
                if marker == 0xE0 and content[first : first + 5] == b"JFIF\x00":
                    first += 12  # the thumbnail follows
                    out[first : first + 2] = b"\x00" * min(2, max(0, end - first))
                    first += 2
                if first < end:
                    out[first:end] = b"\x00" * (end - first)
    except (IndexError, struct.error, ValueError):
        return content
    out[end_of_all:] = b"\x00" * (len(content) - end_of_all)
    return bytes(out)


def png(content: bytes) -> bytes:
    kept, place = [PNG_SIGNATURE], 8
    while place + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise ValueError("chunk too long")
        if name in PNG_DRAWN:
            kept.append(_plain_profile(content[place:end]) if name == b"iCCP" else content[place:end])
        place = end
        if name == b"IEND":
            return b"".join(kept)
    raise ValueError("no end")


def _plain_profile(chunk: bytes) -> bytes:
    """The colour profile under a name that names nobody."""
    body = b"icc" + chunk[8:-4][chunk[8:-4].index(b"\x00") :]
    return struct.pack(">I", len(body)) + b"iCCP" + body + struct.pack(">I", zlib.crc32(b"iCCP" + body))


def webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    kept, place, most = [], 12, min(8 + size, len(content))
    while place + 8 <= most:
        name, length = struct.unpack_from("<4sI", content, place)
        end = place + 8 + length + length % 2
        if place + 8 + length > most:
            raise ValueError("chunk too long")
        chunk = content[place:end]
        if name == b"VP8X":
            # The two flags say that Exif and XMP follow.
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if name in WEBP_DRAWN:
            kept.append(chunk + b"\x00" * (len(chunk) % 2))
        place = end
    if not kept:
        raise ValueError("nothing drawn")
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif(content: bytes) -> bytes:
    place = 13 + (3 * 2 ** ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    kept = [content[:place]]
    while True:
        start, sign = place, content[place]
        if sign == 0x3B:
            return b"".join([*kept, b"\x3b"])
        if sign == 0x2C:
            flags = content[place + 9]
            place = _after_blocks(content, place + 11 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0))
            kept.append(content[start:place])
        elif sign == 0x21:
            label = content[place + 1]
            place = _after_blocks(content, place + 2)
            loops = label == 0xFF and content[start + 3 : start + 14] in GIF_LOOPS
            if label == 0xF9 or loops:
                kept.append(content[start:place])
        else:
            raise ValueError("no block")


def _after_blocks(content: bytes, place: int) -> int:
    while content[place]:
        place += 1 + content[place]
    return place + 1
