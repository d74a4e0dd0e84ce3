/* SPDX-License-Identifier: MIT */
/*
 * Front matter: what the head of a document says, key by key. Heads are typed by people, so the
 * line pass (speech/head_lines.c, head_value.c) reads them and YAML is asked only where its own
 * rules decide, in quoted texts with escapes.
 *
 * Assumptions: a key given twice is a fault only when the values differ: 日期 and 时间 may hold the
 * day and the hour of the same meeting, and people are listed under several headings (出席,
 * 参加人员). A document is held for F005, so the comparison is made without blanks and full-width
 * forms.
 */
#include "lihui/lexicon.h"
#include "lihui/secret.h"
#include "read/head_fields.h"
#include "read/record.h"
#include "speech/head_lines.h"
#include "lihui/yaml.h"

#include "lihui/utf8.h"

static int
front_key(struct text name)
{
	return (int)key_parse(name);
}

static bool
front_nearly(struct text name)
{
	return key_nearest(name).n > 0;
}

static bool
front_is_map(int key)
{
	return key_rows[key].shape == SHAPE_MAP;
}

static bool
front_is_prose(int key)
{
	return key_rows[key].shape == SHAPE_PROSE;
}

static bool
front_is_count(int key)
{
	return key_rows[key].shape == SHAPE_COUNT;
}

/* A line below a value without a label of its own. Only prose may be a sentence: what is said
 * behind a list of people, a place or a day is the body. */
static bool
front_goes_on(int key, struct text value, struct text line)
{
	static const char *const openings[] = { "会议", "本次", "首先", "现将", NULL };

	switch (key) {
	case KEY_SUMMARY:
	case KEY_REASON:
	case KEY_SOURCE: return value.n > 0;
	case KEY_MATTER: return false; /* a name, by which other records are found */
	default: break;
	}
	switch (key_rows[key].shape) {
	case SHAPE_PEOPLE: return bracket_depth(value) > 0 || people_line(line);
	case SHAPE_LIST:
	case SHAPE_PROSE:
		return (value.n > 0 || key == KEY_PLACE) && !utf8_exceeds(line, 24) &&
		    !text_has(line, T("。")) && !starts_any(line, openings, NULL);
	default:
		return !utf8_exceeds(line, 24) && head_number(line) >= 0 &&
		    !text_has(line, T("，")) && !text_has(line, T("。"));
	}
}

/* 卜明 朝格图: whole names, of people's keys. */
static bool
front_names(int key, struct text value)
{
	if (key_rows[key].shape != SHAPE_PEOPLE || !people_line(value) || text_has(value, T("：")))
		return false;
	for (size_t i = 0, from = 0; i <= value.n;) {
		size_t before = i;
		uint32_t c = i < value.n ? utf8_next(value, &i) : 0;

		if (c != 0 && !is_separator(c) && !utf8_is_blank(c))
			continue;
		size_t n = utf8_length(text_trim(text_cut(value, from, before)));
		if (n > 0 && (n < 2 || n > 5))
			return false;
		from = i;
		if (c == 0)
			break;
	}
	return true;
}

/* 文书：何顺 below 出席人员： names one of them. */
static bool
front_is_role(int key, struct text name)
{
	return (key == KEY_ATTENDEES || key == KEY_OBSERVERS) && is_identity(name);
}

/* 会议记录：吴红 is the recorder, 会议记录：先通报… and 会议记录 alone open the body. */
static bool
front_fits(int key, struct text name, struct text value)
{
	return key != KEY_RECORDER || text_ends(name, T("人")) || text_ends(name, T("员")) ||
	    text_ends(name, T("者")) || (value.n && people_line(value)) ||
	    (value.n == 0 && !text_has(name, T("会议")));
}

static const struct step_rule_list *
front_steps(const struct doc *d)
{
	const struct profile *p = d->profile;

	if (!p && d->file && d->file->profiles)
		p = profile_for(d->file->profiles, NO_DATE);
	return p ? &p->steps : NULL;
}

