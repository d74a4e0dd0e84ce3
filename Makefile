# SPDX-License-Identifier: MIT
# make help says what there is. Everything built lies under $(O); `make O=build/asan SAN=address,undefined` keeps a sanitizer's tree apart.

# All processors, unless -j says otherwise.
MAKEFLAGS := $(MAKEFLAGS) $(if $(findstring -j,$(MAKEFLAGS))$(MAKELEVEL:0=),,-j$(shell nproc))

O       ?= build
# `make V=1` shows the commands.
Q       := $(if $(V),,@)
CC      ?= cc
PKG_CONFIG ?= pkg-config
STRIP   ?= strip
PKGS    := libcmark libfyaml sqlite3 harfbuzz harfbuzz-subset fontconfig libxml-2.0 libqrencode fribidi libdeflate libpng libjpeg libmicrohttpd libxxhash nettle libzip
CSTD    := -std=gnu17 -D_GNU_SOURCE -pthread -fno-strict-aliasing
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
OPT     ?= -O2 -g
comma   := ,
# What makes a slip that is left harder to use: tests/lint/hardened.t asks the program for it.
HARDEN  ?= $(if $(SAN)$(filter -O0,$(OPT)),,-D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE $(if $(findstring x86_64,$(shell uname -m)),-fcf-protection))
CPPFLAGS += -Iinclude -Igen -Itests
CFLAGS  += $(CSTD) $(OPT) $(HARDEN) $(WARN) $(if $(DEV),-Werror) $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -Wno-unknown-warning-option -Wno-format-truncation) $(PKG_CFLAGS)
LDLIBS  += $(PKG_LIBS) -lhpdf -lunistring -lm
LDFLAGS += -pthread $(if $(HARDEN),-pie -Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now$(comma)-z$(comma)noexecstack) $(if $(SAN),-fsanitize=$(SAN))
# Asked once, and only when something is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS)))$(PKG_LIBS)

