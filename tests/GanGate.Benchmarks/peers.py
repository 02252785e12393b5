"""Times numpy and scipy on the work of GanGate's kernels: a kernel's name on each line in, its seconds on each line out."""
import sys
import time

import numpy
import scipy.linalg

D, ROWS = 2048, 5000
random = numpy.random.default_rng(1)
a, b = random.random((D, D)), random.random((D, D))
symmetric = a + a.T
rows = random.random((ROWS, D), dtype=numpy.float32)
reference = numpy.cov(rows, rowvar=False)
generated = numpy.cov(rows * (1 + random.random(D, dtype=numpy.float32)), rowvar=False)


def distance():
    root = scipy.linalg.sqrtm(generated @ reference)
    return numpy.trace(generated) + numpy.trace(reference) - 2 * numpy.trace(root).real


KERNELS = {
    "gemm": lambda: a @ b,
    "syrk": lambda: scipy.linalg.blas.dsyrk(1.0, a, lower=1),
    "pstrf": lambda: scipy.linalg.lapack.dpstrf(reference),
    "syev": lambda: scipy.linalg.eigvalsh(symmetric),
    "syevd": lambda: scipy.linalg.eigh(symmetric, driver="evd"),
    "moments": lambda: numpy.cov(rows, rowvar=False),
    "distance": distance,
}

for line in sys.stdin:
    kernel = KERNELS.get(line.strip())
    start = time.perf_counter()
    if kernel is not None:
        kernel()
    print(time.perf_counter() - start if kernel is not None else "nan", flush=True)
