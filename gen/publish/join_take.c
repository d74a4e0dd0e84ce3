/* SPDX-License-Identifier: MIT */
/* What a join does in the course of a build: the indexes of the parts are merged, their files
 * planned and taken. */
#include <pthread.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "lihui/progress.h"
#include "publish/join.h"
#include "publish/sources.h"

#define CHUNK 64 /* files copied in one piece of work */

bool
part_rows(const struct site_part *p, struct arena *a, struct row_list *rows, struct err *e)
{
	struct store *s = store_open_reader(p->index.p, e);
	bool ok = s != NULL && rows_load(s, a, p->made_in, rows, e);

	store_close(s);
	return ok;
}

/* --- merging --- */

/* The documents of the units above, of which pages below tell: a part must have seen the same. */
static bool
above_hash(struct store *s, const struct site *site, const struct site_part *p, uint64_t *out,
    struct err *e)
{
	struct buf b = BUF_INIT;
	bool ok = true;

	for (const struct unit *u = site->units[p->first - 1]->parent; ok && u != NULL;
	     u = u->parent) {
		struct query q;

		query_ask(s, &q,
		    "select address, hash from document where unit = ?1 order by address",
		    VALUES(V(u->id + 1)), e);
		while (query_row(&q))
			for (int i = 0; i < 2; i++) {
				buf_text(&b, query_peek(&q, i));
				buf_char(&b, '\n');
			}
		ok = query_end(&q);
	}
	*out = hash64(buf_view(&b));
	buf_release(&b);
	return ok;
}

static bool
check_above(struct build *b, struct site_part *p, struct err *e)
{
	const struct unit *asking = unit_asking(b->g.site->units[p->first - 1]);
	struct store *s = store_open_reader(p->index.p, e);
	uint64_t here = 0, there = 0;
	bool ok = s != NULL && above_hash(s, b->g.site, p, &there, e) &&
	    above_hash(b->g.store, b->g.site, p, &here, e) &&
	    weekly_first(s, asking->id + 1, &p->weekly_first, e);

	store_close(s);
	if (ok && here != there)
		return err_usage(e,
		    SAY("做 %s "
			"的时候，上级单位的记录和这里的不一样：各处的上级记录要相同，请把它重做",
			"%s was built with other documents of the units above than are here: they "
			"must be the same everywhere; build it again"),
		    p->tree);
	return ok;
}

/* Villages of one township are asked for the same weeks. A part that is less than a township cannot
 * see when the neighbours began, and counted by what it saw. */
static bool
check_weeks(const struct build *b, struct err *e)
{
	const struct joined *j = b->joined;
	const struct site *site = b->g.site;
	struct date *first = ARENA_ARRAY(b->arena, struct date, site->nunits);

	for (size_t i = 0; i < j->n; i++) {
		const struct unit *u = unit_asking(site->units[j->v[i].first - 1]);
		struct date own = j->v[i].weekly_first;

		for (; u != NULL && date_is(own); u = u->parent)
			if (!date_is(first[u->id]) || date_cmp(own, first[u->id]) < 0)
				first[u->id] = own;
	}
	for (size_t i = 0; i < j->n; i++) {
		const struct site_part *p = &j->v[i];
		const struct unit *u = site->units[p->first - 1], *asking = unit_asking(u);
		struct week week = date_week(first[asking->id]);

		if (date_is(profile_for(&u->profiles, p->as_of)->weekly_since) ||
		    date_cmp(p->weekly_first, first[asking->id]) == 0)
			continue;
		return err_usage(e,
		    SAY("%s 看不到同一个单位（%.*s）别的村是哪一周开始的：请在 %.*s "
			"里写一行 weekly_since: %04d-W%02d，各处都写上，再把各部分重做",
			"%s cannot see since which week the other villages of %.*s are asked: "
			"put a line into %.*s, weekly_since: %04d-W%02d, the same everywhere, and "
			"build the parts again"),
		    p->tree, TEXT_ARG(asking->name),
		    TEXT_ARG(path_join(b->arena, asking->path, T("_rules.yaml"))), week.year,
		    week.week);
	}
	return true;
}

/* One part; what it is known by is written last. */
static bool
merge_part(struct build *b, const struct site_part *p, struct err *e)
{
	struct text key = joined_key(b->arena, p->path), before = NO_TEXT;

	if (!fact_get(b->g.store, key, b->arena, &before, e))
		return false;
	if (text_eq(before, p->stamp))
		return true;
	return fact_set(b->g.store, key, NO_TEXT, e) &&
	    store_merge(b->g.store, p->index.p, p->first, p->last, e) &&
	    fact_set(b->g.store, key, p->stamp, e);
}

