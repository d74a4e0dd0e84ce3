/* SPDX-License-Identifier: MIT */
/*
 * Files that documents link: what they say, and their bytes without what programs wrote into them
 * of their author. Only kinds that cannot run are offered at all (read/attachment_kinds.def).
 */
#ifndef LIHUI_ATTACHED_H
#define LIHUI_ATTACHED_H

#include "lihui/buf.h"
#include "lihui/text.h"

struct arena;

/* Larger ones are not looked into: they are films. */
#define ATTACHED_MOST (64u << 20)

/* Whether what it says can be looked through, or whether it can be cleaned is to be asked. */
bool attached_has_text(struct text path);
bool attached_may_refuse(struct text path);
/* What a table or an office file says. False when it cannot be read. */
bool attached_text(struct arena *a, struct text path, struct text bytes, struct buf *out);
/* Appends the file without metadata; false, with nothing appended, when they cannot be taken out.
 * The same bytes for the same file. */
bool attached_clean(struct text path, struct text bytes, struct buf *out);

/* --- one file for each family --- */
bool sound_clean_mp3(struct text bytes, struct buf *out);
bool sound_clean_mp4(struct text bytes, struct buf *out);
/* WAV and WebP: chunks in a RIFF file. */
bool sound_clean_riff(struct text bytes, struct buf *out);
bool gif_clean(struct text bytes, struct buf *out);
bool pdf_clean(struct text bytes, struct buf *out);
bool office_clean(struct text bytes, struct buf *out);
bool office_text(struct text bytes, struct buf *out);

#endif
