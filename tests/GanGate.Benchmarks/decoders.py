"""Pillow beside GanGate's decoders. "make FOLDER WIDTH HEIGHT" writes a picture in every format; "decode FILE ROUNDS" reads one."""
import resource
import sys
import time

import numpy
from PIL import Image

Image.MAX_IMAGE_PIXELS = None


def make(folder, width, height):
    random = numpy.random.RandomState(1)
    tile = Image.fromarray(random.randint(0, 256, (24, 24, 3)).astype(numpy.uint8)).resize((1024, 1024), Image.BICUBIC)
    tile = (numpy.asarray(tile).astype(int) + random.randint(-6, 7, (1024, 1024, 3))).clip(0, 255).astype(numpy.uint8)
    rows = numpy.tile(tile, (1, width // 1024 + 1, 1))[:, :width]
    picture = Image.fromarray(numpy.tile(rows, (height // 1024 + 1, 1, 1))[:height])
    picture.save(f"{folder}/png.png", compress_level=3)
    picture.save(f"{folder}/jpeg.jpg", quality=90)
    picture.save(f"{folder}/jpeg progressive.jpg", quality=90, progressive=True)
    picture.save(f"{folder}/bmp.bmp")
    picture.save(f"{folder}/ppm.ppm")
    picture.convert("L").save(f"{folder}/pgm.pgm")
    picture.convert("L").save(f"{folder}/png gray.png", compress_level=3)
    picture.quantize(256, method=Image.FASTOCTREE, dither=0).save(f"{folder}/png palette.png", compress_level=3)
    picture.convert("RGBA").save(f"{folder}/png alpha.png", compress_level=3)
    picture.convert("CMYK").save(f"{folder}/jpeg cmyk.jpg", quality=90)
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        picture.save(f"{folder}/tiff {compression.removeprefix('tiff_')}.tif", compression=compression)
    picture.convert("1").save(f"{folder}/tiff group4.tif", compression="group4")
    picture.quantize(256, method=Image.FASTOCTREE, dither=0).save(f"{folder}/gif.gif")
    if max(width, height) < 16384:
        picture.save(f"{folder}/webp lossy.webp", quality=80, method=0)
    if max(width, height) < 8192:
        picture.save(f"{folder}/webp lossless.webp", lossless=True, quality=0, method=0)


def decode(path):
    with Image.open(path) as image:
        image.convert("RGB").tobytes()


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
else:
    least = float("inf")
    for _ in range(int(sys.argv[3])):
        start = time.process_time()
        decode(sys.argv[2])
        least = min(least, time.process_time() - start)
    print(least, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
