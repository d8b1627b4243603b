"""What the names of files and folders say of what may be published."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from indexer.passages.exclusion.frames import compiled as _compiled

# The name of a folder is a mark if it is nothing else; "exempt-accommodation" is a subject.
_FOLDER_MARK = (
    r"(?:exempt|confidential|restricted|private|closed|part ?(?:2|ii|two|b)|in camera|in committee|strictly confidential|"
    r"not for publication|public excluded|nfp|px|below the line|pink papers?|executive session|not for public)"
)
_FOLDER = _compiled(
    rf"{_FOLDER_MARK}(?: (?:and |or )?{_FOLDER_MARK})*(?: (?:items?|papers?|reports?|minutes|agendas?|business|sessions?|"
    r"documents?|packs?|annex(?:es)?|appendi(?:x|ces)|meetings?|part))*"
)
_FILE = _compiled(
    r"(?:^|.* )(?:(?:exempt|confidential|restricted|private|closed|not for publication|nfp|px|public excluded|in camera|in committee|"
    r"part 2|part ii)"
    r"(?: (?:session|meeting))?"
    r" (?:items?|papers?|reports?|minutes?|agendas?|business|sessions?|documents?|packs?|annex(?:e|es)?|appendi(?:x|ces)|"
    r"version|copy|briefing|note|schedule|enclosure|attachment|para(?:graph)?s?|under|\d)|(?:exempt|confidential|not for publication|nfp|"
    r"restricted|in camera|official sensitive|commercial in confidence|closed part|members only|below the line|pink papers?)$)(?: .*)?"
    # What a session or the second part of minutes is called, by which folders are known, too.
    r"|(?:^|.* )(?:executive session|below the line|members only) (?:minutes|agenda|papers?|reports?|notes)(?: .*)?"
    r"|(?:^|.* )(?:minutes|agenda|papers|reports pack) (?:part (?:2|ii|two)|private|closed)$"
)
_FILE_DENIED = _compiled(
    r"\b(?:none|nil|non?|not|un|former(?:ly)?|earlier|redacted|removed|omitted|deleted|taken out|public version|without|minus)\b(?! for pub)"
)


# "[EXEMPT] Land.docx", "Land (confidential).pdf", "EXEMPT Land.pdf", "Confidential - Land.pdf".
_A_MARK = r"(?:exempt|confidential|nfp|not for publication|restricted|in camera|closed session|official[- ]sensitive)"
_SET_APART = re.compile(
    rf"(?i:[\[(]\s*{_A_MARK}\b[^\])]*[\])])|(?i:^{_A_MARK}\s+[-–]\s)|(?i:\s[-–]\s+{_A_MARK}\b)"
    r"|^(?:EXEMPT|CONFIDENTIAL|NFP|NOT FOR PUBLICATION|RESTRICTED)[ _-](?=.*[a-z])"
)


def name_is_marked(source: str) -> bool:
    """Say whether a file's name, or that of a folder it lies in, says that it is not for the public."""
    path = PurePosixPath(source)
    if any(_FOLDER.fullmatch(_words(folder)) for folder in path.parent.parts):
        return True
    words = _words(path.stem)
    if _SET_APART.search(path.stem) and not path.stem.isupper() and not _FILE_DENIED.search(words):
        return True
    return bool(_FILE.fullmatch(words)) and not _FILE_DENIED.search(words)


def _words(name: str) -> str:
    return " ".join(re.sub(r"%20|[^0-9A-Za-z]+", " ", name).split())
