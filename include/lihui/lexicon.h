/* SPDX-License-Identifier: MIT */
/*
 * Words that mean something where wording is free: what the headings of a record's steps are made
 * of and what the labels of its head. Data (templates/lexicon.yaml, a site's _words/lexicon.yaml
 * over it; site/lexicon.c reads them), and the two questions that are asked of it.
 */
#ifndef LIHUI_LEXICON_H
#define LIHUI_LEXICON_H

#include "lihui/speech.h"

/* The words of one step. */
struct step_words {
	struct text id;
	struct weighted_list keys;
	struct text_list past, begins, ends; /* contained, at the front, at the end: 3 each */
	struct text_list alone;              /* the whole heading, before a colon: 学：, 问： */
	struct text_list tells; /* begins a sentence that tells the step: 学的是, 下周就是 */
};
LIST(step_words_list, step_words);

/* Labels that mean one key; the order of rules is the order of trial. */
struct label_rule {
	enum key key;
	enum key counted; /* with 人数 in it; KEY_NONE: then it is no label */
	bool counts;      /* counted was given */
	bool bare;        /* nothing but words of label_fill beside it */
	bool value;       /* only with something behind it on its line */
	struct text_list words, any;
};
LIST(label_rule_list, label_rule);

struct lexicon {
	struct step_words_list steps;
	struct weighted_list no_step;
	struct label_rule_list labels;
	struct text_list label_counts, label_fill, label_stops;
};

/* --- sense.c --- */
/* Prepares the steps for the questions below; own keys of a rule add to those of its id. Rules with
 * neither are known by their accepted wordings alone. */
void steps_sense(struct arena *a, struct step_rule_list *steps, const struct lexicon *words);

#define SENSE_STEPS 8 /* more steps than that are known by their wordings alone */
#define SENSE_LEAST 3 /* from here a heading is taken for a step */
struct sense_score {
	int step[SENSE_STEPS], none;
};
/* What the words of a heading, without numbering, weigh for each step. */
void
sense_score(const struct step_rule_list *steps, struct text heading, struct sense_score *score);
/* The step that it means most, or NULL; number: the ordinal in front of it, or 0. */
const struct step_rule *
sense_step(const struct step_rule_list *steps, struct text heading, int number);
/* The step whose words begin a sentence that tells it, the longest; *n: their bytes. NULL for none.
 */
const struct step_rule *
sense_tells(const struct step_rule_list *steps, struct text sentence, size_t *n);
/* 散会, 签名, 其他: a section that is none of the steps, whatever its number. */
bool sense_none(const struct step_rule_list *steps, struct text heading);

/* A line as a heading: what is numbered alike has the same style. Offsets into the line. */
struct heading {
	int number, style;
	size_t words, end,
	    rest; /* behind the numbering; behind the words; what follows, or line.n */
};
#define STYLE_PLAIN 0
/* False when it cannot be one: too long, a bullet, a title in 《》, a number of two figures. */
bool heading_read(const struct step_rule_list *steps, struct text line, struct heading *out);
/* Whether the line begins a step for sure: numbered as the step is whose words it has, or short
 * and before a colon. */
const struct step_rule *sense_headed(const struct step_rule_list *steps, struct text line);

/* --- keys.c --- */
/* The key that a label of a head means which is no spelling of any (key_parse comes first);
 * followed: something stands behind it on its line. */
enum key label_key(const struct lexicon *l, struct text name, bool followed);
/* False for one that was read in spite of other words in it (王喜请假：). */
bool label_pure(const struct lexicon *l, struct text name);

#endif
