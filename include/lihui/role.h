/* SPDX-License-Identifier: MIT */
/* What a stretch of a source was read as: the account's words (account.h). */
#ifndef LIHUI_ROLE_H
#define LIHUI_ROLE_H

#include "lihui/text.h"

enum role {
	ROLE_TEXT,      /* of the body: kept as it is, and shown */
	ROLE_TITLE,     /* of the document */
	ROLE_FIELD,     /* of the head: label and value */
	ROLE_UNKNOWN,   /* within the head; a finding quotes it (F004, F006) */
	ROLE_STEP,      /* the heading of a section */
	ROLE_ITEM,      /* a problem, a task or a report */
	ROLE_LABEL,     /* a label of a problem with its value */
	ROLE_ROW,       /* of a table */
	ROLE_SIGNATURE, /* signatures, page numbers, 散会 */
	ROLE_HINT,      /* of a form */
	ROLE_PHOTO,     /* names a picture: 照片：水泵.jpg */
	ROLE_FURNITURE, /* around the head: greetings, red heads, fences, rules */
	ROLE_COUNT
};
/* "field": the word of the catalogue is role.field. */
extern const char *const role_keys[ROLE_COUNT];

struct role_at {
	enum role role;
	struct text what; /* the key, the number, the step: what it fills; or "" */
	struct span at;
};
LIST(role_list, role_at);

#endif