# The way of the data, lowest first: a room may include from rooms before it only (make lint).
ROOMS   ?= base speech site model read door store check view draw pdf publish intake cmd
SRC     := $(foreach r,$(ROOMS),$(sort $(wildcard gen/$(r)/*.c)))
OBJ     := $(SRC:%.c=$(O)/%.o)
LIB     := $(O)/liblihui.a
PROGRAM := $(O)/lihui
# What is run while building: another one's where this one is for another processor (make deb ARCH=arm64).
RUN     ?= $(PROGRAM)

# Templates, styles, scripts, words, profile and fonts travel inside the program (gen/base/asset.c).
FONTS     := $(O)/font/mongolian.woff2 $(O)/font/mongolian.ttf $(O)/font/OFL.txt
TEMPLATES := $(shell find templates -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort)
RULES     := $(sort $(wildcard tests/rule/[A-Z][0-9][0-9][0-9]))
EXAMPLES  := $(foreach c,$(notdir $(RULES)),$(O)/examples/$(c).wrong $(O)/examples/$(c).right)
# The sheet for secretaries is a page of the manual, and lies in each new site (lihui init).
SHEET     := $(wildcard content/manual/secretary-sheet.md)
ASSETS    := $(TEMPLATES) $(SHEET) gen/store/schema.sql $(EXAMPLES) $(FONTS)

# --- what Debian 12 has to give -----------------------------------------------------------------------------------------------------------
LIBRARIES := libcmark-dev libhpdf-dev libxml2-dev libsqlite3-dev libfyaml-dev libharfbuzz-dev libfontconfig-dev libunistring-dev libqrencode-dev libfribidi-dev libdeflate-dev libpng-dev \
	libjpeg-dev libmicrohttpd-dev libxxhash-dev nettle-dev libzip-dev
BUILD_PACKAGES := gcc libc6-dev binutils pkg-config $(LIBRARIES:%=%$(CROSS:%=:%)) $(CROSS:%=gcc-$(TRIPLET)) libharfbuzz-bin woff2 fontconfig \
	fonts-noto-cjk fonts-noto-core fonts-arphic-ukai
TEST_PACKAGES := libcmocka-dev perl lintian mandoc zsh fish rsync poppler-utils libreoffice-calc-nogui qpdf libxml2-utils zbar-tools sqlite3 clang libclang-rt-14-dev valgrind chromium python3 python3-icalendar strace parallel \
	slurm-wlm munge \
	$(if $(shell command -v npm),,nodejs npm)

# $(call need,PACKAGES): installs those that dpkg does not list as installed (gen/need.sh).
need = sh gen/need.sh "$(CROSS)" $(1)

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
	$(Q)$(CC) $(HARDEN) -c -o $@ $<

# Words, surnames and the characters of names as tables.
NAMES := $(wildcard gen/speech/names/*)
$(O)/name_compile: gen/name_compile.c gen/speech/name_tables.h | $(O)/deps.ok
	$(Q)$(if $(CROSS),cc,$(CC)) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -lm
$(O)/gen/name_tables.c: $(O)/name_compile $(NAMES)
	@mkdir -p $(@D)
	$(if $(V),,@echo "  PACK $@")
	$(Q)$(O)/name_compile gen/speech/names >$@.tmp && mv $@.tmp $@
$(O)/gen/name_tables.o: $(O)/gen/name_tables.c
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CSTD) $(filter -f%,$(HARDEN)) -O0 -c -o $@ $<

# Noto Sans Mongolian 3.002 (OFL): whole for sheets, its letters for pages. Latin is kept: font-family needs letters, U+202F, U+180E and the variation selectors in one file,
# and a page's digits beside a suffix come from it too.
LETTERS := U+0020-007E,U+00A0,U+00AB,U+00BB,U+2010-2015,U+2018-201D,U+2026,U+2030,U+2039,U+203A,U+202F,U+2048,U+2049,U+200C,U+200D,U+3000-3002,U+3008-300B,U+1800-1842,U+180E
$(O)/font/%: gen/font/% | $(O)/deps.ok
	$(Q)mkdir -p $(@D) && cp $< $@
$(O)/font/mongolian.woff2: gen/font/mongolian.ttf | $(O)/deps.ok
	$(Q)mkdir -p $(@D) && hb-subset --unicodes=$(LETTERS) --layout-features='*' --no-hinting --output-file=$(@:.woff2=.web.ttf) $<
	$(Q)woff2_compress $(@:.woff2=.web.ttf) >/dev/null 2>&1 && mv $(@:.woff2=.web.woff2) $@ && rm $(@:.woff2=.web.ttf)

# What `lihui explain` shows, from the rules' own cases.
$(EXAMPLES) &: gen/examples.sh $(shell find tests/rule -type f) | $(O)/deps.ok
	$(if $(V),,@echo "  PACK $(O)/examples")
	$(Q)sh gen/examples.sh $(O)/examples

-include $(OBJ:.o=.d) $(O)/gen/main.d

include gen/web/web.mk

# --- the two commands ---------------------------------------------------------------------------------------------------------------------
SITE   ?= content
PUBLIC ?= public
.PHONY: site test
# Pages check records when the checker for them is there: `make web` made it once, and from then on it is kept up to date.
CHECKER := $(wildcard $(WEB)/check-program.js)
site: $(PROGRAM) $(CHECKER)
	@$(if $(CHECKER),,echo '网页里的“发之前先核对”这次没有做：要有的话，先运行 make web（约4分钟，下载约100 MB），再运行 make site')
	$(PROGRAM) build "$(SITE)" -o "$(PUBLIC)"$(CHECKER:%= --checker "%")

# Unit tests are C programs against the library; everything else is data and a script that ends in .t. All speak TAP.
UNIT_TESTS   := $(patsubst %.c,$(O)/%,$(sort $(wildcard tests/unit/*.c)))
FUZZERS ?= $(patsubst tests/fuzz/%.c,%,$(filter-out %/replay.c,$(sort $(wildcard tests/fuzz/*.c))))
TEST_HELPERS := $(patsubst %.c,$(O)/%,$(sort $(wildcard tests/pdf/*.c tests/tool/*.c))) $(O)/tests/fuzz/replay
SCRIPT_TESTS := $(sort $(wildcard tests/*/*.t))
TESTS        ?= $(UNIT_TESTS) $(SCRIPT_TESTS)
# $(abspath) parts a folder's name at its blanks.
absolute      = $(if $(filter /%,$(1)),$(1),$(CURDIR)/$(1))
TEST_ENV     := TZ=Asia/Tokyo LC_ALL=C.UTF-8 LIHUI_LANG= SOURCE_DATE_EPOCH=1546300800 LIHUI='$(call absolute,$(PROGRAM))' LIHUI_O='$(call absolute,$(O))' \
	ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1

# As many at once as there are processors; PROVE_FLAGS=-j1 for one behind the other.
PROVE_FLAGS ?= -j$(shell nproc)
test: $(O)/test-deps.ok $(PROGRAM) $(UNIT_TESTS) $(TEST_HELPERS) $(if $(filter tests/web/%,$(TESTS)),$(WEB)/tried)
	$(TEST_ENV) prove --exec '' $(PROVE_FLAGS) $(TESTS)

$(O)/tests/%: $(O)/tests/%.o $(LIB) | $(O)/test-deps.ok
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS) -lcmocka
# All fuzzers in one program, each under its own name.
$(O)/tests/fuzz/replay: $(FUZZERS:%=$(O)/tests/fuzz/%.o)
$(O)/tests/fuzz/%.o: CPPFLAGS += -DLLVMFuzzerTestOneInput=run_$(notdir $*)
$(O)/tests/%.o: tests/%.c | $(O)/test-deps.ok
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
-include $(patsubst %,%.d,$(UNIT_TESTS) $(TEST_HELPERS))

