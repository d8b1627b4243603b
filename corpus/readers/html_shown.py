"""What of a page a browser does not show: hidden by an attribute or a style, or taken back (struck out).

Text that is only hidden from one kind of reader (`aria-hidden`, "visually hidden" classes) is read, and
so is white text on white: nothing tells it from white text on a dark background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"text-decoration(?:-line)?\s*:[^;}]*line-through)",
    re.IGNORECASE,
)
_STRUCK = frozenset(("del", "s", "strike"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
# One class or id, of any element or of one kind: ".draft", "span.draft", "#internal".
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?(?P<mark>[.#])(?P<name>[\w-]+)", re.IGNORECASE)
# "@media print { … { … } }", "@page { … }", "@import …;": what is within one is of one depth.
_AT_RULE = re.compile(r"@[\w-]+[^;{}]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}?)")
_LONGEST_STYLE = 500_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """The classes and ids that a page's own style sheets hide."""

    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def hides(self, node: LexborNode) -> bool:
        """Say whether a node and all below it is not shown, or is struck out."""
        if node.tag in _STRUCK:
            return True
        attributes = node.attributes
        if not attributes:
            return False
        return (
            "hidden" in attributes
            or bool(_HIDES.search(attributes.get("style") or ""))
            or (attributes.get("id") or "") in self.ids
            or not self.classes.isdisjoint((attributes.get("class") or "").split())
        )


def hidden_of(tree: LexborHTMLParser) -> Hidden:
    """Return what the style sheets in a page hide on every screen."""
    found: dict[str, set[str]] = {".": set(), "#": set()}
    for style in tree.css("style"):
        for mark, name in _hidden_by(style.text()[:_LONGEST_STYLE]):
            found[mark].add(name)
    return Hidden(frozenset(found["."]), frozenset(found["#"]))


def _hidden_by(style: str) -> Iterable[tuple[str, str]]:
    for selectors, declarations in _RULE.findall(_without_media(_COMMENT.sub("", style))):
        if _HIDES.search(declarations):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector.strip()):
                    yield match["mark"], match["name"]


def _without_media(style: str) -> str:
    """Return a style sheet without the blocks that hold for print or for small screens only."""
    return _AT_RULE.sub("", style)
