"""Products of matrices by numpy's library instead of spaCy's.

Most of annotating is multiplying matrices. spaCy does it by BLIS as the blis package ships it, which has no kernels of
its own for many processors (AMD's with AVX-512, for one) and then is three times slower than the OpenBLAS that numpy
ships: 31 against 92 GFLOPs on one core (docs/architecture.md).
"""

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps

# OpenBLAS treats products of few rows by other kernels, which round otherwise. From here on a row comes out the same to
# the last bit, whatever stands beside it; measured up to 18 for the shapes of the model.
FEWEST_ROWS = 32


class SteadyOps(NumpyOps):  # type: ignore[misc] # thinc's class is compiled
    """thinc's operations with numpy's product; an article's numbers do not depend on the batch it is read in."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product, as thinc defines it. Few rows are filled up with zeros."""
        if trans1:
            x = x.T
        if trans2:
            y = y.T
        rows = len(x)
        if rows < FEWEST_ROWS:
            x = np.concatenate((x, np.zeros((FEWEST_ROWS - rows, x.shape[1]), dtype=x.dtype)))
        product = np.dot(x, y)[:rows]
        if out is None:
            return product
        out[...] = product
        return out


def multiply_by_numpy(nlp: Language) -> None:
    """Let every model of the pipeline use SteadyOps."""
    ops = SteadyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, TrainablePipe):
            for layer in pipe.model.walk():
                layer.ops = ops
