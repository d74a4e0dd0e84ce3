/* SPDX-License-Identifier: MIT */
/*
 * A site: its configuration, its tree of units and the list of its source files. Read once, then
 * read-only and shared by threads; lives in one arena.
 */
#ifndef LIHUI_SITE_H
#define LIHUI_SITE_H

#include "lihui/date.h"
#include "lihui/diag.h"
#include "lihui/err.h"
#include "lihui/file.h"
#include "lihui/lang.h"
#include "lihui/speech.h"
#include "lihui/text.h"
#include "lihui/words.h"

struct arena;
struct block;

/* The level of a unit in the organisation. */
enum unit_level {
	LEVEL_PROVINCE,
	LEVEL_LEAGUE,
	LEVEL_BANNER,
	LEVEL_TOWNSHIP,
	LEVEL_VILLAGE,
	LEVEL_GROUP /* 组: a part of a village that holds no weekly meetings of its own */
};

/* A secretary for a while: secretaries change. Without dates: always. */
struct tenure {
	struct text name;
	struct date from, to; /* inclusive; empty = open */
};
LIST(tenure_list, tenure);

/* 星级, as it was given in a year; year 0: nobody said which. */
struct star {
	int year, stars;
};
LIST(star_list, star);

enum disclosure_period { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };
struct disclosure {
	struct text kind; /* a bulletin type: 财务公开 */
	enum disclosure_period period;
	int day; /* due on that day of the following period */
};
LIST(disclosure_list, disclosure);

enum profile_names { NAMES_OFFICES, NAMES_ALL, NAMES_NONE };

/* Classes of document types; what the program does differently for each. */
enum doc_class {
	CLASS_MEETING,
	CLASS_ABSENCE, /* 未开会说明 */
	CLASS_BULLETIN,
	CLASS_PAGE /* the manual and other pages of the site: not counted, no feed */
};
struct doc_type {
	/* ASCII: weekly, joint, party_day, forum, members, branch, committees, villagers,
	 * representatives, no_meeting, announcement, posting, notice, briefing, guide,
	 * weekly_study, wish, party_disclosure, village_disclosure, finance, decision, result,
	 * manual */
	struct text id;
	struct text name; /* 双书记周例会 */
	struct text_list aliases;
	enum doc_class class;
	bool weekly;     /* the four steps bind */
	bool posting;    /* needs a posting period (公示 and its kin) */
	bool disclosure; /* one of 三务公开 */
};
LIST(doc_type_list, doc_type);

/* 四议两公开 (site/matter_step.c). */
enum matter_step {
	MATTER_PROPOSE,
	MATTER_DISCUSS,
	MATTER_EXAMINE,
	MATTER_DECIDE,
	MATTER_DECISION_POSTED,
	MATTER_RESULT_POSTED,
	MATTER_STEPS
};
struct share {
	int part, of; /* 1/2 means more than a half, others at least so many */
};

/* The rules in force for a folder and a date. Built-in: templates/profile.yaml. */
struct profile {
	struct date since; /* of the section; empty for the first */
	unsigned weekdays; /* bit 1 Monday .. bit 7 Sunday */
	int yearly_minimum;
	struct date weekly_since;     /* Monday of the first week that is asked for, or empty */
	struct text_list joint_order; /* villages, as they host joint meetings */
	struct text_list
	    required_roles;       /* "first_secretary", "secretary", or an identity's words */
	struct text_list offices; /* identities that act in office, squeezed */
	struct text_list public_persons; /* leaders of Party and state, models: never masked */
	struct text_list
	    not_names; /* words that are no names of persons, whatever they look like */
	struct step_rule_list steps;
	int posting_days;
	int silent_days;
	struct disclosure_list disclosure;
	enum profile_names names;
	enum diag_level levels[DIAG_CODES];
	struct doc_type_list types;
	/* Of each meeting: who must be there of those expected, who must agree of those there. */
	struct share quorum[MATTER_DECISION_POSTED], majority[MATTER_DECISION_POSTED];
};
struct profile_list { /* by since, oldest first */
	struct profile *v;
	size_t n, room;
};

