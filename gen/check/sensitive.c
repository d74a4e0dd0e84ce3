/* SPDX-License-Identifier: MIT */
/*
 * By the law on personal information, illness, disability and children are sensitive. A sentence
 * that tells them of somebody by name is X804, though the name be masked: who lives there knows.
 * 低保, debts and deaths are only noted, because villages must post some of these lists. A name
 * that would show there, an office-holder's or a word that is nobody's name for sure (丰收患癌症),
 * holds the document (X808). What has been hidden with 【隐：…】 no longer stands here.
 *
 * And what is masked on a guess is told (X809).
 */
#include <stdlib.h>

#include "check/rules.h"
#include "lihui/cursor.h"
#include "lihui/door.h"

/* How near a name must stand, in characters. */
#define NEAR 30
/* How close behind an office-holder's name: 李书记住院, not 李书记说残疾人家里缺煤. */
#define CLOSE 4
/* Bytes of a name: two Han, and a long Mongolian one in Han. */
#define SHORTEST_NAME 6
#define LONGEST_NAME  30
/* How often a document is told: what says it more often is a list, and its author has heard. */
#define TOLD_MOST 500
/* Bytes of a sentence: what goes on beyond is looked at as another one. */
#define SENTENCE_MOST 1500
#define ADULT         18
#define GUESSES_MOST  20

struct sensitive_word {
	size_t from, to;
	enum sensitive_kind kind;
};

/* Everybody on the lists of the document, by name. */
struct listed_name {
	struct text name;
	bool office;
};
struct sentence_check {
	struct check *c;
	const struct name_hits *prose;
	size_t hit; /* the first one at or behind the sentence */
	struct {
		struct listed_name *v;
		size_t n, room;
	} listed;
	size_t from, to; /* the sentence */
	int told;
	bool open; /* asked is for names that would show */
};

/* --- sensitive words --- */

/* 9岁, 十二周岁, 七个月大; not 80岁, and not 60周岁以上. */
static bool
age_at(struct text t, size_t i, size_t *end)
{
	struct cursor s = { t, i };
	int years;

	if (!utf8_number(t, &s.i, &years) || years >= ADULT)
		return false;
	cursor_skip(&s, BLANK);
	if (!cursor_word(&s, "周岁") && !cursor_word(&s, "岁") && !cursor_word(&s, "个月大"))
		return false;
	*end = s.i;
	return !cursor_word(&s, "以上") && !cursor_word(&s, "以下");
}

/* Inside 《》 people learn about these things every week. */
static bool
in_title(struct text t, size_t from, size_t at)
{
	struct text before = text_cut(t, from, at);
	size_t open = SIZE_MAX, i = 0;

	for (size_t next; (next = text_find(before, T("《"), i)) != SIZE_MAX; i = next + 1)
		open = next;
	return open != SIZE_MAX && text_find(before, T("》"), open) == SIZE_MAX;
}

/* The next word of the sentence at or behind i. */
static bool
word_next(const struct sentence_check *x, size_t i, struct sensitive_word *w)
{
	struct text t = text_cut(x->c->d->text, 0, x->to);
	int figure =
	    0; /* 1: in figures, 2: in characters; 吴九17岁 has both, one behind the other */

	while (i < x->to) {
		size_t at = i, n = 0;
		uint32_t c = utf8_next(t, &i);
		int before = figure;

		figure = utf8_digit(c) < 0 && c != U'十' ? 0 : utf8_is_han(c) ? 2 : 1;
		w->kind = sensitive_at(t, at, &n);
		w->to = at + n;
		if (w->kind == SENSITIVE_NONE && figure != 0 && figure != before &&
		    age_at(t, at, &w->to))
			w->kind = SENSITIVE_MINOR;
		w->from = at;
		if (w->kind != SENSITIVE_NONE && !in_title(t, x->from, at))
			return true;
	}
	return false;
}

/* --- names beside them --- */

