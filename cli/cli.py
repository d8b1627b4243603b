"""The `council-search` command: a table of its subcommands, each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cli.stdout import told


def _alerts() -> click.Command:
    from cli.alerts_command import alerts_command

    return alerts_command


def _assure() -> click.Command:
    from cli.assure_command import assure_command

    return assure_command


def _drill() -> click.Command:
    from cli.drill_command import drill_command

    return drill_command


def _evaluate() -> click.Command:
    from cli.evaluate_command import evaluate_command

    return evaluate_command


def _export() -> click.Command:
    from cli.export_command import export_command

    return export_command


def _fetch() -> click.Command:
    from cli.fetch_command import fetch_command

    return fetch_command


def _index() -> click.Command:
    from cli.index_command import index_command

    return index_command


def _info() -> click.Command:
    from cli.info_command import info_command

    return info_command


def _mcp() -> click.Command:
    from cli.mcp_command import mcp_command

    return mcp_command


def _models() -> click.Command:
    from cli.models_command import models_command

    return models_command


def _query() -> click.Command:
    from cli.query_command import query_command

    return query_command


def _retract() -> click.Command:
    from cli.retract_command import retract_command

    return retract_command


def _review() -> click.Command:
    from cli.review_command import review_command

    return review_command


def _serve() -> click.Command:
    from cli.serve_command import serve_command

    return serve_command


def _similar() -> click.Command:
    from cli.similar_command import similar_command

    return similar_command


def _verify() -> click.Command:
    from cli.verify_command import verify_command

    return verify_command


COMMANDS: dict[str, Callable[[], click.Command]] = {
    "alerts": _alerts,
    "assure": _assure,
    "drill": _drill,
    "evaluate": _evaluate,
    "export": _export,
    "fetch": _fetch,
    "index": _index,
    "info": _info,
    "mcp": _mcp,
    "models": _models,
    "query": _query,
    "retract": _retract,
    "review": _review,
    "serve": _serve,
    "similar": _similar,
    "verify": _verify,
}


class LazyGroup(click.Group):
    """A group that imports the subcommand that is asked for, and no other."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; whatever it says, standard output may refuse it."""
        with told():
            return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand by its name, or None."""
        return COMMANDS[cmd_name]() if cmd_name in COMMANDS else None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="council-search")
def main() -> None:
    """Search council records by words and by meaning.

    \b
    council-search fetch URL --into minutes/  download records from a modern.gov site
    council-search index minutes/             build an index of a folder of records
    council-search query "school places"      ask it
    council-search serve                      open it to a browser
    """  # noqa: D301 (\b is for click)


if __name__ == "__main__":
    main()
