/* SPDX-License-Identifier: MIT */
/* Handouts: an ordinary week, too much for a side, Chinese on both sides, rare characters. */
#include "../sample.h"

static struct date
day(int month, int d)
{
	return (struct date){ 2018, (int8_t)month, (int8_t)d };
}

static struct sheet_side
zh_side(struct sample *s)
{
	struct sheet_side side = { .lang = LANG_ZH };

	side.unit = sample_text(s, "示例嘎查");
	side.title = sample_text(s, "例会明白纸");
	side.date = sample_text(s, "2018年7月3日 星期二");
	side.week = sample_text(s, "第27周");
	side.came = sample_text(s, "到会23人");
	side.head_matters = sample_text(s, "一、反映的事，怎么答复");
	side.head_tasks = sample_text(s, "二、这周谁办什么");
	side.head_policy = sample_text(s, "三、学了什么政策");
	return side;
}

struct list {
	struct sheet_matter matters[64];
	struct sheet_task tasks[64];
	struct sheet_policy policies[16];
};

static void
matter(struct sample *s, struct sheet_side *side, enum sheet_sign sign, const char *status,
    const char *date, const char *number, const char *title, const char *answer, const char *person)
{
	struct sheet_matter *m = &side->matters[side->nmatters++];

	*m = (struct sheet_matter){ .sign = sign,
		.status_words = sample_text(s, status),
		.date_words = sample_text(s, date),
		.title = sample_text(s, title),
		.number = sample_text(s, number),
		.answer = sample_text(s, answer),
		.person = sample_text(s, person),
		.fresh = strstr(number, "27-") != NULL };
	side->counts.late += sign == SIGN_LATE;
	side->counts.going += sign == SIGN_GOING;
	side->counts.open += sign == SIGN_OPEN;
	side->counts.done += sign == SIGN_DONE;
}

static void
task(struct sample *s, struct sheet_side *side, const char *people, const char *work,
    const char *words, struct date sort)
{
	struct sheet_task *t = &side->tasks[side->ntasks++];
	struct text rest = sample_text(s, people);

	*t = (struct sheet_task){
		.work = sample_text(s, work), .date_words = sample_text(s, words), .sort = sort
	};
	while (rest.n > 0) {
		size_t at = text_find(rest, T("、"), 0);
		text_list_add(
		    s->arena, &t->people, text_cut(rest, 0, at == SIZE_MAX ? rest.n : at));
		rest = at == SIZE_MAX ? NO_TEXT : text_cut(rest, at + 3, rest.n);
	}
}

static void
policy(struct sample *s, struct sheet_side *side, const char *name, const char *sentence)
{
	side->policies[side->npolicies++] =
	    (struct sheet_policy){ sample_text(s, name), sample_text(s, sentence) };
}

static struct sheet *
new_handout(struct sample *s)
{
	struct sheet *h = sample_sheet(s, SHEET_HANDOUT);
	struct list *l = ARENA_NEW(s->arena, struct list), *m = ARENA_NEW(s->arena, struct list);

	h->zh = zh_side(s);
	h->zh.matters = l->matters;
	h->zh.tasks = l->tasks;
	h->zh.policies = l->policies;
	h->mn = (struct sheet_side){
		.lang = LANG_MN, .matters = m->matters, .tasks = m->tasks, .policies = m->policies
	};
	return h;
}

