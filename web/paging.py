"""Which pages of results to link to."""

from __future__ import annotations

AROUND = 2


def page_links(page: int, n_pages: int) -> list[int | None]:
    """Return the page numbers to show, None for a gap: the first, the last, and those around."""
    near = range(max(1, page - AROUND), min(n_pages, page + AROUND) + 1)
    shown = sorted({number for number in (1, *near, n_pages) if 1 <= number <= n_pages})
    links: list[int | None] = []
    for number in shown:
        last = links[-1] if links else number - 1
        if last is not None and number == last + 2:
            links.append(number - 1)
        elif last is not None and number > last + 2:
            links.append(None)
        links.append(number)
    return links
