/* SPDX-License-Identifier: MIT */
/*
 * What is a name. What stands on a list is not always one: 村民, 林业站, 二组王五, 王五家属,
 * 王五等12人. Common words, and the identities of the profile, are taken off first; what is left
 * between them is a name when it begins with a surname. An organisation must not become 林某某, yet
 * a name must never slip through: in doubt it is one.
 *
 * The surnames are the most frequent ones of the census reports, some two hundred and fifty;
 * Mongolian names in Chinese characters (巴特尔, 乌云其木格) need none, being whole entries of a
 * list.
 */
#include "door/names.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

#define NAME_LONGEST 12

static const char *const surnames =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常"
    "武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿"
    "牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车"
    "冉房边包佟哈敖鄂席闫肖代云";

/* Words beside which, or in place of which, a name may stand on a list. Longest first where one
 * begins with another. */
static const char *const common[] = { "合作社", "委员会", "村委会", "嘎查委", "党支部", "工作队",
	"卫生院", "供电所", "派出所", "贫困户", "脱贫户", "低保户", "监测户", "养殖户", "种植户",
	"边缘户", "五保户", "困难户", "草管员", "护林员", "保洁员", "网格员", "监督员", "水管员",
	"联络员", "志愿者", "负责人", "第一书记", "副书记", "副主任", "代表", "书记", "主任",
	"会计", "文书", "委员", "组长", "队长", "队员", "社长", "经理", "村民", "牧民", "农民",
	"农牧民", "居民", "群众", "党员", "大家", "全体", "部分", "其他", "各户", "各组", "农户",
	"牧户", "住户", "户主", "家属", "妻子", "丈夫", "儿子", "女儿", "母亲", "父亲", "本人",
	"相关", "有关", "嘎查", "苏木", "两委", "支部", "干部", "领导", "单位", "部门", "公司",
	"中心", "学校", "政府", "小组", "同志", "老人", "等人", "一组", "二组", "三组", "四组",
	"五组", "六组", "七组", "八组", "九组", "十组", "待定", "同上", "没有", "双方", "合计",
	"小计", "总计", "共计", "代理", "老师", "医生", "先生", "女士", "反映", "负责", "牵头" };
/* Beside them in the words of a group. */
static const char *const functions[] = { "其他", "其余", "另有", "以及", "以上", "所有", "参会",
	"到会", "列席", "人员", "签到表", "签到", "附后", "详见", "另附", "在家", "驻村", "帮扶",
	"工作", "积极分子", "监督", "小组", "双书记", "两委", "嘎查", "苏木", "还有", "全体",
	"党员", "部分", "及", "和", "与", "共", "约", "名", "人", "位", "余", "多", "各", "另",
	"见", "户", "第", "组", "村", "的", NULL };
static const char *const organisations[] = { "站", "局", "办", "所", "部", "厅", "院", "校", "镇",
	"乡", "村", "旗", "县", "市", "组", "队", "厂", "户", NULL };

/* 王五家, 王五等: may be part of a name or stand behind one, so both are masked. */
static const char *const companions[] = { "家", "等", "们", "哥", "姐", "叔", "婶", NULL };

/* Han words that a surname begins and nobody is called: what an author may hide beside names. */
static const char *const no_name[] = { "病", "症", "癌", "炎", "障", "压", "元", "号", "户", "残",
	"万", "疸", "瘤", NULL };

bool
nameword_is_han(struct text t)
{
	size_t i = 0;

	while (i < t.n) {
		uint32_t c = utf8_next(t, &i);

		if (!utf8_is_han(c) && c != U'·' && c != U'•')
			return false;
	}
	return t.n > 0;
}

bool
nameword_surname(struct text t)
{
	return t.n >= 3 && text_has(text_of(surnames), text_cut(t, 0, utf8_offset(t, 1)));
}

bool
nameword_ends(struct text t, const char *const *words)
{
	for (; *words != NULL; words++)
		if (text_ends(t, text_of(*words)))
			return true;
	return false;
}

