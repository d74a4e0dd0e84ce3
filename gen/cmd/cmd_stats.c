/* SPDX-License-Identifier: MIT */
/* lihui stats [UNIT]: the counts of section 4, as a text to paste, CSV or JSON. --until fixes the
 * day as of which everything is counted. */
#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/csv.h"
#include "lihui/receive.h"
#include "lihui/secret.h"
#include "lihui/value.h"
#include "lihui/view.h"

struct stats_row {
	const struct unit *unit;
	struct stats stats, total;  /* of the year; since the beginning */
	struct year_verdict before; /* on the year before */
};

static void
print_text(const struct cmd *c, struct arena *a, const struct stats_row *rows, size_t n, int year,
    struct date as_of)
{
	cmd_say(c, stdout, "stats.head",
	    TEXTS(text_fmt(a, "%d", year), date_told(a, c->lang == LANG_EN, as_of)));
	for (size_t i = 0; i < n; i++) {
		const struct stats *s = &rows[i].stats;
		cmd_say(c, stdout, "stats.line",
		    TEXTS(rows[i].unit->name, text_fmt(a, "%d", s->held),
			text_fmt(a, "%d", s->minimum), text_fmt(a, "%d", s->collected),
			text_fmt(a, "%d", s->solved), text_fmt(a, "%d", s->open),
			text_fmt(a, "%d", s->overdue), text_fmt(a, "%d", s->missing)));
	}
	cmd_say(c, stdout, "stats.total", NO_TEXTS);
	for (size_t i = 0; i < n; i++)
		cmd_say(c, stdout, "stats.total_line",
		    TEXTS(rows[i].unit->name, text_fmt(a, "%d", rows[i].total.held),
			text_fmt(a, "%d", rows[i].total.collected),
			text_fmt(a, "%d", rows[i].total.solved)));
}

/* What became of the year before, of each village. */
static void
print_verdicts(const struct cmd *c, struct arena *a, const struct view *v,
    const struct stats_row *rows, size_t n, int year)
{
	bool said = false;

	for (size_t i = 0; i < n; i++) {
		if (!rows[i].before.judged || rows[i].unit->level != LEVEL_VILLAGE)
			continue;
		if (!said)
			cmd_say(c, stdout, "stats.year", TEXTS(text_fmt(a, "%d", year)));
		said = true;
		cmd_say(c, stdout, "stats.verdict",
		    TEXTS(rows[i].unit->name, verdict_words(v, a, c->lang, year, &rows[i].before)));
	}
}

/* The keys of stats_value are the heads of the columns: one list of what is counted. */
static void
print_csv(struct arena *a, const struct stats_row *rows, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		struct value *v = stats_value(a, &rows[i].stats);
		struct text_list heads = { 0 }, cells = { 0 };
		text_list_add(a, &heads, T("path"));
		text_list_add(a, &heads, T("unit"));
		text_list_add(a, &cells, rows[i].unit->path);
		text_list_add(a, &cells, rows[i].unit->name);
		for (const struct value *m = v->first; m != NULL; m = m->next) {
			if (m->kind != VALUE_INT)
				continue;
			text_list_add(a, &heads, m->key);
			text_list_add(a, &cells, text_fmt(a, "%lld", (long long)m->number));
		}
		if (i == 0) {
			csv_begin(out);
			csv_row(out, heads.v, heads.n);
		}
		csv_row(out, cells.v, cells.n);
	}
}

static void
print_json(struct arena *a, const struct stats_row *rows, size_t n, int year, struct date as_of,
    struct buf *out)
{
	struct value *whole = value_object(a), *list;