/* Parts of an earlier join that are none any more: their units are in others now. */
static bool
forget_former(struct build *b, struct err *e)
{
	struct text_list keys = { 0 };
	struct query q;
	bool ok;

	query_start(
	    b->g.store, &q, "select key from fact where key >= 'joined:' and key < 'joined;'", e);
	while (query_row(&q))
		text_list_add(b->arena, &keys, query_text(&q, b->arena, 0));
	ok = query_end(&q);
	for (size_t i = 0; ok && i < keys.n; i++) {
		struct text path = text_cut(keys.v[i], 7, keys.v[i].n);
		if (LIST_FIND(b->joined, &path, text_order) != NULL)
			continue;
		ok = store_do(
		    b->g.store, "delete from fact where key = ?1", VALUES(V(keys.v[i])), e);
	}
	return ok;
}

/* Documents above go by the registers of the villages that they speak of, wherever those were read.
 */
static bool
pass_above(struct build *b, struct arena *a, struct err *e)
{
	const struct site *site = b->g.site;
	const struct source **docs = ARENA_ARRAY(a, const struct source *, site->ndocuments + 1);
	bool *settled = ARENA_ARRAY(a, bool, site->nunits + 1);

	for (size_t i = 0; i < site->ndocuments; i++)
		docs[i] = site->documents[i];
	if (site->ndocuments > 1)
		qsort(docs, site->ndocuments, sizeof *docs, todo_order);
	return spoken_pass(&b->g, b->options, docs, site->ndocuments, true, settled, e);
}

/* Records above speak of units below, and rules of the units above count what they found there. */
static bool
settle_above(struct build *b, struct text governing, struct err *e)
{
	const struct site *site = b->g.site;
	struct arena *a = arena_new();
	struct finding_list found = { 0 };
	int *units = ARENA_ARRAY(a, int, site->nunits + 1);
	struct text firsts;
	size_t n = 0;
	bool ok;

	for (size_t i = 0; i < site->nunits; i++)
		if (site_reads(site, site->units[i]))
			units[n++] = (int)i;
	ok = store_begin(b->g.store, e);
	if (ok && pass_above(b, a, e) && store_settle(b->g.store, site, units, n, e) &&
	    check_units(b->g.store, site, units, n, b->g.as_of, a, &found, e) &&
	    store_put_findings(b->g.store, site, units, n, &found, e) &&
	    weekly_firsts(b->g.store, a, &firsts, e) &&
	    fact_set(b->g.store, T("weekly_firsts"), firsts, e) &&
	    fact_set(b->g.store, T("governing"), governing, e)) {
		ok = store_commit(b->g.store, e);
	} else if (ok) {
		store_rollback(b->g.store);
		ok = false;
	}
	arena_free(a);
	return ok;
}

static bool
run_int(struct build *b, const char *sql, int64_t n, struct err *e)
{
	return store_do(b->g.store, sql, VALUES(V(n)), e);
}

/* --- what a part saw of the units above, when it is less than they speak of --- */

/* Units of a part on whose matters a document reports, as an index knows it. */
static bool
reported_on(struct store *s, const struct site_part *p, struct text address, struct arena *a,
    struct unit_ids *out, struct err *e)
{
	struct query q;

	query_ask(s, &q,
	    "select distinct ifnull(p.unit, t.unit) as u from report r join document d on d.id = "
	    "r.document left join problem p on p.id = r.problem left join task t on t.id = r.task"
	    " where d.address = ?1 and u between ?2 and ?3",
	    VALUES(V(address), V(p->first), V(p->last)), e);
	while (query_row(&q))
		*ARENA_PUSH(a, out) = (int)query_int(&q, 0);
	return query_end(&q);
}

/* Documents of a unit that are shown otherwise here than there. */
static bool
shown_otherwise(struct store *here, struct store *there, const struct unit *u, struct arena *a,
    struct text_list *out, struct err *e)
{
	static const char sql[] = "select address, state || ifnull(model, '') from document where "
				  "unit = ?1 order by address";
	struct query q, x;
	bool ok;

