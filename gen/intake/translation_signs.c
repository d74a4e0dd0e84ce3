/* SPDX-License-Identifier: MIT */
/* By what a text shows that it is a translation: its name, the letters of its lines, 译自. */
#include "intake/decide.h"
#include "intake/receive_plan.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What stands before .mn, -mn, (mn) in a file's name. sure: it is .mn itself. */
static bool
name_marked(struct text name, struct text *stem, bool *sure)
{
	for (size_t i = 1; i + 2 <= name.n; i++) {
		size_t end = i - 1;
		if (!text_eq_nocase(text_cut(name, i, i + 2), T("mn")) || is_alnum(name.p[i - 1]))
			continue;
		if (i + 2 < name.n && is_alnum(name.p[i + 2]))
			continue;
		*sure = name.p[i - 1] == '.';
		while (end > 0 && memchr(" ._-(", name.p[end - 1], 5) != NULL)
			end--;
		*stem = text_cut(name, 0, end);
		return true;
	}
	return false;
}

static void
count_letters(struct text line, size_t *mongolian, size_t *han)
{
	*mongolian = *han = 0;
	for (size_t i = 0; i < line.n;) {
		uint32_t c = utf8_next(line, &i);
		*mongolian += c >= 0x1820 && c <= 0x18AA;
		*han += utf8_is_han(c);
	}
}

static bool
is_labelled(struct text line)
{
	size_t colon = text_find(line, T("："), 0), ascii = text_find(line, T(":"), 0);

	colon = ascii < colon ? ascii : colon;
	return colon != SIZE_MAX && key_parse(text_cut(line, 0, colon)) != KEY_NONE;
}

/* any: there is some Mongolian in it. */
static bool
is_mongolian(struct text t, bool *any)
{
	size_t lines = 0, others = 0, mongolian, han;
	struct text line;

	*any = false;
	while (text_line(&t, &line)) {
		count_letters(line, &mongolian, &han);
		*any |= mongolian > 0;
		if (is_labelled(line))
			continue;
		lines += mongolian > han;
		others += han > mongolian;
	}
	return lines > 2 * others;
}

void
translation_note(struct arena *a, struct piece *p, const struct doc *d)
{
	/* With 原文语种 the text is the document, and 译自 tells what it was made from. */
	bool says = d->has[KEY_TRANSLATED_FROM] && !d->has[KEY_ORIGINAL], sure = false, any;
	struct text name = utf8_halfwidth(a, path_name(p->from->path));
	bool marked = name_marked(name, &p->stem, &sure), mostly = is_mongolian(d->text, &any);

	if (!marked)
		p->stem = path_stem(name);
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

static const char *const tongues[] = { "蒙古语", "蒙古文", "蒙语", "蒙文", "蒙古话", "蒙话" };

/* Behind digits, signs and the words of a day. */
static struct text
past_day(struct text t)
{
	static const char *const words[] = { "第", "年", "月", "日", "号", "周", "（", "）", "—" };

	for (size_t n = 1; n > 0 && t.n > 0; t = text_cut(t, n, t.n)) {
		n = (unsigned char)t.p[0] < 0x80 && !((t.p[0] | 32) >= 'a' && (t.p[0] | 32) <= 'z');
		for (size_t i = 0; n == 0 && i < sizeof words / sizeof *words; i++)
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
	for (size_t i = 0; i < sizeof of_versions / sizeof *of_versions; i++)
		if (text_begins(rest, of_versions[i]) > 0)
			return true;
	return false;
}

bool
translation_named(struct arena *a, const struct piece *p)
{
	struct text name = utf8_halfwidth(a, path_name(p->from->path)), stem = path_stem(name);
	bool sure;

	if (name_marked(name, &(struct text){ 0 }, &sure))
		return true;
	for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++) {
		size_t at = text_find(stem, text_of(tongues[i]), 0), n = strlen(tongues[i]);
		if (at != SIZE_MAX && speaks_of_version(p, text_cut(stem, at + n, stem.n)))
			return true;
	}
	return false;
}
