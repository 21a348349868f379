# Everything that a person types. Works with GNU make 3.81 (macOS) and later; needs Python 3.11+ and nothing else.

.DEFAULT_GOAL := help
.PHONY: docs reproducible infrastructure cost secrets release help demo up down status logs mail mails linters documentation test check setup lint types imports unit integration browser faults golden bench scorecard proofs \
        reference public-servers conformance audit storm example screenshots \
        lock icons lambda clean venv venv-tests ministack frontend frontend-packages

PROMPT ?= A web application on containers for an online shop, with a Postgres database and a CDN in front
# A $ in it is the person's own, not make's.
override PROMPT := $(value PROMPT)
export PROMPT

STACK  := .venv/bin/python -m stack
SUITES := .venv/bin/python -m stack.suites

help: ## show this help
	@echo "Groundplan: a plain-English request becomes an AWS architecture that deploys."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  One suite alone: make lint, types, imports, unit, integration, faults or browser'
	@echo '  make demo PROMPT="a serverless API for taking notes"'

# ---------------------------------------------------------------- running it

demo: venv ministack ## one request from start to end: out/ then holds the bundle (PROMPT="...")
	@$(STACK) demo -- "$$PROMPT"

up: venv ministack frontend reference ## start everything and leave it running, with the browser UI
	@$(STACK) up

down: venv ## stop what `make up` started
	@$(STACK) down

status: venv ## what runs, and where
	@$(STACK) status || true

logs: venv ## show the logs
	@$(STACK) logs

mail: venv ## show the newest mails; locally none leaves the machine
	@$(STACK) mail

# ---------------------------------------------------------------- testing it

test: setup ## run everything: lint, types, imports, unit, integration, faults, browser
	@$(SUITES)

check: venv-tests frontend-packages linters documentation ## the quick part of it: lint, types, imports, unit
	@$(SUITES) lint types imports unit

lint: linters documentation
lint types imports: venv-tests frontend-packages
	@$(SUITES) $@

unit: venv-tests ministack frontend-packages
	@$(SUITES) $@

audit: venv frontend-packages ## known vulnerabilities of what we install; says so where they cannot be reached (REQUIRED=--required)
	@.venv/bin/python -m stack.audit $(REQUIRED)

golden: venv-tests ## write the golden bundles in tests/golden anew; read the diff before committing it
	@.venv/bin/python -m pytest -q tests/golden --rewrite-golden
	@git --no-pager diff --stat -- tests/golden

integration faults browser: setup
	@$(SUITES) $@

bench: venv-tests ministack ## figures of this machine: latency, throughput, start times
	@.venv/bin/python -m tests.bench

storm: setup ## many jobs under a random mix of faults: none lost, none done twice (JOBS=1000 SECONDS=600)
	@.venv/bin/python -m tests.faults --jobs $(or $(JOBS),1000) --seconds $(or $(SECONDS),600) $(if $(SEED),--seed $(SEED))

conformance: venv-tests ## the public MCP conformance suite against our two MCP servers
	@.venv/bin/python -m tests.conformance

scorecard: venv-tests ## how good the designs are: measures it anew and writes docs/scorecard.md
	@.venv/bin/python -m tests.scorecard

infrastructure: venv-tests ministack ## prove terraform/: checkov, every size planned and applied on an emulator; many minutes
	@sh stack/setup/venv.sh build/checkov stack/checkov.txt
	@TF_PLUGIN_DIR="$$(sh stack/setup/terraform-plugins.sh)" .venv/bin/python -m stack.infrastructure.proof

cost: venv-tests ## what our own infrastructure costs: writes docs/cost.md
	@plugins="$$(sh stack/setup/terraform-plugins.sh)"; \
	  terraform -chdir=terraform/main init -backend=false -input=false $${plugins:+-plugin-dir=$$plugins} >/dev/null
	@.venv/bin/python -m stack.infrastructure.cost

proofs: venv-tests ministack ## deploy the samples' bundles on an emulator each: an hour or more; the scorecard cites it
	@TF_PLUGIN_DIR="$$(sh stack/setup/terraform-plugins.sh)" .venv/bin/python -m tests.scorecard.proof --record

