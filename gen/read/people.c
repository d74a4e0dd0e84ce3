/* SPDX-License-Identifier: MIT */
/*
 * Lists of people as minutes have them: 张三（第一书记）、李四 嘎查党支部书记、村民王五，其他党员共19人. A name is what is left when known identities are taken off, before or
 * behind; Han names of Mongols have up to eight characters, so length says little. What holds a count, or names a body and not a person, is a group and
 * keeps its words.
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

#define NAME_MOST 10
/* A group with its count, in bytes. */
#define GROUP_MOST 240

/* Identities, longest first where one ends another. The profile's offices are known besides. */
static const char *const identities[] = {
	"驻村工作队第一书记", "驻村第一书记", "第一书记", "嘎查党支部书记", "村党支部书记", "党总支书记", "党支部书记", "支部书记", "党支部副书记", "支部副书记", "团支部书记", "党委书记", "党委副书记", "副书记", "书记",
	"驻村工作队队长", "驻村工作队员", "驻村工作队队员", "驻村队员", "工作队队长", "工作队长", "工作队员", "队长", "队员", "副苏木达", "苏木达", "副镇长", "镇长", "副乡长", "乡长", "嘎查达", "副嘎查达", "嘎查长", "村主任", "村委会主任",
	"嘎查委员会主任", "监督委员会主任", "监委会主任", "村监会主任", "监委会委员", "妇联主席", "妇女主任", "副主任", "主任", "党支部委员", "支部委员", "组织委员", "宣传委员", "纪检委员", "嘎查委员", "村委委员", "两委委员", "委员",
	"嘎查文书", "村文书", "文书", "会计", "出纳", "报账员", "民兵连长", "网格员", "草管员", "护林员", "护路员", "保洁员", "信息员", "宣传员", "安全员", "防疫员", "卫生员", "水管员", "电工", "嘎查医生", "村医", "合作社理事长", "理事长",
	"入党积极分子", "积极分子", "发展对象", "预备党员", "老党员", "党员代表", "党员中心户", "党员", "农牧民代表", "嘎查牧民代表", "嘎查村民代表", "村民代表", "牧民代表", "群众代表", "农牧户", "牧户", "农户", "农牧民", "村民", "牧民", "农民",
	"群众", "代表", "小组长", "组长", "包联领导", "包村领导", "包村干部", "包片领导", "包联干部", "包片干部", "帮扶责任人", "帮扶干部", "负责人", "科长", "局长", "副局长", "所长", "站长", "主席", "副旗长", "旗长", "干事", "科员", "干部", "同志",
	"老师", "医生", "律师", "技术员", "农技员", "经理", NULL };

/* Bodies, not persons. */
static const char *const bodies[] = { "委员会", "两委", "“两委”", "支部", "党委", "合作社", "工作队", "小组", "办公室", "公司", "中心", "政府", "部门", "单位", "班子", "学校", "卫生院", "派出所", "供电所", "集体",
	"嘎查", "苏木", "电力局", "水利局", "住建局", "农牧局", "交通局", NULL };

static uint32_t
peek(struct text t, size_t i)
{
	return i < t.n ? utf8_next(t, &i) : 0;
}

static size_t
skip_blanks(struct text t, size_t i)
{
	while (i < t.n && utf8_is_blank(peek(t, i)))
		utf8_next(t, &i);
	return i;
}

static bool
all_name(struct text t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n; n++) {
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_han(c) && c != 0xB7 && c != 0x2022 && !utf8_is_mongolian(c) && c != 0x30FB)
			return false;
	}
	return n >= 1;
}

static bool
has_digit(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19))
			return true;
	}
	return false;
}

/* The number in front of 人 or 名 or 户 or 位; -1. */
static int
count_in(struct text t)
{
	int n;

	for (size_t i = 0; i < t.n;) {
		size_t at = i;

		if (utf8_number(t, &at, &n) && at > i) {
			struct text next = text_cut(t, skip_blanks(t, at), t.n);

			if (text_starts(next, T("人")) || text_starts(next, T("名")) || text_starts(next, T("户")) || text_starts(next, T("位")) || text_starts(next, T("余人")))
				return n;
			i = at;
			continue;
		}
		utf8_next(t, &i);
	}
	return -1;
}

