/* SPDX-License-Identifier: MIT */
/* Sites made on the disk: the tree of units, rules that inherit, what is a document, and every
 * fault of configuration with its file and line. */
#include "read_spec.h"
#include "lihui/door.h"

#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test. */
struct scratch {
	struct arena *arena;
	struct text root;
};

static void
put(struct scratch *p, const char *path, const char *bytes)
{
	struct err e = { 0 };

	if (!file_write(path_join(p->arena, p->root, text_of(path)).p, text_of(bytes), NULL, &e))
		fail_msg("%s", e.message);
}

static int
setup(void **state)
{
	struct scratch *p = mem_alloc(sizeof *p);
	const char *tmp = getenv("TMPDIR");

	p->arena = arena_new();
	p->root = text_fmt(p->arena, "%s/lihui-site-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp((char *)p->root.p));
	put(p, "site.yaml", "title: {zh: 示例旗, mn: ᠬᠤᠱᠢᠭᠤ}\n");
	*state = p;
	return 0;
}

static int
teardown(void **state)
{
	struct scratch *p = *state;
	struct file_list l = { 0 };
	struct err e = { 0 };

	if (file_walk(p->arena, p->root.p, &l, &e))
		for (size_t i = l.n; i-- > 0;) {
			struct text path = path_join(p->arena, p->root, l.v[i].path);
			if (l.v[i].stat.is_dir)
				rmdir(path.p);
			else
				unlink(path.p);
		}
	rmdir(p->root.p);
	arena_free(p->arena);
	free(p);
	return 0;
}

static struct site *
open_site(struct scratch *p)
{
	struct err e = { 0 };
	struct site *s = site_open(p->root.p, &e);

	if (!s)
		fail_msg("%s", e.message);
	return s;
}

static const struct source *
document(const struct site *s, const char *path)
{
	for (size_t i = 0; i < s->ndocuments; i++)
		if (text_eq(s->documents[i]->path, text_of(path)))
			return s->documents[i];
	fail_msg("no document %s", path);
	return NULL;
}

static void
plain(void **state)
{
	struct site *s = open_site(*state);

	assert_true(text_eq(s->title, T("示例旗")));
	assert_true(text_eq(lang_said(s->title_in, LANG_MN), T("ᠬᠤᠱᠢᠭᠤ")));
	assert_int_equal(s->nlanguages, 2);
	assert_true(s->sheet_handout && !s->sheet_poster && !s->poster_a3);
	assert_int_equal(s->base_url.n + s->id.n, 0);
	assert_int_equal(s->nunits, 1);
	assert_int_equal(s->units[0]->level, LEVEL_BANNER);
	assert_int_equal(s->ndocuments, 0);
	const struct profile *p = profile_for(&s->units[0]->profiles, NO_DATE);
	assert_true(profile_weekday(p, 1) && profile_weekday(p, 2) && !profile_weekday(p, 3));
	assert_int_equal(p->yearly_minimum, 40);
	assert_int_equal(p->silent_days, 28);
	assert_int_equal(p->posting_days, 7);
	assert_int_equal(p->steps.n, 4);
	assert_int_equal(p->quorum[MATTER_EXAMINE].part * 3, p->quorum[MATTER_EXAMINE].of * 2);
	assert_true(
	    text_list_has(&p->offices, T("党员")) && text_list_has(&p->offices, T("村民代表")));
	site_close(s);
}

/* The types of the specification, by their names and those in brackets. */
static void
types(void **state)
{
	static const char *const names[][2] = {
		{ "双书记周例会", "weekly" },
		{ "双书记联席会议", "joint" },
		{ "主题党日", "party_day" },
		{ "座谈会", "forum" },
		{ "党员大会", "members" },
		{ "支部委员会会议", "branch" },
		{ "“两委”会议", "committees" },
		{ "两委会议", "committees" },
		{ "村民会议", "villagers" },
		{ "嘎查牧民大会", "villagers" },
		{ "村民代表会议", "representatives" },
		{ "农牧民代表会议", "representatives" },
		{ "未开会说明", "no_meeting" },
		{ "公告", "announcement" },
		{ "公示", "posting" },
		{ "通知", "notice" },
		{ "简报", "briefing" },
		{ "办事指南", "guide" },
		{ "每周一学", "weekly_study" },
		{ "微心愿", "wish" },
		{ "党务公开", "party_disclosure" },
		{ "村务公开", "village_disclosure" },
		{ "嘎查务公开", "village_disclosure" },
		{ "财务公开", "finance" },
		{ "决议公开", "decision" },
		{ "实施结果公开", "result" },
	};
	struct site *s = open_site(*state);
	const struct profile *p = profile_for(&s->units[0]->profiles, NO_DATE);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct doc_type *t = profile_type(p, text_of(names[i][0]));
		if (!t || !text_eq(t->id, text_of(names[i][1])))
			fail_msg("%s", names[i][0]);
	}
	assert_null(profile_type(p, T("联欢")));
	site_close(s);
}

