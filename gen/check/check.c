/* SPDX-License-Identifier: MIT */
/*
 * The table of rules and what runs them.
 *
 * A rule is one short function with one code. diag.def says which documents it applies to and at which stage; the profile may turn it off or change its level,
 * and then it is not run at all. Rules of the stage READ are found where the text is read and have no function here. What a document asks to be let off
 * (说明, 豁免) is decided after the rules have run: the finding stays, with the reason beside it, because reasons are published.
 */
#include "check/room.h"

static check_rule *const document_rules[DIAG_CODES] = {
	[DIAG_F010] = check_passage_twice,
	[DIAG_F014] = check_glyphs,
	[DIAG_D101] = check_weekday,
	[DIAG_D102] = check_week_number,
	[DIAG_D103] = check_weekday_written,
	[DIAG_D107] = check_future,
	[DIAG_P201] = check_first_secretary,
	[DIAG_P202] = check_secretary,
	[DIAG_P203] = check_host,
	[DIAG_P204] = check_convener,
	[DIAG_P205] = check_identity,
	[DIAG_P206] = check_person_twice,
	[DIAG_P207] = check_attendance,
	[DIAG_P208] = check_on_list,
	[DIAG_C301] = check_study,
	[DIAG_C302] = check_syllabus,
	[DIAG_C303] = check_step_empty,
	[DIAG_S401] = check_step_missing,
	[DIAG_S402] = check_step_order,
	[DIAG_S403] = check_section_unknown,
	[DIAG_S404] = check_decision,
	[DIAG_S405] = check_owner,
	[DIAG_S406] = check_task_owner,
	[DIAG_S407] = check_deadline,
	[DIAG_S408] = check_step_by_number,
	[DIAG_L507] = check_flow_order,
	[DIAG_L508] = check_flow_rated,
	[DIAG_N601] = check_posting,
	[DIAG_N602] = check_posting_ended,
	[DIAG_N603] = check_sums,
	[DIAG_N604] = check_money_unit,
	[DIAG_N606] = check_objections,
	[DIAG_B702] = check_pairs,
	[DIAG_B703] = check_original_changed,
	[DIAG_B704] = check_language,
	[DIAG_B705] = check_mongolian,
	[DIAG_X801] = check_id_number,
	[DIAG_X802] = check_mobile,
	[DIAG_X803] = check_card,
	[DIAG_X804] = check_sensitive,
};

static unit_rule *const unit_rules[DIAG_CODES] = {
	[DIAG_D104] = check_two_in_week,
	[DIAG_D105] = check_weeks_missing,
	[DIAG_D106] = check_pace,
	[DIAG_D109] = check_number_written,
	[DIAG_C304] = check_step_repeats,
	[DIAG_L501] = check_task_reported,
	[DIAG_L502] = check_reference,
	[DIAG_L503] = check_overdue,
	[DIAG_L504] = check_silent,
	[DIAG_L505] = check_feedback,
	[DIAG_L506] = check_status_back,
	[DIAG_L509] = check_like_open,
	[DIAG_L510] = check_number_twice,
	[DIAG_N605] = check_disclosure_due,
	[DIAG_M901] = check_matter_order,
	[DIAG_M902] = check_matter_quorum,
	[DIAG_M903] = check_matter_disclosure,
	[DIAG_B701] = check_translation_missing,
};

bool
check_has_rule(enum diag_code code)
{
	return document_rules[code] || unit_rules[code];
}

static bool
scope_fits(enum diag_scope scope, const struct doc *d)
{
	switch (scope) {
	case DIAG_ANY: return true;
	case DIAG_WEEKLY: return doc_is_weekly(d);
	case DIAG_MEETING: return doc_is_meeting(d);
	case DIAG_BULLETIN: return d->type && d->type->class == CLASS_BULLETIN;
	case DIAG_UNIT_WIDE: return false;
	}
	return false;
}

