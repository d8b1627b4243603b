"""No text of a record, a search or a site becomes a header, a second address or a command to the mail server."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from indexer.passages.passage import Passage
from search.away.alerts.ledger import Mail
from search.away.alerts.letter import MOST_ITEMS, Part, Told, letter
from search.away.alerts.percolate import Why
from search.away.alerts.wanted import Alert, Alerts
from search.page.snippets import Snippet
from tests.alerts.conftest import SITE

ALERT = Alert("lido", "lido", "ada@example.org")
ALERTS = Alerts(SITE, "Records <records@example.org>", "Records", (ALERT,))
MAIL = Mail(1, "p", "0a1b", ())
PASSAGE = Passage(
    id="x", title="The lido", text="The lido is shut.", source="s", resolved="Shut it."
)
WHY = Why((Snippet("The lido is shut.", 0, "words", ((4, 8),)),), by_words=True)
HEADERS = {
    *("subject", "from", "to", "date", "message-id", "list-id", "list-unsubscribe"),
    *("list-unsubscribe-post", "auto-submitted", "content-type", "content-transfer-encoding"),
    "mime-version",
}
INJECTED = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    st.sampled_from(
        [
            "a\r\nBcc: eve@example.org",
            "a\n\nbody",
            "a\r\n.\r\nQUIT",
            "=?utf-8?q?a=0aBcc:_e?=",
            "\u2028x",
        ]
    ),
)


@given(INJECTED, INJECTED, INJECTED)
def test_whatever_a_record_says_a_mail_has_its_headers_and_no_others(
    title: str, said: str, name: str
) -> None:
    passage = replace(PASSAGE, id=title, title=title, resolved=said, committee=said, council=name)
    why = Why((Snippet(said, 0, "words", ((0, len(said)),)),), by_words=True)
    alerts = replace(ALERTS, name=name)
    parts = [Part(replace(ALERT, name=name), [Told(passage, "new", why)], f"{SITE}unsubscribe/x")]
    content = letter(alerts, MAIL, parts, f"{SITE}unsubscribe/y").as_bytes()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    parsed = message_from_bytes(content, policy=default)
    assert {key.lower() for key in parsed} == HEADERS
    assert len(parsed.keys()) == len(HEADERS)
    assert parsed["To"] == "ada@example.org"
    assert parsed["List-Unsubscribe"] == f"<{SITE}unsubscribe/y>"
    assert not parsed.is_multipart()
    text = parsed.get_content()
    # Each of them stays on its line.
    assert sum(line.startswith("1. ") for line in text.splitlines()) >= 1
    assert f"No more mails to this address: {SITE}unsubscribe/y" in text


def test_many_items_are_counted_and_linked_to() -> None:
    told = [Told(replace(PASSAGE, id=f"x{n}"), "new", WHY) for n in range(MOST_ITEMS + 7)]
    text = letter(ALERTS, MAIL, [Part(ALERT, told, "stop")], "all").get_content()
    assert text.count("Says: ") == MOST_ITEMS
    assert "lido: 27 items" in text
    assert "And 7 more." in text
    assert f"{SITE}?q=lido&sort=newest" in text


def test_an_exempt_item_is_told_by_its_title_and_the_reason() -> None:
    exempt = replace(PASSAGE, exempt="Paragraph 3", resolved="", text="")
    part = Part(ALERT, [Told(exempt, "new", Why((), by_words=True))], "stop")
    text = letter(ALERTS, MAIL, [part], "all").get_content()
    assert "Its text is not public: Paragraph 3" in text
    assert "Says" not in text
    assert "Decided" not in text


def test_what_is_only_near_is_said_to_be() -> None:
    near = Why((Snippet("The pool is shut.", 0, "meaning"),), by_words=False)
    text = letter(
        ALERTS, MAIL, [Part(ALERT, [Told(PASSAGE, "new", near)], "stop")], "all"
    ).get_content()
    assert "Near in meaning: “The pool is shut.”" in text
    assert "Says" not in text


def _text(passage: Passage, why: Why) -> str:
    part = Part(ALERT, [Told(passage, "new", why)], "stop")
    return str(letter(ALERTS, MAIL, [part], "all").get_content())


def test_what_is_found_by_its_title_says_so() -> None:
    begins = (Snippet("It is shut.", 0, "words"),)
    text = _text(PASSAGE, Why(begins, by_words=True, in_title=("lido",)))
    assert "Begins: “It is shut.”" in text
    assert "Found by: lido (in the title)" in text
    # What the sentences have is not said again.
    both = replace(WHY, in_title=("Lido", "The"))
    assert "Found by: lido, The (in the title)" in _text(PASSAGE, both)
    exempt = replace(PASSAGE, exempt="Paragraph 3", resolved="", text="")
    assert "Found by: lido (in the title)" in _text(exempt, Why((), True, in_title=("lido",)))


def test_what_is_only_near_was_found_by_no_word() -> None:
    near = Why((Snippet("They learned to swim.", 0, "meaning", ((5, 12),)),), by_words=False)
    assert "Found by" not in _text(PASSAGE, near)
