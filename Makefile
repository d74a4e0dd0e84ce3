# SPDX-License-Identifier: MIT
# make help says what there is. Everything built lies under $(O); `make O=build/asan SAN=address,undefined` keeps a sanitizer's tree apart.

O       ?= build
CC      ?= cc
PKGS    := libcmark libfyaml sqlite3 harfbuzz harfbuzz-subset fontconfig libxml-2.0 libqrencode libdeflate libpng libjpeg libmicrohttpd libxxhash nettle libzip
CSTD    := -std=gnu17 -D_GNU_SOURCE -pthread -fno-strict-aliasing
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes
OPT     ?= -O2 -g
CPPFLAGS += -Iinclude -Igen -I$(O)/gen
CFLAGS  += $(CSTD) $(OPT) $(WARN) $(if $(DEV),-Werror) $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer) $(PKG_CFLAGS)
LDLIBS  += $(PKG_LIBS) -lhpdf -lunistring -lm
LDFLAGS += -pthread $(if $(SAN),-fsanitize=$(SAN))
# Asked once, and only when something is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

# The way of the data, lowest first: a room may include from rooms before it only (make lint).
ROOMS   ?= base read store check view draw pdf publish intake cmd
SRC     := $(foreach r,$(ROOMS),$(sort $(wildcard gen/$(r)/*.c)))
OBJ     := $(SRC:%.c=$(O)/%.o)
LIB     := $(O)/liblihui.a
PROGRAM := $(O)/lihui

# Templates, styles, scripts, words, profile and fonts travel inside the program (gen/base/asset.c).
FONTS     := $(O)/font/mongolian.woff2 $(O)/font/mongolian.ttf
TEMPLATES := $(shell find templates -type f ! -name '.*' ! -name '*~' | LC_ALL=C sort)
ASSETS    := $(TEMPLATES) $(FONTS)

.DEFAULT_GOAL := all
.PHONY: all
all: $(PROGRAM)

$(PROGRAM): $(O)/gen/main.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(OBJ) $(O)/gen/assets.o
	rm -f $@ && ar rcs $@ $^

$(O)/%.o: %.c | $(O)/deps.ok
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# One .incbin for each asset and a sorted table of their names.
$(O)/gen/assets.S: $(ASSETS) gen/assets.sh
	@mkdir -p $(@D)
	sh gen/assets.sh $(O) $(ASSETS) >$@.tmp && mv $@.tmp $@
$(O)/gen/assets.o: $(O)/gen/assets.S
	$(CC) -c -o $@ $<

-include $(OBJ:.o=.d) $(O)/gen/main.d
