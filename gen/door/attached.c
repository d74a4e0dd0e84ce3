/* SPDX-License-Identifier: MIT */
/* Each kind of file by its row in read/attachment_kinds.def: how it is cleaned and what it says. */
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

enum says { SAYS_NOTHING, SAYS_OFFICE, SAYS_TABLE };

static const struct kind {
	const char *ext;
	clean_kind *clean;
	enum says says;
	bool asked;
} kinds[] = {
#define KIND(ext, clean, says, asked) { ext, clean, says, asked },
#include "read/attachment_kinds.def"
#undef KIND
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
	return k != NULL && k->says != SAYS_NOTHING;
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
	if (k != NULL && k->says == SAYS_OFFICE)
		return office_text(bytes, out);
	if (k != NULL && k->says == SAYS_TABLE)
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
