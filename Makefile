# make run     install what is missing, build, run the kiosk on the sample council
# make test    the same, and every test
# make build   build all, run nothing        make bench, nightly, shots, guides, rehearse, clean-sample: see README.md
SHELL := /bin/sh
.DELETE_ON_ERROR:

export CARGO_TARGET_DIR ?= $(CURDIR)/target
BIN := $(CARGO_TARGET_DIR)/release/nghitruong
# One profile for everything, and the same features, so that the dependencies are compiled once.
CARGO := cargo
RELEASE := --release --locked --workspace

PHONE := ui/phone
PHONE_SOURCES := $(shell find $(PHONE)/src $(PHONE)/public -type f 2>/dev/null) \
  $(wildcard $(PHONE)/*.html $(PHONE)/*.json $(PHONE)/*.mjs $(PHONE)/scripts/*.mjs)
SAMPLE := data/sample

.PHONY: run test build bench nightly shots guides rehearse program image image-test deb deb-test setup setup-test phone phone-test fmt lint clean-sample

setup:
	@scripts/setup build

setup-test:
	@scripts/setup test

$(PHONE)/node_modules/.installed: $(PHONE)/package-lock.json
	cd $(PHONE) && npm ci --no-audit --no-fund
	@touch $@

$(PHONE)/dist/index.html: $(PHONE)/node_modules/.installed $(PHONE_SOURCES)
	cd $(PHONE) && npm run build
	@touch $@

phone: $(PHONE)/dist/index.html

# The phone page is embedded in the program, so it is built first.
build: setup phone
	$(CARGO) build $(RELEASE)

$(SAMPLE)/.ready:
	@scripts/sample $(BIN) $(SAMPLE)

run: build
	@test -e $(SAMPLE)/.ready || scripts/sample $(BIN) $(SAMPLE)
	@cat $(SAMPLE)/.ready
	@exec $(BIN) kiosk --data $(SAMPLE) --window 1280x800

clean-sample:
	rm -rf $(SAMPLE)

fmt:
	$(CARGO) fmt --all --check

lint: setup-test phone
	scripts/check-units
	scripts/check-bare
	$(CARGO) clippy $(RELEASE) --all-targets -- -D warnings

phone-test: $(PHONE)/dist/index.html
	cd $(PHONE) && npm run check && npm test

test: setup-test fmt phone-test lint
	$(CARGO) test $(RELEASE) --no-fail-fast

# The random and the long tests, with many more cases than in make test.
nightly: setup-test phone
	NGHITRUONG_NIGHTLY=1 PROPTEST_CASES=$${PROPTEST_CASES:-20000} $(CARGO) test $(RELEASE) -- --include-ignored

bench: build
	@$(BIN) bench

shots: build
	$(BIN) shots --out out/shots

# The papers for people: what to buy, how to wire it, the chair, the delegates, a second commune.
guides: build
	$(BIN) guides --out out/guides

rehearse: build
	$(BIN) rehearse --delegates 28 --seed 1 --out out/rehearsal

# The board's image and the Debian package for ARCH: this machine's own, or on amd64 also arm64. BOARD=qemu for the two screens of qemu.
HERE := $(shell dpkg --print-architecture 2>/dev/null || echo amd64)
ARCH ?= $(HERE)
ifeq ($(ARCH),$(HERE))
PROGRAM := $(BIN)
OUT := out
program: build
else
CACHE := $(or $(NGHITRUONG_CACHE),$(HOME)/.cache/nghitruong)
PROGRAM := $(CACHE)/arm64/target/aarch64-unknown-linux-gnu/release/nghitruong
LIBRARIES := $(CACHE)/arm64/libraries
OUT := out/$(ARCH)
program: phone
	@[ "$(ARCH)" = arm64 ] || { echo "make: ARCH is $(HERE) or arm64" >&2; exit 1; }
	@scripts/setup cross
	scripts/cross $(CACHE)
endif

image: program
	@scripts/setup image
	firmware-config/image/build $(PROGRAM) $(OUT)/image $(BOARD)

# The image in qemu: starts, votes, power cuts, updates. CASES="start votes" for some of them.
image-test: build program
	@scripts/setup $(if $(LIBRARIES),cross-test,image-test)
	firmware-config/image/build $(PROGRAM) $(OUT)/image-test qemu
	firmware-config/test/run $(BIN) $(OUT)/image-test $(CASES)

# A Debian package for an ordinary PC; deb-test installs it in a fresh Debian 12 and runs it there, as root.
deb: program
	@scripts/setup image
	firmware-config/deb/build $(PROGRAM) $(OUT)/deb $(LIBRARIES)

deb-test: deb
	firmware-config/deb/try $(OUT)/deb/nghitruong_*.deb $(OUT)/deb/try
