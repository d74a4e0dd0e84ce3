/* SPDX-License-Identifier: MIT */
/* Between names.c (verdicts and masks), names_gather.c (where a document has names) and
 * names_words.c (what is a name). */
#ifndef LIHUI_NAMES_H
#define LIHUI_NAMES_H

#include "lihui/doc.h"
#include "door/mask.h"

/* --- names_words.c --- */
bool nameword_is_han(struct text t);
bool nameword_surname(struct text t);                        /* begins with one */
bool nameword_ends(struct text t, const char *const *words); /* words ends with NULL */
/* True when an entry of a list is a name as a whole; names inside it (二组王五) are added to parts.
 */
bool nameword_whole(const struct doc *d, struct text t, struct text_list *parts);
/* The names in the words of a group: 王五等12名牧民. */
void nameword_group(const struct doc *d, struct text words, struct text_list *parts);
/* Nothing but common words and numbers: 其他党员和村民代表共19人. */
bool nameword_common(const struct doc *d, struct text words);
/* A hidden word that stands on no list: a person by its look? */
bool nameword_person(struct text word);

/* --- names_prose.c --- */
struct mask;
/* The given name, of two characters, unless it is a word; else "". */
struct text nameword_given(struct text name);
/* Masks a name that is also a word where it stands. */
void
prose_mask_piece(struct mask *v, const struct doc *d, const struct name_hit *h, struct text shown);
void prose_keep_public(struct mask *v, const struct doc *d, struct text name);
/* Who would not show in a text that is none of the document's own: a file that it links, its
 * address, what its unit says of itself. guessed: who may be none, too; a guess is masked and holds
 * nothing back. */
void prose_ask(struct doc *d, struct text t, bool guessed, struct text_list *names);
/* Secretary, at the document's date, of a unit that it may speak of. */
bool names_secretary(const struct doc *d, struct text name);

/* --- register.c --- */
#define REGISTER_LONGEST \
	60 /* characters of a hidden word; a longer one holds in its own document */
uint64_t register_hash(struct arena *a, struct text word, size_t *length);
/* Of a document that has joined its unit: the words of the register in a text, each once, by bytes.
 */
void register_ask(struct doc *d, struct text t, struct text_list *hidden, struct text_list *known);
void each_once(struct text_list *l);
bool register_office(const struct doc *d, struct text name);

/* --- names.c --- */
struct text
names_mask(struct arena *a, struct text name); /* 王某, 王某某, before alike ones are told apart */
/* Words that an author hides, for texts that are no document: a person is masked, all else removed.
 */
void names_hide(struct mask *v, struct arena *a, const struct text_list *words);

/* --- names_gather.c --- */
struct person_refs {
	struct person **v;
	size_t n, room;
};
/* Everybody that the document and its versions name, in the order of masks; names in words of
 * groups and steps go to parts; with NULL only the people of the model are gathered. */
void names_gather(struct doc *d, struct person_refs *out, struct text_list *parts);

#endif
