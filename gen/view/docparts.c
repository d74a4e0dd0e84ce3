/* SPDX-License-Identifier: MIT */
/*
 * The formal part of a document's page: who took part, what to print, in which languages it exists
 * and whether they agree, what is to be checked, the meeting before and after. A finding here is
 * calm: it says what to check and that the record is as it came.
 */
#include "lihui/arena.h"
#include "lihui/file.h"
#include "view/web.h"

/* --- people --- */

static struct text
person_words(const struct web *w, const struct person *p)
{
	struct text name = p->shown.n > 0 ? p->shown : p->name;

	if (p->group)
		return p->words;
	if (p->roles.n == 0)
		return name;
	struct text roles = text_list_join(w->a, &p->roles, T("、"));

	return text_fmt(w->a, "%.*s（%.*s）", TEXT_ARG(name), TEXT_ARG(roles));
}

struct text
people_words(const struct web *w, const struct person_list *l)
{
	struct text_list words = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		struct text t = person_words(w, &l->v[i]);

		if (t.n > 0)
			text_list_add(w->a, &words, t);
	}
	return text_list_join(w->a, &words, T("、"));
}

static void
put_fact(const struct web *w, struct value *list, const char *label, struct text t)
{
	if (t.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	web_put(w, o, "value", t);
}

/*
 * Lists of people and a few words as facts; the plain texts of the head under the names of
 * model.def, for a template that shows one. Absences and their reasons stay in the village: the
 * public page has no such line.
 */
void
doc_facts(const struct web *w, const struct doc *d, bool public)
{
	struct value *list = value_put_list(w->a, w->page, "facts"),
		     *head = value_put_object(w->a, w->page, "head");

	for (enum key k = KEY_NONE; k < KEY_COUNT; k++) {
		const struct person_list *people = key_people(d, k);
		const struct text *t = key_text(d, k);

		if (people && !(public && k == KEY_ABSENT))
			put_fact(w, list, text_fmt(w->a, "web.%s", key_rows[k].member).p,
			    people_words(w, people));
		if (t && t->n > 0)
			web_put(w, head, key_rows[k].member, *t);
	}
	put_fact(w, list, "web.merged_with", text_list_join(w->a, &d->merged_with, T("、")));
	put_fact(w, list, "web.issue_no", d->number);
	value_put_bool(w->a, w->page, "has_facts", list->first != NULL);
}

/* --- what to print and pass on --- */

static void
put_file(
    const struct web *w, struct value *list, const char *word, const char *note, struct text path)
{
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", word);
	web_put_word(w, o, "about", note);
	value_put_text(w->a, o, "href", web_href(w, path));
}

void
doc_files(const struct web *w, const struct doc *d, struct text class)
{
	struct value *list = value_put_list(w->a, w->page, "sheets");

	if (web_sheet_of(w->v, class, "handout"))
		put_file(w, list, "web.sheet_handout", "web.sheet_handout_note",
		    out_file(w->a, d->address, ".handout.pdf"));
	if (web_sheet_of(w->v, class, "poster"))
		put_file(w, list, "web.sheet_poster", "web.sheet_poster_note",
		    out_file(w->a, d->address, ".poster.pdf"));
	if (web_sheet_of(w->v, class, "record"))
		put_file(w, list, "web.sheet_record", "web.sheet_record_note",
		    out_file(w->a, d->address, ".record.pdf"));
	if (!text_eq(class, T("page")) && !text_eq(class, T("absence")))
		put_file(w, list, "web.sheet_digest", "web.sheet_digest_note",
		    out_file(w->a, d->address, ".txt"));
	value_put_bool(w->a, w->page, "has_sheets", list->first != NULL);
}

/* --- versions --- */

static const char *
state_word(const struct version *v)
{
	return v->state == VERSION_CURRENT ? "web.version_current"
	    : v->state == VERSION_OUTDATED ? "web.version_outdated"
					   : "web.version_undated";
}

static bool
is_picture(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".jpg")) || text_eq_nocase(ext, T(".jpeg")) ||
	    text_eq_nocase(ext, T(".png"));
}

/* A written sheet or a recording: shown where the reader is, because for who does not read it is
 * the document. */
static void
put_media(const struct web *w, struct value *o, const struct version *v)
{
	struct text href = web_href(w, out_file(w->a, v->path, ""));

	value_put_text(w->a, o, "file_href", href);
	value_put_bool(w->a, o, "is_recording", v->kind == VERSION_RECORDING);
	value_put_bool(w->a, o, "is_picture", v->kind == VERSION_SCAN && is_picture(v->path));
	web_put_word(w, o, "label",
	    v->kind == VERSION_RECORDING ? "web.version_recording" : "web.version_scan");
	value_put_text(w->a, o, "label_text",
	    web_word(
		w, v->kind == VERSION_RECORDING ? "web.version_recording" : "web.version_scan"));
}

