/* SPDX-License-Identifier: MIT */
/*
 * The files inside the program. gen/assets.sh writes the table: the templates in bytewise order,
 * then the fonts. It has some hundred entries and each is asked for once a run, so a plain walk
 * will do.
 */
#include "lihui/asset.h"

bool
asset_get(struct text name, struct text *bytes)
{
	for (const struct asset *f = asset_table; f->name != NULL; f++) {
		if (!text_eq(text_of(f->name), name))
			continue;
		*bytes = (struct text){ f->bytes, f->n };
		return true;
	}
	return false;
}
