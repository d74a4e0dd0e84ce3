/* SPDX-License-Identifier: MIT */
/*
 * Lists of people as minutes have them: 张三（第一书记）、李四
 * 嘎查党支部书记、村民王五，其他党员共19人. A name is what is left when known identities are taken
 * off, before or behind; Han names of Mongols have up to eight characters, so length says little.
 * What holds a count, or names a body and not a person, is a group and keeps its words.
 */
#include <pthread.h>

#include "read/record.h"
#include "speech/head_lines.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"

#define NAME_MOST 10
/* A group with its count, in bytes. */
#define GROUP_MOST 240

/* Identities, longest first where one ends another. The profile's offices are known besides. */
static const struct text identities[] = { WORD("驻村工作队第一书记"), WORD("驻村第一书记"),
	WORD("第一书记"), WORD("嘎查党支部书记"), WORD("村党支部书记"), WORD("党总支书记"),
	WORD("党支部书记"), WORD("支部书记"), WORD("党支部副书记"), WORD("支部副书记"),
	WORD("团支部书记"), WORD("党委书记"), WORD("党委副书记"), WORD("副书记"), WORD("书记"),
	WORD("驻村工作队队长"), WORD("驻村工作队员"), WORD("驻村工作队队员"), WORD("驻村队员"),
	WORD("工作队队长"), WORD("工作队长"), WORD("工作队员"), WORD("队长"), WORD("队员"),
	WORD("副苏木达"), WORD("苏木达"), WORD("副镇长"), WORD("镇长"), WORD("副乡长"),
	WORD("乡长"), WORD("嘎查达"), WORD("副嘎查达"), WORD("嘎查长"), WORD("村主任"),
	WORD("村委会主任"), WORD("嘎查委员会主任"), WORD("监督委员会主任"), WORD("监委会主任"),
	WORD("村监会主任"), WORD("监委会委员"), WORD("妇联主席"), WORD("妇女主任"), WORD("副主任"),
	WORD("主任"), WORD("党支部委员"), WORD("支部委员"), WORD("组织委员"), WORD("宣传委员"),
	WORD("纪检委员"), WORD("嘎查委员"), WORD("村委委员"), WORD("两委委员"), WORD("委员"),
	WORD("嘎查文书"), WORD("村文书"), WORD("文书"), WORD("会计"), WORD("出纳"), WORD("报账员"),
	WORD("民兵连长"), WORD("网格员"), WORD("草管员"), WORD("护林员"), WORD("护路员"),
	WORD("保洁员"), WORD("信息员"), WORD("宣传员"), WORD("安全员"), WORD("防疫员"),
	WORD("卫生员"), WORD("水管员"), WORD("电工"), WORD("嘎查医生"), WORD("村医"),
	WORD("合作社理事长"), WORD("理事长"), WORD("入党积极分子"), WORD("积极分子"),
	WORD("发展对象"), WORD("预备党员"), WORD("老党员"), WORD("党员代表"), WORD("党员中心户"),
	WORD("党员"), WORD("农牧民代表"), WORD("嘎查牧民代表"), WORD("嘎查村民代表"),
	WORD("村民代表"), WORD("牧民代表"), WORD("群众代表"), WORD("农牧户"), WORD("牧户"),
	WORD("农户"), WORD("农牧民"), WORD("村民"), WORD("牧民"), WORD("农民"), WORD("群众"),
	WORD("代表"), WORD("小组长"), WORD("组长"), WORD("包联领导"), WORD("包村领导"),
	WORD("包村干部"), WORD("包片领导"), WORD("包联干部"), WORD("包片干部"), WORD("帮扶责任人"),
	WORD("帮扶干部"), WORD("负责人"), WORD("科长"), WORD("局长"), WORD("副局长"), WORD("所长"),
	WORD("站长"), WORD("主席"), WORD("副旗长"), WORD("旗长"), WORD("干事"), WORD("科员"),
	WORD("干部"), WORD("同志"), WORD("老师"), WORD("医生"), WORD("律师"), WORD("技术员"),
	WORD("农技员"), WORD("经理") };