/* The first line of what was read otherwise than it stands. */
static struct text
assumed_words(const struct doc *d, struct span at)
{
	struct text t = text_cut(d->text, at.at, (size_t)at.at + at.n), line = t;
	struct text rest = t;

	text_line(&rest, &line);
	return secret_head(d->arena, line, d->sink.allowed, 30);
}

static void
put_role(struct doc *d, enum role role, enum key key, size_t from, size_t to)
{
	*ARENA_PUSH(d->arena, &d->head_roles) = (struct role_at){ role,
		key ? key_name(key) : NO_TEXT, { (uint32_t)from, (uint32_t)(to - from) } };
}

static void
note_assumed(struct doc *d, const struct head *h)
{
	static const char *const keys[ASSUMED_COUNT] = { "assumed.fence", "assumed.colon",
		"assumed.several", "assumed.remark", "assumed.unfenced", "assumed.unclosed",
		"assumed.title", "assumed.prose" };

	for (int i = 0; i < ASSUMED_COUNT; i++)
		if (h->assumed[i].n)
			diag_put(&d->sink, DIAG_F006, h->assumed[i],
			    TEXTS(assumed_words(d, h->assumed[i]), head_say(d, keys[i])));
	for (size_t i = 0; i < h->others.n; i++) {
		put_role(d, ROLE_UNKNOWN, KEY_NONE, h->others.v[i].at,
		    (size_t)h->others.v[i].at + h->others.v[i].n);
		diag_put(&d->sink, DIAG_F006, h->others.v[i],
		    TEXTS(assumed_words(d, h->others.v[i]), head_say(d, "assumed.other")));
	}
}

static struct text
span_of(const struct doc *d, struct span s)
{
	return text_cut(d->text, s.at, (size_t)s.at + s.n);
}

static bool
same_day(struct text x, struct text y)
{
	struct date_found f, g;

	date_find(x, 2000, &f);
	date_find(y, 2000, &g);
	if (!date_is(f.date) || !date_is(g.date))
		return true; /* the day here, the hour there */
	if (f.year_written && g.year_written && f.date.year != g.date.year)
		return false;
	return f.date.month == g.date.month && f.date.day == g.date.day;
}

static bool
agrees(struct doc *d, const struct field *f, const struct field *g)
{
	struct text x = span_of(d, f->at), y = span_of(d, g->at);

	if (f->key == KEY_DATE && same_day(x, y))
		return true;
	if ((f->key == KEY_ATTENDEES || f->key == KEY_OBSERVERS || f->key == KEY_ABSENT) &&
	    !text_eq(text_squeeze(d->arena, f->name), text_squeeze(d->arena, g->name)))
		return true; /* 出席, 参加人员: one list under two headings */
	return text_eq(text_squeeze(d->arena, utf8_halfwidth(d->arena, x)),
	    text_squeeze(d->arena, utf8_halfwidth(d->arena, y)));
}

static void
check_twice(struct doc *d, const struct field_list *l)
{
	const struct field *first[KEY_COUNT] = { NULL };

	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = &l->v[i];
		if (f->key == KEY_NONE)
			continue;
		if (!first[f->key])
			first[f->key] = f;
		else if (!agrees(d, first[f->key], f))
			diag_put(&d->sink, DIAG_F005, f->name_at,
			    TEXTS(f->name, span_of(d, first[f->key]->at), span_of(d, f->at)));
	}
}

static void
put_unknown(struct doc *d, const struct head_line *e)
{
	struct text nearest = key_nearest(e->name);

	if (nearest.n == 0)
		nearest = head_say(d, "front.keys");
	diag_put(&d->sink, DIAG_F004, e->name_at, TEXTS(e->name, nearest));
}