static void
put_version(const struct web *w, struct value *list, const struct doc *d, const struct version *v)
{
	struct value *o = value_add_object(w->a, list);

	if (v->kind == VERSION_SCAN || v->kind == VERSION_RECORDING) {
		put_media(w, o, v);
		return;
	}
	if (v->lang == LANG_MN)
		web_put_word(w, o, "label",
		    v->kind == VERSION_SUMMARY ? "web.version_mn_summary" : "web.version_mn_text");
	else
		web_put_word(w, o, "label", "web.version_zh_text");
	web_put_word(w, o, "state", state_word(v));
	if (v->lang != w->lang)
		value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, v->lang, d->address)));
}

/* A scanned sheet or a recording: for who does not read print it is the translation. */
static bool
has_media(const struct doc *d, enum lang l)
{
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].lang == l &&
		    (d->versions.v[i].kind == VERSION_SCAN ||
			d->versions.v[i].kind == VERSION_RECORDING))
			return true;
	return false;
}

void
doc_versions(const struct web *w, const struct doc *d)
{
	struct value *list = value_put_list(w->a, w->page, "versions");
	struct value *o = value_add_object(w->a, list);
	const struct version *mine = w->lang == d->lang ? NULL : doc_version(d, w->lang);

	web_put_word(w, o, "label",
	    d->lang == LANG_MN ? "web.version_mn_original" : "web.version_zh_original");
	if (w->lang != d->lang)
		value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, d->lang, d->address)));
	for (size_t i = 0; i < d->versions.n; i++)
		put_version(w, list, d, &d->versions.v[i]);
	/* Missing text is said at the top of the page that lacks it, with the way to what there is.
	 */
	if (w->lang != d->lang && !mine && has_media(d, w->lang)) {
		web_put_word(w, w->page, "missing", "web.missing_media");
		value_put_text(w->a, w->page, "original_href", T("#v"));
		web_put_word(w, w->page, "original", "web.see_media");
	} else if (w->lang != d->lang && !mine) {
		web_put_word(w, w->page, "missing",
		    w->lang == LANG_MN ? "web.missing_mn" : "web.missing_zh");
		value_put_text(w->a, w->page, "original_href",
		    web_href(w, out_doc(w->a, d->lang, d->address)));
		web_put_word(
		    w, w->page, "original", d->lang == LANG_MN ? "web.read_mn" : "web.read_zh");
	} else if (mine && mine->state == VERSION_OUTDATED) {
		web_put_word(w, w->page, "outdated", "web.version_outdated_long");
	}
}

/* --- findings --- */

void
doc_findings(const struct web *w, const struct outcome *c)
{
	struct value *list = value_put_list(w->a, w->page, "findings");
	int n = 0;

	for (size_t i = 0; i < c->findings.n; i++) {
		const struct outcome_finding *x = &c->findings.v[i];
		const struct finding f = { .code = x->code, .args = x->args };
		struct value *o = value_add_object(w->a, list);

		web_put(w, o, "sentence",
		    web_sentence(w->a, diag_sentence(w->a, &f, w->lang, w->v->site->words)));
		value_put_text(w->a, o, "code_text", text_of(diag_info(x->code)->code));
		if (x->waived.n > 0)
			web_put(w, o, "waived", web_say(w, "web.finding_waived", TEXTS(x->waived)));
		else
			n++;
	}
	value_put_bool(w->a, w->page, "has_findings", list->first != NULL);
	if (n > 0)
		web_put(w, w->page, "findings_note",
		    web_say(w, "web.findings_n", TEXTS(web_int(w->a, n))));
	web_put(w, w->page, "findings_title",
	    n > 0 ? web_say(w, "web.findings_title", TEXTS(web_int(w->a, n)))
		  : web_word(w, "web.findings_explained"));
}

/* --- before and after --- */

static void
put_neighbour(
    const struct web *w, const char *key, const struct outcome_neighbour *n, const char *word)
{
	if (!n->is)
		return;
	struct value *o = value_put_object(w->a, w->page, key);

	value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, w->lang, n->address)));
	web_put(w, o, "label", web_say(w, word, TEXTS(web_int(w->a, n->week))));
}

void
doc_pager(const struct web *w, const struct outcome *c)
{
	put_neighbour(w, "before", &c->before, "web.meeting_before");
	put_neighbour(w, "after", &c->after, "web.meeting_after");
}