	query_ask(here, &q, sql, VALUES(V(u->id + 1)), e);
	query_ask(there, &x, sql, VALUES(V(u->id + 1)), e);
	while (query_row(&q) && query_row(&x)) /* the same addresses: check_above */
		if (!text_eq(query_peek(&q, 1), query_peek(&x, 1)))
			text_list_add(a, out, query_text(&q, a, 0));
	ok = query_end(&q);
	return query_end(&x) && ok;
}

/* Pages of the part that tell of such a document are drawn here. The part is merged anew the next
 * time, because its rows are settled by what is shown here. */
static bool
redraw_part(struct build *b, const struct site_part *p, struct err *e)
{
	const struct site *site = b->g.site;
	struct store *s = store_open_reader(p->index.p, e);
	struct text_list other = { 0 };
	struct unit_ids units = { 0 };
	bool ok = s != NULL;

	for (const struct unit *u = site->units[p->first - 1]->parent; ok && u != NULL;
	     u = u->parent)
		ok = shown_otherwise(b->g.store, s, u, b->arena, &other, e);
	for (size_t i = 0; ok && i < other.n; i++)
		ok = reported_on(b->g.store, p, other.v[i], b->arena, &units, e) &&
		    reported_on(s, p, other.v[i], b->arena, &units, e);
	store_close(s);
	for (size_t i = 0; ok && i < units.n; i++)
		for (const struct unit *u = site->units[units.v[i] - 1];
		     ok && u != NULL && u->id + 1 >= p->first; u = u->parent) {
			b->joined->redraw[u->id + 1] = true;
			ok = run_int(
			    b, "insert or ignore into touched (unit) values (?1)", u->id + 1, e);
		}
	return ok &&
	    (units.n == 0 || fact_set(b->g.store, joined_key(b->arena, p->path), NO_TEXT, e));
}

static bool
redraw_find(struct build *b, struct err *e)
{
	struct joined *j = b->joined;
	bool ok = true;

	j->redraw = ARENA_ARRAY(b->arena, bool, b->g.site->nunits + 1);
	for (size_t i = 0; ok && i < j->n; i++)
		ok = redraw_part(b, &j->v[i], e);
	return ok;
}

/* Everything is to be looked at by whoever builds next, should this be the last thing that is done;
 * by this build the units above. */
static bool
touch_above(struct build *b, struct err *e)
{
	const struct site *site = b->g.site;
	bool ok = run_int(b, "insert or ignore into touched (unit) values (?1)", 0, e) &&
	    run_int(b, "delete from search_page where unit > ?1", (int64_t)site->nunits, e);

	for (size_t i = 0; ok && i < site->nunits; i++)
		if (site_reads(site, site->units[i]))
			ok = run_int(b, "insert or ignore into touched (unit) values (?1)",
			    (int64_t)i + 1, e);
	return ok;
}

bool
joined_merge(struct build *b, struct err *e)
{
	struct joined *j = b->joined;
	struct text governing = NO_TEXT;
	struct progress *progress;
	bool ok = true;

	for (size_t i = 0; ok && i < j->n; i++)
		ok = check_above(b, &j->v[i], e);
	if (!ok || !check_weeks(b, e) ||
	    !fact_get(b->g.store, T("governing"), b->arena, &governing, e) ||
	    !fact_set(b->g.store, T("governing"), NO_TEXT, e) || !touch_above(b, e) ||
	    !forget_former(b, e))
		return false;
	progress = progress_start(SAY("合成", "joining"), j->n);
	for (size_t i = 0; ok && i < j->n; i++) {
		ok = merge_part(b, &j->v[i], e);
		progress_step(progress, 1);
	}
	progress_end(progress);
	return ok && settle_above(b, governing, e) && redraw_find(b, e);
}

/* --- files --- */

/* What the part's tree has at an output's path. What stands in the tree already, with the same
 * bytes, stays: false. */
static bool
assign(struct item *it, const struct row_known *r)
{
	it->wanted = false;
	it->key = r->key;
	it->done = it->row != NULL && it->row->intact && text_eq(it->row->sha256, r->sha256);
	memcpy(it->sha256, r->sha256.p, sizeof it->sha256);
	if (!it->done)
		it->stat = r->stat;
	return !it->done;
}

/* Of the site, though it bears the root's number: a part that is everything lacks it too. */
static bool
is_of_site(enum output_kind k)
{
	return output_of(k) == OF_SITE || output_of(k) == OF_ASSET;
}