.PHONY: check-asan check-valgrind check-clang mutants faults fuzz bench lint format cover man install clean help
check-asan: ## unit tests and site cases under AddressSanitizer and UBSan
	$(MAKE) O=build/asan SAN=address,undefined OPT='-O1 -g' DEV=1 test
check-clang: ## a build with clang, warnings are errors
	$(MAKE) O=build/clang CC=clang DEV=1 all
check-valgrind: $(O)/test-deps.ok $(PROGRAM) ## a build of the sample site without a leak or a bad access
	valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect,possible $(PROGRAM) build "$(SITE)" -o $(O)/valgrind-public --jobs 1
mutants: $(O)/test-deps.ok $(PROGRAM) ## faults put in one after the other: the tests that each names must notice
	tests/mutants/run.sh
faults: $(O)/test-deps.ok $(PROGRAM) ## a machine that fails: killed, disk full, read-only, calls and memory that fail, two at once; an hour (LIHUI_SHARE=0.1 for a tenth)
	LIHUI_SHARE=$${LIHUI_SHARE:-1} $(TEST_ENV) sh tests/faults/run.t
lint: $(O)/test-deps.ok $(PROGRAM) ## the way of the data: no arrow goes up, none in a circle, no name stands twice; libraries stay in quarantine
	python3 tests/lint/files.py $(O) $(ROOMS)
	sh tests/lint/libraries.sh
bench: $(PROGRAM) $(O)/tests/pdf/sample | $(O)/bench-deps.ok ## figures and ratios over a generated site; LEAGUE=1 adds one ten times as large
	sh tests/bench/run.sh $(PROGRAM)
TIME    ?= 60
fuzz: $(O)/test-deps.ok ## each fuzzer for TIME seconds, with clang's libFuzzer; what it learns stays in build/fuzz
	$(MAKE) O=build/fuzz CC=clang SAN=address,undefined,fuzzer-no-link OPT='-O1 -g' build/fuzz/liblihui.a
	set -e; for f in $(FUZZERS); do \
		clang $(CPPFLAGS) $(CSTD) $(PKG_CFLAGS) -g -O1 -fsanitize=address,undefined,fuzzer -o build/fuzz/$$f tests/fuzz/$$f.c build/fuzz/liblihui.a $(LDLIBS); \
		mkdir -p build/fuzz/corpus-$$f; \
		UBSAN_OPTIONS=halt_on_error=1 build/fuzz/$$f -max_total_time=$(TIME) -timeout=10 -artifact_prefix=build/fuzz/$$f- $$(ls tests/fuzz/$$f.dict 2>/dev/null | sed 's/^/-dict=/') \
			build/fuzz/corpus-$$f tests/fuzz/corpus/$$f; done
format: ## the one dialect of .clang-format over all C
	clang-format -i $$(git ls-files '*.c' '*.h')
cover: ## lines and branches that the tests run, by room, with gcov; files under 92 % by name
	-$(MAKE) O=build/cover OPT='-O0 -g --coverage' LDFLAGS='-pthread --coverage' test
	gcov -b -n $$(find build/cover/gen -name '*.gcda') 2>/dev/null | awk -f tests/lint/cover.awk
