/* SPDX-License-Identifier: MIT */
/* By what a text shows that it is a translation: its name, the letters of its lines, 译自. */
#include "base/number_kinds.h"
#include "intake/decide.h"
#include "intake/receive_plan.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

/* What stands before .mn, -mn, (mn), .bo in a file's name. sure: with its point; other codes than
 * mn are words without it. */
static bool
name_marked(struct text name, struct text *stem, bool *sure, enum lang *tongue)
{
	for (size_t i = 1; i + 2 <= name.n; i++) {
		size_t end = i - 1;
		enum lang l;
		if (number_is_alnum(name.p[i - 1]) || !lang_parse(text_cut(name, i, i + 2), &l) ||
		    lang_is_built_in(l) || (i + 2 < name.n && number_is_alnum(name.p[i + 2])))
			continue;
		*sure = name.p[i - 1] == '.';
		if (l != LANG_MN && !*sure)
			continue;
		*tongue = l;
		while (end > 0 && memchr(" ._-(", name.p[end - 1], 5) != NULL)
			end--;
		*stem = text_cut(name, 0, end);
		return true;
	}
	return false;
}

static void
count_letters(struct text line, enum lang l, size_t *own, size_t *han)
{
	*own = *han = 0;
	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);
		/* U+202F and the marks of Mongolian stand in other texts too. */
		*own += c >= 0x600 && c != UTF8_NNBSP && !(c >= 0x1800 && c < 0x1820) &&
		    lang_of_letter(c, l) == l;
		*han += utf8_is_han(c);
	}
}

/* The language that most letters are of: one of the site when it may be, as two share theirs. */
static enum lang
tongue_of(const struct site *s, struct text t)
{
	size_t most = 0, own, han;
	enum lang found = LANG_MN;

	for (size_t i = 0; i < s->nlanguages + LANG_COUNT; i++) {
		enum lang l = i < s->nlanguages ? s->languages[i] : (enum lang)(i - s->nlanguages);
		if (lang_is_built_in(l))
			continue;
		count_letters(t, l, &own, &han);
		if (own > most) {
			most = own;
			found = l;
		}
	}
	return found;
}

static bool
is_labelled(struct text line)
{
	size_t colon = text_colon(line, NULL);

	return colon != SIZE_MAX && key_parse(text_cut(line, 0, colon)) != KEY_NONE;
}

/* any: there is some of that language in it. */
static bool
is_mostly(struct text t, enum lang l, bool *any)
{
	size_t lines = 0, others = 0, own, han;
	struct text line;

	*any = false;
	while (text_line(&t, &line)) {
		count_letters(line, l, &own, &han);
		*any |= own > 0;
		if (is_labelled(line))
			continue;
		lines += own > han;
		others += han > own;
	}
	return lines > 2 * others;
}

void
translation_note(struct arena *a, struct piece *p, const struct doc *d)
{
	/* With 原文语种 the text is the document, and 译自 tells what it was made from. */
	bool says = d->has[KEY_TRANSLATED_FROM] && !d->has[KEY_ORIGINAL], sure = false, any;
	struct text name = utf8_halfwidth(a, path_name(p->from->path));
	bool marked = name_marked(name, &p->stem, &sure, &p->tongue), mostly;

	if (!marked) {
		p->stem = path_stem(name);
		p->tongue = tongue_of(d->site, d->text);
	}
	mostly = is_mostly(d->text, p->tongue, &any);
	p->translation = mostly || (any && (marked || says));
	p->claims = !any && (sure || says);
}

/*
 * What may follow 蒙文 in the name of a sheet or a recording; 蒙文中学, 蒙语歌曲 are things that a
 * photograph shows. What names one goes on a page unseen, so the list is short.
 */
static const char *const of_versions[] = { "版", "稿", "的", "译", "翻译", "手写", "手抄", "记录",
	"照片", "图", "纸", "原件", "会议", "摘要", "录音", "语音", "音频", "讲", "说", "念", "读",
	"解说", "播", "广播", "口述", "例会", "周例会", "双书记" };

/* Behind digits, signs and the words of a day. */
static struct text
past_day(struct text t)
{
	static const char *const words[] = { "第", "年", "月", "日", "号", "周", "（", "）", "—" };

	for (size_t n = 1; n > 0 && t.n > 0; t = text_cut(t, n, t.n)) {
		n = (unsigned char)t.p[0] < 0x80 && !((t.p[0] | 32) >= 'a' && (t.p[0] | 32) <= 'z');
		for (size_t i = 0; n == 0 && i < COUNT(words); i++)
			n = text_begins(t, words[i]);
	}
	return t;
}

static bool
speaks_of_version(const struct piece *p, struct text rest)
{
	rest = past_day(rest);
	if (rest.n == 0 || (p->unit != NULL && text_starts(rest, p->unit->name)))
		return true;
	for (size_t i = 0; i < COUNT(of_versions); i++)
		if (text_begins(rest, of_versions[i]) > 0)
			return true;
	return false;
}

/* How many bytes of t at i are what people call a language: 藏文. One character alone names none.
 */
static size_t
name_of_tongue(struct text t, size_t i, enum lang *out)
{
	static const struct {
		const char *name;
		enum lang l;
	} called[] = {
#define LANG(...)
#define LETTERS(...)
#define CALLED(id, name) { name, LANG_##id },
#include "lihui/lang.def"
#undef LANG
#undef LETTERS
#undef CALLED
		{ "蒙古话", LANG_MN }, { "蒙话", LANG_MN }
	};
	size_t n = 0;

	for (size_t k = 0; k < COUNT(called); k++) {
		size_t most = strlen(called[k].name);
		if (most <= n || most < strlen("藏文") || lang_is_built_in(called[k].l) ||
		    !text_starts(text_cut(t, i, t.n), text_of(called[k].name)))
			continue;
		n = most;
		*out = called[k].l;
	}
	return n;
}

bool
translation_named(struct arena *a, struct piece *p)
{
	struct text name = utf8_halfwidth(a, path_name(p->from->path)), stem = path_stem(name);
	bool sure;

	if (name_marked(name, &(struct text){ 0 }, &sure, &p->tongue))
		return true;
	for (size_t i = 0; i < stem.n; utf8_next(stem, &i)) {
		enum lang l;
		size_t n = name_of_tongue(stem, i, &l);
		if (n == 0 || !speaks_of_version(p, text_cut(stem, i + n, stem.n)))
			continue;
		p->tongue = l;
		return true;
	}
	p->tongue = LANG_MN;
	return false;
}
