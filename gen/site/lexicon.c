/* SPDX-License-Identifier: MIT */
/*
 * The words of free wording: templates/lexicon.yaml and a site's _words/lexicon.yaml over it, by
 * the same rules by which _rules.yaml stands over the profile. Read once, when a site is opened.
 *
 * A site's file is read by itself first, so that a fault is said where it stands.
 */
#include "site/config.h"

#include "lihui/asset.h"
#include "lihui/lexicon.h"

static bool
read_step_words(const struct config *c, const struct yaml *y, struct step_words *s)
{
	static const struct spelling names[] = { { 1, "keys" }, { 2, "past" }, { 3, "begins" },
		{ 4, "ends" }, { 5, "alone" }, { 6, "tells" }, { 0, NULL } };
	struct text_list *const lists[] = { NULL, NULL, &s->past, &s->begins, &s->ends, &s->alone,
		&s->tells };
	bool append;

	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		int name = config_key(c, i, names, &append);
		if (!name ||
		    !(name == 1 ? config_weights(c, i, &s->keys) : config_texts(c, i, lists[name])))
			return false;
	}
	return true;
}

/* none: with 人数 in it, it is no label. */
static bool
read_counted(const struct config *c, const struct yaml *y, struct label_rule *r)
{
	if (!config_is(c, y, YAML_SCALAR))
		return false;
	r->counts = true;
	r->counted = key_parse(y->text);
	return r->counted != KEY_NONE || text_eq(y->text, T("none")) ||
	    config_fault(c, y->at,
		SAY("count 只能是 none 或一个键，如 present",
		    "a count is none or a key such as present"));
}

static bool
read_label(const struct config *c, const struct yaml *y, struct label_rule *r)
{
	static const struct spelling names[] = { { 1, "words" }, { 2, "any" }, { 3, "count" },
		{ 4, "bare" }, { 5, "value" }, { 0, NULL } };
	bool append;

	r->key = key_parse(y->key);
	if (r->key == KEY_NONE)
		return config_fault(c, y->key_at,
		    SAY("没有这个标签，例如 attendees", "there is no such key; attendees is one"));
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		bool ok = false;

		switch (config_key(c, i, names, &append)) {
		case 1: ok = config_texts(c, i, &r->words); break;
		case 2: ok = config_texts(c, i, &r->any); break;
		case 3: ok = read_counted(c, i, r); break;
		case 4: ok = config_bool(c, i, &r->bare); break;
		case 5: ok = config_bool(c, i, &r->value); break;
		}
		if (!ok)
			return false;
	}
	return true;
}

static bool
read_parts(const struct config *c, const struct yaml *y, int part, struct lexicon *out)
{
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		if (part == 1 && !read_label(c, i, ARENA_PUSH(c->arena, &out->labels)))
			return false;
		if (part == 2) {
			struct step_words *s = ARENA_PUSH(c->arena, &out->steps);

			s->id = i->key;
			if (!read_step_words(c, i, s))
				return false;
		}
	}
	return true;
}

static bool
read_lexicon(const struct config *c, const struct yaml *root, struct lexicon *out)
{
	static const struct spelling names[] = { { 1, "labels" }, { 2, "steps" }, { 3, "no_step" },
		{ 4, "label_counts" }, { 5, "label_fill" }, { 6, "label_stops" }, { 0, NULL } };
	struct text_list *const lists[] = { &out->label_counts, &out->label_fill,
		&out->label_stops };
	bool append;

	*out = (struct lexicon){ 0 };
	if (!config_is(c, root, YAML_MAP))
		return false;
	for (const struct yaml *y = root->first; y; y = y->next) {
		int name = config_key(c, y, names, &append);
		if (!name ||
		    !(name < 3          ? read_parts(c, y, name, out)
			    : name == 3 ? config_weights(c, y, &out->no_step)
					: config_texts(c, y, lists[name - 4])))
			return false;
	}
	return true;
}

/* The site's words; *own stays without a root when it has none. */
static bool
read_own(const struct site *s, struct arena *a, struct config *own, struct err *e)
{
	struct text path = T("_words/lexicon.yaml");
	struct lexicon alone;
	struct file_stat st;

	if (!file_stat(path_join(a, s->root, path).p, &st, e))
		return false;
	return !st.exists ||
	    (config_open(own, a, s->root, path, e) && read_lexicon(own, own->root, &alone));
}

bool
config_lexicon(const struct site *s, struct arena *a, struct lexicon *out, struct err *e)
{
	struct config c = { 0 }, own = { 0 };
	struct text bytes = NO_TEXT;

	if (!asset_get(T("lexicon.yaml"), &bytes))
		return err_usage(e, "%s",
		    SAY("程序里缺少 lexicon.yaml", "the built-in lexicon.yaml is missing"));
	return config_parse(&c, a, T("templates/lexicon.yaml"), bytes, e) &&
	    (!s || read_own(s, a, &own, e)) &&
	    read_lexicon(&c, own.root ? config_merge(a, c.root, own.root) : c.root, out);
}
