# Everything sets itself up: `make demo` and `make test` work on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INDEX := .demo-index
SAMPLE := corpus/sample/records corpus/sample/published
BENCH := .venv-bench
DEV := $(VENV)/developer
TOOLS := .venv-tools

.PHONY: sample demo test lint serve bench eval clean sbom audit soak

$(BIN)/council-search: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check $$(grep '^torch==' constraints.txt)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[index]'
	touch $@

# What only those need who change something here.
$(DEV): $(BIN)/council-search
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[index,dev]'
	touch $@

demo: $(BIN)/council-search ## index the sample council and ask it a question
	$(BIN)/council-search index $(SAMPLE) --index $(INDEX)
	$(BIN)/council-search query "what was said about school places" --index $(INDEX) --limit 5
	@echo
	@echo "To search in a browser: make serve, then open http://127.0.0.1:8080/"

sample: $(DEV) ## publish four of the sample council's meetings in every format again
	$(BIN)/python -m corpus.sample.publish

test: lint ## lint, types and every test
	$(BIN)/pytest -n 2

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

serve: $(BIN)/council-search
	test -e $(INDEX)/CURRENT || $(BIN)/council-search index $(SAMPLE) --index $(INDEX)
	$(BIN)/council-search serve --index $(INDEX)

SHARED := ../shared/data
EVAL := .eval$(addprefix -,$(MODEL))
JUDGED := corpus/sample/judgments/queries.jsonl
LIMERICK := $(wildcard $(SHARED)/judged-limerick)
BEIR := $(wildcard $(SHARED)/qmsum-topics $(SHARED)/qmsum-windows)
SEARCH := $(BIN)/council-search
eval: export COUNCIL_SEARCH_MODEL := $(MODEL)
eval: $(SEARCH) ## the ranking's figures: the sample, and the judged sets beside it; MODEL=NAME for another model
	$(SEARCH) index corpus/sample/records --index $(EVAL)/sample
	$(SEARCH) evaluate --variants --index $(EVAL)/sample --queries $(JUDGED) --verbose
ifneq ($(LIMERICK),)
	$(SEARCH) index $(LIMERICK)/docs --index $(EVAL)/limerick
	$(SEARCH) evaluate --variants --index $(EVAL)/limerick --queries $(LIMERICK)/queries.jsonl
endif
ifneq ($(BEIR),)
	$(SEARCH) evaluate --variants --keep $(EVAL) $(foreach folder,$(BEIR),--beir $(folder))
endif
	$(BIN)/python benchmarks/ablation.py $(EVAL)/sample=$(JUDGED) \
	  $(foreach folder,$(LIMERICK),$(EVAL)/limerick=$(folder)/queries.jsonl) \
	  $(foreach folder,$(BEIR),$(EVAL)/$(notdir $(folder))=$(folder))

bench: $(BENCH)/bin/python ## speed and memory beside other engines; SIZES="1000 10000" for less
	$(BENCH)/bin/python benchmarks/compare.py $(if $(SIZES),--sizes $(SIZES))

# The peers see the project's packages and none of them replaces one: the project never sees the peers.
$(BENCH)/bin/python: $(DEV) benchmarks/requirements.txt
	$(PYTHON) -m venv $(BENCH)
	echo "$(abspath $(VENV))"/lib/python3.*/site-packages > $$(echo $(BENCH)/lib/python3.*/site-packages)/project.pth
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -r benchmarks/requirements.txt
	touch $@

soak: $(DEV) ## hours of what a bad day brings: hostile sites, kills, full disks, long queries, fifty readers with swaps
	test -e $(INDEX)/CURRENT || $(SEARCH) index $(SAMPLE) --index $(INDEX)
	$(BIN)/pytest -q tests/fetching/test_hostile.py tests/fetching/test_bad_days.py
	$(BIN)/python -m tests.soak.trials
	$(BIN)/python -m tests.integration.long_queries $(INDEX) 200000
	$(BIN)/python -m tests.soak.clients $(INDEX) 300 50 20
	$(BIN)/pytest -n 2 tests/fetching tests/web/test_connections.py tests/web/test_supervised.py

sbom: $(BIN)/council-search $(TOOLS)/bin/python ## what is installed, as CycloneDX: sbom.cdx.json
	$(TOOLS)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.cdx.json $(BIN)/python

audit: $(BIN)/council-search $(TOOLS)/bin/python ## known vulnerabilities of what is installed, where they can be looked up
	.ci/audit

$(TOOLS)/bin/python: .ci/tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check -r .ci/tools.txt
	touch $@

clean:
	rm -rf $(VENV) $(TOOLS) $(BENCH) $(INDEX) .eval* *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
