# `make demo` and `make test` do everything on a fresh Debian or Ubuntu machine with a Swift toolchain.
SWIFT ?= swift
SOURCES = Package.swift Sources Tests

.PHONY: demo test build lint format bench dependencies clean

dependencies:
	@tools/install-dependencies.sh

build: dependencies
	$(SWIFT) build -c release --product linxuan

demo: build
	$(SWIFT) build -c release --product rehearsal
	demo/national-round.sh out/demo

test: dependencies
	$(SWIFT) test --disable-xctest

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	bash -n demo/national-round.sh tools/install-dependencies.sh

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

# ONLY='fair,repair' runs the cases whose names contain one of these.
bench: build
	test -f out/demo/before-reviews.db || $(MAKE) demo
	test -x .venv-bench/bin/python || python3 -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --requirement Benchmarks/requirements.txt
	.venv-bench/bin/python Benchmarks/bench.py --program .build/release/linxuan --demo out/demo $(if $(ONLY),--only '$(ONLY)')

clean:
	rm -rf .build out .venv-bench
