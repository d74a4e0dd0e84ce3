/* SPDX-License-Identifier: MIT */
/*
 * When something is said to be missing: the line of hers that comes nearest to it. A name is looked
 * for where lists of people stand, a step where one may be meant.
 */
#include "intake/intake.h"

#include "lihui/speech.h"
#include "lihui/utf8.h"

/* What may have been meant as the heading of a step. */
#define HEADING_POINTS 20
#define HEAD_LINES     10

/* Is it a line that was taken for something: a step, a line of the head? */
static bool
is_read(const struct doc *d, struct text line)
{
	size_t end, rest, colon = text_colon(line, NULL);

	return step_match(line, &d->profile->steps, &end, &rest) != NULL ||
	    (colon != SIZE_MAX && colon < 40 && key_parse(text_cut(line, 0, colon)) != KEY_NONE);
}

/* What she may have meant by a step that is missing. */
static const char *const *
step_signs(const struct doc *d, struct text name)
{
	static const char *const study[] = { "学", "传达", NULL };
	static const char *const report[] = { "上周", "汇报", "落实", "干完", "完成情况", NULL };
	static const char *const problem[] = { "问题", "反映", "研究", "议事", NULL };
	static const char *const task[] = { "本周", "下周", "部署", "安排", "计划", NULL };
	static const struct {
		const char *id;
		const char *const *signs;
	} steps[] = { { "study", study }, { "report", report }, { "problem", problem },
		{ "task", task } };
	const struct step_rule_list *l = &d->profile->steps;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < COUNT(steps); k++)
			if (text_eq(l->v[i].name, name) &&
			    text_eq(l->v[i].id, text_of(steps[k].id)))
				return steps[k].signs;
	return NULL;
}

struct text
nearest_line(const struct doc *d, const struct finding *f)
{
	bool person = f->code == DIAG_P201 || f->code == DIAG_P202;
	struct text rest = d->text, line;
	struct text name = person && f->args.n > 1 ? f->args.v[1] : NO_TEXT;
	const char *const *signs = f->code == DIAG_S401 ? step_signs(d, f->args.v[0]) : NULL;

	if (signs == NULL && name.n == 0)
		return NO_TEXT;
	for (int n = 0; text_line(&rest, &line) && (!person || n < HEAD_LINES); n++) {
		struct marker m;
		line = text_trim(line);
		if (line.n == 0 || line.n > 600 || is_read(d, line))
			continue;
		/* A step would stand on a line of its own, short or with a number. */
		if (person ? text_has(line, name)
			   : has_any(line, signs) &&
			    (marker_read(line, &m) || !utf8_exceeds(line, HEADING_POINTS)))
			return line;
	}
	return NO_TEXT;
}