static void
listed_add(struct sentence_check *x, const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->v[i].group && l->v[i].name.n >= SHORTEST_NAME &&
		    l->v[i].name.n <= LONGEST_NAME)
			*ARENA_PUSH(x->c->a, &x->listed) =
			    (struct listed_name){ l->v[i].name, l->v[i].office };
}

/* An office anywhere counts everywhere, so it comes first. */
static int
listed_cmp(const void *p, const void *q)
{
	const struct listed_name *a = p, *b = q;
	int c = text_cmp(a->name, b->name);

	return c != 0 ? c : b->office - a->office;
}

static void
listed_gather(struct sentence_check *x)
{
	const struct doc *d = x->c->d;
	size_t n = 0;

	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		if (key_people(d, k))
			listed_add(x, key_people(d, k));
	for (size_t i = 0; i < d->problems.n; i++) {
		listed_add(x, &d->problems.v[i].raised_by);
		listed_add(x, &d->problems.v[i].owners);
	}
	for (size_t i = 0; i < d->tasks.n; i++)
		listed_add(x, &d->tasks.v[i].owners);
	if (x->listed.n > 1)
		qsort(x->listed.v, x->listed.n, sizeof *x->listed.v, listed_cmp);
	for (size_t i = 0; i < x->listed.n; i++)
		if (n == 0 || !text_eq(x->listed.v[n - 1].name, x->listed.v[i].name))
			x->listed.v[n++] = x->listed.v[i];
	x->listed.n = n;
}

static int
name_cmp(const void *key, const void *element)
{
	return text_cmp(*(const struct text *)key, ((const struct listed_name *)element)->name);
}

static const struct listed_name *
listed_find(const struct sentence_check *x, struct text name)
{
	return x->listed.n == 0
	    ? NULL
	    : bsearch(&name, x->listed.v, x->listed.n, sizeof *x->listed.v, name_cmp);
}

/* 由白音负责, 责任人：白音: who helps, not who is ill. */
static bool
only_acts(struct text t, size_t from, size_t to)
{
	static const char *const before[] = { "由", "责任人：", "责任人:", "负责人：", "牵头人：",
		"记录人：", "主持人：", "反映人：", "反映人:" };
	static const char *const behind[] = { "负责", "牵头", "办理", "落实", "跟进", "联系",
		"协助", "督促", "上门", "入户", "主持", "汇报", "带队", "走访", "慰问", "看望",
		"照顾", "帮", "送", "接", "陪", "说", "讲", "问", "通知", "给", "去", "到", "带",
		"介绍", "传达", "宣讲" };
	struct text front = text_cut(t, 0, from), rest = text_cut(t, to, t.n);

	for (size_t k = 0; k < COUNT(before); k++)
		if (text_ends(front, text_of(before[k])))
			return true;
	for (size_t k = 0; k < COUNT(behind); k++)
		if (text_begins(rest, behind[k]) > 0)
			return true;
	return false;
}

enum beside { BESIDE_NOBODY, BESIDE_MASKED, BESIDE_SHOWN };

/* A name that stands there, and a word. */
static enum beside
name_beside(const struct sentence_check *x, const struct sensitive_word *w, size_t from, size_t to,
    bool shows)
{
	struct text t = x->c->d->text;
	size_t gap = to <= w->from ? utf8_length(text_cut(t, to, w->from))
	    : from >= w->to        ? utf8_length(text_cut(t, w->to, from))
				   : 0;

	if (gap > NEAR || only_acts(t, from, to))
		return BESIDE_NOBODY;
	if (!shows)
		return BESIDE_MASKED;
	return to <= w->from && gap <= CLOSE ? BESIDE_SHOWN : BESIDE_NOBODY;
}

