"""What only some commands need is installed by name: an extra of the package."""

from __future__ import annotations

from importlib.util import find_spec

from corpus.errors import UsageError

# The packages that building an index and measuring a ranking import, and searching never does.
BUILDING = ("torch", "sentence_transformers", "onnx", "onnxscript")
MEASURING = ("ir_measures", "scipy")
# What answering assistants imports.
ANSWERING = ("mcp", "uvicorn")
# What keeps the addresses of those who sign up sealed.
SEALING = ("cryptography",)
# What writing vectors as a table imports.
TABLES = ("pyarrow",)


def refuse_without(packages: tuple[str, ...], what: str, extra: str = "index") -> None:
    """Raise UsageError, which says which extra to install, unless all packages are installed."""
    missing = [name.replace("_", "-") for name in packages if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"{what} needs what searching does not, and it is not installed: {', '.join(missing)}. "
            f"Install it: pip install 'council-search[{extra}]' (in a clone: pip install -e '.[{extra}]')."
        )