static void
mn_side(struct sample *s, struct sheet *h)
{
	struct sheet_side *m = &h->mn;

	h->has_mn = true;
	m->unit = sample_text(s, "示例嘎查");
	m->title = sample_text(s, "ᠬᠤᠷᠠᠯ ᠤᠨ ᠲᠡᠮᠳᠡᠭᠯᠡᠯ");
	m->date = sample_text(s, "2018 ᠣᠨ ᠤ 7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 3 ᠤ ᠡᠳᠦᠷ");
	m->head_matters = sample_text(s, "ᠠᠰᠠᠭᠤᠳᠠᠯ");
	m->head_tasks = sample_text(s, "ᠡᠭᠦᠷᠭᠡ");
	m->head_policy = sample_text(s, "ᠲᠥᠷᠥ ᠶᠢᠨ ᠪᠣᠳᠣᠯᠭ᠎ᠠ ᠰᠤᠷᠤᠯᠴᠠᠬᠤ");
	matter(s, m, SIGN_LATE, "超期", "", "问题25-2", "ᠠᠰᠠᠭᠤᠳᠠᠯ ᠂ ᠰᠤᠮᠤ ᠂ ᠲᠣᠭᠲᠠᠭᠠᠯ",
	    "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ", "李四");
	matter(s, m, SIGN_GOING, "办理中", "7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 20 ᠤ ᠡᠳᠦᠷ", "问题27-1",
	    "ᠠᠰᠠᠭᠤᠳᠠᠯ ᠂ ᠲᠣᠭᠲᠠᠭᠠᠯ", "ᠡᠭᠦᠷᠭᠡ ᠃", "李四");
	matter(s, m, SIGN_OPEN, "待研究", "7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 10 ᠤ ᠡᠳᠦᠷ", "问题27-2", "ᠠᠰᠠᠭᠤᠳᠠᠯ ᠂ ᠬᠤᠷᠠᠯ",
	    "ᠭᠠᠴᠠᠭᠠᠨ ᠤ ᠠᠷᠠᠳ ᠤᠨ ᠲᠥᠯᠥᠭᠡᠯᠡᠭᠴᠢ ᠃", "");
	matter(s, m, SIGN_DONE, "ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠭᠰᠡᠨ", "", "问题26-1", "ᠠᠰᠠᠭᠤᠳᠠᠯ", "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃", "");
	task(s, m, "王五", "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃", "7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 9 ᠤ ᠡᠳᠦᠷ", day(7, 9));
	task(s, m, "赵六", "ᠰᠤᠮᠤ ᠂ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠃", "7 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 6 ᠤ ᠡᠳᠦᠷ", day(7, 6));
	policy(s, m, "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃", "");
}

struct sheet *
sample_handout(struct sample *s)
{
	struct sheet *h = new_handout(s);

	matter(s, &h->zh, SIGN_LATE, "超期", "已超13天", "问题25-2", "羊舍没有着落",
	    "已报苏木列入三年规划；应于6月20日答复，继续催办。", "李四");
	matter(s, &h->zh, SIGN_GOING, "办理中", "7月20日前", "问题27-1", "二组机井电机烧坏",
	    "先借一组电机应急，修理费集体出。", "李四");
	matter(s, &h->zh, SIGN_OPEN, "待研究", "7月10日议", "问题27-2", "三组进户路下雨积水",
	    "未形成统一意见，下周再议。", "");
	matter(s, &h->zh, SIGN_DONE, "已解决", "6月29日", "问题26-1", "电灌线路断电",
	    "已修好，全部恢复供电。", "");
	task(s, &h->zh, "王五", "修好二组机井电机", "7月9日前", day(7, 9));
	task(s, &h->zh, "赵六", "到苏木问羊舍建设方案", "7月6日前", day(7, 6));
	policy(s, &h->zh, "危房改造", "先申请、再评议、后鉴定，盖好验收才补助。");
	mn_side(s, h);
	return h;
}

