"""What is wrong in a map, where, and what to do about it: coded checks, each with one purpose.

>>> from argmap.model import ArgumentMap, Component
>>> [item.code for item in check(ArgumentMap("m", components=(Component("c1", "clam"),)))]
['E301', 'E303']
"""

from argmap.check.across import check_across
from argmap.check.codes import CODES, narrow, patterns
from argmap.check.correspondences import check_correspondences
from argmap.check.runner import BUILT_IN, all_codes, check

__all__ = ["BUILT_IN", "CODES", "all_codes", "check", "check_across", "check_correspondences", "narrow", "patterns"]
