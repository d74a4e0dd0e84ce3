/* SPDX-License-Identifier: MIT */
/* Bytes as they arrive -> UTF-8, NFC, LF line ends, no BOM (base/decode.c). */
#ifndef LIHUI_DECODE_H
#define LIHUI_DECODE_H

#include "lihui/diag.h"

struct arena;

/* Puts F001 (what was assumed) and F008 into the sink whose source is set to the result. */
struct text decode_text(struct arena *a, struct text bytes, struct diag_sink *sink);

#endif