/* The common word or identity of the profile that begins at i: its length, or 0. */
static size_t
common_at(const struct doc *d, struct text t, size_t i)
{
	const struct text_list *offices = &d->profile->offices;
	struct text rest = text_cut(t, i, t.n);
	size_t best = 0;

	if (rest.n < 3)
		return 0;
	/* Each place of a text is asked about some two hundred words of Han: the third byte of the
	 * first character parts nearly all of them. */
	for (size_t k = 0; k < sizeof common / sizeof *common; k++) {
		size_t n = common[k][2] == rest.p[2] ? text_begins(rest, common[k]) : 0;

		best = n > best ? n : best;
	}
	for (size_t k = 0; k < offices->n; k++)
		if (offices->v[k].n > best && offices->v[k].n >= 6 &&
		    offices->v[k].p[2] == rest.p[2] && text_starts(rest, offices->v[k]))
			best = offices->v[k].n;
	return best;
}

/* What is left between common words, when it can be a name. */
static void
part_add(const struct doc *d, struct text part, struct text_list *parts)
{
	size_t n;

	part = text_trim(part);
	n = utf8_length(part);
	if (n >= 2 && n <= 4 && nameword_is_han(part) && nameword_surname(part) &&
	    !nameword_ends(part, organisations))
		text_list_add(d->arena, parts, part);
}

/* Cuts t at its common words; true when there was one. */
static bool
parts_read(const struct doc *d, struct text t, struct text_list *parts)
{
	size_t i = 0, from = 0;
	bool found = false;

	while (i < t.n) {
		size_t n = common_at(d, t, i);

		if (n == 0) {
			utf8_next(t, &i);
			continue;
		}
		found = true;
		part_add(d, text_cut(t, from, i), parts);
		from = i += n;
	}
	if (found)
		part_add(d, text_cut(t, from, t.n), parts);
	return found;
}

bool
nameword_whole(const struct doc *d, struct text t, struct text_list *parts)
{
	size_t n = utf8_length(t);

	if (parts_read(d, t, parts) || n < 2 || n > NAME_LONGEST * 2)
		return false;
	if (!nameword_is_han(t))
		return true;
	if (n >= 3 && nameword_ends(t, organisations))
		return false;
	if (n >= 3 && nameword_ends(t, companions))
		part_add(d, text_cut(t, 0, utf8_offset(t, n - 1)), parts);
	return n <= NAME_LONGEST;
}

/* The function word or number that begins at i: its length, or 0. */
static size_t
function_at(struct text t, size_t i)
{
	struct text rest = text_cut(t, i, t.n);
	size_t n, next = i;
	uint32_t c = utf8_next(t, &next);

	for (size_t k = 0; functions[k] != NULL; k++)
		if ((n = text_begins(rest, functions[k])) > 0)
			return n;
	return utf8_digit(c) >= 0 || c == U'十' || c == U'百' || utf8_is_punct(c) ||
		utf8_is_blank(c)
	    ? next - i
	    : 0;
}

/* A passage of a group's words between common ones. What 等 follows is a name even without a
 * surname: 巴特尔等5户. */
static void
group_part(const struct doc *d, struct text part, bool others, struct text_list *parts)
{
	part = text_trim(part);
	if (others && nameword_is_han(part) && utf8_length(part) >= 2 && utf8_length(part) <= 8 &&
	    !nameword_ends(part, organisations))
		text_list_add(d->arena, parts, part);
	else
		part_add(d, part, parts);
}

/* Walks over the words; true when something is left that is not common. parts may be NULL. */
static bool
group_read(const struct doc *d, struct text t, struct text_list *parts)
{
	size_t i = 0, from = 0;
	bool left = false;

	while (i < t.n) {
		bool others = text_starts(text_cut(t, i, t.n), T("等"));
		size_t n = others ? T("等").n : common_at(d, t, i);

		n = n > 0 ? n : function_at(t, i);
		if (n == 0) {
			utf8_next(t, &i);
			continue;
		}
		left |= i > from;
		if (parts != NULL && i > from)
			group_part(d, text_cut(t, from, i), others, parts);
		from = i += n;
	}
	if (parts != NULL && t.n > from)
		group_part(d, text_cut(t, from, t.n), false, parts);
	return left || t.n > from;
}

void
nameword_group(const struct doc *d, struct text words, struct text_list *parts)
{
	group_read(d, words, parts);
}

bool
nameword_common(const struct doc *d, struct text words)
{
	return !group_read(d, words, NULL);
}

bool
nameword_person(struct text word)
{
	size_t i, n = utf8_length(word);

	if (n < 2 || n > 3 || !nameword_is_han(word) || !nameword_surname(word))
		return false;
	for (i = 0; no_name[i] != NULL; i++)
		if (text_has(word, text_of(no_name[i])))
			return false;
	return true;
}