struct study_week {
	struct week week;
	struct text_list topics;
};
LIST(study_list, study_week);

struct unit {
	int id;                    /* index in site.units; parents before children */
	struct unit *parent;       /* NULL for the root */
	struct text path;          /* folder below the content, "" for the root */
	struct text name, name_in; /* name_in: in other languages, as lang_said reads it */
	enum unit_level level;
	struct text code;
	struct text_list aliases;
	struct tenure_list first_secretary, secretary;
	struct text phone, address;
	struct star_list stars; /* 星级, by year */
	/* Body of _index.md as typed, and behind it the lines of its head that are no settings; of
	 * _index.mn.md. */
	struct text intro_source, intro_in_source[LANG_COUNT];
	struct block *intro,
	    *intro_in[LANG_COUNT]; /* the same read and behind the door (door/intro.c), or NULL */
	struct profile_list profiles; /* merged along the way up; never empty */
	struct study_list study;      /* of this folder and those above, nearest wins a week */
	struct text_list phones; /* its published telephones, digits only, those of the units above
				    included: not secrets */
	size_t ndocuments;       /* whose unit it is, of those that are looked at */
};

/* A file of the content folder that is or belongs to a document. */
enum source_kind {
	SOURCE_DOCUMENT,    /* NAME.md, or a lone NAME.mn.md */
	SOURCE_TRANSLATION, /* NAME.mn.md beside NAME.md */
	SOURCE_SCAN,        /* NAME.mn.jpg .png .pdf */
	SOURCE_RECORDING    /* NAME.mn.mp3 .m4a .amr .wav */
};
struct source {
	enum source_kind kind;
	struct text path;    /* below the content */
	struct text address; /* path without extension (and without .mn) */
	struct unit *unit;   /* the nearest unit upwards */
	const struct profile_list
	    *profiles; /* nearest folder's rules (a grouping folder may have _rules.yaml) */
	const struct study_list *study;
	enum lang lang;
	struct file_stat stat;
	struct source *of; /* translations, scans, recordings: the document; NULL for a document */
	struct source *versions,
	    *next_version; /* of a document: its translations, scans, recordings */
};

struct fonts {
	struct text song, hei, fang, kai, mongolian; /* family or file; "" = built-in choice */
};

/*
 * Part of a site, for a province that is built on many machines: whose documents are looked at.
 * Units and all configuration are always read whole: they are the same on each machine. Paths are
 * of units; in order, none below another.
 */
struct site_scope {
	const struct text *parts;
	size_t n;
	bool below; /* documents of the parts themselves; else only those of the units above them,
		       which always count */
	/* Whether a document that is not looked at is there all the same, for links that lead to
	 * it. May be asked by several threads; NULL: nobody knows. */
	bool (*elsewhere)(void *context, struct text path);
	void *context;
};

struct site {
	const struct site_scope *scope; /* NULL: everything */
	struct arena *arena;
	struct text root;            /* the content folder as given, for opening files */
	struct text title, title_in; /* as name, name_in of a unit */
	struct text id;              /* authority of feed ids, "" without base_url */
	struct text mark;            /* tells it from other sites (`lihui init` writes it), or "" */
	struct text base_url;        /* with a '/' at the end, or "" */
	enum lang languages[LANG_COUNT];
	size_t nlanguages;
	bool sheet_handout, sheet_poster, sheet_record;
	bool poster_a3;
	struct fonts fonts;
	struct unit *
	    *units; /* preorder by path; [0] is the root, whose level is BANNER unless said */
	size_t nunits;
	struct unit_names *names;    /* what they are called (site/unit_names.c) */
	struct name_lexicon *places; /* the same for who looks for persons in prose */
	struct source **documents;   /* SOURCE_DOCUMENT, by path */
	size_t ndocuments;
	struct source **others; /* translations, scans, recordings, by path */
	size_t nothers;
	struct file_list files; /* everything below the content that is not hidden, with stat: links
				   are resolved against it */
	struct file_list
	    governing; /* the hidden files (names or folders that begin with '_') and site.yaml,
			  with stat: what a build follows from besides documents */
	struct words *words;
	struct lexicon *lexicon;
	struct finding_list findings; /* about the tree itself: F013 */
};

