/* SPDX-License-Identifier: MIT */
/*
 * name_compile FOLDER >TABLES.c: the data files of gen/speech/names as tables of
 * speech/name_tables.h, at build. A file that cannot be read as it should ends the build.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "speech/name_tables.h"

#define WORDS_MOST 100000
#define WORD_MOST  16 /* characters */

struct entry {
	uint16_t word[WORD_MOST + 1]; /* ends with 0 */
	unsigned value;
};
struct entries {
	struct entry *v;
	size_t n;
};

static struct entries words, marks;
static struct name_character characters[NAME_LAST_HAN - NAME_FIRST_HAN + 1];
static long mongolian_counts[NAME_LAST_HAN - NAME_FIRST_HAN + 1], mongolian_total;

static void
stop(const char *file, const char *line)
{
	fprintf(stderr, "name_compile: %s: %s\n", file, line);
	exit(1);
}

/* False for a word with anything but ideographs of the common plane: no path leads through it. */
static bool
word_read(const char *s, uint16_t out[WORD_MOST + 1])
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = 0;

	for (; *p != 0; p += 3) {
		unsigned c = (p[0] & 0xF0) == 0xE0 && p[1] != 0 && p[2] != 0
		    ? (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)
		    : 0;

		if (c < NAME_FIRST_HAN || c > NAME_LAST_HAN || n == WORD_MOST)
			return false;
		out[n++] = (uint16_t)c;
	}
	out[n] = 0;
	return n > 0;
}

static void
entry_add(struct entries *l, const char *word, unsigned value)
{
	struct entry e = { .value = value };

	if (!word_read(word, e.word))
		return;
	if (l->v == NULL)
		l->v = calloc(WORDS_MOST, sizeof *l->v);
	if (l->v == NULL || l->n == WORDS_MOST)
		stop(word, "too many words");
	l->v[l->n++] = e;
}

static struct name_character *
character_of(const char *word)
{
	uint16_t c[WORD_MOST + 1];

	if (!word_read(word, c) || c[1] != 0)
		stop(word, "not one character");
	return &characters[c[0] - NAME_FIRST_HAN];
}

/* Tenths without the sign, never 0. */
static uint8_t
weight(double log_chance)
{
	long tenths = lround(-log_chance * 10);

	return (uint8_t)(tenths < 1 ? 1 : tenths > 255 ? 255 : tenths);
}

/* --- the files --- */

static void
row_surname(char *f[3])
{
	struct name_character *c;

	if (f[2][0] == 'd') {
		entry_add(&marks, f[0], MARK_SURNAME);
		return;
	}
	c = character_of(f[0]);
	c->surname = weight(atof(f[1]));
	c->class = f[2][0] == 'c' ? SURNAME_COMMON : f[2][0] == 'r' ? SURNAME_RARE : SURNAME_WORD;
}

static void
row_given(char *f[3])
{
	struct name_character *c = character_of(f[0]);

	c->middle = weight(atof(f[1]));
	c->last = weight(atof(f[2]));
}

static void
row_word(char *f[3])
{
	entry_add(&words, f[0], weight(atof(f[1])));
}

static void
row_mongolian(char *f[3])
{
	static char part[40];
	uint16_t c[WORD_MOST + 1];

	if (f[0][0] == '[')
		snprintf(part, sizeof part, "%s", f[0]);
	else if (strcmp(part, "[elements]") == 0 && strlen(f[0]) > 3)
		entry_add(&marks, f[0], MARK_ELEMENT);
	else if (strcmp(part, "[endings]") == 0)
		entry_add(&marks, f[0], MARK_ENDING);
	else if (strcmp(part, "[alone]") == 0)
		entry_add(&marks, f[0], MARK_ALONE);
	else if (strcmp(part, "[also-places]") == 0)
		entry_add(&marks, f[0], MARK_ALSO_PLACE);
	else if (strcmp(part, "[not-names]") == 0)
		entry_add(&words, f[0], weight(-8.5));
	else if (strcmp(part, "[characters]") == 0 && word_read(f[0], c) && c[1] == 0) {
		mongolian_counts[c[0] - NAME_FIRST_HAN] = atol(f[1]);
		mongolian_total += atol(f[1]);
	}
}

