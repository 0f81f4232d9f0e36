"""Operations of tests on a student's object, other than to call it."""

import operator
from collections.abc import Callable

import numpy as np

OPERATIONS: dict[str, Callable[..., object]] = {
    "getattr": getattr,
    "getitem": operator.getitem,
    "contains": operator.contains,
    "len": len,
    "iter": iter,
    "next": next,
    "isinstance": lambda kind, value: isinstance(value, kind),
    "setattr": setattr,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "bool": bool,
    "str": str,
    "repr": repr,
    "array": np.asarray,
}
