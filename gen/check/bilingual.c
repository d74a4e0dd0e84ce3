/* SPDX-License-Identifier: MIT */
/*
 * Two languages. The translation is compared with its original by number and order only: whether a
 * sentence says the same, a person has to judge. What a program can see is that a part is missing,
 * that the original has changed since, that a file holds the other language, and that Mongolian was
 * typed with an encoding of its own.
 *
 * Findings about a translation bear its path, because it is there that something has to be typed. A
 * sheet that was photographed and a recording cannot be looked into.
 */
#include "check/rules.h"
#include "lihui/utf8.h"

/* Letters below which a text is too short to tell its language. */
#define ENOUGH 12

/* Puts a finding into the translation's file as a whole. */
static void
version_put(struct check *c, enum diag_level level, enum diag_code code, const struct version *v,
    const struct text *args, size_t n)
{
	struct text path = c->sink->path;

	c->sink->path = v->path;
	diag_put_at(c->sink, level, code, NO_SPAN, args, n);
	c->sink->path = path;
}

static void
pair_put(
    struct check *c, const struct version *v, const char *what, size_t original, size_t translated)
{
	if (original != translated)
		version_put(c, DIAG_WARNING, DIAG_B702, v,
		    TEXTS(text_of(what), count_text(c->a, (int64_t)original),
			count_text(c->a, (int64_t)translated)));
}

void
check_pairs(struct check *c)
{
	for (size_t i = 0; i < c->d->versions.n; i++) {
		const struct version *v = &c->d->versions.v[i];

		if (v->kind != VERSION_TEXT)
			continue;
		pair_put(c, v, "步骤", c->d->steps.n, v->step_headings.n);
		pair_put(c, v, "问题", c->d->problems.n, v->problem_titles.n);
		pair_put(c, v, "任务", c->d->tasks.n, v->task_titles.n);
	}
}

void
check_original_changed(struct check *c)
{
	for (size_t i = 0; i < c->d->versions.n; i++) {
		const struct version *v = &c->d->versions.v[i];

		if (v->kind != VERSION_TEXT && v->kind != VERSION_SUMMARY)
			continue;
		if (v->state == VERSION_OUTDATED)
			version_put(c, DIAG_WARNING, DIAG_B703, v,
			    TEXTS(T("原文已经改过，译文还是旧的"), c->d->hash));
		else if (v->state == VERSION_UNDATED)
			version_put(c, DIAG_NOTE, DIAG_B703, v,
			    TEXTS(T("译文没有写明译自哪一稿"), c->d->hash));
	}
}

/* --- B704: the language that a text claims --- */

struct scripts {
	size_t own, other; /* letters */
};

static void
scripts_count(struct scripts *s, enum lang claimed, struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		enum lang l = lang_of_letter(c, claimed);

		s->own += l == claimed && !(c >= 0x1800 && c < 0x1820);
		s->other += (l != claimed && l != LANG_COUNT) || (c >= 0x400 && c <= 0x4FF);
	}
}

static bool
wrong_language(const struct scripts *s)
{
	return s->own + s->other >= ENOUGH && s->own < s->other;
}

static struct scripts
scripts_of(struct check *c, enum lang claimed, struct text title, struct text summary,
    const struct block *body)
{
	struct scripts s = { 0, 0 };

	scripts_count(&s, claimed, title);
	scripts_count(&s, claimed, summary);
	if (body)
		scripts_count(&s, claimed, block_plain(c->a, body, true));
	return s;
}

/* What it is not, and the code of another one that the site has. */
#define NOT_IN(c, l) \
	TEXTS(words_language((c)->d->site->words, LANG_ZH, l, false), \
	    lang_code((l) == LANG_ZH ? other_of((c)->d->site) : (l)))

static enum lang
other_of(const struct site *s)
{
	for (size_t i = 0; i < s->nlanguages; i++)
		if (s->languages[i] != LANG_ZH)
			return s->languages[i];
	return LANG_MN;
}

void
check_language(struct check *c)
{
	const struct doc *d = c->d;
	struct scripts s = scripts_of(c, d->lang, d->title, d->summary, d->body);

	if (wrong_language(&s))
		diag_put(c->sink, DIAG_B704, d->at[KEY_ORIGINAL], NOT_IN(c, d->lang));
	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];

		if (v->kind != VERSION_TEXT && v->kind != VERSION_SUMMARY)
			continue;
		s = scripts_of(c, v->lang, v->title, v->summary, v->body);
		if (wrong_language(&s))
			version_put(c, DIAG_WARNING, DIAG_B704, v, NOT_IN(c, v->lang));
	}
}

/* --- B705: Mongolian as it is typed --- */

/* In whatever number one keyboard's habit is typed, the office sees what it is. */
#define FAULTS_MOST 500

static bool
is_letter(uint32_t c)
{
	return c >= 0x1820 && c <= 0x18AF;
}

static bool
is_variation(uint32_t c)
{
	return (c >= 0x180B && c <= 0x180D) || c == 0x180F;
}