static void
units(void **state)
{
	struct scratch *p = *state;

	put(p, "su/_index.md",
	    "---\n名称：新佳木苏木\n电话: 0482-1234567、13812345678\n---\n介绍\n");
	put(p, "su/ga/_index.md",
	    "---\nname: 新发嘎查\ncode: \"150222\"\naliases: [新发, 新发村]\n第一书记: "
	    "张　三\nsecretary:\n  - name: 李四\n    to: 2018-12-31\n"
	    "  - {name: 王五, from: 2019-01}\nstars: 7\n---\n正文。\n");
	put(p, "su/ga/_index.mn.md", "---\nname: ᠭᠠᠴᠠᠭ᠎ᠠ\n---\n");
	put(p, "su-b/_index.md", "---\nname: 乙\n---\n");
	put(p, "su/ga/2018/a.md", "x");
	struct site *s = open_site(p);
	assert_int_equal(s->nunits, 4);
	struct unit *su = site_unit(s, T("su")), *ga = site_unit(s, T("su/ga"));
	assert_ptr_equal(s->units[1], su);
	assert_ptr_equal(s->units[2], ga); /* children follow at once, su-b behind them */
	for (size_t i = 0; i < s->nunits; i++)
		assert_int_equal(s->units[i]->id, i);
	assert_ptr_equal(ga->parent, su);
	assert_int_equal(su->level, LEVEL_TOWNSHIP);
	assert_int_equal(ga->level, LEVEL_VILLAGE);
	assert_int_equal(stars_of(ga, 2019), 7);
	assert_true(text_eq(lang_said(ga->name_in, LANG_MN), T("ᠭᠠᠴᠠᠭ᠎ᠠ")));
	assert_non_null(ga->intro);
	assert_true(text_list_has(&ga->phones, T("04821234567")) &&
	    text_list_has(&ga->phones, T("13812345678")));
	assert_true(
	    text_eq(tenure_on(&ga->first_secretary, (struct date){ 2018, 7, 3 }), T("张三")));
	assert_true(text_eq(tenure_on(&ga->secretary, (struct date){ 2018, 12, 31 }), T("李四")));
	assert_true(text_eq(tenure_on(&ga->secretary, (struct date){ 2019, 1, 1 }), T("王五")));
	assert_ptr_equal(site_find_unit(s, T("新发村")), ga);
	assert_ptr_equal(site_find_unit(s, T("150222")), ga);
	assert_ptr_equal(site_find_unit(s, T("su/ga")), ga);
	assert_null(site_find_unit(s, T("没有")));
	assert_ptr_equal(site_meant_unit(s, su, T("新发村")), ga);
	assert_ptr_equal(site_meant_unit(s, site_unit(s, T("su-b")), T("新发村")), ga);
	assert_true(site_names_unit(s, T("新发村")) && !site_names_unit(s, T("没有")));
	assert_true(unit_below(ga, su) && unit_below(ga, ga) && !unit_below(su, ga));
	assert_ptr_equal(document(s, "su/ga/2018/a.md")->unit, ga);
	site_close(s);
}

