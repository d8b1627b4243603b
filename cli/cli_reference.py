"""docs/cli.md, made from the commands' own help: `python -m cli.cli_reference > docs/cli.md`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cli.cli import main

WIDTH = 96


def lines() -> Iterator[str]:
    """Yield the lines of the reference: the command itself, then its subcommands by name."""
    yield "# Command line"
    yield ""
    yield "Made from the commands' own help by `python -m cli.cli_reference > docs/cli.md`."
    context = _context(main, "council-search", None)
    yield from _section(main, context)
    yield from _commands_of(main, context)


def _commands_of(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            own = _context(command, name, context)
            yield from _section(command, own)
            if isinstance(command, click.Group):
                yield from _commands_of(command, own)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        parent,
        info_name=name,
        terminal_width=WIDTH,
        help_option_names=main.context_settings["help_option_names"],
    )


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield ""
    yield f"## {context.command_path}"
    yield "```text"
    yield from (line.rstrip() for line in command.get_help(context).splitlines())
    yield "```"


if __name__ == "__main__":
    click.echo("\n".join(lines()))
