# SPDX-License-Identifier: MIT
# The checker as a WebAssembly module: the same C, compiled once more. `make web` -> $(O)/web/lihui.wasm.
# Debian has the compiler and a libc for it; of the libraries it has the sources, which gen/web/sources.sh fetches
# in the versions that gen/web/sources.tsv pins. Nothing is installed for them and nothing in /etc is touched.
WEB          := $(O)/web
WEB_PACKAGES := clang lld llvm wasi-libc libclang-rt-14-dev-wasm32 binaryen dpkg-dev tcl
WEB_CC       := clang --target=wasm32-wasi -Oz -ffunction-sections -fdata-sections -nostdlibinc -isystem /usr/include/wasm32-wasi -isystem gen/web/include \
	-D_WASI_EMULATED_MMAN -D_WASI_EMULATED_SIGNAL

# --- libraries: the files of each that are needed, and where its headers are --------------------------------------------------------------
WEB_LIBRARIES := cmark fyaml unistring nettle sqlite xml2 zip z
cmark_AT      := cmark/src
cmark_FILES   := blocks buffer cmark cmark_ctype commonmark houdini_href_e houdini_html_e houdini_html_u html inlines iterator node references render scanners utf8
fyaml_AT      := libfyaml/src/lib
fyaml_FILES   := fy-accel fy-atom fy-ctype fy-diag fy-doc fy-docbuilder fy-docstate fy-dump fy-event fy-input fy-parse fy-token fy-types fy-utf8 fy-utils ../xxhash/xxhash
# Its own xxhash.h, not the newer one of libxxhash-dev.
fyaml_FLAGS   := -I$(WEB)/src/libfyaml/src/xxhash -I$(WEB)/src/libfyaml/include -I$(WEB)/src/libfyaml/src/lib
unistring_AT  := libunistring/lib
unistring_FILES := uninorm/u8-normalize uninorm/nfc uninorm/nfd uninorm/composition uninorm/decomposition uninorm/decomposition-table uninorm/canonical-decomposition \
	uninorm/decompose-internal unictype/combiningclass unictype/categ_test unictype/categ_of unictype/categ_M unictype/categ_L unictype/categ_N uniwidth/width \
	unistr/u8-cpy unistr/u8-mbtouc-unsafe unistr/u8-mbtouc-unsafe-aux unistr/u8-uctomb unistr/u8-uctomb-aux
unistring_FLAGS := -I$(WEB)/src/libunistring/lib
nettle_AT     := nettle
nettle_FILES  := sha256 sha256-compress write-be32
nettle_FLAGS  := -I$(WEB)/src/nettle
# Its one file is made of its sources (Debian's tarball lacks it), as it must be for a grammar without what an index in memory has no use for.
sqlite_AT     := sqlite3/one
sqlite_FILES  := sqlite3
sqlite_OMIT   := $(patsubst %,-DSQLITE_OMIT_%,ALTERTABLE ANALYZE AUTHORIZATION AUTOVACUUM COMPLETE DATETIME_FUNCS DEPRECATED EXPLAIN GET_TABLE INCRBLOB INTEGRITY_CHECK \
	JSON LOAD_EXTENSION LOOKASIDE PROGRESS_CALLBACK REINDEX SHARED_CACHE TCL_VARIABLE TRACE UTF16 WAL WINDOWFUNC)
sqlite_FLAGS  := -DSQLITE_OS_OTHER=1 -DSQLITE_THREADSAFE=0 -DSQLITE_TEMP_STORE=3 -DSQLITE_DQS=0 $(sqlite_OMIT)
xml2_AT       := libxml2
xml2_FILES    := SAX SAX2 buf chvalid dict encoding entities error globals hash list parser parserInternals threads tree uri valid xmlIO xmlmemory xmlsave xmlstring \
	xmlwriter HTMLparser HTMLtree
