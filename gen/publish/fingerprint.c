/* SPDX-License-Identifier: MIT */
/*
 * Keys of outputs. A page's key is the hash of its data and of what turns data into bytes: the
 * templates, the words, the program. So a page whose data came out the same is not drawn, and one
 * changed template draws all pages and reads nothing. A sheet's key is made of everything the
 * drawing sees; its document's packed model stands for the tree of blocks.
 *
 * Outputs whose data are their bytes (feeds, tables, digests) have no key: they are made and
 * compared.
 */
#include "publish/fingerprint.h"

#include <sys/stat.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/version.h"

uint64_t
program_fingerprint(void)
{
	struct stat st;
	struct buf b = BUF_INIT;
	uint64_t key;

	buf_str(&b, LIHUI_VERSION);
	if (stat("/proc/self/exe", &st) == 0)
		buf_fmt(&b, " %lld %lld.%09ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
		    st.st_mtim.tv_nsec);
	key = hash64(buf_view(&b));
	buf_release(&b);
	return key;
}

/* --- groups --- */

static void
put(struct buf *b, struct text t)
{
	buf_fmt(b, "%zu:", t.n);
	buf_text(b, t);
}

static void
put_number(struct buf *b, int64_t n)
{
	buf_fmt(b, "%lld,", (long long)n);
}

static void
put_stat(struct buf *b, struct text path, const struct file_stat *st)
{
	put(b, path);
	put_number(b, st->size);
	put_number(b, st->mtime_ns);
	put_number(b, st->ctime_ns);
	put_number(b, (int64_t)st->inode);
}

static void
put_words(struct buf *b, const struct words *w)
{
	const struct text_list *keys = words_keys(w);

	for (size_t i = 0; i < keys->n; i++) {
		put(b, keys->v[i]);
		for (int l = 0; l < LANG_COUNT; l++)
			put(b,
			    words_has(w, (enum lang)l, keys->v[i])
				? words_get(w, (enum lang)l, keys->v[i].p, NULL)
				: NO_TEXT);
	}
}

/* What a site puts over the built-in templates, styles and scripts. */
static void
put_own_templates(struct buf *b, const struct site *s)
{
	for (size_t i = 0; i < s->governing.n; i++) {
		const struct file_entry *f = &s->governing.v[i];
		if (text_starts(f->path, T("_templates/")))
			put_stat(b, f->path, &f->stat);
	}
}

void
group_fingerprints_make(struct group_fingerprints *k, const struct site *site,
    const struct templates *t, const struct build_options *o)
{
	struct buf b = BUF_INIT;
	size_t common;

	put_number(&b, (int64_t)program_fingerprint());
	put_words(&b, site->words);
	k->words = hash64(buf_view(&b));
	put_number(&b, o->edition);
	put(&b, o->only != NULL ? text_of(o->only) : NO_TEXT);
	put(&b, site->title);
	put(&b, site->title_in);
	put(&b, site->id);
	put(&b, site->base_url);
	for (size_t i = 0; i < site->nlanguages; i++)
		put_number(&b, site->languages[i]);
	put_number(&b, site->sheet_handout * 4 + site->sheet_poster * 2 + site->sheet_record);
	common = b.n;
	k->rest = hash64(buf_view(&b));
	put_number(&b, (int64_t)templates_hash(t));
	put_own_templates(&b, site);
	/* One that cannot be read is told when it is copied. */
	struct buf bytes = BUF_INIT;
	struct err e = { 0 };

	if (o->checker != NULL && file_read(o->checker, &bytes, &e))
		put_number(&b, (int64_t)hash64(buf_view(&bytes)));
	buf_release(&bytes);
	k->pages = hash64(buf_view(&b));
	b.n = common;
	put(&b, site->fonts.song);
	put(&b, site->fonts.hei);
	put(&b, site->fonts.fang);
	put(&b, site->fonts.kai);
	put(&b, site->fonts.mongolian);
	put_number(&b, site->poster_a3);
	put_own_templates(&b, site);
	k->sheets = hash64(buf_view(&b));
	buf_release(&b);
}

/* --- pages --- */

/* 0 stands for "not known". */
static uint64_t
key_of(uint64_t group, struct buf *b)
{
	uint64_t key;

	put_number(b, (int64_t)group);
	key = hash64(buf_view(b));
	return key != 0 ? key : 1;
}

uint64_t
page_fingerprint(uint64_t group, const struct value *page, struct buf *scratch)
{
	buf_clear(scratch);
	value_bytes(scratch, page);
	return key_of(group, scratch);
}

/* --- sheets --- */

static void
put_date(struct buf *b, struct date d)
{
	put_number(b, d.year * 10000 + d.month * 100 + d.day);
}

/* Of a text in Mongolian only this is on its sheet. */
static void
put_side(struct buf *b, const struct sheet_side *s)
{
	const struct text texts[] = { s->unit, s->title, s->date, s->week, s->url };

	for (size_t i = 0; i < COUNT(texts); i++)
		put(b, texts[i]);
}

/* Posters and records show pictures, which are files of the site and not in the model. */
static void
put_pictures(struct buf *b, const struct sheet *s)
{
	struct arena *a = arena_new();

	for (size_t i = 0; s->doc != NULL && i < s->doc->attachments.n; i++) {
		const struct attachment *x = &s->doc->attachments.v[i];
		struct file_stat st = { 0 };
		struct err ignored = { 0 };

		if (!x->picture || x->path.n == 0 ||
		    !file_stat(path_join(a, s->site->root, x->path).p, &st, &ignored))
			continue;
		put_stat(b, x->path, &st);
	}
	arena_free(a);
}

uint64_t
sheet_fingerprint(uint64_t group, const struct sheet *s, struct text tree, struct buf *scratch)
{
	const struct text texts[] = { s->address, s->url, s->phone, s->phone_person, s->place,
		s->unit, s->title, s->poster_kind, s->poster_title, s->mn_kind, s->objections };

	buf_clear(scratch);
	put_number(scratch, s->kind);
	put_date(scratch, s->date);
	for (size_t i = 0; i < COUNT(texts); i++)
		put(scratch, texts[i]);
	put_number(scratch, s->period_days);
	put_date(scratch, s->period_from);
	put_date(scratch, s->period_to);
	put_number(scratch, s->a3);
	put_number(scratch, s->has_mn);
	put(scratch, s->template);
	if (s->value != NULL)
		value_bytes(scratch, s->value);
	if (s->has_mn)
		put_side(scratch, &s->mn);
	for (size_t i = 0; i < s->nothers; i++) {
		put_side(scratch, &s->others[i].side);
		put(scratch, s->others[i].kind);
	}
	put(scratch, tree);
	put_pictures(scratch, s);
	return key_of(group, scratch);
}

uint64_t
card_fingerprint(uint64_t group, const struct share_card *c, struct buf *scratch)
{
	const struct text texts[] = { c->over, c->name, c->line, c->address };

	buf_clear(scratch);
	for (size_t i = 0; i < COUNT(texts); i++)
		put(scratch, texts[i]);
	return key_of(group, scratch);
}
