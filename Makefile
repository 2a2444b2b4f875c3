# `make demo` and `make test` do everything on a fresh Debian or Ubuntu machine with a Swift toolchain.
SWIFT ?= swift
SOURCES = Package.swift Sources Tests Fuzzing

.PHONY: demo test build lint format bench fuzz package test-packaging dependencies clean

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
	for script in demo/national-round.sh tools/install-dependencies.sh packaging/*.sh; do bash -n $$script || exit 1; done
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
	rm -rf .build .build-package $(FUZZ_BUILD) out .venv-bench
