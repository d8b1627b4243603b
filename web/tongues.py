"""The languages that the pages speak, and how what the records say is marked in one that it is not.

A catalogue of gettext is `languages/CODE.po`; `python -m tests.web.catalogues` gathers what is said and compiles them.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from flask import Flask, request
from markupsafe import Markup

from corpus.tongue import ENGLISH, counted, said, speak
from indexer.language.detection import CODES
from indexer.passages.passage import Passage

FOLDER = Path(__file__).parent / "languages"
OWN = "en"


def languages() -> list[str]:
    """Return the codes of the languages that pages can speak, in order."""
    return sorted({OWN, *(path.stem for path in FOLDER.glob("*.mo"))})


@cache
def catalogue_of(code: str) -> NullTranslations:
    """Return what is said in a language, one of `languages()`."""
    if code == OWN:
        return ENGLISH
    with (FOLDER / f"{code}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def lang(names: tuple[str, ...], spoken: str) -> str | None:
    """Return how HTML names the language of a text, None where it is the page's: "" where it is not known, or of several.

    Records are taken for English where nothing else is known.
    """
    code = OWN if not names else CODES.get(names[0], "") if len(names) == 1 else ""
    return None if code == spoken else code


def page_language(spoken: str) -> str:
    """Return how a page names its own language."""
    return "en-GB" if spoken == OWN else spoken


def is_for_programs() -> bool:
    """Say whether what is asked for is read by programs, which are answered in English and in JSON."""
    return request.path.startswith("/api/") or request.path in ("/api", "/healthz")


def register(app: Flask, spoken: str) -> None:
    """Let the pages of an application speak a language; what programs ask for stays English."""
    catalogue = catalogue_of(spoken)

    @app.before_request
    def speaking() -> None:
        speak(ENGLISH if is_for_programs() else catalogue)

    @app.teardown_request
    def silent(_: BaseException | None) -> None:
        # A thread answers for other sites, too.
        speak(ENGLISH)

    def lang_of(passage: Passage) -> Markup:
        code = lang(passage.languages, spoken)
        return Markup("") if code is None else Markup(' lang="{}"').format(code)

    def in_own_language(passage: Passage) -> Markup:
        return Markup("<span{}>{}</span>").format(lang_of(passage), passage.title)

    app.jinja_env.globals["page_language"] = page_language(spoken)
    app.jinja_env.globals["in_english"] = Markup("") if spoken == OWN else Markup(' lang="en"')
    app.add_template_global(lang_of)
    app.add_template_global(in_own_language)
    app.add_template_filter(_capital, "capital")
    app.add_template_global(_said, "_")
    app.add_template_global(_counted, "counted")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(message: str, **values: object) -> Markup:
    """Return a message of a template, which may have markup of its own; its values have none."""
    # What is said comes from the templates and from the catalogues, both of them ours.
    shown = Markup(said(message))  # noqa: S704
    return shown % values if values else shown


def _counted(one: str, several: str, number: int) -> Markup:
    return Markup(counted(one, several, number))  # noqa: S704
