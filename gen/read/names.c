/* SPDX-License-Identifier: MIT */
/*
 * Who becomes 王某. The names that a document knows are those on its lists (attendance, who raised a problem, who answers for it) and those that the author
 * hides. Whoever acts in office anywhere in the document keeps the name everywhere in it; the others get a mask that is the same through the whole document and its
 * versions: two characters 王某, longer ones the first character and 某某, alike ones 王某甲, 王某乙 in the order of the lists.
 *
 * What stands on a list is not always a name: 村民, 林业站, 二组王五, 王五家属. Words of that kind are taken off first (`common`); what is left between them is a name
 * when it begins with a surname. An organisation must not become 林某某, yet a name must never slip through: in doubt it is masked.
 *
 * The surnames are the two hundred most frequent ones of the census reports; Mongolian names in Chinese characters (巴特尔, 乌云其木格) need none, being whole
 * entries of a list.
 */
#include "door.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "read.h"

#define NAME_LONGEST 12

static const char *const surnames =
	"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
	"庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边包佟哈敖鄂席闫肖代云";

/* Words beside which, or in place of which, a name may stand on a list. Longest first where one begins with another. */
static const char *const common[] = {
	"合作社", "委员会", "村委会", "嘎查委", "党支部", "工作队", "卫生院", "供电所", "派出所", "贫困户", "脱贫户", "低保户", "监测户", "养殖户", "种植户", "边缘户", "五保户", "困难户", "草管员", "护林员",
	"保洁员", "网格员", "监督员", "水管员", "联络员", "志愿者", "负责人", "第一书记", "副书记", "副主任", "代表", "书记", "主任", "会计", "文书", "委员", "组长", "队长", "队员", "社长", "经理", "村民", "牧民",
	"农民", "农牧民", "居民", "群众", "党员", "大家", "全体", "部分", "其他", "各户", "各组", "农户", "牧户", "住户", "户主", "家属", "妻子", "丈夫", "儿子", "女儿", "母亲", "父亲", "本人", "相关", "有关", "嘎查",
	"苏木", "两委", "支部", "干部", "领导", "单位", "部门", "公司", "中心", "学校", "政府", "小组", "同志", "老人", "等人", "一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组", "九组", "十组", "待定", "同上",
	"没有", "双方", "合计", "小计", "总计", "共计", "代理", "老师", "医生", "先生", "女士", "反映", "负责", "牵头",
};
static const char *const organisations[] = { "站", "局", "办", "所", "部", "厅", "院", "校", "镇", "乡", "村", "旗", "县", "市", "组", "队", "厂", "户" };

/* 王五家, 王五等: may be part of a name or stand behind one, so both are masked. */
static const char *const companions[] = { "家", "等", "们", "哥", "姐", "叔", "婶" };

/* Han words that a surname begins and nobody is called: what an author may hide beside names. */
static const char *const no_name[] = { "病", "症", "癌", "炎", "障", "压", "元", "号", "户", "残", "万", "疸", "瘤" };

struct name {
	struct text text, shown;
	size_t order;
	bool office, hidden, kept, is_name;
};

struct names {
	struct arena *a;
	const struct doc *d;
	enum edition edition;
	struct name *v;
	size_t n, room;
	struct {
		struct person **v;
		size_t n, room;
	} people;               /* whose they are: people.v[i] bears v[i] */
	struct text_list parts; /* names found inside words on a list */
};

static bool
is_han(struct text t)
{
	size_t i = 0;

	while (i < t.n) {
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_han(c) && c != 0xB7 && c != 0x2022)
			return false;
	}
	return t.n > 0;
}

static bool
has_surname(struct text t)
{
	return t.n >= 3 && text_has(text_of(surnames), text_cut(t, 0, utf8_offset(t, 1)));
}

static bool
ends_with_any(struct text t, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (text_ends(t, text_of(words[i])))
			return true;
	return false;
}

