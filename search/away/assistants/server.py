"""The six questions as tools of the Model Context Protocol, over stdio or streamable HTTP (its official SDK)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field

from corpus.errors import CouncilSearchError
from search.away.assistants import meetings, people, records
from search.away.assistants.meetings import MeetingFound
from search.away.assistants.people import Covered, PersonFound
from search.away.assistants.records import Asked, Found, SimilarFound, Source, Whole

P = ParamSpec("P")
R = TypeVar("R")
PATH = "/mcp"
# A request is a question, not a document.
_MOST_ASKED_BYTES = 64 * 1024
_INSTRUCTIONS = (
    "Records of council meetings. Every `text` is word for word from the record: quote it unchanged, with its "
    "committee, date and link, and say who said it only where `speaker` does. Nothing here is a summary; where you "
    "summarise, say that you do. An item with `exempt` is withheld by law: say so, its text is not to be had. Nothing "
    "found means that these records do not have these words, not that nothing happened: `coverage` says what is here."
)
_SEARCH = (
    "Find agenda items, decisions, minutes and papers. By default what has the words counts (word forms included); "
    'use it for names, numbers, places and terms. "exact phrase", OR, -word, title:, speaker:"Name", voted:"Name" '
    "work in the words. Set near_in_meaning for a question or a matter that records may call by other names: then "
    "items without the words are listed, too; their quotes have why = meaning and may be beside the point. `matched` "
    "counts only what has the words. Nothing matched says nothing about what took place."
)
_PASSAGE = (
    "Read one item in full, by the id of an answer: its text word for word in parts of 8,000 characters (go on with "
    "next_start), who speaks, what was decided, how votes fell, and the papers that belong to it."
)
_MEETING = (
    "List the items of one meeting in order, each with what was decided, by the names of committee and council as "
    "answers give them, and a date."
)
_PERSON = (
    "What a councillor is reported to have said and moved, the newest first, or about some words. Only who is called a "
    "councillor beside their words is known; a name that several may have is told, not guessed."
)
_SIMILAR = (
    "Find precedent: items of other meetings that are like one, by words and by meaning, and what was decided on them. "
    "Likeness is no proof of a connection."
)
_COVERAGE = (
    "Whose meetings these records cover, from when to when and with which gaps. Ask it before saying that something "
    "was never discussed."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Id = Annotated[str, Field(description="The id of an item, as answers give it.", max_length=400)]
Name = Annotated[str, Field(description="A name as answers give it.", max_length=200)]
Names = Annotated[list[Name], Field(description="Names, or parts of names.", max_length=50)]
Day = Annotated[str, Field(description="A date like 2019-05-31, 2019-05 or 2019.", max_length=40)]
Page = Annotated[int, Field(description="Pages are numbered from 1.", ge=1, le=records.MOST_PAGED)]
Limit = Annotated[int, Field(description="Items of an answer.", ge=1, le=records.MOST_ITEMS)]
Words = Annotated[str, Field(description="What is searched for.", max_length=2_000)]
Near = Annotated[bool, Field(description="List what is near in meaning without the words, too.")]


def server(source: Source, name: str = "Council records") -> MCPServer:
    """Return a server that answers from a source. Its tools only read."""
    made = MCPServer(name=name, instructions=_INSTRUCTIONS, log_level="WARNING")

    def add(tool: Callable[..., object], description: str) -> None:
        # The SDK reads the schema of an answer off its class, and of one with slots it cannot.
        made.add_tool(
            _told(tool), description=description, annotations=_READS, structured_output=True
        )

    def search(
        words: Words = "",
        committees: Names = [],  # noqa: B006 (a default of the schema, never changed)
        councils: Names = [],  # noqa: B006
        kinds: Names = [],  # noqa: B006
        date_from: Day = "",
        date_to: Day = "",
        order: Literal["relevance", "newest", "oldest"] = "relevance",
        near_in_meaning: Near = False,
        page: Page = 1,
        limit: Limit = 10,
    ) -> Found:
        narrowed = (committees, councils, kinds, date_from, date_to)
        return records.search(source, Asked(words, *narrowed, order, near_in_meaning, page, limit))

    def passage(id: Id, start: Annotated[int, Field(ge=0)] = 0) -> Whole:  # noqa: A002 (its name in the schema)
        return records.passage(source, id, start)

    def meeting(committee: Name, date: Day, council: Name = "", page: Page = 1) -> MeetingFound:
        return meetings.meeting(source, committee, date, council, page)

    def person(name: Name, council: Name = "", about: Words = "", page: Page = 1) -> PersonFound:
        return people.person(source, name, council, about, page)

    def similar(id: Id, before: Day = "", limit: Limit = 5) -> SimilarFound:  # noqa: A002
        return records.similar(source, id, before, limit)

    def coverage(council: Name = "") -> Covered:
        return people.coverage(source, council)

    add(search, _SEARCH)
    add(passage, _PASSAGE)
    add(meeting, _MEETING)
    add(person, _PERSON)
    add(similar, _SIMILAR)
    add(coverage, _COVERAGE)
    return made


def _told(tool: Callable[P, R]) -> Callable[P, R]:
    """Tell an assistant of its mistakes; whatever else goes wrong is logged here and not told."""

    @wraps(tool)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except CouncilSearchError as error:
            raise ToolError(str(error)) from error

    return wrapped


def run_stdio(made: MCPServer) -> None:
    """Answer at the standard input and output until they are closed."""
    made.run("stdio")


def run_http(made: MCPServer, host: str, port: int, public: str = "") -> None:
    """Answer at http://host:port/mcp until interrupted; a request must name this machine or the `public` host.

    Each request stands alone (no session is kept), so that any number of processes may answer.
    """
    shown = f"[{host}]" if ":" in host else host
    local = ("127.0.0.1:*", "localhost:*", "[::1]:*", f"{shown}:*")
    hosts = [*dict.fromkeys(local), *([public] if public else [])]
    made.run(
        "streamable-http",
        host=host,
        port=port,
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=_MOST_ASKED_BYTES,
        transport_security=TransportSecuritySettings(
            allowed_hosts=hosts,
            allowed_origins=[f"{scheme}://{one}" for one in hosts for scheme in ("http", "https")],
        ),
    )
