/* SPDX-License-Identifier: MIT */
/* One row for each kind of file: how it is cleaned and whether it says something. */
#include "door/attached.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/decode.h"
#include "lihui/diag.h"
#include "lihui/file.h"
#include "lihui/picture.h"

typedef bool clean_kind(struct text bytes, struct buf *out);

static bool
clean_picture(struct text bytes, struct buf *out)
{
	return picture_strip(out, bytes);
}

static const struct kind {
	const char *ext;
	clean_kind *clean; /* NULL: there is nothing in it to be cleaned */
	bool office, table, asked;
} kinds[] = {
	{ .ext = ".pdf", .clean = pdf_clean, .asked = true },
	{ .ext = ".docx", .clean = office_clean, .office = true, .asked = true },
	{ .ext = ".xlsx", .clean = office_clean, .office = true, .asked = true },
	{ .ext = ".pptx", .clean = office_clean, .office = true, .asked = true },
	{ .ext = ".csv", .table = true },
	{ .ext = ".jpg", .clean = clean_picture },
	{ .ext = ".jpeg", .clean = clean_picture },
	{ .ext = ".png", .clean = clean_picture },
	{ .ext = ".gif", .clean = gif_clean },
	{ .ext = ".webp", .clean = sound_clean_riff },
	{ .ext = ".wav", .clean = sound_clean_riff },
	{ .ext = ".mp3", .clean = sound_clean_mp3 },
	{ .ext = ".m4a", .clean = sound_clean_mp4 },
	{ .ext = ".mp4", .clean = sound_clean_mp4 },
};

static const struct kind *
kind_of(struct text path)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (text_eq_nocase(path_ext(path), text_of(kinds[i].ext)))
			return &kinds[i];
	return NULL;
}

bool
attached_has_text(struct text path)
{
	const struct kind *k = kind_of(path);
	return k != NULL && (k->office || k->table);
}

bool
attached_may_refuse(struct text path)
{
	const struct kind *k = kind_of(path);
	return k != NULL && k->asked;
}

bool
attached_text(struct arena *a, struct text path, struct text bytes, struct buf *out)
{
	const struct kind *k = kind_of(path);
	struct diag_sink silent = { .arena = a };
	if (k != NULL && k->office)
		return office_text(bytes, out);
	if (k != NULL && k->table)
		buf_text(out, decode_text(a, bytes, &silent));
	return true;
}

/*
 * A picture or sound that is none under its name is copied as it is, as a browser will take it for
 * what its name says and fail. A document is refused: it may be read by other programs.
 */
bool
attached_clean(struct text path, struct text bytes, struct buf *out)
{
	const struct kind *k = kind_of(path);
	if (k != NULL && k->clean != NULL && k->clean(bytes, out))
		return true;
	if (k != NULL && k->asked)
		return false;
	buf_text(out, bytes);
	return true;
}