static bool
is_group(struct text t)
{
	static const char *const fronts[] = { "其他", "其它", "其余", "全体", "各", "部分", "等", "以及", "共", "另有", "另", "详见", "见", NULL };
	static const char *const words[] = { "签到", "附后", "名单", "全体", "等人", "若干", NULL };
	size_t n;

	if (starts_any(t, fronts, NULL) || has_any(t, words) || count_in(t) >= 0)
		return true;
	for (size_t i = 0; bodies[i]; i++)
		if (text_ends(t, text_of(bodies[i])))
			return true;
	/* An identity alone, in the plural as it were: 村民代表. */
	return starts_any(t, identities, &n) && n == t.n;
}

/* Identity that ends t: its length, with the profile's offices besides. */
size_t
people_identity(const struct doc *d, struct text t)
{
	size_t best = 0;

	for (size_t i = 0; identities[i]; i++)
		if (strlen(identities[i]) > best && text_ends(t, text_of(identities[i])))
			best = strlen(identities[i]);
	for (size_t i = 0; d->profile && i < d->profile->offices.n; i++)
		if (d->profile->offices.v[i].n > best && text_ends(t, d->profile->offices.v[i]))
			best = d->profile->offices.v[i].n;
	return best;
}

static void
add_role(const struct doc *d, struct person *p, struct text role)
{
	role = clause_trim(role, false);
	while (text_ends(role, T("：")) || text_ends(role, T(":")))
		role.n -= role.p[role.n - 1] == ':' ? 1 : 3;
	if (role.n > 0 && !text_list_has(&p->roles, role) && !text_eq(role, T("同志")))
		text_list_add(d->arena, &p->roles, role);
}

/* （党员、草管员）: each of them. */
static void
add_roles(const struct doc *d, struct person *p, struct text roles)
{
	size_t start = 0;

	for (size_t i = 0; i < roles.n;) {
		size_t before = i;
		uint32_t c = utf8_next(roles, &i);

		if (is_separator(c) || c == '/' || c == '\n') {
			add_role(d, p, text_cut(roles, start, before));
			start = i;
		}
	}
	add_role(d, p, text_cut(roles, start, roles.n));
}

/* 村民王五, 嘎查党支部书记李四: where the name begins behind the last identity; 0 when none stands in front. */
static size_t
name_behind_role(const struct doc *d, struct text t)
{
	size_t best = 0;

	for (size_t i = 0; i < t.n;) {
		utf8_next(t, &i);
		if (i < t.n && people_identity(d, text_cut(t, 0, i)) > 0) {
			struct text name = text_cut(t, skip_blanks(t, i), t.n);

			if (utf8_length(name) >= 2 && utf8_length(name) <= NAME_MOST && all_name(name))
				best = i;
		}
	}
	return best;
}

/* Splits a plain token into role and name. A surname alone before an identity (李书记) is a name all the same. */
static void
name_and_role(const struct doc *d, struct person *p, struct text t)
{
	size_t tail, cut = text_find(t, T("："), 0), blank;

	if (cut != SIZE_MAX) {
		add_role(d, p, text_cut(t, 0, cut));
		p->name = text_trim(text_cut(t, cut + 3, t.n));
		return;
	}
	tail = people_identity(d, t);
	if (tail > 0 && tail < t.n) {
		struct text front = text_trim(text_cut(t, 0, t.n - tail));

		/* 张三 驻村工作队员: the blank says where the name ends. */
		for (blank = 0; blank < t.n && !utf8_is_blank(peek(t, blank));)
			utf8_next(t, &blank);
		if (blank < t.n && blank < front.n && all_name(text_cut(t, 0, blank)))
			front = text_cut(t, 0, blank);
		if (all_name(front) && utf8_length(front) <= NAME_MOST) {
			add_role(d, p, text_cut(t, front.n, t.n));
			p->name = front;
			return;
		}
	}
	cut = name_behind_role(d, t);
	if (cut > 0) {
		add_role(d, p, text_cut(t, 0, cut));
		t = text_trim(text_cut(t, cut, t.n));
	}
	p->name = t;
}