/*
 * Reads site.yaml, the tree, the heads of every _index.md, _rules.yaml, _study.yaml and _words/. A
 * folder without site.yaml or with an unknown key in one of these is ERR_USAGE with file, line and
 * the nearest known key. Only names and stats of documents are looked at. scope: NULL or one that
 * lives as long as the site. The bodies of _index.md are not read yet: site_open (door.h) does
 * that.
 */
struct site *site_load(const char *root, const struct site_scope *scope, struct err *e);
void site_close(struct site *s);
/* The built-in words alone, for messages before there is a site. */
struct words *words_builtin(struct err *e);

enum matter_step matter_step(struct text type); /* MATTER_STEPS for another type */
struct tally_of {                               /* -1: not given */
	int expected, present, agree, against, abstain;
};
struct verdict {
	int there, needed, votes_needed;
	bool too_few, not_passed, uneven; /* uneven: the votes are not as many as came */
};
struct verdict
matter_verdict(const struct profile *p, enum matter_step step, const struct tally_of *t);
/* The section of rules whose since is the latest not after the date (an empty date: the newest). */
const struct profile *profile_for(const struct profile_list *l, struct date d);
const struct doc_type *profile_type(const struct profile *p, struct text name_or_id);
bool profile_weekday(const struct profile *p, int weekday);
/* The stars of a year: those given in it, else those that no year was written for; -1: none. */
int stars_of(const struct unit *u, int year);
/* Who held the office on that day, or "". */
struct text tenure_on(const struct tenure_list *l, struct date d);
const struct text_list *
study_topics(const struct study_list *l, struct week w);            /* NULL when there are none */
bool unit_below(const struct unit *u, const struct unit *ancestor); /* u itself counts */
/* The unit that asks a village for its weeks, and all its neighbours for the same ones: the nearest
 * above that is no village; itself when there is none. */
const struct unit *unit_asking(const struct unit *u);
const struct source *
site_document(const struct site *s, struct text path); /* the document of that path, or NULL */
bool site_has_document(
    const struct site *s, struct text path); /* also one that only the scope knows of */
bool site_reads(
    const struct site *s, const struct unit *u); /* whether documents of a unit are looked at */
struct unit *site_unit(const struct site *s, struct text path); /* by path, NULL */
/* What a unit says of itself as typed, in all languages one behind the other. */
struct text unit_intros(struct arena *a, const struct unit *u);
/* By path, name, alias or code; NULL when none or more than one fits. */
struct unit *site_find_unit(const struct site *s, struct text name);
/* Says why site_find_unit found none: there are several (which), or none (which is nearest);
 * returns false. */
bool site_no_unit(const struct site *s, struct text name, struct err *e);
/* The same in the mouth of a unit: of several 新发嘎查 it means its own, the only one at or below
 * it. */
struct unit *site_meant_unit(const struct site *s, const struct unit *from, struct text name);
bool site_names_unit(const struct site *s, struct text name); /* whether any unit is called so */
/* Marks, by unit->id, those that have this letter (as utf8_fold_name leaves it) in their name; 0:
 * those whose name has something else than letters. */
void site_units_with(const struct site *s, uint32_t letter, bool *units);
/* 新发嘎查 is called 新发村 as well, and 新发. */
struct text unit_stem(struct text name);
/* Units below one that a text names, by a name, alias, code, folder or stem, and those between; by
 * id. More rather than fewer. */
struct unit_ids {
	int *v;
	size_t n, room;
};
void site_units_spoken(const struct site *s, const struct unit *of, struct arena *a, struct text t,
    struct unit_ids *out);
/* Before any of these are asked, of a site whose units stand: site_open has done it. */
void site_name_units(struct site *s);
/* A finding about the tree (F013) holds the document of that path back. */
bool site_holds(const struct site *s, struct text path);

#endif