static void
rules(void **state)
{
	struct scratch *p = *state;
	struct date before = { 2018, 12, 31 }, after = { 2019, 1, 1 };

	put(p, "_rules.yaml",
	    "yearly_minimum: 48\nlevels: {D101: off, F013: error}\noffices+: [电工]\n");
	put(p, "su/_rules.yaml",
	    "- silent_days: 14\n- since: 2019-01-01\n  weekdays: [5]\n  levels: {D102: error}\n  "
	    "offices+: 水管员\n");
	put(p, "su/_index.md", "---\nname: 甲\n---\n");
	put(p, "su/2018/_rules.yaml", "disclosure: {财务公开: {day: 20}}\n");
	put(p, "su/2018/a.md", "x");
	put(p, "b.md", "x");
	struct site *s = open_site(p);
	const struct profile *top = profile_for(document(s, "b.md")->profiles, after);
	assert_int_equal(top->yearly_minimum, 48);
	assert_int_equal(top->silent_days, 28);
	assert_int_equal(top->levels[DIAG_D101], DIAG_OFF);
	assert_int_equal(top->levels[DIAG_D102], DIAG_WARNING);
	const struct profile_list *l = &site_unit(s, T("su"))->profiles;
	const struct profile *old = profile_for(l, before), *new = profile_for(l, after);
	assert_int_equal(old->silent_days, 14);
	assert_true(profile_weekday(old, 1));
	assert_int_equal(new->silent_days, 28); /* a section is picked, not stacked */
	assert_true(profile_weekday(new, 5) && !profile_weekday(new, 1));
	assert_int_equal(new->yearly_minimum, 48);
	assert_int_equal(new->levels[DIAG_D101], DIAG_OFF);
	assert_int_equal(new->levels[DIAG_D102], DIAG_ERROR);
	assert_true(text_list_has(&new->offices, T("电工")) &&
	    text_list_has(&new->offices, T("水管员")) && text_list_has(&new->offices, T("党员")));
	assert_false(text_list_has(&old->offices, T("水管员")));
	assert_ptr_equal(profile_for(l, NO_DATE), new);
	const struct profile *year = profile_for(document(s, "su/2018/a.md")->profiles, before);
	bool found = false;
	for (size_t i = 0; i < year->disclosure.n; i++)
		if (text_eq(year->disclosure.v[i].kind, T("财务公开"))) {
			found = true;
			assert_int_equal(year->disclosure.v[i].day, 20);
			assert_int_equal(
			    year->disclosure.v[i].period, PERIOD_MONTH); /* maps merge */
		}
	assert_true(found);
	assert_int_equal(year->silent_days, 14);
	site_close(s);
}

/* `since` may also be a list that stands over the rest of the map. */
static void
since_over_map(void **state)
{
	struct scratch *p = *state;

	put(p, "_rules.yaml",
	    "silent_days: 10\nweekly_since: 2018-01-17\nsince:\n  - since: 2019-01-01\n    "
	    "weekdays: [3]\n");
	struct site *s = open_site(p);
	const struct profile *new =
	    profile_for(&s->units[0]->profiles, (struct date){ 2019, 5, 1 });
	assert_int_equal(new->silent_days, 10);
	assert_int_equal(date_cmp(new->weekly_since, (struct date){ 2018, 1, 15 }), 0);
	assert_true(profile_weekday(new, 3));
	assert_true(
	    profile_weekday(profile_for(&s->units[0]->profiles, (struct date){ 2018, 5, 1 }), 2));
	site_close(s);
}

static void
study(void **state)
{
	struct scratch *p = *state;

	put(p, "_study.yaml", "2018-W27: [危房改造, 扶贫]\n2018-W28: 草原\n");
	put(p, "su/_index.md", "---\nname: 甲\n---\n");
	put(p, "su/_study.yaml", "2018-W27: [近处]\n");
	struct site *s = open_site(p);
	const struct text_list *far = study_topics(&s->units[0]->study, (struct week){ 2018, 27 });
	const struct text_list *near = study_topics(&s->units[1]->study, (struct week){ 2018, 27 });
	assert_int_equal(far->n, 2);
	assert_int_equal(near->n, 1);
	assert_true(
	    text_eq(study_topics(&s->units[1]->study, (struct week){ 2018, 28 })->v[0], T("草原")));
	assert_null(study_topics(&s->units[1]->study, (struct week){ 2018, 29 }));
	site_close(s);
}

