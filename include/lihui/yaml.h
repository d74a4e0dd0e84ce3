/* SPDX-License-Identifier: MIT */
/* YAML as configuration files are held to it: a tree of texts with the place of each. The one door
 * to libfyaml (base/yaml.c). */
#ifndef LIHUI_YAML_H
#define LIHUI_YAML_H

#include "lihui/text.h"

struct arena;

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };
struct yaml {
	enum yaml_kind kind;
	struct text text;       /* SCALAR */
	struct text key;        /* of a member of a map */
	struct span key_at, at; /* in the text given */
	struct yaml *first, *last, *next;
};
/* What most slips are. */
#define YAML_WIDE_COLON \
	SAY("这里写的是中文冒号“：”，请改成英文冒号，后面空一格", \
	    "the colon here is a full-width one; type an ASCII colon and a blank")
/* Strict YAML for configuration files: NULL and *line, *message on an error. */
struct yaml *yaml_parse(struct arena *a, struct text t, int *line, struct text *message);
const struct yaml *yaml_get(const struct yaml *map, struct text key);

#endif