static enum beside
hit_beside(const struct sentence_check *x, const struct sensitive_word *w, const struct name_hit *h)
{
	size_t from = h->at.at, to = from + h->at.n;
	enum prose_face face;
	const struct listed_name *l;

	if (from > w->to + NEAR * 4 || to + NEAR * 4 < w->from)
		return BESIDE_NOBODY; /* too far in any script: most are */
	face = prose_face(x->c->d, h);
	l = listed_find(x, h->name);
	return face == PROSE_TITLE
	    ? BESIDE_NOBODY
	    : name_beside(x, w, from, to, face == PROSE_SHOWN || (l != NULL && l->office));
}

static enum beside
prose_beside(const struct sentence_check *x, const struct sensitive_word *w)
{
	enum beside found = BESIDE_NOBODY;

	for (size_t k = x->hit; k < x->prose->n && x->prose->v[k].at.at < x->to; k++) {
		enum beside one = hit_beside(x, w, &x->prose->v[k]);

		found = one > found ? one : found;
	}
	return found;
}

/* Every piece of the sentence that is long enough for a name is looked up: the cost does not grow
 * with the number of people. */
static enum beside
listed_beside(const struct sentence_check *x, const struct sensitive_word *w)
{
	struct text t = x->c->d->text;
	enum beside found = BESIDE_NOBODY;

	for (size_t from = x->from; x->listed.n > 0 && from < x->to;) {
		size_t to = from;

		while (to < x->to && to - from < LONGEST_NAME) {
			const struct listed_name *l;
			enum beside one;

			utf8_next(t, &to);
			if (to - from < SHORTEST_NAME ||
			    (l = listed_find(x, text_cut(t, from, to))) == NULL)
				continue;
			one = name_beside(x, w, from, to, l->office);
			found = one > found ? one : found;
		}
		utf8_next(t, &from);
	}
	return found;
}

/* 丰收患癌症: two characters that no noun for a person are, from a mark to the word. */
static bool
word_for_name(const struct sentence_check *x, const struct sensitive_word *w)
{
	static const char *const tells[] = { "患", "身患", "确诊", "因病", "病故", "病重", "病危",
		"去世", "瘫痪", "卧床" };
	static const char *const nobody[] = { "老人", "孩子", "家人", "家属", "本人", "全家",
		"群众", "人员", "病人", "长期", "年老", "常年", "多年", "因为", "由于", "自己",
		"对方", "双方", "夫妻", "夫妇", "两人", "一人", "多人", "他们", "去年", "今年",
		"前年", "不幸", "突然", "已经", "近期", "目前", "身体", "家里", "家中", "其中",
		"部分", "老伴", "爷爷", "奶奶", "可能", "如果", "容易", "意外", "相继", "先后",
		"同时", "其子", "其女", "其妻", "其夫" };
	struct text t = x->c->d->text;
	size_t i = w->from, k = 0;
	struct text word;

	while (k < COUNT(tells) && text_begins(text_cut(t, w->from, t.n), tells[k]) == 0)
		k++;
	if (k == COUNT(tells) && w->from >= x->from + 3 &&
	    text_ends(text_cut(t, 0, w->from), T("患")))
		i = w->from - 3;
	else if (k == COUNT(tells))
		return false;
	word = text_cut(t, i - (i >= 6 ? 6 : 0), i);
	if (word.n < 6 || i - 6 < x->from || !utf8_is_han(text_peek(word, 0)) ||
	    utf8_length(word) != 2 || !name_is_word(word) || name_is_noun(word))
		return false;
	for (k = 0; k < COUNT(nobody); k++)
		if (text_eq(word, text_of(nobody[k])))
			return false;
	return i - 6 == x->from || !utf8_is_han(utf8_prev(t, &(size_t){ i - 6 }));
}

/* --- sentences --- */

static bool
in_front_matter(const struct doc *d, size_t at)
{
	for (int k = 1; k < KEY_COUNT; k++)
		if (k != KEY_SUMMARY && k != KEY_TITLE && d->at[k].n > 0 && at >= d->at[k].at &&
		    at < d->at[k].at + d->at[k].n)
			return true;
	return false;
}