xml2_FLAGS    := -I$(WEB)/src/libxml2
zip_AT        := libzip/lib
zip_FLAGS     := -I$(WEB)/src/libzip/lib -I$(WEB)/src/zlib
# What libzip's own build takes, without encryption; the texts of its errors are made by its build.
zip_FILES      = $(filter-out zip_%_err,$(shell sed -n '/add_library(zip/,/^ *)/s/^ *\(zip_[a-z_0-9A-Z-]*\)\.c$$/\1/p' $(WEB)/src/libzip/lib/CMakeLists.txt))
z_AT          := zlib
z_FILES       := adler32 crc32 inflate inftrees inffast zutil

$(WEB)/deps.ok: gen/web/web.mk | $(O)/deps.ok
	@mkdir -p $(WEB)
	@$(call need,$(WEB_PACKAGES))
	@touch $@
$(WEB)/src/ok: gen/web/sources.sh gen/web/sources.tsv gen/web/web.mk | $(WEB)/deps.ok
	$(if $(V),,@echo "  FETCH $(@D)")
	$(Q)sh gen/web/sources.sh gen/web/sources.tsv $(WEB) '$(sqlite_OMIT)'

# A library is compiled in a make of its own, when its sources are there and can be listed.
$(WEB)/lib%.a: $(WEB)/src/ok gen/web/web.mk
	$(if $(V),,@echo "  WASM $@")
	$(Q)rm -f $(WEB)/$*.objects && $(MAKE) -s WEB_LIBRARY=$* $(WEB)/$*.objects && rm -f $@ && llvm-ar rcs $@ $$(cat $(WEB)/$*.objects)
ifdef WEB_LIBRARY
WEB_OBJECTS := $($(WEB_LIBRARY)_FILES:%=$(WEB)/lib/$(WEB_LIBRARY)/%.o)
$(WEB)/$(WEB_LIBRARY).objects: $(WEB_OBJECTS)
	@echo $^ >$@
$(WEB)/lib/$(WEB_LIBRARY)/%.o: $(WEB)/src/$($(WEB_LIBRARY)_AT)/%.c
	@mkdir -p $(@D)
	$(Q)$(WEB_CC) -w -DHAVE_CONFIG_H -Igen/web/lib/$(WEB_LIBRARY) $($(WEB_LIBRARY)_FLAGS) -I$(<D) -I$(WEB)/include -c -o $@ $<
endif