PREFIX ?= /usr/local
# The manual page in two languages, from what the program itself says (make man); completion for three shells.
DAY = $(shell sed -n 's/^\#\# $(VERSION) (\(.*\))/\1/p' CHANGELOG.md)
MAN := $(O)/share/man/man1/lihui.1 $(O)/share/man/zh_CN/man1/lihui.1
man: $(MAN) ## man pages
$(O)/share/man/man1/lihui.1: gen/man.sh CHANGELOG.md $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)sh gen/man.sh $(RUN) en $(DAY) >$@.tmp && mv $@.tmp $@
$(O)/share/man/zh_CN/man1/lihui.1: gen/man.sh CHANGELOG.md $(PROGRAM)
	@mkdir -p $(@D)
	$(Q)sh gen/man.sh $(RUN) zh $(DAY) >$@.tmp && mv $@.tmp $@
SHARE = "$(DESTDIR)$(PREFIX)/share"
# zsh looks elsewhere for what a package brings.
ZSH   = zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
install: $(PROGRAM) $(MAN) $(CHECKER) ## into PREFIX: program, man pages, completion; the checker for pages when `make web` made it
	install -D $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/lihui"
	$(if $(CHECKER),install -D -m 644 $(CHECKER) $(SHARE)/lihui/check-program.js)
	set -e; for f in man1 zh_CN/man1; do install -D -m 644 $(O)/share/man/$$f/lihui.1 $(SHARE)/man/$$f/lihui.1; done
	install -D -m 644 gen/complete/lihui.bash $(SHARE)/bash-completion/completions/lihui
	install -D -m 644 gen/complete/_lihui $(SHARE)/$(ZSH)/_lihui
	install -D -m 644 gen/complete/lihui.fish $(SHARE)/fish/vendor_completions.d/lihui.fish

# --- a release ------------------------------------------------------------------------------------------------------------------------------
# The version stands in include/lihui/version.h; CHANGELOG.md has the day of each.
VERSION := $(shell sed -n 's/^.define LIHUI_VERSION "\(.*\)"/\1/p' include/lihui/version.h)
# `make deb ARCH=arm64` elsewhere: a compiler and libraries for that processor, while what is run is this machine's own program.
NATIVE   = $(shell dpkg --print-architecture)
ARCH    ?= $(NATIVE)
TRIPLET  = $(shell dpkg-architecture -a $(ARCH) -q DEB_HOST_GNU_TYPE)
.PHONY: deb deb-here dist
deb: $(O)/deb-deps.ok $(PROGRAM) ## a package for Debian 12; ARCH=arm64 for another processor
	$(Q)$(MAKE) deb-here ARCH=$(ARCH) CHECKER=$(CHECKER) $(if $(filter-out $(NATIVE),$(ARCH)),O=build/$(ARCH) CROSS=$(ARCH) RUN=$(PROGRAM) CC=$(TRIPLET)-gcc STRIP=$(TRIPLET)-strip \
		PKG_CONFIG=$(TRIPLET)-pkg-config)
deb-here: $(PROGRAM) $(MAN)
	$(Q)rm -rf $(O)/deb
	$(Q)$(MAKE) -s install DESTDIR="$(call absolute,$(O))/deb/root" PREFIX=/usr
	$(Q)$(STRIP) --remove-section=.comment --remove-section=.note $(O)/deb/root/usr/bin/lihui
	$(Q)sh gen/deb.sh $(O) $(ARCH) $(VERSION)
$(O)/deb-deps.ok: Makefile | $(O)/deps.ok
	@$(call need,dpkg-dev xz-utils)
	@touch $@
dist: ## the sources of HEAD as a tarball
	@mkdir -p $(O)
	$(Q)git archive --prefix=lihui-$(VERSION)/ HEAD | gzip -9n >$(O)/lihui-$(VERSION).tar.gz
	@echo $(O)/lihui-$(VERSION).tar.gz

clean: ## what was built, not what was published
	rm -rf build
help: ## this list
	@echo 'make        程序 / the program'; echo 'make site   content/ -> public/'; echo 'make test   装测试工具，跑全部测试 / everything'
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'