/* One finding for a sentence: the first word of the graver kind that stands beside a name. */
static void
sentence_look(struct sentence_check *x)
{
	struct sensitive_word w, worst = { 0 };
	bool shows = false;
	struct text word;
	struct span at;

	for (size_t i = x->from; word_next(x, i, &w); i = w.to) {
		enum beside prose = prose_beside(x, &w), listed = listed_beside(x, &w);
		enum beside one = prose > listed ? prose : listed;

		if (in_front_matter(x->c->d, w.from))
			continue;
		if (one == BESIDE_NOBODY && word_for_name(x, &w))
			one = BESIDE_SHOWN;
		shows |= one == BESIDE_SHOWN && w.kind != SENSITIVE_HARDSHIP;
		if (one == BESIDE_NOBODY ||
		    (worst.to > 0 &&
			(worst.kind != SENSITIVE_HARDSHIP || w.kind == SENSITIVE_HARDSHIP)))
			continue;
		worst = w;
	}
	if (worst.to == 0 || (x->open && !shows))
		return;
	x->told++;
	at = (struct span){ (uint32_t)worst.from, (uint32_t)(worst.to - worst.from) };
	word = text_cut(x->c->d->text, worst.from, worst.to);
	if (x->open)
		diag_put(x->c->sink, DIAG_X808, at, TEXTS(word));
	else
		diag_put_at(x->c->sink, worst.kind == SENSITIVE_HARDSHIP ? DIAG_NOTE : DIAG_WARNING,
		    DIAG_X804, at, TEXTS(word));
}

static void
sentences_look(struct check *c, bool open)
{
	struct sentence_check x = { .c = c, .prose = doc_prose(c->d), .open = open };
	struct text t = c->d->text;

	listed_gather(&x);
	for (size_t i = 0; i < t.n && x.told < TOLD_MOST; i = x.to) {
		x.from = x.to = i;
		while (x.to < t.n && x.to - x.from < SENTENCE_MOST) {
			uint32_t code = utf8_next(t, &x.to);

			if (code == '\n' || code == '|' || code == U'；' || code == ';' ||
			    code == U'。' || code == U'！' || code == U'？')
				break;
		}
		while (x.hit < x.prose->n && x.prose->v[x.hit].at.at < x.from)
			x.hit++;
		sentence_look(&x);
	}
}

void
check_sensitive(struct check *c)
{
	sentences_look(c, false);
}

void
check_sensitive_open(struct check *c)
{
	sentences_look(c, true);
}

/* --- X809 --- */

/* Names that are a guess wherever they stand, the first twenty. */
void
check_guessed(struct check *c)
{
	const struct doc *d = c->d;
	const struct name_hits *hits = doc_prose(d);
	struct text_list guessed = { NULL, 0, 0 }, sure = { NULL, 0, 0 };

	if (c->p->names == NAMES_ALL || d->publicity == PUBLIC_NO)
		return;
	for (size_t i = 0; i < hits->n; i++)
		if (!hits->v[i].doubtful || prose_face(d, &hits->v[i]) != PROSE_MASKED)
			text_list_add(c->a, &sure, hits->v[i].name);
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		for (size_t i = 0; key_people(d, k) && i < key_people(d, k)->n; i++)
			text_list_add(c->a, &sure, key_people(d, k)->v[i].name);
	LIST_SORT(&sure, text_order);
	for (size_t i = 0; i < hits->n && guessed.n < GUESSES_MOST; i++)
		if (!LIST_FIND(&sure, &hits->v[i].name, text_order) &&
		    !text_list_has(&guessed, hits->v[i].name))
			text_list_add(c->a, &guessed, hits->v[i].name);
	if (guessed.n > 0)
		diag_put(
		    c->sink, DIAG_X809, NO_SPAN, TEXTS(text_list_join(c->a, &guessed, T("、"))));
}
