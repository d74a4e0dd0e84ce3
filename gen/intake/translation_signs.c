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