/* Bodies, not persons. */
static const struct text bodies[] = { WORD("委员会"), WORD("两委"), WORD("“两委”"), WORD("支部"),
	WORD("党委"), WORD("合作社"), WORD("工作队"), WORD("小组"), WORD("办公室"), WORD("公司"),
	WORD("中心"), WORD("政府"), WORD("部门"), WORD("单位"), WORD("班子"), WORD("学校"),
	WORD("卫生院"), WORD("派出所"), WORD("供电所"), WORD("集体"), WORD("嘎查"), WORD("苏木"),
	WORD("电力局"), WORD("水利局"), WORD("住建局"), WORD("农牧局"), WORD("交通局") };

static bool
all_name(struct text t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n; n++) {
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_han(c) && c != U'·' && c != U'•' && !utf8_is_mongolian(c) &&
		    c != U'・')
			return false;
	}
	return n >= 1;
}

static bool
has_digit(struct text t)
{
	for (size_t i = 0; i < t.n;) {
		uint32_t c = utf8_next(t, &i);

		if ((c >= '0' && c <= '9') || (c >= U'０' && c <= U'９'))
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
			struct text next = text_cut(t, text_skip(t, at, BLANK), t.n);

			if (text_starts(next, T("人")) || text_starts(next, T("名")) ||
			    text_starts(next, T("户")) || text_starts(next, T("位")) ||
			    text_starts(next, T("余人")) || text_starts(next, T("个人")))
				return n;
			i = at;
			continue;
		}
		utf8_next(t, &i);
	}
	return -1;
}

bool
is_identity(struct text t)
{
	for (size_t i = 0; i < sizeof identities / sizeof *identities; i++)
		if (text_eq(t, identities[i]))
			return true;
	return false;
}

static bool
is_group(struct text t)
{
	static const char *const fronts[] = { "其他", "其它", "其余", "还有", "全体", "各", "部分",
		"等", "以及", "共", "另有", "另", "详见", "见", NULL };
	static const char *const words[] = { "签到", "附后", "名单", "全体", "等人", "若干", NULL };

	if (starts_any(t, fronts, NULL) || has_any(t, words) || count_in(t) >= 0)
		return true;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (text_ends(t, bodies[i]))
			return true;
	return is_identity(t); /* in the plural as it were: 村民代表 */
}

/* The last bytes of all identities, as a set. */
static uint64_t identity_ends;
static pthread_once_t identity_ends_made = PTHREAD_ONCE_INIT;

static void
make_identity_ends(void)
{
	for (size_t i = 0; i < sizeof identities / sizeof *identities; i++)
		identity_ends |= (uint64_t)1 << (identities[i].p[identities[i].n - 1] & 63);
}