/* The common word or identity of the profile that begins at i: its length, or 0. */
static size_t
common_at(const struct names *ns, struct text t, size_t i)
{
	const struct text_list *offices = &ns->d->profile->offices;
	struct text rest = text_cut(t, i, t.n);
	size_t k, best = 0;

	for (k = 0; k < sizeof common / sizeof *common; k++)
		if (strlen(common[k]) > best && text_starts(rest, text_of(common[k])))
			best = strlen(common[k]);
	for (k = 0; k < offices->n; k++)
		if (offices->v[k].n > best && offices->v[k].n >= 6 && text_starts(rest, offices->v[k]))
			best = offices->v[k].n;
	return best;
}

/* What is left of a list's entry between common words, when it can be a name. */
static void
part_add(struct names *ns, struct text part)
{
	size_t n;

	part = text_trim(part);
	n = utf8_length(part);
	if (n >= 2 && n <= 4 && is_han(part) && has_surname(part) && !ends_with_any(part, organisations, sizeof organisations / sizeof *organisations))
		text_list_add(ns->a, &ns->parts, part);
}

/* True when t is a name as a whole. Otherwise names inside it are remembered. */
static bool
name_is_whole(struct names *ns, struct text t)
{
	size_t i = 0, from = 0, n = utf8_length(t);
	bool found = false;

	while (i < t.n) {
		size_t common_n = common_at(ns, t, i);

		if (common_n == 0) {
			utf8_next(t, &i);
			continue;
		}
		found = true;
		part_add(ns, text_cut(t, from, i));
		from = i += common_n;
	}
	if (found) {
		part_add(ns, text_cut(t, from, t.n));
		return false;
	}
	if (n < 2 || n > NAME_LONGEST * 2)
		return false;
	if (!is_han(t))
		return true;
	if (n >= 3 && ends_with_any(t, organisations, sizeof organisations / sizeof *organisations))
		return false;
	if (n >= 3 && ends_with_any(t, companions, sizeof companions / sizeof *companions))
		part_add(ns, text_cut(t, 0, utf8_offset(t, n - 1)));
	return n <= NAME_LONGEST;
}

static void
person_gather(struct names *ns, struct person *p)
{
	struct name *n;

	if (p->group || p->name.n == 0)
		return;
	*ARENA_PUSH(ns->a, &ns->people) = p;
	n = ARENA_PUSH(ns->a, ns);
	n->text = text_squeeze(ns->a, p->name);
	n->order = ns->n;
	n->office = p->office;
}

static void
list_gather(struct names *ns, struct person_list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		person_gather(ns, &l->v[i]);
}

/* --- names in tables: 姓名, 户主; with 职务 beside them they may be in office ------------------------------------------------------------------------ */

static int
column_of(struct arena *a, const struct block *head, const char *const *words, size_t n)
{
	const struct block *cell;
	int i = 0;

	for (cell = head->first; cell != NULL; cell = cell->next, i++)
		if (ends_with_any(text_squeeze(a, block_plain(a, cell, true)), words, n))
			return i;
	return -1;
}

static struct text
cell_plain(struct arena *a, const struct block *row, int column)
{
	const struct block *cell = row->first;

	while (column-- > 0 && cell != NULL)
		cell = cell->next;
	return cell != NULL ? text_squeeze(a, block_plain(a, cell, true)) : NO_TEXT;
}

static bool
is_secretary(const struct doc *d, struct text name)
{
	return d->unit != NULL && (text_eq(name, tenure_on(&d->unit->first_secretary, d->date)) || text_eq(name, tenure_on(&d->unit->secretary, d->date)));
}

static void
table_gather(struct names *ns, struct block *table)
{
	static const char *const name_heads[] = { "姓名", "户主", "申请人", "受益人", "户主姓名", "成员" }, *const role_heads[] = { "职务", "职位", "身份", "岗位" };
	int name_column = table->first != NULL ? column_of(ns->a, table->first, name_heads, sizeof name_heads / sizeof *name_heads) : -1;
	int role_column = name_column >= 0 ? column_of(ns->a, table->first, role_heads, sizeof role_heads / sizeof *role_heads) : -1;
	struct block *row;

	for (row = name_column >= 0 ? table->first->next : NULL; row != NULL; row = row->next) {
		struct person_list *people = ARENA_NEW(ns->a, struct person_list);
		bool office = role_column >= 0 && text_list_has(&ns->d->profile->offices, cell_plain(ns->a, row, role_column));
		size_t i;

		people_parse(ns->d, cell_plain(ns->a, row, name_column), NO_SPAN, people);
		for (i = 0; i < people->n; i++)
			people->v[i].office |= office || is_secretary(ns->d, people->v[i].name);
		list_gather(ns, people);
	}
}

