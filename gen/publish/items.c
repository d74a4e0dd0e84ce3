/* SPDX-License-Identifier: MIT */
/* One file of the tree: found by its path, written when its bytes differ. */
#include <stdlib.h>

#include "lihui/hash.h"
#include "publish/build.h"

/* The plan compared the files with their rows, so what is intact is known without reading it. */
static enum file_before
known_before(const struct build *b, const struct item *it)
{
	if (it->row != NULL)
		return it->row->intact ? FILE_DIFFERS : FILE_UNKNOWN;
	if (manifest_find(&b->before, it->path) != NULL)
		return FILE_UNKNOWN;
	return b->place.n > 0 ? FILE_UNSEEN : FILE_NEW;
}

bool
build_write(
    struct build *b, struct file_writer *w, struct item *it, struct text bytes, struct err *e)
{
	struct buf whole = BUF_INIT;
	bool ok = true;

	hash_sha256_put(it->sha256, bytes);
	it->changed = false;
	if (it->row == NULL || !it->row->intact ||
	    !text_eq(it->row->sha256, (struct text){ it->sha256, sizeof it->sha256 })) {
		buf_text(&whole, b->folder);
		buf_str(&whole, b->folder.n > 0 ? "/" : "");
		buf_text(&whole, it->path);
		ok = file_writer_write(
		    w, whole.p, bytes, known_before(b, it), &it->changed, &it->stat, e);
		it->fresh = true;
	}
	it->stat.size = (int64_t)bytes.n;
	it->done = ok;
	buf_release(&whole);
	return ok;
}

bool
path_in_set(struct text path)
{
	return text_starts(path, T("assets/search/")) ||
	    (text_starts(path, T("sitemap")) && text_ends(path, T(".xml")) &&
		!text_has(path, T("/")));
}

struct item *
build_find(const struct build *b, struct text path)
{
	return list_find(&path, b->items, b->outputs.n, sizeof *b->items, text_order);
}
