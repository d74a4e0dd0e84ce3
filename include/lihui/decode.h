/* SPDX-License-Identifier: MIT */
/* Bytes as they arrive -> UTF-8, NFC, LF line ends, no BOM (base/decode.c). */
#ifndef LIHUI_DECODE_H
#define LIHUI_DECODE_H

#include "lihui/buf.h"
#include "lihui/diag.h"

struct arena;

/* Puts F001 (what was assumed), F008 and B706 into the sink whose source is set to the result. */
struct text decode_text(struct arena *a, struct text bytes, struct diag_sink *sink);

/*
 * To write something into a text and leave every other byte as it was: the bytes as UTF-8 with
 * their mark and line ends, and back. decode_open says in which encoding they are, or NULL when
 * there are some that are none. decode_next walks it: what the next character is read as by
 * decode_text before composition, 0 for one that is read as nothing.
 */
const char *decode_open(struct text bytes, struct buf *utf8);
bool decode_close(struct text utf8, const char *encoding, struct buf *bytes);
uint32_t decode_next(struct text utf8, size_t *i);

/* menksoft.c: text in the glyphs of the Menksoft fonts, and the same in letters. query: what
 * somebody looks for, one word or one letter. */
bool menksoft_is(struct text t, bool query);
void menksoft_put(struct buf *out, struct text t);

#endif