static bool
plan_part(struct build *b, const struct site_part *p, struct err *e)
{
	struct arena *a = arena_new();
	struct row_list rows = { 0 };
	bool ok = part_rows(p, a, &rows, e);

	for (size_t i = 0; ok && i < rows.n; i++) {
		struct item *it = build_find(b, rows.v[i].path);
		if (it == NULL || is_of_site(it->output->kind) || it->output->unit < p->first ||
		    it->output->unit > p->last)
			continue;
		it->part = p;
		/* Files and pictures are not here. A poster shows pictures: it stays as its part
		 * made it. */
		if (b->joined->redraw[it->output->unit] && it->output->kind != OUT_ATTACHMENT &&
		    it->output->kind != OUT_POSTER && it->output->kind != OUT_RECORD) {
			struct row_known *kept = ARENA_NEW(b->arena, struct row_known);

			*kept = rows.v[i];
			kept->sha256 = text_copy(b->arena, rows.v[i].sha256);
			it->from = kept;
		} else if (assign(it, &rows.v[i]))
			b->joined->take[b->joined->ntake++] = it;
	}
	arena_free(a);
	return ok;
}

bool
joined_plan(struct build *b, struct err *e)
{
	struct joined *j = b->joined;
	const struct site_part **of =
	    ARENA_ARRAY(b->arena, const struct site_part *, b->g.site->nunits + 1);

	j->take = ARENA_ARRAY(b->arena, struct item *, b->outputs.n + 1);
	j->ntake = 0;
	for (size_t i = 0; i < j->n; i++) {
		for (int u = j->v[i].first; u <= j->v[i].last; u++)
			of[u] = &j->v[i];
		if (!plan_part(b, &j->v[i], e))
			return false;
	}
	for (size_t i = 0; i < b->outputs.n; i++) {
		const struct item *it = &b->items[i];
		const struct site_part *p = of[it->output->unit];
		if (p != NULL && it->part == NULL && !is_of_site(it->output->kind))
			return err_usage(e,
			    SAY("%s 里缺 %.*s：请把这一部分重做",
				"%s lacks %.*s: build that part again"),
			    p->tree, TEXT_ARG(it->path));
	}
	return true;
}

/* Copied and not linked: two trees that share files make each other look changed, and who edits one
 * in place damages both. */
static bool
take_one(struct build *b, struct item *it, struct file_writer *w, struct arena *a, struct err *e)
{
	struct text from = path_join(a, text_of(it->part->tree), it->path),
		    to = path_join(a, b->folder, it->path);
	struct buf bytes = BUF_INIT;
	char sha256[sizeof it->sha256];
	bool is_new = it->row == NULL && manifest_find(&b->before, it->path) == NULL,
	     ok = file_read(from.p, &bytes, e);

	if (ok) {
		hash_sha256_put(sha256, buf_view(&bytes));
		ok = memcmp(sha256, it->sha256, sizeof sha256) == 0 ||
		    err_usage(e,
			SAY("合成的时候 %s 变了：等它做完再合成一次",
			    "%s changed while it was joined: join again when it is done"),
			it->part->tree);
	}
	ok = ok && file_writer_write(w, to.p, buf_view(&bytes), is_new, &it->changed, &it->stat, e);
	it->done = it->fresh = ok;
	buf_release(&bytes);
	return ok;
}

bool
joined_take_same(
    struct build *b, struct item *it, struct file_writer *w, struct arena *a, struct err *e)
{
	return !assign(it, it->from) || take_one(b, it, w, a, e);
}

static bool
take_chunk(void *context, size_t i, int worker, struct err *e)
{
	struct build *b = context;
	struct joined *j = b->joined;
	size_t end = (i + 1) * CHUNK < j->ntake ? (i + 1) * CHUNK : j->ntake;
	struct arena *a = arena_new();
	bool ok = true;

	for (size_t k = i * CHUNK; ok && k < end; k++) {
		ok = take_one(b, j->take[k], &j->writers[worker], a, e);
		arena_clear(a);
		progress_step(j->progress, 1);
	}
	arena_free(a);
	return ok;
}

bool
joined_take(struct build *b, struct err *e)
{
	struct joined *j = b->joined;
	bool ok;

	j->writers = ARENA_ARRAY(b->arena, struct file_writer, (size_t)b->jobs);
	j->progress = progress_start(SAY("复制", "copying"), j->ntake);
	ok = pool_run((j->ntake + CHUNK - 1) / CHUNK, b->jobs, take_chunk, b, e);
	progress_end(j->progress);
	for (int i = 0; i < b->jobs; i++)
		file_writer_release(&j->writers[i]);
	return ok;
}
