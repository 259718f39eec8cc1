"""A picture leaves with what draws it and nothing else, the right way up."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from pasocial.office.files.attachments.cleaning import pictures
from tests.office.files.attachments.cleaning.samples import SECRET, picture

KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def near(image: Image.Image, at: tuple[int, int]) -> str:
    red, _green, blue = image.convert("RGB").getpixel(at)  # type: ignore[misc]
    return "blue" if blue > red else "red"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_does_not_draw_is_left(kind: str) -> None:
    before = picture(kind)
    assert SECRET.encode() in before
    after = pictures.without_metadata(before)
    image = opened(after)
    assert (SECRET.encode() in after, b"Exif" in after, b"Fotocamera" in after) == (False, False, False)
    assert [image.getexif().get(tag) for tag in (0x010E, 0x013B, 0x0110, 0x8825)] == [None] * 4
    assert (image.size, near(image, (2, 2)), near(image, (37, 2))) == ((40, 20), "blue", "red")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF"])
def test_pixels_stay_as_they_were(kind: str) -> None:
    before = picture(kind)
    after = pictures.without_metadata(before)
    assert opened(before).convert("RGB").tobytes() == opened(after).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_picture_taken_sideways_is_turned_and_says_so_no_more(kind: str) -> None:
    after = pictures.without_metadata(picture(kind, orientation=6))
    image = opened(after)
    assert (SECRET.encode() in after, image.size) == (False, (20, 40))
    assert (near(image, (17, 2)), near(image, (2, 2)), near(image, (2, 37))) == ("blue", "red", "red")
    assert pictures.orientation_of(after) == 1


def test_colours_keep_their_profile() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", icc_profile=profile)
    assert opened(pictures.without_metadata(out.getvalue())).info["icc_profile"] == profile


def test_thumbnail_and_second_picture_go() -> None:
    inner = picture("JPEG")
    outer = picture("JPEG").removesuffix(SECRET.encode())
    app = b"\xff\xe1" + (len(inner) + 8).to_bytes(2, "big") + b"Exif\x00\x00" + inner
    after = pictures.without_metadata(outer[:2] + app + outer[2:] + inner)
    assert (SECRET.encode() in after, after.count(b"\xff\xd8\xff")) == (False, 1)


def test_blanked_picture_is_as_long_and_still_a_picture() -> None:
    before = picture("JPEG")
    after = pictures.blanked_jpeg(before)
    assert (len(after), SECRET.encode() in after) == (len(before), False)
    assert opened(after).convert("RGB").tobytes() == opened(before).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0", b"RIFF\0\0\0\0WEBP"]
)
def test_what_cannot_be_read_is_not_vouched_for(content: bytes) -> None:
    with pytest.raises(pictures.Unclean):
        pictures.without_metadata(content)