static void
tables_gather(struct names *ns, struct block *root)
{
	struct block *b;

	for (b = root; b != NULL; b = block_next(root, b))
		if (b->kind == BLOCK_TABLE)
			table_gather(ns, b);
}

static void
doc_gather(struct names *ns, struct doc *d)
{
	struct person_list *heads[] = { &d->host, &d->convener, &d->attendees, &d->recorder, &d->observers, &d->absent };
	size_t i;

	for (i = 0; i < sizeof heads / sizeof *heads; i++)
		list_gather(ns, heads[i]);
	for (i = 0; i < d->problems.n; i++) {
		list_gather(ns, &d->problems.v[i].raised_by);
		list_gather(ns, &d->problems.v[i].owners);
	}
	for (i = 0; i < d->tasks.n; i++)
		list_gather(ns, &d->tasks.v[i].owners);
	tables_gather(ns, d->body);
	for (i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			doc_gather(ns, d->versions.v[i].read);
}

static int
by_text(const void *x, const void *y)
{
	const struct name *a = *(const struct name *const *)x, *b = *(const struct name *const *)y;
	int c = text_cmp(a->text, b->text);

	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

static bool
word_is_person(struct text word)
{
	size_t i, n = utf8_length(word);

	if (n < 2 || n > 3 || !is_han(word) || !has_surname(word))
		return false;
	for (i = 0; i < sizeof no_name / sizeof *no_name; i++)
		if (text_has(word, text_of(no_name[i])))
			return false;
	return true;
}

/* A word that is hidden, or a name found inside another entry, as a name beside the gathered ones. */
static void
word_gather(struct names *ns, struct text word, bool hidden)
{
	struct name *n = ARENA_PUSH(ns->a, ns);

	n->text = text_squeeze(ns->a, word);
	n->order = ns->n;
	n->hidden = hidden;
	n->is_name = !hidden || word_is_person(n->text);
}

/* One verdict for all that bear the same name, written into each of them. */
static void
same_settle(struct names *ns, struct name **same, size_t n)
{
	enum profile_names policy = ns->d->profile->names;
	bool office = false, hidden = false, listed = false, part = false, kept;
	size_t i;

	for (i = 0; i < n; i++) {
		office |= same[i]->office;
		hidden |= same[i]->hidden;
		part |= same[i]->is_name;
		listed |= same[i]->order <= ns->people.n;
	}
	kept = !hidden && (ns->edition == EDITION_INTERNAL || policy == NAMES_ALL || (office && policy == NAMES_OFFICES));
	if (listed && !kept && !part)
		part = hidden || name_is_whole(ns, same[0]->text);
	for (i = 0; i < n; i++) {
		same[i]->hidden = hidden;
		same[i]->kept = kept;
		same[i]->is_name = part;
	}
}

static struct name **
names_sorted(struct names *ns)
{
	struct name **by = ARENA_ARRAY(ns->a, struct name *, ns->n + 1);
	size_t i;

	for (i = 0; i < ns->n; i++)
		by[i] = &ns->v[i];
	qsort(by, ns->n, sizeof *by, by_text);
	return by;
}

static void
names_settle(struct names *ns)
{
	struct name **by = names_sorted(ns);
	size_t i, from;

	for (from = 0; from < ns->n; from = i) {
		for (i = from + 1; i < ns->n && text_eq(by[i]->text, by[from]->text);)
			i++;
		same_settle(ns, by + from, i - from);
	}
}

/* The mask before alike ones are told apart. Other scripts keep their first letter behind their own sign of omission. */
static struct text
mask_of(struct arena *a, struct text name)
{
	struct text first = text_cut(name, 0, utf8_offset(name, 1));
	size_t i = 0;
	uint32_t c = utf8_next(name, &i);

	if (utf8_is_han(c))
		return text_join(a, first, utf8_length(name) <= 2 ? T("某") : T("某某"));
	return text_join(a, first, utf8_is_mongolian(c) ? T("᠁") : T("…"));
}

static struct text
mask_numbered(struct arena *a, struct text mask, size_t k)
{
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" };

	if (k < sizeof stems / sizeof *stems)
		return text_join(a, mask, text_of(stems[k]));
	return text_fmt(a, "%.*s%zu", TEXT_ARG(mask), k + 1);
}

static int
by_mask(const void *x, const void *y)
{
	const struct name *a = *(const struct name *const *)x, *b = *(const struct name *const *)y;
	int c = text_cmp(a->shown, b->shown);

	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

/* The first of each name that is masked, in the order of masks. */
static size_t
masked_first(struct names *ns, struct name **by, struct name **out)
{
	size_t i, n = 0;

	for (i = 0; i < ns->n; i++) {
		if (by[i]->kept || !by[i]->is_name || (i > 0 && text_eq(by[i]->text, by[i - 1]->text)))
			continue;
		by[i]->shown = mask_of(ns->a, by[i]->text);
		out[n++] = by[i];
	}
	qsort(out, n, sizeof *out, by_mask);
	return n;
}

static void
names_mask(struct names *ns)
{
	struct name **by = names_sorted(ns), **first = ARENA_ARRAY(ns->a, struct name *, ns->n + 1);
	size_t i, j, k, n = masked_first(ns, by, first);

	for (i = 0; i < n; i = j) {
		struct text mask = first[i]->shown;

		for (j = i + 1; j < n && text_eq(first[j]->shown, mask);)
			j++;
		for (k = i; j - i > 1 && k < j; k++)
			first[k]->shown = mask_numbered(ns->a, mask, k - i);
	}
	for (i = 0; i < ns->n; i++)
		if (i > 0 && text_eq(by[i]->text, by[i - 1]->text))
			by[i]->shown = by[i - 1]->shown;
		else if (by[i]->hidden && !by[i]->is_name)
			by[i]->shown = VEIL_REMOVED;
}

/* 建国 of a hidden 张建国, wherever it stands alone. */
static void
given_hide(const struct name *n, struct veil *v)
{
	if (n->hidden && n->is_name && utf8_length(n->text) == 3 && has_surname(n->text))
		veil_add(v, text_cut(n->text, utf8_offset(n->text, 1), n->text.n), T("某某"), VEIL_HIDDEN);
}

static void
names_lay(struct names *ns, struct veil *v)
{
	size_t i;

	for (i = 0; i < ns->n; i++) {
		const struct name *n = &ns->v[i];

		if (n->hidden)
			veil_add(v, n->text, n->shown, VEIL_HIDDEN);
		else if (!n->kept && n->is_name)
			veil_add(v, n->text, n->shown, VEIL_NAME);
		given_hide(n, v);
	}
	for (i = 0; i < ns->n; i++)
		if (ns->v[i].kept && utf8_length(ns->v[i].text) > 1)
			veil_add(v, ns->v[i].text, ns->v[i].text, VEIL_KEPT);
}

static void
people_show(struct names *ns, struct veil *v)
{
	size_t i;

	for (i = 0; i < ns->people.n; i++) {
		struct person *p = ns->people.v[i];
		const struct name *n = &ns->v[i];

		p->office = p->office || (n->kept && ns->edition == EDITION_PUBLIC && ns->d->profile->names == NAMES_OFFICES);
		if (n->is_name && !n->kept)
			p->shown = n->shown;
		else if (utf8_length(n->text) == 1 && !n->kept)
			p->shown = T("某");
		else
			p->shown = veil_text(v, p->name);
		p->name = p->shown;
	}
}

void
names_veil(struct doc *d, struct veil *v, enum edition edition)
{
	struct names ns = { .a = d->arena, .d = d, .edition = edition };
	size_t i;

	doc_gather(&ns, d);
	for (i = 0; i < d->redact.n; i++)
		word_gather(&ns, d->redact.v[i], true);
	names_settle(&ns);
	for (i = 0; i < ns.parts.n; i++)
		word_gather(&ns, ns.parts.v[i], false);
	if (ns.parts.n > 0)
		names_settle(&ns);
	names_mask(&ns);
	names_lay(&ns, v);
	people_show(&ns, v);
}
