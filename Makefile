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

.PHONY: run test build bench nightly shots guides rehearse image image-test deb deb-test setup setup-test phone phone-test fmt lint clean-sample

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

# The board's image, as root. BOARD=qemu for the two screens of qemu.
BOARD ?= generic-x86
ARCH ?= amd64
image: build
	@scripts/setup image
	@[ "$(ARCH)" = amd64 ] || { echo "make image: only ARCH=amd64; the program has not been built for $(ARCH) yet" >&2; exit 1; }
	firmware-config/image/build $(BIN) out/image $(BOARD)

# The image in qemu: starts, votes, power cuts, updates. CASES="start votes" for some of them.
image-test: build
	@scripts/setup image-test
	firmware-config/image/build $(BIN) out/image-test qemu
	firmware-config/test/run $(BIN) out/image-test $(CASES)

# A Debian package for an ordinary PC; deb-test installs it in a fresh Debian 12 and runs it there, as root.
deb: build
	firmware-config/deb/build $(BIN) out/deb

deb-test: deb
	@scripts/setup image
	firmware-config/deb/try out/deb/nghitruong_*.deb out/deb/try