	value_put_int(a, whole, "year", year);
	value_put_text(a, whole, "as_of", date_iso(a, as_of));
	list = value_put_list(a, whole, "units");
	for (size_t i = 0; i < n; i++) {
		struct value *u = value_add_object(a, list);
		value_put_text(a, u, "path", rows[i].unit->path);
		value_put_text(a, u, "name", rows[i].unit->name);
		value_put(a, u, "counts", stats_value(a, &rows[i].stats));
		value_put(a, u, "total", stats_value(a, &rows[i].total));
		if (rows[i].before.judged && rows[i].unit->level == LEVEL_VILLAGE) {
			struct value *b = value_put_object(a, u, "year_before");

			value_put_int(a, b, "year", year - 1);
			value_put(a, b, "counts", stats_value(a, &rows[i].before.stats));
			value_put_bool(a, b, "reached", rows[i].before.reached);
		}
	}
	value_json(out, whole, true);
}

/* What a report printed as of that day could not hold: said with every later one, so that two of
 * them are never silently different. */
static bool
print_late(
    const struct cmd *c, struct arena *a, const struct site *s, struct date until, struct err *e)
{
	struct late_list late;
	struct text_list all = { 0 };

	if (!receive_late(s, a, until, &late, e))
		return false;
	for (size_t i = 0; i < late.n; i++)
		text_list_add(a, &all,
		    words_say(a, c->words, c->lang, "stats.late_one",
			TEXTS(late.v[i].unit, late.v[i].date, late.v[i].received)));
	if (all.n > 0)
		cmd_say(c, c->format == NULL || strcmp(c->format, "text") == 0 ? stdout : stderr,
		    "stats.late", TEXTS(text_list_join(a, &all, T("、"))));
	return true;
}

static bool
print(const struct cmd *c, struct arena *a, const struct view *v, const struct stats_row *rows,
    size_t n, int year, struct date as_of, struct err *e)
{
	struct text format = text_of(c->format == NULL ? "text" : c->format);
	struct buf out = BUF_INIT;
	bool ok = true;

	if (text_eq(format, T("text"))) {
		print_text(c, a, rows, n, year, as_of);
		print_verdicts(c, a, v, rows, n, year - 1);
	} else if (text_eq(format, T("csv")))
		print_csv(a, rows, n, &out);
	else if (text_eq(format, T("json")))
		print_json(a, rows, n, year, as_of, &out);
	else
		ok = err_usage(e,
		    SAY("--format 可以是 text、csv、json，收到的是 %s",
			"--format may be text, csv or json, not %s"),
		    c->format);
	ok = ok && cmd_write(c, secret_mask(a, buf_view(&out), NULL), e); /* names are typed too */
	buf_release(&out);
	return ok;
}

int
cmd_stats(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct err e = { 0 };
	struct stats_row *rows;
	const struct unit *only = NULL;
	size_t n = 0;
	int year;
	bool ok = cmd_options(c, a, &o, &e) && (c->nargs < 2 || cmd_usage(c, &e));

	if (ok && c->until != NULL)
		ok = date_parse_iso(text_of(c->until), &o.as_of) ||
		    err_usage(&e,
			SAY("--until 要写成 2018-12-31，收到的是 %s",
			    "--until wants 2018-12-31, not %s"),
			c->until);
	ok = ok && publish_gather(&o, a, &g, &e);
	if (ok && c->nargs > 0)
		ok = (only = where_only_unit(g.site, a, c->args[0], &e)) != NULL;
	struct view v = {
		.site = g.site, .store = g.store, .edition = o.edition, .as_of = g.as_of
	};
	ok = ok && (v.counted = view_counted(&v, a, &e)) != NULL;
	year = g.as_of.year;
	rows = ok ? ARENA_ARRAY(a, struct stats_row, g.site->nunits) : NULL;
	for (size_t i = 0; ok && i < g.site->nunits; i++) {
		if (only != NULL && !unit_below(g.site->units[i], only))
			continue;
		rows[n].unit = g.site->units[i];
		int64_t id = (int64_t)i + 1;
		ok = view_stats(&v, id, year, &rows[n].stats, &e) &&
		    view_stats(&v, id, 0, &rows[n].total, &e) &&
		    view_verdict(&v, id, year - 1, &rows[n].before, &e);
		n++;
	}
	ok = ok && print(c, a, &v, rows, n, year, g.as_of, &e);
	ok = ok && (c->until == NULL || print_late(c, a, g.site, o.as_of, &e));
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