/* Identity that ends t: its length, with the profile's offices besides. */
size_t
people_identity(const struct doc *d, struct text t)
{
	size_t best = 0, n = sizeof identities / sizeof *identities;

	pthread_once(&identity_ends_made, make_identity_ends);
	if (t.n == 0)
		return 0;
	for (size_t i = identity_ends >> (t.p[t.n - 1] & 63) & 1 ? 0 : n; i < n; i++)
		if (identities[i].n > best && text_ends(t, identities[i]))
			best = identities[i].n;
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

/* 村民王五, 嘎查党支部书记李四: where the name begins behind the last identity; 0 when none stands
 * in front. */
static size_t
name_behind_role(const struct doc *d, struct text t)
{
	size_t best = 0;

	for (size_t i = 0; i < t.n;) {
		utf8_next(t, &i);
		if (i < t.n && people_identity(d, text_cut(t, 0, i)) > 0) {
			struct text name = text_cut(t, text_skip(t, i, BLANK), t.n);

			if (utf8_length(name) >= 2 && utf8_length(name) <= NAME_MOST &&
			    all_name(name))
				best = i;
		}
	}
	return best;
}

/* Splits a plain token into role and name. A surname alone before an identity (李书记) is a name
 * all the same. */
static void
name_and_role(const struct doc *d, struct person *p, struct text t)
{
	struct cursor colon = { t, 0 };
	size_t tail, cut, blank;

	cursor_until(&colon, COLON);
	if (colon.i < t.n) {
		add_role(d, p, text_cut(t, 0, colon.i));
		cursor_accept(&colon, COLON);
		p->name = text_trim(cursor_rest(&colon));
		return;
	}
	tail = people_identity(d, t);
	if (tail > 0 && tail < t.n) {
		struct text front = text_trim(text_cut(t, 0, t.n - tail));

		/* 张三 驻村工作队员: the blank says where the name ends. */
		for (blank = 0; blank < t.n && !utf8_is_blank(text_peek(t, blank));)
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
unmasked(struct text t)
{
	if ((text_starts(t, T("【隐：")) || text_starts(t, T("【隐:"))) && text_ends(t, T("】")))
		return text_trim(text_cut(t, text_starts(t, T("【隐：")) ? 9 : 7, t.n - 3));
	return t;
}

#define SURNAMES \
	"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾" \
	"丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段包钱乔" \
	"贺赖龚文"

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
	return utf8_length(*first) >= 2 && utf8_length(*first) <= 4 && utf8_length(*second) >= 2 &&
	    utf8_length(*second) <= 4 && begins_with_surname(*first) &&
	    begins_with_surname(*second);
}

bool
looks_like_name(struct text t)
{
	size_t n = utf8_length(t);

	return n >= 2 && n <= 3 && all_name(t) && begins_with_surname(t);
}

/* Where the round bracket that begins at or behind i opens and closes; t.n for none. Of
 * （电话（0482） 1234） the outer one, as long as it closes. */
static size_t
round_bracket(struct text t, size_t i, size_t *close)
{
	size_t first = t.n, k;
	int depth = 0;

	while (i < t.n && !char_is(text_peek(t, i), ROUND_OPENER))
		utf8_next(t, &i);
	for (k = i; k < t.n; utf8_next(t, &k)) {
		uint32_t c = text_peek(t, k);

		depth += char_is(c, ROUND_OPENER) - char_is(c, ROUND_CLOSER);
		if (char_is(c, ROUND_CLOSER) && first == t.n)
			first = k;
		if (depth == 0)
			break;
	}
	*close = k < t.n ? k : first;
	return i;
}

/* 小满3人, 小满共3人 at the end of a list: the figure counts those before. */
static struct text
without_count(struct text t)
{
	size_t at = 0, end;
	int n;

	while (at < t.n && utf8_digit(text_peek(t, at)) < 0)
		utf8_next(t, &at);
	end = at;
	if (!utf8_number(t, &end, &n) || !text_eq(text_cut(t, end, t.n), T("人")))
		return t;
	struct text name = text_trim(text_cut(t, 0, at));
	if (text_ends(name, T("共")) || text_ends(name, T("等")))
		name.n -= strlen("共");
	return looks_like_name(name) ||
		(utf8_length(name) == 2 && all_name(name) && !is_group(name))
	    ? name
	    : t;
}

/* A name with roles before, behind or in its brackets, or a group; bare is what stands before the
 * brackets. */
static void
put_one(const struct doc *d, struct text token, struct text bare, struct span at,
    struct person_list *out)
{
	struct text first, second;

	if (bare.n == token.n)
		bare = token = without_count(token);
	if (is_group(bare) || has_digit(bare) || utf8_length(bare) > NAME_MOST + 16) {
		put_group(d, token, at, out);
		return;
	}
	struct person *p = put_person(d, NO_TEXT, at, out);
	name_and_role(d, p, unmasked(bare));
	p->name = close_up(d, p->name);
	p->shown = p->name;
	for (size_t close, open = round_bracket(token, bare.n, &close); open < token.n;
	     open = round_bracket(token, close, &close)) {
		size_t inner = open;

		utf8_next(token, &inner);
		add_roles(d, p, text_cut(token, inner, close));
	}
	if (two_names(p->name, &first, &second)) {
		struct text_list both = p->roles;

		p->name = p->shown = first;
		p = put_person(d, NO_TEXT, at, out);
		p->name = p->shown = second;
		for (size_t i = 0; i < both.n; i++)
			text_list_add(d->arena, &p->roles, both.v[i]);
	}
}

/* One token between separators. 张三（党员）李四（文书） are two without a mark between them;
 * 张三（党员）（妇联主席） and 张三（党员）同志 are one. */
static void
put_token(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	if (unmasked(token).n != token.n) {
		put_one(d, token, token, at, out);
		return;
	}
	for (size_t from = 0; from < token.n;) {
		size_t close, open = round_bracket(token, from, &close), end;
		struct text bare = text_trim(text_cut(token, from, open));

		if (bare.n == 0) /* it begins with its bracket */
			bare = text_cut(token, from, open = close = token.n);
		for (end = close; end < token.n;) {
			size_t next = end, further;

			utf8_next(token, &next);
			next = text_skip(token, next, BLANK);
			struct text rest = text_cut(token, next, token.n);
			if (rest.n == 0 || people_identity(d, rest) == rest.n) {
				end = token.n;
			} else if (char_is(text_peek(rest, 0), ROUND_OPENER)) {
				round_bracket(token, next, &further);
				end = further;
				continue;
			} else {
				end = next;
			}
			break;
		}
		struct text whole = text_trim(text_cut(token, from, end));
		size_t offset = (size_t)(whole.p - token.p);
		struct span here = at.n >= token.n
		    ? (struct span){ at.at + (uint32_t)offset, (uint32_t)whole.n }
		    : at;
		put_one(d, whole, bare, here, out);
		from = end;
	}
}

/* 李四等5人: the name, then the others. */
static void
put_with_others(const struct doc *d, struct text token, struct span at, struct person_list *out)
{
	size_t others = text_find(token, T("等"), 3), named = out->n;
	struct text front = others == SIZE_MAX ? NO_TEXT : text_trim(text_cut(token, 0, others));

	if (front.n == 0 || is_group(front) ||
	    (count_in(text_cut(token, others, token.n)) < 0 && !text_ends(token, T("等")) &&
		!text_ends(token, T("等人")))) {
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
	i = text_skip(t, i, BLANK);
	if (i == gap || i == t.n || !utf8_is_han(utf8_next(t, &i)))
		return false;
	return i == t.n || utf8_is_blank(text_peek(t, i)) || is_separator(text_peek(t, i));
}

/* Where a blank separates two people: both sides are whole names. 张　三 and 李四 书记 are not. */
static bool
blank_separates(const struct doc *d, struct text left, struct text right)
{
	size_t i = left.n;
	struct text word;

	if (left.n > 0 && char_is(utf8_prev(left, &i), COLON))
		return false; /* 文书: 赵六 */
	i = 0;
	if (utf8_length(text_head(left, 2)) >= 2 && all_name(text_head(left, 2)) &&
	    is_spread(text_head(right, 6)) && people_identity(d, left) != left.n)
		return true;

	while (i < right.n && !utf8_is_blank(text_peek(right, i)))
		utf8_next(right, &i);
	word = text_cut(right, 0, i);
	if (is_spread(left) && left.n < 16)
		return people_identity(d, word) != word.n;
	if (utf8_length(text_head(left, 2)) < 2 || utf8_length(text_head(word, 2)) < 2)
		return false;
	if (people_identity(d, word) == word.n || people_identity(d, left) == left.n)
		return false; /* a role belongs to the name beside it */
	return (utf8_is_han(text_peek(left, 0)) && utf8_is_han(text_peek(word, 0))) ||
	    text_ends(left, T("）")) || text_ends(left, T(")"));
}

/* 高山/巴根/芸芸: a stroke between two whole names. */
static bool
stroke_parts(const struct doc *d, struct text left, struct text right)
{
	size_t end = 0;

	while (end < right.n && utf8_is_han(text_peek(right, end)))
		utf8_next(right, &end);
	right = text_cut(right, 0, end);
	return all_name(left) && all_name(right) && utf8_length(left) >= 2 &&
	    utf8_length(left) <= 4 && utf8_length(right) >= 2 && utf8_length(right) <= 4 &&
	    people_identity(d, left) != left.n && people_identity(d, right) != right.n;
}

/* The end of the token that begins at from. Groups (其他党员、村民代表共19人) reach to their count.
 */
static size_t
token_end(const struct doc *d, struct text t, size_t from, size_t *next)
{
	bool group = text_starts(text_cut(t, from, t.n), T("其他")) ||
	    text_starts(text_cut(t, from, t.n), T("其余"));
	uint32_t close = 0;
	size_t word = from;

	group = group && count_in(text_cut(t, from, from + GROUP_MOST)) >= 0;
	for (size_t i = from; i < t.n;) {
		size_t before = i;
		uint32_t c = utf8_next(t, &i);

		if (close) {
			if (c == close || c == '\n' || (close == U'）' && c == ')') ||
			    (close == ')' && c == U'）'))
				close = 0;
			continue;
		}
		if (bracket_open(c, &close))
			continue;
		*next = i;
		if (c == '\n' ||
		    (is_separator(c) &&
			!(group && before - from < GROUP_MOST && c != U'；' && c != ';' &&
			    c != U'。' && count_in(text_cut(t, from, before)) < 0)))
			return before;
		if (char_is(c, SLASH) &&
		    stroke_parts(d, text_trim(text_cut(t, word, before)), text_cut(t, i, t.n)))
			return before;
		if (utf8_is_blank(c) && !group && !utf8_is_blank(text_peek(t, i)) &&
		    blank_separates(d, text_trim(text_cut(t, word, before)),
			text_cut(t, text_skip(t, i, BLANK), t.n)))
			return before;
	}
	*next = t.n;
	return t.n;
}

/* 项北、双全等3人，全部到会，无请假: what is said of the list is nobody on it. */
static bool
all_came(struct text token)
{
	static const char *const words[] = { "全部到会", "全部参加", "全部出席", "全部到齐", "全到",
		"都到了", "都来了", "全员到会", "无请假", "无人请假", "没有请假", "没人请假",
		"无缺席", "无人缺席", NULL };

	for (size_t i = 0; words[i]; i++)
		if (text_eq(token, text_of(words[i])))
			return true;
	return false;
}

void
people_parse(const struct doc *d, struct text t, struct span at, struct person_list *out)
{
	size_t i = 0, next = 0;

	while (i < t.n) {
		size_t end = token_end(d, t, i, &next);
		struct text token = clause_trim(text_cut(t, i, end), false);
		if (!text_has(token, T("（")) &&
		    text_ends(token, T("）"))) /* 请假2人（金山、银山） */
			token = text_cut(token, 0, token.n - strlen("）"));
		if (text_starts(token, T("我")) && utf8_exceeds(token, 2)) /* 我金生 */
			token = text_cut(token, strlen("我"), token.n);
		while (text_ends(token, T("/"))) /* 娜仁/12.17, whose day was taken */
			token = text_cut(token, 0, token.n - 1);
		size_t offset = (size_t)(token.p - t.p);
		/* Exact when at covers the words as they stand in the source. */
		struct span here =
		    at.n >= t.n ? (struct span){ at.at + (uint32_t)offset, (uint32_t)token.n } : at;

		i = next;
		/* Beside people 大家没意见 is no answer to who came, and must not go. */
		bool none = none_said(token) && (token.n == t.n || !utf8_exceeds(token, 2));
		if (token.n == 0 || none || is_placeholder(token) || all_came(token))
			continue;
		put_with_others(d, token, here, out);
	}
}

/* Whether one name, with or without its role, or one group stands in t. */
static bool
is_person_token(struct text t)
{
	static const char *const sentence[] = { "会议", "本次", "首先", "通报", "学习", "研究",
		"讨论", "主持", "传达", "宣读", "宣布", "强调", "反映", "提出", "意见", "发言",
		"介绍", "汇报", "决定", "部署", "如下", "内容", "议程", "议题", "纪要", "情况",
		"开始", "结束", "大家", "同意", "关于", "问题", "任务", "了", "都", "把", NULL };
	size_t open = 0;

	while (open < t.n && !char_is(text_peek(t, open), ROUND_OPENER))
		utf8_next(t, &open);
	struct text bare = text_trim(text_cut(t, 0, open));
	size_t n = utf8_length(bare);
	if (n == 0 || (n <= 24 && count_in(bare) >= 0))
		return true;
	if (has_any(bare, sentence))
		return false;
	if (is_group(bare) || !all_name(bare))
		return is_group(bare) && n <= 24;
	if (n <= NAME_MOST)
		return true;
	for (size_t i = 0; i < COUNT(identities); i++)
		if (text_starts(bare, identities[i]) || text_ends(bare, identities[i]))
			return n <= NAME_MOST + 10;
	return false;
}

bool
people_line(struct text line)
{
	uint32_t close = 0;
	size_t from;

	line = text_cut(line, list_mark(line), line.n);
	line = text_cut(line, label_numbering(line), line.n);
	line = unmasked(line);
	from = 0;
	for (size_t i = 0; i < line.n;) {
		size_t before = i;
		uint32_t c = utf8_next(line, &i);

		if (close) {
			close = char_is(c, ROUND_CLOSER) || c == close ? 0 : close;
			continue;
		}
		if (bracket_open(c, &close))
			continue;
		if (!is_separator(c) && !utf8_is_blank(c) && !char_is(c, COLON | SLASH))
			continue;
		if (!is_person_token(text_cut(line, from, before)))
			return false;
		from = i;
	}
	return is_person_token(text_cut(line, from, line.n));
}
