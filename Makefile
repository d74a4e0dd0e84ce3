# SPDX-License-Identifier: MIT
# make help says what there is. Everything built lies under $(O); `make O=build/asan SAN=address,undefined` keeps a sanitizer's tree apart.

# All processors, unless -j says otherwise.
MAKEFLAGS := $(MAKEFLAGS) $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

O       ?= build
# `make V=1` shows the commands.
Q       := $(if $(V),,@)
CC      ?= cc
PKGS    := libcmark libfyaml sqlite3 harfbuzz harfbuzz-subset fontconfig libxml-2.0 libqrencode libdeflate libpng libjpeg libmicrohttpd libxxhash nettle libzip
CSTD    := -std=gnu17 -D_GNU_SOURCE -pthread -fno-strict-aliasing
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
OPT     ?= -O2 -g
CPPFLAGS += -Iinclude -Igen -Itests
CFLAGS  += $(CSTD) $(OPT) $(WARN) $(if $(DEV),-Werror) $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -Wno-format-truncation) $(PKG_CFLAGS)
LDLIBS  += $(PKG_LIBS) -lhpdf -lunistring -lm
LDFLAGS += -pthread $(if $(SAN),-fsanitize=$(SAN))
# Asked once, and only when something is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

# The way of the data, lowest first: a room may include from rooms before it only (make lint).
ROOMS   ?= base speech site model read door store check view draw pdf publish intake cmd
SRC     := $(foreach r,$(ROOMS),$(sort $(wildcard gen/$(r)/*.c)))
OBJ     := $(SRC:%.c=$(O)/%.o)
LIB     := $(O)/liblihui.a
PROGRAM := $(O)/lihui

# Templates, styles, scripts, words, profile and fonts travel inside the program (gen/base/asset.c).
FONTS     := $(O)/font/mongolian.woff2 $(O)/font/mongolian.ttf $(O)/font/OFL.txt
TEMPLATES := $(shell find templates -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort)
RULES     := $(sort $(wildcard tests/rule/[A-Z][0-9][0-9][0-9]))
EXAMPLES  := $(foreach c,$(notdir $(RULES)),$(O)/examples/$(c).wrong $(O)/examples/$(c).right)
# The sheet for secretaries is a page of the manual, and lies in each new site (lihui init).
SHEET     := $(wildcard content/manual/secretary-sheet.md)
ASSETS    := $(TEMPLATES) $(SHEET) gen/store/schema.sql $(EXAMPLES) $(FONTS)

# --- what Debian 12 has to give -----------------------------------------------------------------------------------------------------------
BUILD_PACKAGES := gcc libc6-dev binutils pkg-config libcmark-dev libhpdf-dev libxml2-dev libsqlite3-dev libfyaml-dev libharfbuzz-dev libfontconfig-dev libunistring-dev \
	libqrencode-dev libdeflate-dev libpng-dev libjpeg-dev libmicrohttpd-dev libxxhash-dev nettle-dev libzip-dev libharfbuzz-bin woff2 fontconfig \
	fonts-noto-cjk fonts-noto-core fonts-arphic-ukai
TEST_PACKAGES := libcmocka-dev perl poppler-utils qpdf libxml2-utils zbar-tools sqlite3 clang libclang-rt-14-dev valgrind chromium python3 python3-icalendar strace parallel \
	slurm-wlm munge \
	$(if $(shell command -v npm),,nodejs npm)

# $(call need,PACKAGES): installs those that dpkg does not list as installed. As root, or through sudo.
need = missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "安装 / installing:" $$missing; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi

.SECONDARY:
.DEFAULT_GOAL := all
.PHONY: all
all: $(PROGRAM)

$(PROGRAM): $(O)/gen/main.o $(LIB)
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(OBJ) $(O)/gen/assets.o $(O)/gen/name_tables.o
	$(if $(V),,@echo "  AR   $@")
	$(Q)rm -f $@ && ar rcs $@ $^

$(O)/%.o: %.c | $(O)/deps.ok
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(O)/deps.ok: Makefile
	@mkdir -p $(O)
	@$(call need,$(BUILD_PACKAGES))
	@touch $@
# After the other one: two apt-gets at once would fight over the lock.
$(O)/test-deps.ok: Makefile | $(O)/deps.ok
	@mkdir -p $(O)
	@$(call need,$(TEST_PACKAGES))
	@touch $@

# What lihui is measured beside.
$(O)/bench-deps.ok: Makefile | $(O)/test-deps.ok
	@mkdir -p $(O)
	@$(call need,cmark hugo)
	@touch $@

# One .incbin for each asset and a sorted table of their names.
$(O)/gen/assets.S: $(ASSETS) gen/assets.sh
	@mkdir -p $(@D)
	$(if $(V),,@echo "  PACK $@")
	$(Q)sh gen/assets.sh $(O) $(ASSETS) >$@.tmp && mv $@.tmp $@
$(O)/gen/assets.o: $(O)/gen/assets.S
	$(if $(V),,@echo "  AS   $@")
	$(Q)$(CC) -c -o $@ $<

# Words, surnames and the characters of names as tables.
NAMES := $(wildcard gen/speech/names/*)
$(O)/name_compile: gen/name_compile.c gen/speech/name_tables.h | $(O)/deps.ok
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -lm
$(O)/gen/name_tables.c: $(O)/name_compile $(NAMES)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  PACK $@")
	$(Q)$(O)/name_compile gen/speech/names >$@.tmp && mv $@.tmp $@
$(O)/gen/name_tables.o: $(O)/gen/name_tables.c
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CSTD) -O0 -c -o $@ $<

# One recipe makes three files; GNU make 4.3 knows that from "&:".
$(FONTS) &: gen/font.sh | $(O)/deps.ok
	$(Q)sh gen/font.sh $(O)/font

# What `lihui explain` shows, from the rules' own cases.
$(EXAMPLES) &: gen/examples.sh $(shell find tests/rule -type f)
	$(if $(V),,@echo "  PACK $(O)/examples")
	$(Q)sh gen/examples.sh $(O)/examples

-include $(OBJ:.o=.d) $(O)/gen/main.d

include gen/web/web.mk

# --- the two commands ---------------------------------------------------------------------------------------------------------------------
SITE   ?= content
PUBLIC ?= public
.PHONY: site test
site: $(PROGRAM)
	$(PROGRAM) build "$(SITE)" -o "$(PUBLIC)"

# Unit tests are C programs against the library; everything else is data and a script that ends in .t. All speak TAP.
UNIT_TESTS   := $(patsubst %.c,$(O)/%,$(sort $(wildcard tests/unit/*.c)))
TEST_HELPERS := $(patsubst %.c,$(O)/%,$(sort $(wildcard tests/pdf/*.c tests/tool/*.c)))
SCRIPT_TESTS := $(sort $(wildcard tests/*/*.t))
TESTS        ?= $(UNIT_TESTS) $(SCRIPT_TESTS)
# $(abspath) parts a folder's name at its blanks.
absolute      = $(if $(filter /%,$(1)),$(1),$(CURDIR)/$(1))
TEST_ENV     := TZ=Asia/Tokyo LC_ALL=C.UTF-8 LIHUI_LANG= SOURCE_DATE_EPOCH=1546300800 LIHUI='$(call absolute,$(PROGRAM))' LIHUI_O='$(call absolute,$(O))' \
	ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1

test: $(O)/test-deps.ok $(PROGRAM) $(UNIT_TESTS) $(TEST_HELPERS) $(if $(filter tests/web/%,$(TESTS)),$(WEB)/tried)
	$(TEST_ENV) prove --exec '' $(PROVE_FLAGS) $(TESTS)

$(O)/tests/%: $(O)/tests/%.o $(LIB) | $(O)/test-deps.ok
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -o $@ $< $(LIB) $(LDLIBS) -lcmocka
$(O)/tests/%.o: tests/%.c | $(O)/test-deps.ok
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(patsubst %,%.d,$(UNIT_TESTS) $(TEST_HELPERS))

.PHONY: check-asan check-valgrind check-clang mutants fuzz bench lint format cover man install clean help
check-asan: ## unit tests and site cases under AddressSanitizer and UBSan
	$(MAKE) O=build/asan SAN=address,undefined OPT='-O1 -g' DEV=1 test
check-clang: ## a build with clang, warnings are errors
	$(MAKE) O=build/clang CC=clang DEV=1 all
check-valgrind: $(O)/test-deps.ok $(PROGRAM) ## a build of the sample site without a leak or a bad access
	valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect,possible $(PROGRAM) build "$(SITE)" -o $(O)/valgrind-public --jobs 1
mutants: $(O)/test-deps.ok $(PROGRAM) ## faults put in one after the other: the tests that each names must notice
	tests/mutants/run.sh
lint: $(O)/test-deps.ok $(PROGRAM) ## the way of the data: no arrow goes up, none in a circle, no name stands twice; libraries stay in quarantine
	python3 tests/lint/files.py $(O) $(ROOMS)
	sh tests/lint/libraries.sh
bench: $(PROGRAM) $(O)/tests/pdf/sample | $(O)/bench-deps.ok ## figures and ratios over a generated site; LEAGUE=1 adds one ten times as large
	sh tests/bench/run.sh $(PROGRAM)
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
FUZZ_SECONDS ?= 60
fuzz: $(O)/test-deps.ok ## each fuzzer for FUZZ_SECONDS, with clang's libFuzzer
	$(MAKE) O=build/fuzz CC=clang SAN=address,undefined,fuzzer-no-link OPT='-O1 -g' build/fuzz/liblihui.a
	set -e; for f in $(FUZZERS); do \
		clang -Iinclude -Igen $(CSTD) -g -O1 -fsanitize=address,undefined,fuzzer -o build/fuzz/$$f tests/fuzz/$$f.c build/fuzz/liblihui.a $(LDLIBS); \
		mkdir -p build/fuzz/corpus-$$f; \
		build/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -timeout=5 build/fuzz/corpus-$$f $(wildcard tests/fuzz/seed); done
format: ## the one dialect of .clang-format over all C
	clang-format -i $$(git ls-files '*.c' '*.h')
cover: ## line coverage of the unit tests with gcov
	$(MAKE) O=build/cover OPT='-O0 -g --coverage' LDFLAGS='-pthread --coverage' test
	gcov -n -o build/cover/gen $$(find build/cover/gen -name '*.gcda') 2>/dev/null | grep -A1 "^File 'gen" | grep -v '^--'
PREFIX ?= /usr/local
# The manual page in two languages and the completion for bash, from what the program itself says (make man).
MAN := $(O)/share/man/man1/lihui.1 $(O)/share/man/zh_CN/man1/lihui.1 $(O)/share/bash-completion/completions/lihui
man: $(MAN) ## man pages and completion
$(O)/share/man/man1/lihui.1: gen/man.sh $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)sh gen/man.sh $(PROGRAM) en >$@.tmp && mv $@.tmp $@
$(O)/share/man/zh_CN/man1/lihui.1: gen/man.sh $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)sh gen/man.sh $(PROGRAM) zh >$@.tmp && mv $@.tmp $@
$(O)/share/bash-completion/completions/lihui: gen/complete.sh $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)sh gen/complete.sh $(PROGRAM) >$@.tmp && mv $@.tmp $@
install: $(PROGRAM) $(MAN) ## into PREFIX: program, man pages, completion
	install -D $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/lihui"
	set -e; for f in $(MAN:$(O)/%=%); do install -D -m 644 $(O)/$$f "$(DESTDIR)$(PREFIX)/$$f"; done
clean: ## what was built, not what was published
	rm -rf build
help: ## this list
	@echo 'make        程序 / the program'; echo 'make site   content/ -> public/'; echo 'make test   装测试工具，跑全部测试 / everything'
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'
