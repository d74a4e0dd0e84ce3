/* SPDX-License-Identifier: MIT */
/* What every page follows from besides documents: site.yaml, the hidden files (_index.md,
 * _rules.yaml, _study.yaml, _words, _templates) and the program itself. */
#include "publish/sources.h"
#include <stdlib.h>
#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/hash.h"
#include "publish/fingerprint.h"
#include "publish/part.h"
#include "publish/remembered.h"

/* _index.mn.md */
static bool
other_index(struct text name)
{
	struct text stem = path_stem(name);
	enum lang l;

	return text_ends(name, T(".md")) && lang_of_ext(path_ext(stem), &l) &&
	    text_eq(path_stem(stem), T("_index"));
}

bool
sources_governing(struct text path)
{
	struct text name = path_name(path);

	return text_eq(name, T("site.yaml")) || text_eq(name, T("_index.md")) ||
	    other_index(name) || text_eq(name, T("_rules.yaml")) ||
	    text_eq(name, T("_study.yaml")) || text_has(path, T("_words/"));
}

struct text
governing_hash(const struct site *site, const struct build_options *o, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct text hash;

	buf_fmt(&b, "%llx %d %s\n", (unsigned long long)program_fingerprint(), (int)o->edition,
	    o->part != NULL ? o->part : "");
	for (size_t i = 0; i < site->governing.n; i++) {
		const struct file_entry *f = &site->governing.v[i];
		if (sources_governing(f->path))
			buf_fmt(&b, "%.*s %lld %lld %lld %llu\n", TEXT_ARG(f->path),
			    (long long)f->stat.size, (long long)f->stat.mtime_ns,
			    (long long)f->stat.ctime_ns, (unsigned long long)f->stat.inode);
	}
	/* Two sources for one address hold each other back: what the tree itself says of a document
	 * is part of its reading. */
	for (size_t i = 0; i < site->findings.n; i++)
		buf_fmt(&b, "%d %.*s\n", (int)site->findings.v[i].code,
		    TEXT_ARG(site->findings.v[i].path));
	for (const struct asset *t = asset_table; t->name != NULL; t++)
		if (strncmp(t->name, "words/", 6) == 0 || strcmp(t->name, "profile.yaml") == 0 ||
		    strcmp(t->name, "store/schema.sql") == 0)
			buf_fmt(&b, "%s %llu\n", t->name,
			    (unsigned long long)hash64((struct text){ t->bytes, t->n }));
	hash = text_fmt(a, "%016llx", (unsigned long long)hash64(buf_view(&b)));
	buf_release(&b);
	return hash;
}

/* One that was changed in the moment of the last look may have been changed after it. */
bool
governing_racy(const struct site *site, int64_t looked)
{
	for (size_t i = 0; i < site->governing.n; i++)
		if (sources_governing(site->governing.v[i].path) &&
		    site->governing.v[i].stat.ctime_ns >= looked - ROWS_RACY_NS)
			return true;
	return false;
}