# ---------------------------------------------------------------- keeping it

setup: venv-tests ministack frontend reference public-servers linters documentation ## install everything that running and testing need

venv:
	@sh stack/setup/venv.sh .venv requirements.txt stack/requirements.txt

venv-tests: venv
	@sh stack/setup/venv.sh .venv requirements-dev.txt

linters:
	@sh stack/setup/venv.sh build/linters stack/linters.txt

documentation:
	@sh stack/setup/venv.sh build/documentation stack/documentation.txt

docs: venv documentation ## docs/ as a site in build/site; a link that leads nowhere fails
	@.venv/bin/python -m stack.documentation build/site

ministack:
	@sh stack/setup/venv.sh .venv-ministack stack/ministack.txt

frontend: venv
	@sh stack/setup/frontend.sh

frontend-packages: venv
	@sh stack/setup/frontend.sh packages

reference: venv
	@sh stack/setup/reference.sh

public-servers: venv
	@sh stack/setup/public-servers.sh

mails: venv-tests frontend-packages ## write every mail that we send into build/mails, as pages and as pictures
	@.venv/bin/python -m stack.mails build/mails

example: venv ## make the bundle that the first page shows anew; look at it before committing it
	@.venv/bin/python -m stack.example frontend/public/example

screenshots: setup ## every page as a picture in build/screenshots, in light and dark, wide and narrow
	@.venv/bin/python -m stack.screenshots build/screenshots

reproducible: venv ## build the packages for Lambda twice: the same, byte by byte, and within its limits
	@.venv/bin/python -m stack.lambda_package build/worker.zip --twice
	@.venv/bin/python -m stack.lambda_package build/web.zip --part web --twice

lambda: venv ## build/worker.zip and build/web.zip: the worker, and the web tier, as Lambda functions
	@.venv/bin/python -m stack.lambda_package build/worker.zip
	@.venv/bin/python -m stack.lambda_package build/web.zip --part web

release: ## build/release.tar.gz: the last commit's web tier, as a machine fetches it
	@mkdir -p build
	@git archive --format=tar.gz -o build/release.tar.gz HEAD jobs web models.yaml mcp_servers.yaml mcp_tools.lock.yaml requirements.txt
	@echo "build/release.tar.gz: $$(git rev-parse --short HEAD)"

secrets: venv ## fill the secrets that `terraform apply` made empty
	@.venv/bin/python -m stack.infrastructure.secrets

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
          --generate-hashes --no-annotate

lock: venv ## compile requirements*.in into pinned and hashed requirements*.txt (UPGRADE=--upgrade for newer ones)
	$(COMPILE) $(UPGRADE) requirements.in -o requirements.txt
	$(COMPILE) $(UPGRADE) stack/requirements.in -o stack/requirements.txt
	$(COMPILE) $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) $(UPGRADE) stack/ministack.in -o stack/ministack.txt
	$(COMPILE) $(UPGRADE) stack/checkov.in -o stack/checkov.txt
	$(COMPILE) $(UPGRADE) stack/linters.in -o stack/linters.txt
	$(COMPILE) $(UPGRADE) stack/documentation.in -o stack/documentation.txt
	$(COMPILE) $(UPGRADE) stack/uv.in -o stack/uv.txt
	$(COMPILE) $(UPGRADE) tests/bench/queues/requirements.in -o tests/bench/queues/requirements.txt
	cd worker/agents/environments && for file in *.in; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" ../../../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-annotate $(UPGRADE) $$file -o $${file%.in}.txt || exit 1; done

icons: venv ## copy the official icons anew into the blocks and the diagram
	@.venv/bin/python -m stack.icons

clean: ## remove what was installed and built; data in .local/ and bundles in out/ stay
	rm -rf .venv .venv-ministack .venv-bench build worker/reference/node_modules tests/integration/worker/agents/public_servers/node_modules \
	       frontend/node_modules frontend/dist frontend/test-results \
	       .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.*' -prune -exec rm -rf {} +
