# Cuts the committed golden features out of the full reference data. Usage: make_agreement.py REFERENCE_FOLDER
# The images are derived from public-domain or CC0 photographs; the features were computed by pytorch-fid 0.3, torch-fidelity 0.4 and
# clean-fid 0.1.35 with the deterministic stand-in weights of StandInCheckpoint.cs, so they say nothing about image quality.
import os
import shutil
import sys

import numpy as np

NAMES = ["j01_420_64x64.jpg", "j18_exif3_120x80.jpg", "p03_palette_160x120.png", "p14_grayalpha_100x80.png"]
ARRAYS = {
    "pytorch-fid": ("golden_pytorch_fid.npz", ["dims64", "dims192", "dims768", "dims2048"]),
    "ttur": ("golden_torch_fidelity.npz", ["features_64", "features_192", "features_768", "features_2048", "logits_unbiased"]),
    "clean": ("golden_clean_fid.npz", ["clean2048"]),
}

reference = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
out = {"names": np.array(NAMES)}
for protocol, (file, arrays) in ARRAYS.items():
    data = np.load(os.path.join(reference, file))
    rows = [list(data["names"]).index(name) for name in NAMES]
    for array in arrays:
        depth = "".join(c for c in array if c.isdigit()) or "logits"
        out[f"{protocol}.{depth}"] = data[array][rows].astype(np.float32)
np.savez_compressed(os.path.join(here, "agreement.npz"), **out)
os.makedirs(os.path.join(here, "agreement"), exist_ok=True)
for name in NAMES:
    shutil.copy(os.path.join(reference, "images", name), os.path.join(here, "agreement", name))
shutil.copy(os.path.join(reference, "fid_inception_entries.tsv"), os.path.join(here, "fid_inception_entries.tsv"))
