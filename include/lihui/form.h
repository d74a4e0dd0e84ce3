/* SPDX-License-Identifier: MIT */
/* Forms: a draft of next week's record with everything that is known already filled in. The wording is a template (templates/forms/record.md). */
#ifndef LIHUI_FORM_H
#define LIHUI_FORM_H

#include "lihui/buf.h"
#include "lihui/site.h"
#include "lihui/store.h"

/* The day the unit meets in a week: the first weekday that its rules allow, or Tuesday's default when they allow none. */
struct date form_day(const struct unit *u, struct week w);
/*
 * The day that somebody who asks for a form today most likely means: the last meeting day that has
 * no record. When this week's is still to come, last week's, unless that one has its record.
 */
bool form_day_due(struct store *s, const struct unit *u, struct date today, struct date *day,
                  struct err *e);
/*
 * Appends the draft for a meeting of that day: head, the week's study topics, the last meeting's open tasks and the open problems as lines to report on. What it
 * writes passes `check` except for what is left to fill. LF line ends.
 */
bool form_write(struct store *s, const struct site *site, const struct unit *u, struct date day, struct buf *out, struct err *e);
/*
 * The same as plain lines without Markdown (templates/forms/record.txt), for a secretary: 〔提示：…〕 says what to write and disappears from the record when it is
 * left in (read/hint.c).
 */
bool form_write_plain(struct store *s, const struct site *site, const struct unit *u, struct date day, struct buf *out, struct err *e);
/* A text for Notepad: UTF-8 with byte order mark, CRLF. */
void form_for_notepad(struct buf *out, struct text form);
/* For WPS: a .docx, a paragraph for each line. */
bool form_for_word(struct buf *out, struct text form, struct err *e);

#endif
