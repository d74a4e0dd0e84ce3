/* SPDX-License-Identifier: MIT */
/* What a site remembers of the parts that were joined into it. */
#include "publish/part.h"
#include "lihui/arena.h"

struct text
joined_key(struct arena *a, struct text path)
{
	return text_join(a, T("joined:"), path);
}

/* Documents are in order of path: the first that does not come before the folder is in it, or none
 * is. */
static bool
any_source(const struct site *site, const struct unit *u, struct arena *a)
{
	struct text folder = text_join(a, u->path, T("/"));
	size_t low = 0, high = site->ndocuments;

	while (u->path.n > 0 && low < high) {
		size_t mid = low + (high - low) / 2;
		if (text_cmp(site->documents[mid]->path, folder) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < site->ndocuments &&
	    (u->path.n == 0 || text_starts(site->documents[low]->path, folder));
}

static bool
any_row(struct store *s, const struct site *site, const struct unit *u, bool *any, struct err *e)
{
	struct query q;

	query_ask(s, &q, "select 1 from document where unit between ?1 and ?2 limit 1",
	    VALUES(V(u->id + 1), V(part_last(site, u))), e);
	*any = query_row(&q);
	return query_end(&q);
}

bool
joined_check(struct store *s, const struct site *site, struct arena *a, struct err *e)
{
	struct text_list paths = { 0 };
	struct query q;
	bool any;

	query_start(
	    s, &q, "select substr(key, 8) from fact where key >= 'joined:' and key < 'joined;'", e);
	while (query_row(&q))
		text_list_add(a, &paths, query_text(&q, a, 0));
	if (!query_end(&q))
		return false;
	for (size_t i = 0; i < paths.n; i++) {
		const struct unit *u = site_unit(site, paths.v[i]);

		if (u == NULL || any_source(site, u, a))
			continue;
		if (!any_row(s, site, u, &any, e))
			return false;
		if (any)
			return err_usage(e,
			    SAY("%s 是由各部分合成的，这里没有 %.*s 的记录：请再用 lihui join "
				"合成。要在这里从头做，先把记录都拿来，再删掉 .lihui 文件夹",
				"%s was joined from parts, and the documents of %.*s are not here: "
				"join again with lihui join. To build it here, bring all documents "
				"and remove the folder .lihui"),
			    site->root.p, TEXT_ARG(paths.v[i]));
	}
	return true;
}