/* Title lines above the labels; `# ` before one is Markdown's. */
static void
add_title(struct doc *d, struct field_list *out, size_t at, size_t end)
{
	struct span s = span_trim(d->text, at, end);
	struct text t = span_of(d, s);
	size_t marks = 0;

	while (marks < t.n && t.p[marks] == '#')
		marks++;
	s = span_trim(d->text, s.at + marks, s.at + s.n);
	if (s.n == 0)
		return;
	put_role(d, ROLE_TITLE, KEY_NONE, at, end);
	struct yaml *y = ARENA_NEW(d->arena, struct yaml);
	y->text = span_of(d, s);
	y->at = s;
	*ARENA_PUSH(d->arena, out) = (struct field){ KEY_TITLE, NO_TEXT, NO_SPAN, s, y };
}

/* The heading that opens the body, when it is one of the first level. */
static void
peek_title(struct doc *d, size_t body, struct field_list *out)
{
	struct text rest = text_cut(d->text, body, d->text.n), line;

	while (text_line(&rest, &line)) {
		struct text t = text_trim(line);
		if (t.n == 0)
			continue;
		if (t.n > 2 && t.p[0] == '#' && t.p[1] != '#' &&
		    !step_match(t, front_steps(d), &(size_t){ 0 }, &(size_t){ 0 }))
			add_title(
			    d, out, (size_t)(t.p - d->text.p), (size_t)(t.p - d->text.p) + t.n);
		return;
	}
}

static void
fields_from(struct doc *d, const struct head *h, struct field_list *out)
{
	for (size_t i = 0; i < h->entries.n; i++) {
		const struct head_line *e = &h->entries.v[i];
		if (e->name.n && e->key == KEY_NONE)
			put_unknown(d, e);
		const struct step_rule_list *steps = front_steps(d);
		if (e->key && steps && !label_pure(steps->lexicon, e->name))
			diag_put(&d->sink, DIAG_F006, e->name_at,
			    TEXTS(e->name,
				text_join(d->arena, head_say(d, "assumed.day"),
				    key_name((enum key)e->key))));
		if (e->name.n || e->key)
			put_role(d, e->key ? ROLE_FIELD : ROLE_UNKNOWN, (enum key)e->key,
			    e->name.n ? e->name_at.at : e->at.at,
			    e->at.n ? (size_t)e->at.at + e->at.n
				    : (size_t)e->name_at.at + e->name_at.n);
		if ((e->name.n && e->key == KEY_NONE) || (e->key != KEY_NONE && e->at.n))
			*ARENA_PUSH(d->arena, out) = (struct field){ (enum key)e->key, e->name,
				e->name_at, e->at, e->value };
	}
	if (head_field(out, KEY_TITLE))
		return;
	if (h->entries.n && h->entries.v[0].name.n == 0 && h->entries.v[0].key == KEY_NONE)
		add_title(d, out, h->entries.v[0].at.at,
		    (size_t)h->entries.v[0].at.at + h->entries.v[0].at.n);
	else
		peek_title(d, h->body, out);
}

static bool
any_known(const struct head *h)
{
	for (size_t i = 0; i < h->entries.n; i++)
		if (h->entries.v[i].key)
			return true;
	return false;
}

size_t
document_head(struct doc *d, struct field_list *out)
{
	struct head h = {
		.arena = d->arena,
		.text = d->text,
		.key_of = front_key,
		.nearly = front_nearly,
		.is_map = front_is_map,
		.is_prose = front_is_prose,
		.is_count = front_is_count,
		.goes_on = front_goes_on,
		.names = front_names,
		.is_role = front_is_role,
		.fits = front_fits,
		.date_key = KEY_DATE,
		.place_key = KEY_PLACE,
		.steps = front_steps(d),
	};

	head_lines_read(&h);
	if (h.shape == HEAD_FENCED && !any_known(&h))
		diag_put(&d->sink, DIAG_F003, NO_SPAN, NO_TEXTS);
	note_assumed(d, &h);
	fields_from(d, &h, out);
	check_twice(d, out);
	return h.body;
}
