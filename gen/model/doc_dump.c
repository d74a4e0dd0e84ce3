/* SPDX-License-Identifier: MIT */
/*
 * The model as a value tree, for `lihui dump FILE`, for golden files and for people who want to see
 * what was understood: a function for each structure of model.def. What was not written is left
 * out, so that a short record gives a short dump. Names of members are English, values are what the
 * author wrote; statuses, types and codes by their ids.
 */
#include "lihui/arena.h"
#include "lihui/date.h"
#include "lihui/doc.h"
#include "lihui/value.h"
#include "model/doc_dump.h"

static void
put_text(struct arena *a, struct value *o, const char *key, struct text t)
{
	if (t.n > 0)
		value_put_text(a, o, key, t);
}

static void
put_date(struct arena *a, struct value *o, const char *key, struct date d)
{
	if (date_is(d))
		value_put_text(a, o, key, date_iso(a, d));
}

static void
put_count(struct arena *a, struct value *o, const char *key, int n)
{
	if (n >= 0)
		value_put_int(a, o, key, n);
}

static void
put_true(struct arena *a, struct value *o, const char *key, bool b)
{
	if (b)
		value_put_bool(a, o, key, true);
}

static void
put_texts(struct arena *a, struct value *o, const char *key, const struct text_list *l)
{
	struct value *list = l->n > 0 ? value_put_list(a, o, key) : NULL;

	for (size_t i = 0; i < l->n; i++)
		value_add(list, value_text(a, l->v[i]));
}

static void
put_clock(struct arena *a, struct value *o, const char *key, clock_minutes m)
{
	if (m >= 0)
		value_put_text(a, o, key, text_fmt(a, "%02d:%02d", m / 60, m % 60));
}

/* Line and column of what stands in the source; after the door only of what is kept. */
static void
put_place(struct arena *a, struct value *o, const struct doc *d, struct span at)
{
	int line, column, width;

	doc_place(d, at, &line, &column, &width, NULL);
	if (line > 0)
		value_put_text(a, o, "at", text_fmt(a, "%d:%d", line, column));
}

static void
put_status(struct arena *a, struct value *o, const char *key, enum status s)
{
	struct text id = text_of(status_key(s));
	size_t dot = text_find(id, T("."), 0);

	if (s != STATUS_NONE)
		value_put_text(a, o, key, dot == SIZE_MAX ? id : text_cut(id, dot + 1, id.n));
}

static void
put_order(struct arena *a, struct value *o, struct number n)
{
	if (n.order > 0)
		value_put_text(a, o, "number", number_text(a, n));
}

static void
put_read_from(struct arena *a, struct value *o, const char *key, unsigned bits)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = { { PROBLEM_READ_RAISED, "raised_by" }, { PROBLEM_READ_DECISION, "decision" },
		{ PROBLEM_READ_OWNER, "owners" }, { PROBLEM_READ_DEADLINE, "deadline" } };
	struct value *list = bits > 0 ? value_put_list(a, o, key) : NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bits & names[i].bit)
			value_add(list, value_text(a, text_of(names[i].name)));
}

/* Fen as yuan with two decimals, a text: JSON numbers are not exact. */
static struct value *
money_value(struct arena *a, int64_t fen)
{
	uint64_t n = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	struct value *none;

	if (fen != MONEY_NONE)
		return value_text(a,
		    text_fmt(a, "%s%llu.%02llu", fen < 0 ? "-" : "", (unsigned long long)(n / 100),
			(unsigned long long)(n % 100)));
	none = value_text(a, NO_TEXT);
	none->kind = VALUE_NULL;
	return none;
}

static const char *const referral_words[REFERRAL_COUNT] = { "list", "draw", "accept", "dispatch",
	"accept_again", "supervise", "close", "rate" };
static const char *const target_words[] = { "problem", "task", "either", "all_tasks" };
static const char *const version_words[] = { "text", "summary", "scan", "recording" };
static const char *const state_words[] = { "current", "outdated", "undated" };
static const char *const level_words[] = { "off", "note", "warning", "error" };

static void
dump_rows(struct arena *a, struct value *o, const struct doc *d, const struct money_table *t);