static void
many(struct sample *s, struct sheet *h)
{
	matter(s, &h->zh, SIGN_LATE, "超期", "已超33天", "问题22-1", "手机没有信号",
	    "苏木已派单，通信公司已来勘测，正等建站批复，派人到旗里催办。", "张三");
	matter(s, &h->zh, SIGN_LATE, "超期", "已超13天", "问题25-2", "羊舍没有着落",
	    "已报苏木列入三年规划；应于6月20日答复，继续催办。", "李四");
	matter(s, &h->zh, SIGN_GOING, "办理中", "7月8日前", "问题27-3",
	    "一组至三组田间路被水冲断，拖拉机过不去，粮食拉不出来",
	    "先用集体的铲车推平，雨季后铺砂石。", "赵六");
	matter(s, &h->zh, SIGN_GOING, "办理中", "7月20日前", "问题27-1", "二组机井电机烧坏",
	    "先借一组电机应急，修理费集体出。", "李四");
	matter(s, &h->zh, SIGN_GOING, "办理中", "12月20日前", "问题26-3", "灌溉用电怎么收费",
	    "按表收费，每度0.31元，公开栏贴出各户用电数。", "赵六");
	matter(s, &h->zh, SIGN_OPEN, "待研究", "7月10日议", "问题27-2", "三组进户路下雨积水",
	    "未形成统一意见，下周再议。", "");
	matter(s, &h->zh, SIGN_DONE, "已解决", "6月29日", "问题26-1", "电灌线路断电",
	    "已修好，全部恢复供电。", "");
	matter(s, &h->zh, SIGN_DONE, "已解决", "7月1日", "问题26-2", "饮水管漏水",
	    "换好二组北头30米管子。", "");
	matter(s, &h->zh, SIGN_DONE, "已解决", "6月27日", "问题25-3", "草场围栏倒了",
	    "党员义务劳动，修好120米。", "");
	task(s, &h->zh, "王五", "修好二组机井电机", "7月9日前", day(7, 9));
	task(s, &h->zh, "赵六", "到苏木问羊舍建设方案，问清哪些户先建、补助多少、什么时候开工",
	    "7月6日前", day(7, 6));
	task(s, &h->zh, "李四、王五", "贴出各户灌溉用电数", "7月15日前", day(7, 15));
	task(s, &h->zh, "张三、李四、王五", "到旗里催通信基站批复", "7月12日前", day(7, 12));
	policy(s, &h->zh, "危房改造", "先申请、再评议、后鉴定，盖好验收才补助。");
	policy(s, &h->zh, "草原禁牧", "4月1日至6月30日不放牧，按亩给补奖。");
	policy(s, &h->zh, "合作医疗", "住院费、大病怎么报销，带本子到苏木卫生院问清楚再去。");
	policy(s, &h->zh, "教育资助", "孩子上学有补助，到学校领表。");
}

struct sheet *
sample_full(struct sample *s)
{
	struct sheet *h = new_handout(s);

	h->address = T("shili/2018-07-10");
	many(s, h);
	mn_side(s, h);
	for (int i = 0; i < 3; i++)
		matter(s, &h->mn, SIGN_DONE, "ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠭᠰᠡᠨ", "", "问题26-4", "ᠠᠰᠠᠭᠤᠳᠠᠯ ᠂ ᠬᠤᠷᠠᠯ",
		    "ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠂ ᠡᠭᠦᠷᠭᠡ ᠃ ᠬᠡᠷᠡᠭᠵᠢᠭᠦᠯᠬᠦ ᠃", "");
	return h;
}

struct sheet *
sample_two(struct sample *s)
{
	struct sheet *h = new_handout(s);

	h->address = T("shili/2018-07-17");
	many(s, h);
	return h;
}

struct sheet *
sample_rare(struct sample *s)
{
	struct sheet *h = new_handout(s);

	h->address = T("shili/2018-07-24");
	h->url = T("https://example.org/zh/xinjiamu/xinfa/2018/"
		   "2018-07-24-very-long-address-of-a-document.html");
	h->phone = NO_TEXT;
	h->zh.unit = sample_text(s, "示例嘎查第一村民小组");
	matter(s, &h->zh, SIGN_LATE, "超期", "已超113天", "问题27-11", "𠮷日嘎朗的草场被占",
	    "“两委”研究：请𠮷日嘎朗先看https://example.org/a/very/long/address再说（见附件）。",
	    "阿拉坦其其格");
	matter(s, &h->zh, SIGN_OPEN, "待研究", "7月10日议", "问题27-12", "没有字形的\xEE\x84\xA3字",
	    "㐀㐁𪚥……——「好」，《通知》（第3号）。", "");
	task(s, &h->zh, "阿拉坦·其其格·巴特尔", "看一看", "7月6日前", day(7, 6));
	return h;
}

/* Room for all rows on one side, but not for the foot below them. */
struct sheet *
sample_edge(struct sample *s)
{
	struct sheet *h = new_handout(s);
	h->phone_person = sample_text(s, "阿拉坦其其格·巴特尔苏和（第一书记）");
	h->place = sample_text(s, "嘎查党群服务中心");

	h->address = T("shili/2018-07-31");
	for (int i = 0; i < 6; i++)
		matter(s, &h->zh, SIGN_GOING, "办理中", "7月20日前", "问题27-1", "二组机井电机烧坏",
		    "先借一组电机应急，修理费集体出。", "李四");
	task(s, &h->zh, "王五", "修好二组机井电机", "7月9日前", day(7, 9));
	policy(s, &h->zh, "危房改造", "先申请、再评议、后鉴定，盖好验收才补助。");
	return h;
}
