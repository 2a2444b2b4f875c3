# `make demo` and `make test` do everything on a fresh Debian or Ubuntu machine with a Swift toolchain.
SWIFT ?= swift
SOURCES = Package.swift Sources Tests Fuzzing

.PHONY: demo serve test test-api test-packaging build lint format bench fuzz completions manual package dependencies clean

dependencies:
	@tools/install-dependencies.sh

build: dependencies
	$(SWIFT) build -c release

demo: build
	demo/national-round.sh out/demo

# The demonstration in the browser, with a link to sign in for each role.
serve: build
	demo/serve.sh out/demo

test: dependencies
	$(SWIFT) test --disable-xctest

# Scripts that have a shell complete commands, in packaging/completions; what they offer comes from the program each time.
completions: build
	mkdir -p packaging/completions
	.build/release/linxuan completions bash > packaging/completions/linxuan.bash
	.build/release/linxuan completions zsh > packaging/completions/_linxuan
	.build/release/linxuan completions fish > packaging/completions/linxuan.fish

# Manual pages in English and Chinese, in packaging/man.
manual: build
	tools/make_manual.py .build/release/linxuan packaging/man

# Asks a server all that its OpenAPI document allows, and what it doesn't, as each role (schemathesis, from PyPI); its round is the
# demonstration's (make demo), or the database LINXUAN_API_ROUND.
EXAMPLES ?= 20
test-api: build
	LINXUAN_BIN=.build/release tools/test-api.sh $(EXAMPLES)

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	for script in demo/national-round.sh tools/install-dependencies.sh tools/test-api.sh packaging/*.sh; do bash -n $$script || exit 1; done
	for script in packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm; do sh -n $$script || exit 1; done

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

# A Debian package in out/package, which runs without a Swift toolchain; needs dpkg-dev and binutils.
package: dependencies
	packaging/build-package.sh

# Needs nginx-light, openssl, systemd, lintian, debootstrap, curl, iproute2 and root; each script says what it misses.
test-packaging: package
	packaging/test-unit.sh
	packaging/test-package.sh
	packaging/test-boot.sh
	packaging/test-nginx.sh

# ONLY='fair,repair' runs the cases whose names contain one of these.
bench: build
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
	rm -rf .build .build-package $(FUZZ_BUILD) out .venv-bench .venv-api
