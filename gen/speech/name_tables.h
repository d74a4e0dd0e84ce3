/* SPDX-License-Identifier: MIT */
/*
 * What gen/name_compile.c makes of the files of gen/speech/names: two tries and a row for each
 * character. Weights are logarithms of a chance in tenths without their sign; 0 says none. Of this
 * room and its compiler alone.
 */
#ifndef LIHUI_NAME_TABLES_H
#define LIHUI_NAME_TABLES_H

#include <stdint.h>

/* What a word is to the names beside it, or in them. */
enum name_mark {
	MARK_LEFT = 1 << 0, /* stands before a name: 由 */
	MARK_LEFT_STRONG = 1 << 1,
	MARK_RIGHT = 1 << 2, /* behind one: 说 */
	MARK_RIGHT_STRONG = 1 << 3,
	MARK_PLACE = 1 << 4,      /* what stands before it is a place: 河 */
	MARK_PLACE_ANY = 1 << 5,  /* whatever characters these are: 村 */
	MARK_PLACE_LONG = 1 << 6, /* three of them at least: 山 */
	MARK_ELEMENT = 1 << 7,    /* of Mongolian names: 其其格 */
	MARK_ENDING = 1 << 8,
	MARK_ALONE = 1 << 9,       /* a given name without a surname: 海棠 */
	MARK_ALSO_PLACE = 1 << 10, /* an element that is a place too: 白音 */
	MARK_ILLNESS = 1 << 11,
	MARK_DISABILITY = 1 << 12,
	MARK_MINOR = 1 << 13,
	MARK_HARDSHIP = 1 << 14,
	MARK_PROGRAMME = 1 << 15, /* behind one of these four: 政策 */
	MARK_SURNAME = 1 << 16,   /* of two characters: 欧阳 */
	MARK_GIVEN = 1 << 17      /* a given name of two characters that is a word, too: 富贵 */
};

enum surname_class { SURNAME_NONE, SURNAME_COMMON, SURNAME_RARE, SURNAME_WORD };

/* Nodes in order of breadth: those below node k are first[k] .. first[k + 1], by character. Node 0
 * is the root. */
struct name_trie {
	const uint16_t *character;
	const uint8_t *value; /* of the word that ends here; 0: none does */
	const uint32_t *first;
};

struct name_character {
	uint8_t surname, middle, last, mongolian; /* weights */
	uint8_t class;
	uint16_t word, mark; /* nodes below the roots of the two tries; 0: none */
};

#define NAME_FIRST_HAN 0x4E00
#define NAME_LAST_HAN  0x9FFF

extern const struct name_trie name_words, name_marks;
extern const uint32_t name_mark_sets[]; /* what the values of name_marks stand for */
extern const uint16_t name_rows[NAME_LAST_HAN - NAME_FIRST_HAN + 1];
extern const struct name_character name_characters[]; /* [0]: a character that no table has */

#endif
