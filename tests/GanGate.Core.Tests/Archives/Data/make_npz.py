#!/usr/bin/env python3
"""Writes numpy_stored.npz and numpy_deflated.npz, the arrays that NpzReaderTests expects. Made with numpy 1.24."""
import io
import pathlib
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).parent

quarters = (np.arange(6) - 2.0) / 4
counts = np.arange(6) * 7
grid = np.arange(24.0).reshape(2, 3, 4)
arrays = {kind: quarters.astype(kind) for kind in ("f2", "f4", "f8", ">f2", ">f4", ">f8")}
arrays |= {kind: counts.astype(kind) for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i4", ">u8")}
arrays |= {
    "bool": np.array([True, False, True]),
    "grid": grid,
    "grid_fortran": np.asfortranarray(grid),
    "matrix_fortran": np.asfortranarray(grid[0].astype(np.float32)),
    "scalar": np.array(2.5),
    "empty": np.zeros((0, 3)),
    "text": np.array("gr\u00fc\u00dfe \U0001f600"),
    "texts": np.array(["one", "", "three"]),
    "texts_big": np.array(["one", "three"]).astype(">U5"),
    "objects": np.array([{}, None], dtype=object),
    "records": np.zeros(2, dtype=[("a", "<f8")]),
    "complex": np.zeros(2, dtype=complex),
}
for name, method in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
    with zipfile.ZipFile(HERE / f"numpy_{name}.npz", "w", method) as archive:
        for key, value in arrays.items():
            content = io.BytesIO()
            np.save(content, value)
            archive.writestr(zipfile.ZipInfo(key + ".npy"), content.getvalue(), method)
        for version in ((2, 0), (3, 0)):
            content = io.BytesIO()
            np.lib.format.write_array(content, quarters, version=version)
            archive.writestr(zipfile.ZipInfo(f"version{version[0]}.npy"), content.getvalue(), method)
        archive.writestr(zipfile.ZipInfo("readme.txt"), "not an array", method)
