"""Linear models whose weights stand in a TOML file, a table a kind of feature, so that people can read them.

A logistic regression (D. R. Cox, "The regression analysis of binary sequences", 1958): the sum of the weights of
what is true of something is the logarithm of the odds that it is what is asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp


@dataclass(frozen=True, slots=True)
class LinearModel:
    """The log odds of what has no known feature, and what each feature adds to it."""

    bias: float
    weights: dict[str, float]

    def log_odds(self, features: Iterable[str]) -> float:
        """Return the logarithm of the odds of what has some features, added in the order given."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in features)


@cache
def model_in(package: str, name: str, between: str = " ") -> LinearModel:
    """Return the model of a package's TOML file; a feature is called by its table and name, with `between` in between."""
    record = tomllib.loads((files(package) / name).read_text("utf-8"))
    bias = float(record.pop("bias", 0.0))
    return LinearModel(
        bias,
        {
            f"{kind}{between}{one}": weight
            for kind, table in record.items()
            for one, weight in table.items()
        },
    )


def likelihood_of(log_odds: float) -> float:
    """Return the probability, from 0 to 1, that has these log odds."""
    return 1 / (1 + exp(-log_odds))