/* A space that joins nothing: of the keyboard, of a table of other programs, of a Chinese one. */
static bool
is_plain_space(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

/* What takes an ending: a word of any script, a number, what closes a quotation. */
static bool
takes_ending(uint32_t c)
{
	return is_letter(c) || is_variation(c) || utf8_is_han(c) || (c >= '0' && c <= '9') ||
	    (c >= 0x1810 && c <= 0x1819) || (c >= U'０' && c <= U'９') ||
	    ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '%' || c == U'％' || c == U'》' ||
	    c == U'”' || c == U'℃';
}

#define ENDING_MOST 24 /* bytes, without selectors */

static bool
is_ending(struct text word)
{
	static const char *const endings[] = {
#define ENDING(letters) letters,
#include "check/mongolian_endings.def"
#undef ENDING
	};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text_begins(word, endings[i]) == word.n)
			return true;
	return false;
}

/* The word at `from` is nothing but an ending; selectors between its letters do not count. */
static bool
ending_at(struct text t, size_t from, size_t *end)
{
	char letters[ENDING_MOST];
	size_t n = 0, at = from;
	bool fits = true;

	for (size_t next = at; next < t.n; at = next) {
		uint32_t c = utf8_next(t, &next);
		if (!is_letter(c) && !is_variation(c) && c != 0x180E)
			break;
		if (is_variation(c))
			continue;
		fits = fits && n + (next - at) <= sizeof letters;
		if (!fits)
			continue;
		memcpy(letters + n, t.p + at, next - at);
		n += next - at;
	}
	*end = at;
	return fits && n > 0 && is_ending((struct text){ letters, n });
}

/* The next plain space with an ending behind it, from *at on; the place is both. */
static bool
plain_space_before_ending(struct text t, size_t *at, struct span *place)
{
	uint32_t before = 0;

	for (size_t i = *at; i < t.n;) {
		size_t from = i, end;
		uint32_t c = utf8_next(t, &i);
		if (!is_plain_space(c)) {
			before = c;
			continue;
		}
		if (!takes_ending(before) || !ending_at(t, i, &end))
			continue;
		*place = (struct span){ (uint32_t)from, (uint32_t)(end - from) };
		*at = end;
		return true;
	}
	return false;
}

static bool
find_range(struct text t, uint32_t from, uint32_t to, struct span *place)
{
	for (size_t i = 0; i < t.n;) {
		size_t at = i;
		uint32_t c = utf8_next(t, &i);

		if (c >= from && c <= to) {
			*place = (struct span){ (uint32_t)at, (uint32_t)(i - at) };
			return true;
		}
	}
	return false;
}

/* Each kind of fault; of those that one keyboard makes in every line the first place is enough. */
static void
put_encoding(struct diag_sink *sink, struct text t)
{
	/* The ranges begin with this byte, which Mongolian text has not. */
	bool high = memchr(t.p, 0xEF, t.n) != NULL;
	struct span place;

	if (high &&
	    (find_range(t, 0xFE10, 0xFE19, &place) || find_range(t, 0xFE30, 0xFE48, &place)))
		diag_put(sink, DIAG_B705, place, TEXTS(T("用了竖排专用的标点")));
	for (size_t at = 0, n = 0; n < FAULTS_MOST && plain_space_before_ending(t, &at, &place);
	     n++)
		diag_put(sink, DIAG_B705, place, TEXTS(T("词缀前面用了普通空格，字形会不对")));
}

/* In the version's own file, line by line. */
static void
put_in_version(
    struct check *c, const struct version *v, void (*put)(struct diag_sink *sink, struct text t))
{
	struct diag_sink sink = *c->sink;

	if (v->read == NULL || v->read->text.n == 0)
		return;
	sink.path = v->path;
	sink.source = v->read->text;
	sink.seen.line = 0;
	put(&sink, v->read->text);
	c->sink->list = sink.list;
}

void
check_mongolian(struct check *c)
{
	const struct doc *d = c->d;

	if (d->lang == LANG_MN && d->text.n > 0)
		put_encoding(c->sink, d->text);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].lang == LANG_MN)
			put_in_version(c, &d->versions.v[i], put_encoding);
}

/* --- B707: letters of one font --- */

/* Each of them once, with how often there are any; so many are named. */
#define NAMED_MOST 8

static void
put_private(struct diag_sink *sink, struct text t)
{
	uint32_t named[NAMED_MOST], c;
	struct span first = NO_SPAN;
	struct text_list codes = { 0 };
	int64_t n = 0;

	for (size_t i = 0, at; i < t.n;) {
		size_t k = 0;
		at = i;
		c = utf8_next(t, &i);
		if (c < 0xE000 || c > 0xF8FF)
			continue;
		if (n++ == 0)
			first = (struct span){ (uint32_t)at, (uint32_t)(i - at) };
		while (k < codes.n && named[k] != c)
			k++;
		if (k < codes.n || k == NAMED_MOST)
			continue;
		named[k] = c;
		text_list_add(sink->arena, &codes, text_fmt(sink->arena, "U+%04X", (unsigned)c));
	}
	if (n > 0)
		diag_put(sink, DIAG_B707, first,
		    TEXTS(
			count_text(sink->arena, n), text_list_join(sink->arena, &codes, T("、"))));
}

/* Of a Chinese record F014 tells, with other characters that fonts lack. */
void
check_private_letters(struct check *c)
{
	const struct doc *d = c->d;

	if (d->lang == LANG_MN && d->text.n > 0)
		put_private(c->sink, d->text);
	for (size_t i = 0; i < d->versions.n; i++)
		put_in_version(c, &d->versions.v[i], put_private);
}
