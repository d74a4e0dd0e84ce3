/* SPDX-License-Identifier: MIT */
/*
 * Any text through typed_read and markdown_read, as a record and as a page, then through
 * minutes_read. The first byte chooses. What must hold: spans lie in the source, the tree's links
 * agree, depth is bounded.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "read/read.h"
#include "site/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool is)
{
	if (!is)
		abort();
}

static void
within(struct text t, struct span s)
{
	must(s.at <= t.n && s.n <= t.n - s.at);
}

static void
check_inlines(struct text source, const struct inl *first, int depth)
{
	must(depth < 20);
	for (const struct inl *i = first; i; i = i->next) {
		within(source, i->at);
		check_inlines(source, i->first, depth + 1);
	}
}

static void
check_tree(struct text source, struct block *root)
{
	for (struct block *b = root; b; b = block_next(root, b)) {
		int depth = 0;

		for (struct block *p = b; p != root; p = p->parent)
			must(++depth < 40);
		within(source, b->at);
		check_inlines(source, b->inlines, 0);
		for (struct block *c = b->first; c; c = c->next)
			must(c->parent == b && (c->next || b->last == c));
	}
}

static void
check_record(struct doc *d)
{
	minutes_read(d);
	check_tree(d->text, d->body);
	for (size_t i = 0; i < d->steps.n; i++)
		must(d->steps.v[i].section->kind == BLOCK_SECTION);
	for (size_t i = 0; i < d->problems.n; i++) {
		within(d->text, d->problems.v[i].at);
		within(d->text, d->problems.v[i].number_at);
		within(d->text, d->problems.v[i].owner_at);
		within(d->text, d->problems.v[i].deadline.at);
		must(d->problems.v[i].block != NULL && d->problems.v[i].title.p != NULL);
	}
	for (size_t i = 0; i < d->tasks.n; i++) {
		within(d->text, d->tasks.v[i].at);
		within(d->text, d->tasks.v[i].deadline.at);
		must(d->tasks.v[i].title.p != NULL);
	}
	for (size_t i = 0; i < d->reports.n; i++) {
		within(d->text, d->reports.v[i].at);
		must(d->reports.v[i].words.p != NULL && d->reports.v[i].item.p != NULL);
	}
}

static struct step_rule
rule(const char *id, const char *name)
{
	return (struct step_rule){ .id = text_of(id), .name = text_of(name) };
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct step_rule rules[] = { rule("study", "学习政策"), rule("report", "听取上周工作汇报"),
		rule("problem", "研究解决问题"), rule("task", "部署本周工作") };
	struct profile profile = { .steps = { .v = rules, .n = 4, .room = 4 } };
	static struct lexicon words;
	struct err e = { 0 };
	struct arena *a;
	struct doc *d;
	struct typed t;
	bool record;

	if (words.steps.n == 0)
		must(config_lexicon(NULL, arena_new(), &words, &e));

	if (size == 0)
		return 0;
	a = arena_new();
	d = ARENA_NEW(a, struct doc);
	record = data[0] & 1;
	steps_index(a, &profile.steps);
	steps_sense(a, &profile.steps, &words);
	d->arena = d->sink.arena = a;
	d->profile = &profile;
	d->date = (struct date){ 2018, 7, 3 };
	d->week = date_week(d->date);
	d->text = text_copy(a, (struct text){ (const char *)data + 1, size - 1 });
	/* decode.c lets nothing else through. */
	if (utf8_valid(d->text) == d->text.n && !memchr(d->text.p, 0, d->text.n)) {
		d->text = utf8_nfc(a, d->text);
		typed_read(a, d->text, 0, record ? TYPED_WEEKLY : TYPED_PAGE, &profile.steps, &t);
		must(utf8_valid(t.text) == t.text.n);
		d->body = markdown_read(a, &t);
		check_tree(d->text, d->body);
		if (record)
			check_record(d);
	}
	arena_free(a);
	return 0;
}
