"""Which prior is taken when nobody names one; apart from what loads it, for torch takes seconds to import."""

from __future__ import annotations

DEFAULT_PRIOR = "open-v3"