/* 张　三 is one name. */
static struct text
close_up(const struct doc *d, struct text name)
{
	for (size_t i = 0; i < name.n;) {
		uint32_t c = utf8_next(name, &i);

		if (!utf8_is_blank(c) && !utf8_is_han(c))
			return name; /* Mongolian and Latin names keep their blanks */
	}
	return text_squeeze(d->arena, name);
}

static struct person *
put_person(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	struct person *p = ARENA_PUSH(d->arena, out);

	p->name = p->shown = p->words = NO_TEXT;
	p->at = at;
	p->count = 1;
	p->words = token;
	return p;
}

static void
put_group(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	struct person *p = put_person(d, token, at, out);

	p->group = true;
	p->count = count_in(token);
	p->shown = token;
}

/* 【隐：王五】 stands for 王五. */
static struct text
unveil(struct text t)
{
	if ((text_starts(t, T("【隐：")) || text_starts(t, T("【隐:"))) && text_ends(t, T("】")))
		return text_trim(text_cut(t, text_starts(t, T("【隐：")) ? 9 : 7, t.n - 3));
	return t;
}

#define SURNAMES "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段包钱乔贺赖龚文"

static bool
begins_with_surname(struct text t)
{
	return text_has(T(SURNAMES), text_head(t, 1));
}

/* 王五和赵六 are two when both begin with a surname; 额尔敦和什格 is one man. */
static bool
two_names(struct text name, struct text *first, struct text *second)
{
	size_t at = text_find(name, T("和"), 0);

	if (at == SIZE_MAX)
		return false;
	*first = text_cut(name, 0, at);
	*second = text_cut(name, at + 3, name.n);
	return utf8_length(*first) >= 2 && utf8_length(*first) <= 4 && utf8_length(*second) >= 2 && utf8_length(*second) <= 4 && begins_with_surname(*first) &&
	       begins_with_surname(*second);
}

bool
looks_like_name(struct text t)
{
	size_t n = utf8_length(t);

	return n >= 2 && n <= 3 && all_name(t) && begins_with_surname(t);
}

/* One token between separators: a name with roles before, behind or in brackets, or a group. */
static void
put_token(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	struct person *p;
	size_t open = 0, end;
	uint32_t close = 0;
	struct text roles = NO_TEXT, bare = unveil(token);

	if (bare.n == token.n) {
		while (open < bare.n && !(peek(bare, open) == '(' || peek(bare, open) == 0xFF08))
			utf8_next(bare, &open);
		if (open < bare.n && open > 0) {
			size_t inner = open;

			bracket_open(utf8_next(bare, &inner), &close);
			for (end = inner; end < bare.n && peek(bare, end) != ')' && peek(bare, end) != 0xFF09;)
				utf8_next(bare, &end);
			roles = text_cut(bare, inner, end);
			bare = text_trim(text_cut(bare, 0, open));
		}
	}
	if (is_group(bare) || has_digit(bare) || utf8_length(bare) > NAME_MOST + 16) {
		put_group(d, token, at, out);
		return;
	}
	p = put_person(d, NO_TEXT, at, out);
	name_and_role(d, p, unveil(bare));
	p->name = close_up(d, p->name);
	p->shown = p->name;
	add_roles(d, p, roles);
	if (two_names(p->name, &bare, &roles)) {
		struct text_list both = p->roles;

		p->name = p->shown = bare;
		p = put_person(d, NO_TEXT, at, out);
		p->name = p->shown = roles;
		for (size_t i = 0; i < both.n; i++)
			text_list_add(d->arena, &p->roles, both.v[i]);
	}
}

