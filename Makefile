# Needs Go. What a step needs besides (Java and Maven for the tests, Node for the
# console's files) it installs as root on Debian, or names the command that does.

BIN     := bin/entente
DATA    ?= ../shared/data
RECORD  := docs/measures.json
CONSOLE := explorer/dist/graphiql/graphiql.min.js
FUZZTIME ?= 20s

# The race detector watches everything but SQLite's library itself, which was
# translated from C and runs twenty times slower under it. Other packages of the
# driver stay watched: they share generic code with ours, and the linker keeps
# one copy of it.
RACE := -race -gcflags='modernc.org/sqlite/lib=-race=false'

# One Neo4j server for a whole run of tests.
NEO4J := go run ./internal/neo4jtest/run

.PHONY: build demo console test readers lint generate bench bench-load bench-peer benchmarks fuzz measure events hostile clean

build: ## the program, at bin/entente
	go build -trimpath -o $(BIN) ./cmd/entente

demo: console build ## load the example documents and serve them on 127.0.0.1:8080
	$(BIN) demo

console: ## the files of the GraphQL console, where Node is at hand
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory $(CONSOLE) || \
	echo "The console's files could not be fetched; a plain page takes its place."; \
	else echo "No npm here: a plain page takes the console's place."; fi

$(CONSOLE): explorer/web/package.json explorer/web/package-lock.json explorer/build/main.go
	cd explorer/web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	go run ./explorer/build

test: ## all tests, on a real Neo4j too
	@scripts/need.sh java cc
	$(NEO4J) -- go test $(RACE) -timeout 20m ./...

readers: ## exported files in programs that others wrote
	@scripts/need.sh java node npm python venv
	ENTENTE_READERS="$$(scripts/readers.sh)" go test -count=1 -run='^TestForeignReaders$$' ./cmd/entente

lint: ## format, vet, modules, staticcheck, generated code
	@unformatted=$$(git ls-files -z -co --exclude-standard '*.go' | xargs -0 gofmt -l); \
	test -z "$$unformatted" || { echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; }
	go vet ./...
	go mod tidy -diff
	go tool staticcheck ./...
	scripts/generated.sh

generate: ## all generated code
	go generate ./...

# BENCH= is all of the data; see bench/doc.go for more.
BENCH ?= -short

bench: build ## the speed of queries against hand-written floors, on SQLite and Neo4j
	@scripts/need.sh java
	go build -o bin/bench ./bench
	$(NEO4J) -bench -- bin/bench $(BENCH)

bench-load: ## the speed of writes against plain statements, on SQLite and Neo4j
	@scripts/need.sh java
	go build -o bin/bench ./bench
	$(NEO4J) -bench -- bin/bench -load $(BENCH) $(if $(wildcard $(DATA)/tables/icews14.tsv),-table $(DATA)/tables/icews14.tsv)

bench-peer: build ## the speed of queries against @neo4j/graphql, on Neo4j
	@scripts/need.sh java node npm
	cd bench/peer && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	go build -o bin/bench ./bench
	$(NEO4J) -bench -- bin/bench $(BENCH) -engines neo4j -peer bench/peer

benchmarks: ## all benchmarks of packages
	@scripts/need.sh java
	$(NEO4J) -bench -- go test -run='^$$' -bench=. -benchmem ./...

fuzz: ## each fuzz test for FUZZTIME
	@go list -f '{{.Dir}} {{.ImportPath}}' ./... | while read -r dir pkg; do \
	grep -hoE '^func Fuzz[A-Za-z0-9_]*' "$$dir"/*_test.go 2>/dev/null | sed 's/^func //' | while read -r name; do \
	echo "$$pkg $$name"; go test -run='^$$' -fuzz="^$$name$$" -fuzztime=$(FUZZTIME) "$$pkg" </dev/null || exit 1; \
	done || exit 1; done

# Tests with Measure in their name find the data in ENTENTE_DATA and skip without it.
measure: build ## quality on the labelled data in DATA, against what is recorded
	@scripts/need.sh python
	@test -d "$(DATA)" || { echo "no labelled data at $(DATA); name its folder by DATA="; exit 1; }
	@packages=$$(grep -rlE '^func Test[A-Za-z0-9_]*Measure' --include='*_test.go' . | xargs -r -n1 dirname | sort -u); \
	test -z "$$packages" || { set -x; ENTENTE_DATA="$(abspath $(DATA))" go test -count=1 -run=Measure $$packages; }
	go run ./internal/measure -data "$(DATA)" -record $(RECORD) $(BIN)

# Loading the table into Neo4j takes minutes. With a server of your own and
# ENTENTE_KEEP=1 it is loaded once.
EVENTS = ENTENTE_DATA="$(abspath $(DATA))" $(NEO4J) -- go test -count=1 -v -timeout 60m ./cmd/entente

events: ## questions of a table of 90,730 events in DATA, and hostile queries on it, on SQLite and Neo4j
	@scripts/need.sh java
	$(EVENTS) -run='^TestMeasureEvents$$'

hostile: ## what hostile queries cost on that table, on SQLite and Neo4j
	@scripts/need.sh java
	$(EVENTS) -run='^TestMeasureEvents$$/./^hostile$$'

clean: ## what was built
	rm -rf bin explorer/web/node_modules
	git clean -fdXq explorer/dist