static void
sources(void **state)
{
	struct scratch *p = *state;
	static const char *const files[] = {
		"a.md",
		"a.mn.md",
		"a.mn.jpg",
		"a.mn.MP3",
		"b.mn.md",
		"c.TXT",
		"d.markdown",
		"e.mn.png",
		"_x.md",
		"~$f.md",
		"Thumbs.db",
		".g.md",
		"h.docx",
		"public/manifest.sha256",
		"public/i.md",
		"_words/zh.txt",
		"k/.l/m.md",
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		put(p, files[i], "x");
	struct site *s = open_site(p);
	assert_int_equal(s->ndocuments, 4);
	const struct source *a = document(s, "a.md"), *b = document(s, "b.mn.md");
	assert_true(text_eq(a->address, T("a")) && text_eq(b->address, T("b")));
	assert_int_equal(a->lang, LANG_ZH);
	assert_int_equal(b->lang, LANG_MN);
	document(s, "c.TXT");
	document(s, "d.markdown");
	int kinds[4] = { 0 };
	for (const struct source *v = a->versions; v; v = v->next_version) {
		kinds[v->kind]++;
		assert_ptr_equal(v->of, a);
	}
	assert_int_equal(kinds[SOURCE_TRANSLATION], 1);
	assert_int_equal(kinds[SOURCE_SCAN], 1);
	assert_int_equal(kinds[SOURCE_RECORDING], 1);
	assert_int_equal(s->nothers, 3);
	assert_int_equal(s->findings.n, 0);
	for (size_t i = 0; i < s->files.n; i++)
		assert_false(text_has(s->files.v[i].path, T("_")) ||
		    text_has(s->files.v[i].path, T("public")));
	site_close(s);
}

static void
same_address(void **state)
{
	struct scratch *p = *state;

	put(p, "a.md", "x");
	put(p, "a.txt", "x");
	put(p, "index.md", "x");
	put(p, "su/index.md", "x"); /* no unit: its page is its own */
	struct site *s = open_site(p);
	assert_int_equal(s->ndocuments, 4);
	assert_int_equal(s->findings.n, 3);
	for (size_t i = 0; i < s->findings.n; i++)
		assert_int_equal(s->findings.v[i].code, DIAG_F013);
	assert_true(text_eq(s->findings.v[0].path, T("a.md")) &&
	    text_eq(s->findings.v[0].args.v[0], T("a.txt")));
	assert_true(text_eq(s->findings.v[1].path, T("a.txt")) &&
	    text_eq(s->findings.v[1].args.v[0], T("a.md")));
	assert_true(text_eq(s->findings.v[2].path, T("index.md")));
	assert_true(site_holds(s, T("a.txt")) && site_holds(s, T("index.md")) &&
	    !site_holds(s, T("su/index.md")));
	site_close(s);
}

/* A name in GBK, from an old archive, is left out and said to be. */
static void
bad_names(void **state)
{
	struct scratch *p = *state;

	put(p, "\xD1\xF2\xC9\xE1.md", "x");
	put(p, "good.md", "x");
	struct site *s = open_site(p);
	assert_int_equal(s->ndocuments, 1);
	assert_int_equal(s->findings.n, 1);
	assert_int_equal(s->findings.v[0].code, DIAG_F008);
	assert_int_equal(s->findings.v[0].level, DIAG_ERROR);
	assert_true(text_eq(s->findings.v[0].path, T("羊舍.md")));
	site_close(s);
}

static void
own_words(void **state)
{
	struct scratch *p = *state;
	enum lang actual;

	put(p, "_words/zh.yaml", "assumed.colon: 自己的话 # 不是注解\nsite.motto: \"甲\\t乙\"\n");
	put(p, "_words/mn.yaml",
	    "assumed.colon: ᠬᠤᠷᠠᠯ\nassumed.count: {text: ᠨᠢᠭᠡ, confidence: low}\nassumed.title:\n  "
	    "text: ᠬᠣᠶᠠᠷ\n  confidence: high\n");
	struct site *s = open_site(p);
	assert_true(
	    text_eq(words_get(s->words, LANG_ZH, "assumed.colon", NULL), T("自己的话 # 不是注解")));
	assert_true(text_eq(words_get(s->words, LANG_ZH, "site.motto", NULL), T("甲\t乙")));
	words_get(s->words, LANG_MN, "assumed.colon", &actual);
	assert_int_equal(actual, LANG_MN);
	words_get(s->words, LANG_MN, "assumed.title", &actual);
	assert_int_equal(actual, LANG_MN);
	site_close(s);
}

static void
site_values(void **state)
{
	struct scratch *p = *state;

	put(p, "site.yaml",
	    "\xEF\xBB\xBFtitle: 甲\r\nbase_url: https://example.org/x\r\nlanguages: "
	    "[mn]\r\nsheets: [poster, record]\r\nposter: a3\r\nfonts: {song: 宋体}\r\n");
	struct site *s = open_site(p);
	assert_true(text_eq(s->base_url, T("https://example.org/x/")));
	assert_true(text_eq(s->id, T("example.org")));
	assert_int_equal(s->nlanguages, 1);
	assert_int_equal(s->languages[0], LANG_MN);
	assert_true(!s->sheet_handout && s->sheet_poster && s->sheet_record && s->poster_a3);
	assert_true(text_eq(s->fonts.song, T("宋体")));
	site_close(s);
}

/* Each fault: the file, its bytes, and what the sentence must say. */
static void
faults(void **state)
{
	static const struct {
		const char *path, *bytes, *says;
	} bad[] = {
		{ "site.yaml", "title: 甲\ntitel: 乙\n",
		    "site.yaml:2:1: 不认识的键“titel”，是否“title”" },
		{ "site.yaml", "id: x\n", "title" },
		{ "site.yaml", "title: 甲\nlanguages: [zh, zh]\n", ":2:" },
		{ "site.yaml", "title: 甲\nlanguages: [fr]\n", ":2:" },
		{ "site.yaml", "title: 甲\nbase_url: example.org\n", "https://" },
		{ "site.yaml", "title: 甲\nfonts: {sung: x}\n", "“song”" },
		{ "site.yaml", "title: [\n", "site.yaml:2:1: " },
		{ "site.yaml", "- a\n", "site.yaml" },
		{ "_rules.yaml", "weekdays: [8]\n", "_rules.yaml:1:" },
		{ "_rules.yaml", "weekday: [1]\n", "是否“weekdays”" },
		{ "_rules.yaml", "levels: {D999: off}\n", "D101" },
		{ "_rules.yaml", "levels: {D101: loud}\n", "off" },
		{ "_rules.yaml", "levels: {D101: off, F002: note}\n",
		    "_rules.yaml:1:21: F002 会让文件暂不公开" },
		{ "_rules.yaml", "levels:\n  D101: off\n  F013: 关\n", "_rules.yaml:3:3: F013" },
		{ "_rules.yaml", "levels: {d107: 请核对}\n",
		    "d107 会让文件暂不公开，级别不能调低" },
		{ "_rules.yaml",
		    "- weekdays: [1]\n- since: 2019-01-01\n  levels: {X805: warning}\n",
		    "_rules.yaml:3:12: X805" },
		{ "su/_rules.yaml", "levels+: {F007: false}\n", "su/_rules.yaml:1:11: F007" },
		{ "_rules.yaml", "- since: bald\n", "2019-01-01" },
		{ "_rules.yaml", "steps: [{id: a}]\n", "name" },
		{ "_rules.yaml", "types+: [{id: a, name: 甲, class: x}]\n", "class" },
		{ "_rules.yaml", "quorum: {members: 3/2}\n", "2/3" },
		{ "_study.yaml", "2018-27: [a]\n", "_study.yaml:1:" },
		{ "_words/zh.yaml", "assumed.colour: x\n", "是否“assumed.colon”" },
		{ "su/_index.md", "---\nname: 甲\n地 止: 乙\n---\n",
		    "su/_index.md:3:1: 不认识的键“地 止”，是否“地址”" },
		{ "su/_index.md", "---\nname: 甲\n层级: 高\n---\n", "su/_index.md:3:" },
		{ "su/_index.md", "---\nname: 甲\nsecretary: {name: 乙, form: 2018-01-01}\n---\n",
		    "是否“from”" },
	};
	struct scratch *p = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = { 0 };
		put(p, "site.yaml", "title: 甲\n");
		put(p, bad[i].path, bad[i].bytes);
		struct site *s = site_open(p->root.p, &e);
		if (s || e.kind != ERR_USAGE || !strstr(e.message, bad[i].says))
			fail_msg("%s: %s: %s", bad[i].path, bad[i].bytes, e.message);
		unlink(path_join(p->arena, p->root, text_of(bad[i].path)).p);
	}
}

static void
no_site(void **state)
{
	struct scratch *p = *state;
	struct err e = { 0 };

	unlink(path_join(p->arena, p->root, T("site.yaml")).p);
	assert_null(site_open(p->root.p, &e));
	assert_int_equal(e.kind, ERR_USAGE);
	e = (struct err){ 0 };
	assert_null(site_open(path_join(p->arena, p->root, T("nowhere")).p, &e));
	assert_int_equal(e.kind, ERR_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		CASE(plain),
		CASE(types),
		CASE(units),
		CASE(rules),
		CASE(since_over_map),
		CASE(study),
		CASE(sources),
		CASE(same_address),
		CASE(bad_names),
		CASE(own_words),
		CASE(site_values),
		CASE(faults),
		CASE(no_site),
#undef CASE
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