/* 李四等5人: the name, then the others. */
static void
put_with_others(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	size_t others = text_find(token, T("等"), 3), named = out->n;
	struct text front = others == SIZE_MAX ? NO_TEXT : text_trim(text_cut(token, 0, others));

	if (front.n == 0 || is_group(front) || (count_in(text_cut(token, others, token.n)) < 0 && !text_ends(token, T("等")) && !text_ends(token, T("等人")))) {
		put_token(d, token, at, out);
		return;
	}
	put_token(d, front, (struct span){ at.at, (uint32_t)front.n }, out);
	token = text_cut(token, others, token.n);
	put_group(d, token, (struct span){ at.at + (uint32_t)others, (uint32_t)token.n }, out);
	named = out->n - 1;
	/* 等5人 counts those named before as well. */
	for (size_t i = named; i-- > 0 && !out->v[i].group;)
		if (out->v[named].count > 0)
			out->v[named].count--;
}

/* 张　三: two characters with blanks between, as names are spread to align. */
static bool
is_spread(struct text t)
{
	size_t i = 0, gap;

	if (t.n == 0 || t.n > 24 || !utf8_is_han(utf8_next(t, &i)))
		return false;
	gap = i;
	i = skip_blanks(t, i);
	if (i == gap || i == t.n || !utf8_is_han(utf8_next(t, &i)))
		return false;
	return i == t.n || utf8_is_blank(peek(t, i)) || is_separator(peek(t, i));
}

/* Where a blank separates two people: both sides are whole names. 张　三 and 李四 书记 are not. */
static bool
blank_separates(const struct doc *d, struct text left, struct text right)
{
	size_t i = 0;
	struct text word;

	if (utf8_length(text_head(left, 2)) >= 2 && all_name(text_head(left, 2)) && is_spread(text_head(right, 6)) && people_identity(d, left) != left.n)
		return true;

	while (i < right.n && !utf8_is_blank(peek(right, i)))
		utf8_next(right, &i);
	word = text_cut(right, 0, i);
	if (is_spread(left) && left.n < 16)
		return people_identity(d, word) != word.n;
	if (utf8_length(text_head(left, 2)) < 2 || utf8_length(text_head(word, 2)) < 2)
		return false;
	if (people_identity(d, word) == word.n || people_identity(d, left) == left.n)
		return false; /* a role belongs to the name beside it */
	return (utf8_is_han(peek(left, 0)) && utf8_is_han(peek(word, 0))) || text_ends(left, T("）")) || text_ends(left, T(")"));
}

/* The end of the token that begins at from. Groups (其他党员、村民代表共19人) reach to their count. */
static size_t
token_end(const struct doc *d, struct text t, size_t from, size_t *next)
{
	bool group = text_starts(text_cut(t, from, t.n), T("其他")) || text_starts(text_cut(t, from, t.n), T("其余"));
	uint32_t close = 0;
	size_t word = from;

	group = group && count_in(text_cut(t, from, from + GROUP_MOST)) >= 0;
	for (size_t i = from; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);

		if (close) {
			if (c == close || c == '\n' || (close == 0xFF09 && c == ')') || (close == ')' && c == 0xFF09))
				close = 0;
			continue;
		}
		if (bracket_open(c, &close))
			continue;
		*next = i;
		if (c == '\n' || (is_separator(c) && !(group && before - from < GROUP_MOST && c != 0xFF1B && c != ';' && c != 0x3002 && count_in(text_cut(t, from, before)) < 0)))
			return before;
		if (utf8_is_blank(c) && !group && !utf8_is_blank(peek(t, i)) && blank_separates(d, text_trim(text_cut(t, word, before)), text_cut(t, skip_blanks(t, i), t.n)))
			return before;
	}
	*next = t.n;
	return t.n;
}

void
people_parse(const struct doc *d, struct text t, struct span at, struct person_list *out)
{
	size_t i = 0, next = 0;

	while (i < t.n) {
		size_t end = token_end(d, t, i, &next);
		struct text token = clause_trim(text_cut(t, i, end), false);
		size_t offset = (size_t)(token.p - t.p);
		/* Exact when at covers the words as they stand in the source. */
		struct span here = at.n >= t.n ? (struct span){ at.at + (uint32_t)offset, (uint32_t)token.n } : at;

		i = next;
		if (token.n == 0 || none_said(token) || is_placeholder(token))
			continue;
		put_with_others(d, token, here, out);
	}
}
