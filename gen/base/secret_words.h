/* SPDX-License-Identifier: MIT */
/* The words in front of a number: they tell what it is, whatever its figures say. */
#ifndef LIHUI_SECRET_WORDS_H
#define LIHUI_SECRET_WORDS_H

#include "base/figures.h"
#include "lihui/secret.h"

enum front {
	FRONT_NONE,
	FRONT_ID,
	FRONT_ACCOUNT,
	FRONT_PHONE,
	FRONT_SERIAL, /* a number of things: only what proves itself is somebody's */
	FRONT_CREDIT  /* a firm's code, which is public */
};

/* The word that stands straight before `at`, over colons and the like. */
enum front front_before(struct text t, size_t at);
/* The character before a figure; 0 at the front. */
uint32_t figures_before(const struct figures *f, size_t figure);
/* How many figures at a run's start or end may belong to a clock or date beside it; bit n for n. */
unsigned figures_left_over(const struct figures *f, size_t from);
unsigned figures_right_over(const struct figures *f, size_t to);
/* Whether a quantity's unit stands at i: 15800001234元 */
bool unit_behind(struct text t, size_t i);
/* A word that speaks of an account within a short clause before the number, or close behind it. */
bool account_near(struct text t, size_t at, size_t end);

/* What its word or its form alone betrays: names of chats, passports, licence plates. In order,
 * when all chains have been read. */
void secret_find_named(struct arena *a, const struct figures *f, struct secret_list *out);
/* Numbers of identity cards in which stars stand for a few figures. In order. */
void secret_find_starred(struct arena *a, struct text t, struct secret_list *out);

#endif
