"""What a build did: what `index` prints and `info` keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Report:
    """What a build read, skipped and reused; of what it read a killed build had read `n_resumed`."""

    n_read: int = 0
    n_resumed: int = 0
    n_unchanged: int = 0
    n_meetings: int = 0
    n_passages: int = 0
    n_exempt: int = 0
    n_duplicates: int = 0
    merged_within: list[tuple[str, int, int]] = field(default_factory=list)
    n_words: int = 0
    n_windows: int = 0
    n_encoded: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    n_moved: int = 0
    n_lost: int = 0
    n_retractions: int = 0
    is_internal: bool = False
    is_noted: bool = True
    not_copied: list[Path] = field(default_factory=list)
    kept_generations: list[str] = field(default_factory=list)
    not_removed: list[str] = field(default_factory=list)
    companions: list[str] = field(default_factory=list)
    n_undated: int = 0
    language: str = ""
    export_cosine: float | None = None
    model: str = ""
    calibrated_with: str = ""
    is_calibrated: bool = True
    earlier_model: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
