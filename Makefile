# `make demo` and `make test` do everything on a fresh Debian or Ubuntu machine with a Swift toolchain.
SWIFT ?= swift
SOURCES = Package.swift Sources Tests Fuzzing

.PHONY: demo serve test build lint format bench fuzz dependencies clean

dependencies:
	@tools/install-dependencies.sh

build: dependencies
	$(SWIFT) build -c release --product linxuan

demo: build
	$(SWIFT) build -c release --product rehearsal
	demo/national-round.sh out/demo

# The demonstration in the browser, with a link to sign in for each role.
serve: build
	demo/serve.sh out/demo

test: dependencies
	$(SWIFT) test --disable-xctest

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	bash -n demo/national-round.sh tools/install-dependencies.sh

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

# ONLY='fair,repair' runs the cases whose names contain one of these.
bench: build
	test -f out/selection/before-results.db || $(SWIFT) build -c release --product rehearsal
	test -f out/selection/before-results.db || demo/national-round.sh out/selection selection
	test -x .venv-bench/bin/python || python3 -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --requirement Benchmarks/requirements.txt
	.venv-bench/bin/python Benchmarks/bench.py --program .build/release/linxuan --demo out/selection $(if $(ONLY),--only '$(ONLY)')

# Bytes of libFuzzer's own making for the readers of instances, matrices, plans and tables; findings go to out/fuzz.
# Stripping would take most of the counters by which it finds its way. Both sanitizers stand in one flag: of two, the compiler
# obeys the last, and the package manager, which must know of the fuzzer to leave `main` alone, passes them in no fixed order.
FUZZ_SECONDS ?= 60
FUZZ_BUILD = .build-fuzz
fuzz: dependencies
	LINXUAN_FUZZING=1 $(SWIFT) build -c release --product reader-fuzzer --scratch-path $(FUZZ_BUILD) \
		--sanitize fuzzer -Xswiftc -sanitize=fuzzer,address --disable-dead-strip -Xswiftc -use-ld=lld
	mkdir -p $(FUZZ_BUILD)/corpus out/fuzz
	$(FUZZ_BUILD)/release/reader-fuzzer $(FUZZ_BUILD)/corpus Fuzzing/Seeds -dict=Fuzzing/tokens.txt -max_len=4096 \
		-max_total_time=$(FUZZ_SECONDS) -timeout=30 -rss_limit_mb=3000 -artifact_prefix=out/fuzz/ -print_final_stats=1

clean:
	rm -rf .build $(FUZZ_BUILD) out .venv-bench
