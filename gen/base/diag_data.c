/* SPDX-License-Identifier: MIT */
/*
 * Findings for programs. JSON is a list with a member for each fact of a finding. SARIF 2.1.0
 * (OASIS) is what editors and code review sites read: columns there count Unicode code points when
 * columnKind says so, addresses are percent-encoded, and a waived finding is a suppressed one with
 * its reason.
 */
#include "base/diag_print.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/value.h"

#define SARIF_SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
	"sarif-schema-2.1.0.json"

static struct text
level_name(enum diag_level level)
{
	static const char *const names[] = { "none", "note", "warning", "error" };
	return text_of(names[level]);
}

static void
json_finding(struct arena *a, struct value *o, const struct finding *f, enum lang lang,
    const struct words *w, struct text prefix)
{
	const struct diag_info *info = diag_info(f->code);
	value_put_text(a, o, "code", text_of(info->code));
	value_put_text(a, o, "name", text_of(info->name));
	value_put_text(a, o, "level", level_name(f->level));
	value_put_text(a, o, "path", text_join(a, prefix, f->path));
	if (f->line > 0) {
		value_put_int(a, o, "line", f->line);
		value_put_int(a, o, "column", f->column);
		value_put_int(a, o, "width", f->width);
		value_put_text(a, o, "excerpt", f->excerpt);
	}
	value_put_text(a, o, "message", diag_sentence(a, f, lang, w));
	struct text remedy = diag_remedy(a, f, lang, w);
	if (remedy.n > 0)
		value_put_text(a, o, "fix", remedy);
	struct value *args = value_put_list(a, o, "args");
	for (size_t i = 0; i < f->args.n; i++)
		value_add(args, value_text(a, f->args.v[i]));
	if (f->waived.n > 0)
		value_put_text(a, o, "waived", f->waived);
}

void
diag_print_json(struct buf *out, const struct finding_list *l, enum lang lang,
    const struct words *w, struct text prefix)
{
	struct arena *a = arena_new();
	struct value *list = value_list(a);
	for (size_t i = 0; i < l->n; i++)
		json_finding(a, value_add_object(a, list), &l->v[i], lang, w, prefix);
	value_json(out, list, true);
	arena_free(a);
}

/* The rules that occur, in the order of diag.def; index[] tells where each came to stand. */
static void
sarif_rules(struct arena *a, struct value *driver, const struct finding_list *l, enum lang lang,
    const struct words *w, int index[DIAG_CODES])
{
	bool used[DIAG_CODES] = { false };
	for (size_t i = 0; i < l->n; i++)
		used[l->v[i].code] = true;
	struct value *rules = value_put_list(a, driver, "rules");
	for (int code = 0, n = 0; code < DIAG_CODES; code++) {
		if (!used[code])
			continue;
		index[code] = n++;
		const struct diag_info *info = diag_info((enum diag_code)code);
		struct value *rule = value_add_object(a, rules);
		value_put_text(a, rule, "id", text_of(info->code));
		value_put_text(a, rule, "name", text_of(info->name));
		struct text why = text_fmt(a, "%s.why", info->code);
		if (words_has(w, lang, why) || words_has(w, LANG_ZH, why))
			value_put_text(a, value_put_object(a, rule, "fullDescription"), "text",
			    words_get(w, lang, why.p, NULL));
		value_put_text(a, value_put_object(a, rule, "defaultConfiguration"), "level",
		    level_name(info->level));
	}
}

static void
sarif_location(struct arena *a, struct value *result, const struct finding *f, struct text prefix)
{
	struct value *location = value_add_object(a, value_put_list(a, result, "locations"));
	struct value *physical = value_put_object(a, location, "physicalLocation");
	struct text uri = path_url(a, text_join(a, prefix, f->path));
	value_put_text(a, value_put_object(a, physical, "artifactLocation"), "uri", uri);
	if (f->line == 0)
		return;
	struct value *region = value_put_object(a, physical, "region");
	value_put_int(a, region, "startLine", f->line);
	value_put_int(a, region, "startColumn", f->column);
	value_put_int(a, region, "endColumn", f->column + f->width);
	struct value *context = value_put_object(a, physical, "contextRegion");
	value_put_int(a, context, "startLine", f->line);
	value_put_text(a, value_put_object(a, context, "snippet"), "text", f->excerpt);
}

static void
sarif_result(struct arena *a, struct value *result, const struct finding *f, enum lang lang,
    const struct words *w, int rule)
{
	value_put_text(a, result, "ruleId", text_of(diag_info(f->code)->code));
	value_put_int(a, result, "ruleIndex", rule);
	value_put_text(a, result, "level", level_name(f->level));
	struct text say = diag_sentence(a, f, lang, w), remedy = diag_remedy(a, f, lang, w);
	struct text label = words_get(w, lang, "diag.fix_label", NULL);
	if (remedy.n > 0)
		say = text_fmt(
		    a, "%.*s\n%.*s: %.*s", TEXT_ARG(say), TEXT_ARG(label), TEXT_ARG(remedy));
	value_put_text(a, value_put_object(a, result, "message"), "text", say);
	if (f->waived.n == 0)
		return;
	struct value *suppression = value_add_object(a, value_put_list(a, result, "suppressions"));
	value_put_text(a, suppression, "kind", T("inSource"));
	value_put_text(a, suppression, "justification", f->waived);
}

void
diag_print_sarif(struct buf *out, const struct finding_list *l, enum lang lang,
    const struct words *w, struct text prefix)
{
	struct arena *a = arena_new();
	int index[DIAG_CODES] = { 0 };
	struct value *log = value_object(a);
	value_put_text(a, log, "$schema", T(SARIF_SCHEMA));
	value_put_text(a, log, "version", T("2.1.0"));
	struct value *run = value_add_object(a, value_put_list(a, log, "runs"));
	struct value *driver = value_put_object(a, value_put_object(a, run, "tool"), "driver");
	value_put_text(a, driver, "name", T("lihui"));
	sarif_rules(a, driver, l, lang, w, index);
	value_put_text(a, run, "columnKind", T("unicodeCodePoints"));
	struct value *results = value_put_list(a, run, "results");
	for (size_t i = 0; i < l->n; i++) {
		struct value *result = value_add_object(a, results);
		sarif_result(a, result, &l->v[i], lang, w, index[l->v[i].code]);
		sarif_location(a, result, &l->v[i], prefix);
	}
	value_json(out, log, true);
	arena_free(a);
}
