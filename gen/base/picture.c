/* SPDX-License-Identifier: MIT */
/*
 * Pictures by their first bytes, never by their names. A picture is whole when every row came out
 * and the decoder did not have to invent data (libjpeg fills up a truncated file with grey and only
 * warns). Sides and pixels are bounded before anything is allocated.
 */
#include "lihui/file.h"
#include "base/picture_kinds.h"

bool
picture_named(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".jpg")) || text_eq_nocase(ext, T(".jpeg")) ||
	    text_eq_nocase(ext, T(".png"));
}

bool
picture_look(struct text bytes, struct picture *out)
{
	*out = (struct picture){ .kind = PICTURE_NONE, .turn = 1 };
	if (jpeg_is(bytes) && jpeg_look(bytes, out))
		return true;
	if (png_is(bytes) && png_look(bytes, out))
		return true;
	*out = (struct picture){ .kind = PICTURE_NONE, .turn = 1 };
	return false;
}

bool
picture_check(struct text bytes, struct picture *out)
{
	return picture_look(bytes, out) &&
	    (out->kind == PICTURE_JPEG ? jpeg_decodes(bytes) : png_decodes(bytes));
}

bool
picture_strip(struct buf *out, struct text bytes)
{
	struct picture p;

	if (!picture_look(bytes, &p))
		return false;
	if (p.kind == PICTURE_JPEG)
		jpeg_strip(out, bytes, p.turn);
	else
		png_strip(out, bytes);
	return true;
}