/* A list under a key, each element through its dump; nothing when it is empty. */
#define DUMP_LIST(list, name, key) \
	do { \
		struct value *values_ = (list)->n > 0 ? value_put_list(a, o, key) : NULL; \
		for (size_t i_ = 0; i_ < (list)->n; i_++) \
			dump_##name(a, value_add_object(a, values_), d, &(list)->v[i_]); \
	} while (0)

/* o: the value, x: the structure, m: the member. */
#define D_none
#define D_text(key)   put_text(a, o, key, *m);
#define D_always(key) value_put_text(a, o, key, *m);
#define D_text_unless(other, key) \
	if (!text_eq(*m, x->other)) \
		put_text(a, o, key, *m);
#define D_texts(key)           put_texts(a, o, key, m);
#define D_date(key)            put_date(a, o, key, *m);
#define D_clock(key)           put_clock(a, o, key, *m);
#define D_count(key)           put_count(a, o, key, *m);
#define D_count_if(other, key) put_count(a, o, key, x->other ? *m : -1);
#define D_positive(key)        put_count(a, o, key, *m > 0 ? *m : -1);
#define D_yes(key)             put_true(a, o, key, *m);
#define D_word(words, key)     value_put_text(a, o, key, text_of(words[*m]));
#define D_status(key)          put_status(a, o, key, *m);
#define D_code(key)            value_put_text(a, o, key, text_of(diag_info(*m)->code));
#define D_lang(key)            value_put_text(a, o, key, lang_code(*m));
#define D_order                put_order(a, o, *m);
#define D_place                put_place(a, o, d, *m);
#define D_line \
	if (*m > 0) \
		value_put_text(a, o, "at", text_fmt(a, "%d:%d", x->line, x->column));
#define D_people(key)     DUMP_LIST(m, person, key);
#define D_list(name, key) DUMP_LIST(m, name, key);
#define D_part(name)      dump_##name(a, o, d, m);
#define D_notice(id, key) \
	if (x->has[KEY_##id]) \
		dump_notice_of(a, value_put_object(a, o, key), d, m);
#define D_read_from(key) put_read_from(a, o, key, *m);
#define D_rows           dump_rows(a, o, d, x);
#define D_tree(key) \
	if (*m) \
		value_put(a, o, key, tree_value(a, *m));
#define D_findings(key) DUMP_LIST(&m->list, finding, key);
#define D_unit \
	if (*m) \
		value_put_text(a, o, "unit", (*m)->path);
#define D_type \
	if (*m) { \
		value_put_text(a, o, "type", (*m)->id); \
		value_put_text(a, o, "type_name", (*m)->name); \
	}
#define D_publicity(key) \
	if (*m != PUBLIC_OUTCOMES) \
		value_put_text(a, o, key, *m == PUBLIC_FULL ? T("full") : T("no"));
#define D_week(key) \
	if (m->week > 0) \
		value_put_text(a, o, key, text_fmt(a, "%d-W%02d", m->year, m->week));

#define BEGIN(name) \
	static inline void dump_##name( \
	    struct arena *a, struct value *o, const struct doc *d, const struct name *x) \
	{ \
		(void)a, (void)o, (void)d;
#define ROW(type, member, bytes, json, same) \
	{ \
		__attribute__((unused)) __typeof__(&x->member) m = &x->member; \
		D_##json \
	}
#define END }
#include "lihui/model.def"

static void
dump_rows(struct arena *a, struct value *o, const struct doc *d, const struct money_table *t)
{
	struct value *rows = value_put_list(a, o, "rows");

	for (size_t i = 0; i < t->nrows; i++) {
		struct value *row = value_add_object(a, rows), *cells;

		dump_money_row(a, row, d, &t->rows[i]);
		cells = value_put_list(a, row, "yuan");
		for (size_t k = 0; k < t->ncols; k++)
			value_add(cells, money_value(a, t->rows[i].cells[k]));
	}
}

struct value *
doc_value(struct arena *a, const struct doc *d)
{
	struct value *v = value_object(a);

	dump_doc(a, v, d, d);
	if (d->body)
		value_put(a, v, "body", tree_value(a, d->body));
	return v;
}