static void
row_context(char *f[3])
{
	static const struct {
		const char *use, *detail; /* detail: how it must begin */
		unsigned mark;
	} uses[] = {
		{ "left", "strong", MARK_LEFT_STRONG | MARK_LEFT },
		{ "left", "weak", MARK_LEFT },
		{ "right", "strong", MARK_RIGHT_STRONG | MARK_RIGHT },
		{ "right", "weak", MARK_RIGHT },
		{ "place-after", "any", MARK_PLACE | MARK_PLACE_ANY },
		{ "place-after", "long", MARK_PLACE | MARK_PLACE_LONG },
		{ "place-after", "", MARK_PLACE },
		{ "sensitive", "illness", MARK_ILLNESS },
		{ "sensitive", "disability", MARK_DISABILITY },
		{ "sensitive", "minor", MARK_MINOR },
		{ "sensitive-note", "", MARK_HARDSHIP },
		{ "programme-after", "", MARK_PROGRAMME },
	};

	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
		if (strcmp(f[1], uses[i].use) == 0 &&
		    strncmp(f[2], uses[i].detail, strlen(uses[i].detail)) == 0) {
			entry_add(&marks, f[0], uses[i].mark);
			return;
		}
}

static void
row_no_names(char *f[3])
{
	for (char *word = strtok(f[0], " "); word != NULL; word = strtok(NULL, " "))
		entry_add(&words, word, weight(-10));
}

static void
row_given_words(char *f[3])
{
	for (char *word = strtok(f[0], " "); word != NULL; word = strtok(NULL, " "))
		entry_add(&marks, word, MARK_GIVEN);
}

static void
file_read(const char *folder, const char *name, void (*row)(char *field[3]))
{
	char path[4096], line[1000];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "r");
	if (f == NULL)
		stop(path, "cannot be read");
	while (fgets(line, sizeof line, f) != NULL) {
		char *field[3] = { line, "", "" }, *tab = line;

		line[strcspn(line, "\n")] = 0;
		for (int i = 1; i < 3 && (tab = strchr(tab, '\t')) != NULL; i++) {
			*tab++ = 0;
			field[i] = tab;
		}
		if (line[0] != '#' && line[0] != 0)
			row(field);
	}
	fclose(f);
}

static void
mongolian_weigh(void)
{
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		if (mongolian_counts[i] > 0)
			characters[i].mongolian =
			    weight(log((double)mongolian_counts[i] / (double)mongolian_total));
}

/* --- tries --- */

static int
by_word(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	size_t i = 0;

	while (a->word[i] != 0 && a->word[i] == b->word[i])
		i++;
	if (a->word[i] != b->word[i])
		return a->word[i] < b->word[i] ? -1 : 1;
	return (a->value > b->value) - (a->value < b->value);
}

/* A word that stands twice: the likelier weight, all the marks. */
static void
entries_settle(struct entries *l, bool sets)
{
	size_t n = 0;

	qsort(l->v, l->n, sizeof *l->v, by_word);
	for (size_t i = 0; i < l->n; i++) {
		if (n > 0 && memcmp(l->v[n - 1].word, l->v[i].word, sizeof l->v[i].word) == 0) {
			if (sets)
				l->v[n - 1].value |= l->v[i].value;
		} else {
			l->v[n++] = l->v[i];
		}
	}
	l->n = n;
}

struct node {
	size_t from, to; /* the entries below it */
	size_t depth;
	unsigned value;
};

static struct node nodes[2 * WORDS_MOST];
static size_t nnodes;

