/* SPDX-License-Identifier: MIT */
/*
 * The table of rules and what runs them.
 *
 * A rule is one short function with one code. diag.def says which documents it applies to and at
 * which stage; the profile may turn it off or change its level, and then it is not run at all.
 * Rules of the stage READ are found where the text is read and have no function here. What a
 * document asks to be let off (说明, 豁免) is decided after the rules have run: the finding stays,
 * with the reason beside it, because reasons are published.
 */
#include "lihui/door.h"
#include "check/rules.h"

static const struct {
	check_rule *document;
	unit_rule *unit;
} rules[DIAG_CODES] = {
/* clang-format off */
#define RULE_DIAG_READ(function)     { NULL, NULL },
#define RULE_DIAG_DOCUMENT(function) { .document = function },
#define RULE_DIAG_UNIT(function)     { .unit = function },
/* clang-format on */
#define DIAG(code, name, level, scope, stage, flags, function) RULE_##stage(function)
#include "lihui/diag.def"
#undef DIAG
};

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

static void
waive(const struct doc *d, struct finding *f)
{
	if (diag_holds(f->code))
		return;
	if (diag_silenced_by_reason(f->code) && d->reason.n > 0)
		f->waived = d->reason;
	for (size_t i = 0; i < d->waivers.n; i++)
		if (d->waivers.v[i].code == f->code && d->waivers.v[i].reason.n > 0)
			f->waived = d->waivers.v[i].reason;
}

/* A file that cannot be opened, neither a type nor a date, or front matter that nobody can read:
 * the other rules would only repeat it in other words. */
static bool
nothing_to_check(const struct doc *d)
{
	for (size_t i = 0; i < d->sink.list.n; i++)
		if (d->sink.list.v[i].code == DIAG_F002 || d->sink.list.v[i].code == DIAG_F003 ||
		    d->sink.list.v[i].code == DIAG_F018)
			return true;
	return !d->type;
}

void
check_document(struct doc *d, struct date today)
{
	struct check c = {
		.d = d, .p = d->profile, .sink = &d->sink, .a = d->arena, .today = today
	};

	hidden_check_name(d);
	attachments_check(d);
	for (int code = 0; code < DIAG_CODES && !nothing_to_check(d); code++)
		if (rules[code].document && scope_fits(diag_info((enum diag_code)code)->scope, d) &&
		    (!d->sink.levels || d->sink.levels[code] != DIAG_OFF))
			rules[code].document(&c);
	for (size_t i = 0; i < d->sink.list.n; i++)
		waive(d, &d->sink.list.v[i]);
	doc_settle_held(d);
}

/* --- units --- */

bool
check_units(struct store *s, const struct site *site, const int *units, size_t n, struct date as_of,
    struct arena *a, struct finding_list *out, struct err *e)
{
	struct arena *scratch = arena_new();
	const struct unit *asking = NULL;
	struct date asked_since = NO_DATE;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++) {
		const struct unit *unit = site->units[units[i]];
		struct unit_check u = { .store = s,
			.site = site,
			.unit = unit,
			.profile = profile_for(&unit->profiles, as_of),
			.row = unit->id + 1,
			.as_of = as_of,
			.asking = asking,
			.asked_since = asked_since,
			.a = scratch,
			.kept = a,
			.out = out,
			.e = e };

		unit_load(&u);
		for (int code = 0; code < DIAG_CODES && !u.failed; code++)
			if (rules[code].unit)
				rules[code].unit(&u);
		ok = !u.failed;
		asking = u.asking;
		asked_since = u.asked_since;
		arena_clear(scratch);
	}
	arena_free(scratch);
	diag_sort(out);
	return ok;
}