# --- lihui: every room up to intake; the linker takes what the entries reach -----------------------------------------------------------------
# Pictures are judged by their first bytes (gen/web/picture_unseen.c): libjpeg and libpng leave by setjmp, which WebAssembly does not have.
WEB_ROOMS := base speech site model read door store check draw publish intake web
# Of publish only what brings an index up to date.
WEB_SRC   := $(filter-out gen/base/picture_decode.c $(addprefix gen/publish/,build.c check_site.c drawing.c fresh_tree.c items.c join.c join_take.c make.c manifest.c owner.c owner_line.c \
	plan.c search_files.c search_rows.c) gen/web/gb18030_table.c gen/web/unpack.c,$(foreach r,$(WEB_ROOMS),$(sort $(wildcard gen/$(r)/*.c))))
WEB_OBJ   := $(WEB_SRC:%.c=$(WEB)/o/%.o)
# Without what only pages, sheets and new sites need; it speaks Chinese and, where a record does, Mongolian.
WEB_ASSETS := $(filter-out templates/web/% templates/init/% templates/sheet/% templates/words/%,$(TEMPLATES)) templates/words/mn.yaml templates/words/zh.yaml gen/store/schema.sql
$(WEB)/o/%.o: %.c | $(WEB)/src/ok
	@mkdir -p $(@D)
	$(if $(V),,@echo "  WASM $<")
	$(Q)$(WEB_CC) $(filter-out -pthread,$(CSTD)) $(WARN) -include gen/web/include/more.h -DXXH_INLINE_ALL -Iinclude -Igen -isystem $(WEB)/include -MMD -MP -c -o $@ $<
$(WEB)/assets.c: $(WEB_ASSETS) gen/web/assets_c.sh gen/web/web.mk
	@mkdir -p $(@D)
	$(Q)sh gen/web/assets_c.sh $(WEB_ASSETS) >$@.tmp && mv $@.tmp $@
WEB_MADE   := $(patsubst %,$(WEB)/o/gen/%.o,assets name_tables gb18030)
$(WEB_MADE): $(WEB)/o/gen/%.o: $(WEB)/made/%.c
	@mkdir -p $(@D)
	$(Q)$(WEB_CC) $(filter-out -pthread,$(CSTD)) -Iinclude -Igen -c -o $@ $<
$(WEB)/made/assets.c: $(WEB)/assets.c
	@mkdir -p $(@D) && cp $< $@
$(WEB)/made/gb18030.c: gen/web/gb18030_table.c gen/web/gb18030.h | $(WEB)/deps.ok
	@mkdir -p $(@D)
	$(Q)$(CC) -Igen -o $(WEB)/gb18030_table $< && $(WEB)/gb18030_table >$@.tmp && mv $@.tmp $@
$(WEB)/made/name_tables.c: $(O)/gen/name_tables.c
	@mkdir -p $(@D) && cp $< $@
$(WEB)/lihui.wasm: $(WEB_OBJ) $(WEB_MADE) $(WEB_LIBRARIES:%=$(WEB)/lib%.a)
	$(if $(V),,@echo "  LINK $@")
	$(Q)rm -f $(WEB)/liblihui.a && llvm-ar rcs $(WEB)/liblihui.a $(filter-out $(WEB)/o/gen/web/%,$(filter %.o,$^))
	$(Q)$(WEB_CC) -mexec-model=reactor -Wl,--gc-sections -Wl,--stack-first -Wl,-z,stack-size=1048576 -Wl,--allow-undefined-file=gen/web/imports \
		-o $@.raw $(filter $(WEB)/o/gen/web/%,$^) $(WEB)/liblihui.a $(WEB_LIBRARIES:%=$(WEB)/lib%.a) -lwasi-emulated-mman -lwasi-emulated-signal -lm
	$(Q)wasm-opt -Oz --mvp-features --strip-debug --strip-producers -o $@.tmp $@.raw && mv $@.tmp $@
-include $(WEB_OBJ:.o=.d)

$(WEB)/unpack.wasm: gen/web/unpack.c $(WEB)/libz.a
	$(Q)$(WEB_CC) $(filter-out -pthread,$(CSTD)) -I$(WEB)/src/zlib -mexec-model=reactor -Wl,--gc-sections -o $@.raw $^
	$(Q)wasm-opt -Oz --mvp-features --strip-debug --strip-producers -o $@.tmp $@.raw && mv $@.tmp $@

# As a script that a page loads from file://, too, where nothing may be fetched.
$(WEB)/check-program.js: $(WEB)/lihui.wasm $(WEB)/unpack.wasm gen/web/sources.tsv
	$(Q){ printf '// lihui, with these libraries from the sources of Debian 12, each under its own licence:' && \
		awk -F '\t' '!/^#/ { printf " %s %s", $$1, $$2 }' gen/web/sources.tsv && printf '\nlihuiUnpack = "' && base64 -w0 $(WEB)/unpack.wasm && \
		printf '";\nlihuiProgram = "' && gzip -9nc $< | base64 -w0 && echo '";'; } >$@.tmp && mv $@.tmp $@

# For the tests: where Debian's sources cannot be had there is no module, and tests/web/equal.t says so. What does not compile is a failure.
$(WEB)/tried: $(WEB_SRC) $(wildcard include/lihui/*.h include/lihui/*.def gen/*/*.h) $(WEB_ASSETS) gen/web/web.mk | $(WEB)/deps.ok
	$(Q)if $(MAKE) -s $(WEB)/src/ok 2>$(WEB)/why-not; then rm -f $(WEB)/why-not; $(MAKE) $(WEB)/check-program.js; else cat $(WEB)/why-not; fi
	$(Q)touch $@

.PHONY: web
web: $(WEB)/check-program.js ## the checker as a WebAssembly module