/* The nodes below one, by character. */
static void
node_open(const struct entries *l, size_t node, bool print)
{
	size_t depth = nodes[node].depth, i = nodes[node].from, to = nodes[node].to;

	if (print)
		printf("%zu,", nnodes);
	while (i < to && l->v[i].word[depth] == 0)
		i++;
	while (i < to) {
		size_t from = i;

		while (i < to && l->v[i].word[depth] == l->v[from].word[depth])
			i++;
		nodes[nnodes++] = (struct node){ from, i, depth + 1,
			l->v[from].word[depth + 1] == 0 ? l->v[from].value : 0 };
	}
}

static void
trie_print(struct entries *l, const char *name, size_t root[])
{
	nnodes = 1;
	nodes[0] = (struct node){ 0, l->n, 0, 0 };
	printf("static const uint32_t %s_first[] = {", name);
	for (size_t i = 0; i < nnodes; i++)
		node_open(l, i, true);
	printf("%zu};\nstatic const uint16_t %s_character[] = {0,", nnodes, name);
	for (size_t i = 1; i < nnodes; i++) {
		uint16_t c = l->v[nodes[i].from].word[nodes[i].depth - 1];

		printf("%u,", c);
		if (nodes[i].depth == 1)
			root[c - NAME_FIRST_HAN] = i;
	}
	printf("};\nstatic const uint8_t %s_value[] = {", name);
	for (size_t i = 0; i < nnodes; i++)
		printf("%u,", nodes[i].value);
	printf("};\nconst struct name_trie %s = { %s_character, %s_value, %s_first };\n", name,
	    name, name, name);
}

/* The values of the marks as numbers of their sets. */
static void
sets_print(void)
{
	unsigned sets[256] = { 0 };
	size_t n = 1;

	for (size_t i = 0; i < marks.n; i++) {
		size_t k = 1;

		while (k < n && sets[k] != marks.v[i].value)
			k++;
		if (k == 256)
			stop("marks", "too many sets");
		if (k == n)
			sets[n++] = marks.v[i].value;
		marks.v[i].value = (unsigned)k;
	}
	printf("const uint32_t name_mark_sets[] = {");
	for (size_t k = 0; k < n; k++)
		printf("%u,", sets[k]);
	printf("};\n");
}

static void
characters_print(const size_t word_root[], const size_t mark_root[])
{
	size_t i, n = 0, count = sizeof characters / sizeof *characters;
	static const struct name_character none;

	printf("const struct name_character name_characters[] = {{0},");
	for (i = 0; i < count; i++) {
		struct name_character *c = &characters[i];

		c->word = (uint16_t)word_root[i];
		c->mark = (uint16_t)mark_root[i];
		if (memcmp(c, &none, sizeof none) != 0)
			printf("{%u,%u,%u,%u,%u,%u,%u},", c->surname, c->middle, c->last,
			    c->mongolian, c->class, c->word, c->mark);
	}
	printf("};\nconst uint16_t name_rows[] = {");
	for (i = 0; i < count; i++)
		printf("%zu,", memcmp(&characters[i], &none, sizeof none) != 0 ? ++n : 0);
	printf("};\n");
}

int
main(int argc, char **argv)
{
	static size_t word_root[sizeof characters / sizeof *characters],
	    mark_root[sizeof characters / sizeof *characters];

	if (argc != 2)
		stop("name_compile", "one folder is expected");
	file_read(argv[1], "surnames.txt", row_surname);
	file_read(argv[1], "given-name-characters.tsv", row_given);
	file_read(argv[1], "mongolian-name-characters.txt", row_mongolian);
	file_read(argv[1], "context-words.tsv", row_context);
	file_read(argv[1], "no-names.txt", row_no_names);
	file_read(argv[1], "given-words.txt", row_given_words);
	file_read(argv[1], "words.tsv", row_word);
	mongolian_weigh();
	entries_settle(&words, false);
	entries_settle(&marks, true);
	printf("#include \"speech/name_tables.h\"\n");
	sets_print();
	trie_print(&words, "name_words", word_root);
	trie_print(&marks, "name_marks", mark_root);
	characters_print(word_root, mark_root);
	return ferror(stdout) || fflush(stdout) != 0;
}
