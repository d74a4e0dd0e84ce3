/* SPDX-License-Identifier: MIT */
/*
 * Lines of a form that came back as they were sent: （责任人：；时限：） without a name,
 * 【任务26-1】…： without a word behind it, 问题一： with nothing below but empty labels. They say
 * nothing and must not be read as if they did: an empty report would count as one. Only what the
 * form itself wrote and nobody filled is dropped, so nothing typed is lost.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

struct stripper {
	struct arena *arena;
	struct buf out;
	struct text_list waiting; /* 问题一： and the empty labels below it */
	bool any;
};

/* Without 1、 ● - ## in front. */
static struct text
bare(struct text line)
{
	struct text t = text_trim(line);

	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);
		if (utf8_digit(c) >= 0 && c < 0x80)
			continue;
		if (c == '-' || c == '*' || c == '#' || c == U'、' || c == '.' || c == U'●' ||
		    utf8_is_blank(c))
			t = text_cut(t, i, t.n), i = 0;
		else
			break;
	}
	return t;
}

static bool
ends_colon(struct text t)
{
	return text_ends(t, T("：")) || text_ends(t, T(":"));
}

/* 反映人： with nothing behind. */
static bool
is_empty_label(struct text t)
{
	static const char *const labels[] = { "反映人", "会议决定", "责任人", "完成时限", "状态" };

	for (size_t i = 0; ends_colon(t) && i < COUNT(labels); i++)
		if (text_starts(t, text_of(labels[i])) && t.n <= strlen(labels[i]) + 3)
			return true;
	return false;
}

/* 问题一： and no title. */
static bool
is_empty_problem(struct text t)
{
	size_t i = strlen("问题");
	int n;

	return text_starts(t, T("问题")) && utf8_number(t, &i, &n) &&
	    (text_eq(text_cut(t, i, t.n), T("：")) || text_eq(text_cut(t, i, t.n), T(":")));
}

/* A task's bracket without what nobody filled: （责任人：王五；时限：） becomes （责任人：王五）,
 * an empty one nothing. */
static struct text
fill_bracket(struct arena *a, struct text t)
{
	static const char *const marks[] = { "（责任人：", "；时限：）" };
	bool no_owner = text_has(t, T("（责任人：；")),
	     no_deadline = text_has(t, text_of(marks[1]));

	if (no_owner && no_deadline)
		return text_replace(a, t, T("（责任人：；时限：）"), NO_TEXT);
	if (no_owner)
		return text_replace(a, t, T("（责任人：；"), T("（"));
	return no_deadline ? text_replace(a, t, text_of(marks[1]), T("）")) : t;
}

static void
put(struct stripper *s, struct text line)
{
	buf_text(&s->out, line);
	buf_char(&s->out, '\n');
}

static void
drop_waiting(struct stripper *s)
{
	s->any |= s->waiting.n > 0;
	s->waiting.n = 0;
}

/* A label with a value goes on with the problem above it. */
static bool
goes_on(struct text t)
{
	static const char *const labels[] = { "反映人", "提出人", "会议决定", "决定", "处理意见",
		"责任人", "负责人", "完成时限", "时限", "期限", "状态", "类别", "涉及",
		"办理结果" };

	for (size_t i = 0; i < COUNT(labels); i++)
		if (text_starts(t, text_of(labels[i])) && !is_empty_label(t))
			return true;
	return false;
}

static void
take(struct stripper *s, struct text line)
{
	struct text t = bare(line), filled;

	if (s->waiting.n > 0 && (t.n == 0 || is_empty_label(t))) {
		text_list_add(s->arena, &s->waiting, line);
		return;
	}
	if (s->waiting.n > 0 && goes_on(t)) {
		/* Something was filled in after all: the lines above it are kept, without the
		 * labels left empty. */
		for (size_t i = 0; i < s->waiting.n; i++) {
			if (i > 0 && is_empty_label(bare(s->waiting.v[i])))
				s->any = true;
			else
				put(s, s->waiting.v[i]);
		}
		s->waiting.n = 0;
	}
	drop_waiting(s);
	if (is_empty_problem(t)) {
		text_list_add(s->arena, &s->waiting, line);
		return;
	}
	bool report = (text_starts(t, T("【任务")) || text_starts(t, T("【问题"))) &&
	    text_has(t, T("】")) && ends_colon(t);
	bool study = text_starts(t, T("学习《》")) && t.n <= strlen("学习《》：");
	if (report || study || is_empty_label(t)) {
		s->any = true;
		return;
	}
	filled = fill_bracket(s->arena, line);
	if (filled.n != line.n)
		s->any = true;
	if (filled.n == line.n || bare(filled).n > 0)
		put(s, filled);
}

bool
blank_strip(struct arena *a, struct text t, struct text *out)
{
	struct stripper s = { .arena = a, .out = BUF_INIT };
	struct text line;

	/* The forms' own marks; a text without them did not come from one. */
	if (!text_has(t, T("：")) || text_peek(t, 0) == 0)
		return false;
	while (text_line(&t, &line))
		take(&s, line);
	drop_waiting(&s);
	if (s.any)
		*out = text_copy(a, buf_view(&s.out));
	buf_release(&s.out);
	return s.any;
}
