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
	size_t han, mongolian, cyrillic;
};

static void
scripts_count(struct scripts *s, struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		s->han += utf8_is_han(c);
		s->mongolian += c >= 0x1820 && c <= 0x18AF;
		s->cyrillic += c >= 0x400 && c <= 0x4FF;
	}
}

static bool
wrong_language(enum lang claimed, const struct scripts *s)
{
	size_t all = s->han + s->mongolian + s->cyrillic;

	if (all < ENOUGH)
		return false;
	return claimed == LANG_MN ? s->mongolian < s->han + s->cyrillic
				  : s->han < s->mongolian + s->cyrillic;
}

static struct scripts
scripts_of(struct check *c, struct text title, struct text summary, const struct block *body)
{
	struct scripts s = { 0, 0, 0 };

	scripts_count(&s, title);
	scripts_count(&s, summary);
	if (body)
		scripts_count(&s, block_plain(c->a, body, true));
	return s;
}

static struct text
language_words(enum lang l)
{
	return l == LANG_MN ? T("蒙古文") : T("中文");
}

void
check_language(struct check *c)
{
	const struct doc *d = c->d;
	struct scripts s = scripts_of(c, d->title, d->summary, d->body);

	if (wrong_language(d->lang, &s))
		diag_put(c->sink, DIAG_B704, d->at[KEY_ORIGINAL], TEXTS(language_words(d->lang)));
	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];

		if (v->kind != VERSION_TEXT && v->kind != VERSION_SUMMARY)
			continue;
		s = scripts_of(c, v->title, v->summary, v->body);
		if (wrong_language(v->lang, &s))
			version_put(c, DIAG_WARNING, DIAG_B704, v, TEXTS(language_words(v->lang)));
	}
}

/* --- B705: Mongolian as it is typed --- */

/*
 * Case endings that stand apart from their word, joined to it by U+202F. Behind a plain space they
 * get the letter forms of a word's beginning. In code points: un, ün, u, ü, i, yi, yin, du, dü, tu,
 * tü, acha, eche, bar, ber, iyar, iyer, tai, tei, dur, dür, tur, tür.
 */
static const char *const endings[] = {
	"\u1824\u1828",
	"\u1826\u1828",
	"\u1824",
	"\u1826",
	"\u1822",
	"\u1836\u1822",
	"\u1836\u1822\u1828",
	"\u1833\u1824",
	"\u1833\u1826",
	"\u1832\u1824",
	"\u1832\u1826",
	"\u1820\u1834\u1820",
	"\u1821\u1834\u1821",
	"\u182A\u1820\u1837",
	"\u182A\u1821\u1837",
	"\u1822\u1836\u1820\u1837",
	"\u1822\u1836\u1821\u1837",
	"\u1832\u1820\u1822",
	"\u1832\u1821\u1822",
	"\u1833\u1824\u1837",
	"\u1833\u1826\u1837",
	"\u1832\u1824\u1837",
	"\u1832\u1826\u1837",
};

static bool
is_letter(uint32_t c)
{
	return c >= 0x1820 && c <= 0x18AF;
}

#define ENDING_MOST 12 /* bytes */

static bool
is_ending(struct text word)
{
	if (word.n == 0 || word.n > ENDING_MOST)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (text_begins(word, endings[i]) == word.n)
			return true;
	return false;
}

/* A Mongolian letter, a plain space, and a word that is nothing but an ending. */
static bool
plain_space_before_ending(struct text t)
{
	for (const char *p = t.p, *stop = t.p + t.n;
	     (p = memchr(p, ' ', (size_t)(stop - p))) != NULL; p++) {
		size_t before = (size_t)(p - t.p), from = before + 1, end = from;

		if (before == 0 || !is_letter(utf8_prev(t, &before)))
			continue;
		while (end < t.n) {
			size_t next = end;

			if (end - from > ENDING_MOST || !utf8_is_mongolian(utf8_next(t, &next)))
				break;
			end = next;
		}
		if (is_ending(text_cut(t, from, end)))
			return true;
	}
	return false;
}

static bool
has_range(struct text t, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		if (c >= from && c <= to)
			return true;
	}
	return false;
}

/* What is wrong with the encoding, in a few words; "" when nothing is. */
static struct text
encoding_fault(struct text t)
{
	/* Both ranges begin with these two bytes, which Mongolian text has not. */
	bool high = memchr(t.p, 0xEE, t.n) != NULL || memchr(t.p, 0xEF, t.n) != NULL;

	if (high && has_range(t, 0xE000, 0xF8FF))
		return T(
		    "用的是私有编码（如蒙科立旧编码），别的电脑和手机上看不到，按没有译文处理");
	if (high && (has_range(t, 0xFE10, 0xFE19) || has_range(t, 0xFE30, 0xFE48)))
		return T("用了竖排专用的标点");
	if (plain_space_before_ending(t))
		return T("词缀前面用了普通空格，字形会不对");
	return NO_TEXT;
}

static struct text
whole_text(struct check *c, struct text title, struct text summary, const struct block *body)
{
	struct text_list parts = { 0 };

	text_list_add(c->a, &parts, title);
	text_list_add(c->a, &parts, summary);
	text_list_add(c->a, &parts, body ? block_plain(c->a, body, true) : NO_TEXT);
	return text_list_join(c->a, &parts, T("\n"));
}

void
check_mongolian(struct check *c)
{
	const struct doc *d = c->d;

	if (d->lang == LANG_MN) {
		struct text fault = encoding_fault(whole_text(c, d->title, d->summary, d->body));

		if (fault.n)
			diag_put(c->sink, DIAG_B705, NO_SPAN, TEXTS(fault));
	}
	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];
		struct text fault = v->lang == LANG_MN
		    ? encoding_fault(whole_text(c, v->title, v->summary, v->body))
		    : NO_TEXT;

		if (fault.n)
			version_put(c, DIAG_WARNING, DIAG_B705, v, TEXTS(fault));
	}
}
