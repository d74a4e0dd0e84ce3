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

/* 张三（第一书记）、李四 */
static struct text
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
	struct text wish = web_wish(w, d->type->id, d->claimed, d->fulfilled, d->wish);

	put_fact(w, list, "web.wish", wish);
	if (wish.n > 0) {
		put_fact(w, list, "web.wish_claimed", d->claimed);
		put_fact(w, list, "web.wish_fulfilled", d->fulfilled);
	}
	put_fact(w, list, "web.merged_with", text_list_join(w->a, &d->merged_with, T("、")));
	put_fact(w, list, "web.issue_no", d->number);
	value_put_bool(w->a, w->page, "has_facts", list->first != NULL);
	/* Of a meeting the public page shows what was decided, and says no more than that. */
	web_put_flag(
	    w, w->page, "as_written", !public || !doc_is_meeting(d) || d->publicity == PUBLIC_FULL);
}

/* --- what to print and pass on --- */

void
doc_files(const struct web *w, const struct doc *d)
{
	static const struct {
		enum output_kind kind;
		const char *word, *note;
	} file[] = {
		{ OUT_HANDOUT, "web.sheet_handout", "web.sheet_handout_note" },
		{ OUT_POSTER, "web.sheet_poster", "web.sheet_poster_note" },
		{ OUT_RECORD, "web.sheet_record", "web.sheet_record_note" },
		{ OUT_DIGEST, "web.sheet_digest", "web.sheet_digest_note" },
	};
	struct value *list = value_put_list(w->a, w->page, "sheets");
	struct text class = d->type->class == CLASS_MEETING ? T("meeting")
	    : d->type->class == CLASS_BULLETIN              ? T("bulletin")
							    : NO_TEXT;

	for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
		if (!web_makes(w->v, file[i].kind, class))
			continue;
		struct value *o = value_add_object(w->a, list);

		web_put_word(w, o, "label", file[i].word);
		web_put_word(w, o, "about", file[i].note);
		web_put_link(w, o, "href", file[i].kind, NULL, d->address);
	}
	web_put_flag(w, w->page, "has_sheets", list->first != NULL);
}

/* --- versions --- */

static bool
is_picture(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".jpg")) || text_eq_nocase(ext, T(".jpeg")) ||
	    text_eq_nocase(ext, T(".png"));
}

static void
put_version(const struct web *w, struct value *o, const struct doc *d, const struct version *v)
{
	static const char *const state[] = { [VERSION_CURRENT] = "web.version_current",
		[VERSION_OUTDATED] = "web.version_outdated",
		[VERSION_UNDATED] = "web.version_undated" };
	bool recording = v->kind == VERSION_RECORDING, scan = v->kind == VERSION_SCAN;
	struct text word = web_say_language(w,
	    recording                        ? "web.version_recording"
		: scan                       ? "web.version_scan"
		: v->kind == VERSION_SUMMARY ? "web.version_summary"
					     : "web.version_text",
	    v->lang);

	web_put(w, o, "label", word);
	/* A written sheet or a recording: shown where the reader is, because for who does not read
	 * it is the document. */
	if (recording || scan) {
		web_put_link(w, o, "file_href", OUT_ATTACHMENT, NULL, v->path);
		web_put_flag(w, o, "is_recording", recording && recording_plays(v->path));
		web_put_flag(w, o, "is_picture", scan && is_picture(v->path));
		web_put_plain(w, o, "label_text", word);
		return;
	}
	web_put_word(w, o, "state", state[v->state]);
	if (v->lang != w->lang)
		web_put_plain(w, o, "href",
		    web_href(w, output_path(w->a, OUT_PAGE_DOCUMENT, v->lang, NULL, d->address)));
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
	bool lacking = w->lang != d->lang && !mine, media = lacking && has_media(d, w->lang);
	struct text original =
	    web_href(w, output_path(w->a, OUT_PAGE_DOCUMENT, d->lang, NULL, d->address));

	web_put(w, o, "label", web_say_language(w, "web.version_original", d->lang));
	web_put_plain(w, o, "href", w->lang != d->lang ? original : NO_TEXT);
	for (size_t i = 0; i < d->versions.n; i++)
		put_version(w, value_add_object(w->a, list), d, &d->versions.v[i]);
	/* Missing text is said at the top of the page that lacks it, with the way to what there is.
	 */
	if (lacking) {
		web_put(w, w->page, "missing",
		    web_say(w, media ? "web.missing_media" : "web.missing_text",
			TEXTS(web_language(w, w->lang), web_language(w, d->lang))));
		web_put_plain(w, w->page, "original_href", media ? T("#v") : original);
		web_put(w, w->page, "original",
		    media ? web_word(w, "web.see_media")
			  : web_say_language(w, "web.read_original", d->lang));
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

	for (EACH(struct outcome_finding, x, c->findings)) {
		struct finding f = { 0 };

		if (!diag_parse(x->code, &f.code))
			continue;
		store_finding_args(w->a, x->args, &f.args);
		struct value *o = value_add_object(w->a, list);

		web_put(w, o, "sentence",
		    web_sentence(w->a, diag_sentence(w->a, &f, w->lang, w->v->site->words)));
		web_put_plain(w, o, "code_text", x->code);
		if (x->waived.n > 0)
			web_put_say(w, o, "waived", "web.finding_waived", TEXTS(x->waived));
		else
			n++;
	}
	web_put_flag(w, w->page, "has_findings", list->first != NULL);
	if (n > 0)
		web_put(w, w->page, "findings_note", web_say_int(w, "web.findings_n", n));
	web_put(w, w->page, "findings_title",
	    n > 0 ? web_say_int(w, "web.findings_title", n)
		  : web_word(w, "web.findings_explained"));
}

/* --- before and after --- */

void
doc_pager(const struct web *w, const struct outcome *c)
{
	static const char *const key[] = { "before", "after" };
	static const char *const word[] = { "web.meeting_before", "web.meeting_after" };
	const struct web_rows *const beside[] = { &c->before, &c->after };

	for (int i = 0; i < 2; i++)
		for (EACH(struct outcome_neighbour, n, *beside[i])) {
			struct value *o = value_put_object(w->a, w->page, key[i]);

			web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, n->address);
			web_put(w, o, "label", web_say_int(w, word[i], n->week));
		}
}