/* 说明 is the reason for an unusual day, a second meeting or another host; everything else needs 豁免. What holds a document back cannot be waived. */
static bool
silenced_by_reason(enum diag_code code)
{
	return code == DIAG_D101 || code == DIAG_D104 || code == DIAG_P203;
}

static void
waive(const struct doc *d, struct finding *f)
{
	if (diag_holds(f->code))
		return;
	if (silenced_by_reason(f->code) && d->reason.n > 0)
		f->waived = d->reason;
	for (size_t i = 0; i < d->waivers.n; i++)
		if (d->waivers.v[i].code == f->code && d->waivers.v[i].reason.n > 0)
			f->waived = d->waivers.v[i].reason;
}

/* Neither a type nor a date, or front matter that nobody can read: the other rules would only repeat it in other words. */
static bool
nothing_to_check(const struct doc *d)
{
	for (size_t i = 0; i < d->sink.list.n; i++)
		if (d->sink.list.v[i].code == DIAG_F002 || d->sink.list.v[i].code == DIAG_F003)
			return true;
	return !d->type;
}

void
check_document(struct doc *d, struct date today)
{
	struct check c = { .d = d, .p = d->profile, .sink = &d->sink, .a = d->arena, .today = today };

	for (int code = 0; code < DIAG_CODES && !nothing_to_check(d); code++)
		if (document_rules[code] && scope_fits(diag_info((enum diag_code)code)->scope, d) && (!d->sink.levels || d->sink.levels[code] != DIAG_OFF))
			document_rules[code](&c);
	for (size_t i = 0; i < d->sink.list.n; i++)
		waive(d, &d->sink.list.v[i]);
	doc_settle_held(d);
}

/* --- units --------------------------------------------------------------------------------------------------------------------------------- */

static bool
unit_waive(struct unit_check *u, const struct unit_record *r, struct finding *f)
{
	struct query q;

	if (silenced_by_reason(f->code) && r->reason.n > 0)
		f->waived = text_copy(u->kept, r->reason);
	query_start(u->store, &q, "select reason from waiver where document = ? and code = ?", u->e);
	query_bind_int(&q, 1, r->id);
	query_bind_text(&q, 2, text_of(diag_info(f->code)->code));
	if (query_row(&q))
		f->waived = query_text(&q, u->kept, 0);
	return query_end(&q);
}

void
unit_put(struct unit_check *u, enum diag_code code, struct spot at, const struct text *args, size_t n)
{
	const struct profile *p = at.record && at.record->profile ? at.record->profile : u->profile;
	enum diag_level level = p ? p->levels[code] : diag_info(code)->level;
	struct finding *f;

	if (level == DIAG_OFF)
		return;
	f = ARENA_PUSH(u->kept, u->out);
	f->code = code;
	f->level = level;
	f->path = at.record ? text_copy(u->kept, at.record->path) : path_join(u->kept, u->unit->path, T("_index.md"));
	f->line = at.line;
	f->column = at.column;
	f->width = at.width;
	f->excerpt = text_copy(u->kept, at.excerpt);
	f->waived = NO_TEXT;
	for (size_t i = 0; i < n; i++)
		text_list_add(u->kept, &f->args, text_copy(u->kept, args[i]));
	if (at.record && !unit_waive(u, at.record, f))
		u->failed = true;
}

bool
check_units(struct store *s, const struct site *site, const int *units, size_t n, struct date as_of, struct arena *a, struct finding_list *out, struct err *e)
{
	struct arena *scratch = arena_new();
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		const struct unit *unit = site->units[units[i]];
		struct unit_check u = { .store = s, .site = site, .unit = unit, .profile = profile_for(&unit->profiles, as_of), .row = unit->id + 1, .as_of = as_of,
			                .a = scratch, .kept = a, .out = out, .e = e };

		unit_load(&u);
		for (int code = 0; code < DIAG_CODES && !u.failed; code++)
			if (unit_rules[code])
				unit_rules[code](&u);
		ok = !u.failed;
		arena_clear(scratch);
	}
	arena_free(scratch);
	diag_sort(out);
	return ok;
}
