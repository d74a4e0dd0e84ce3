/* SPDX-License-Identifier: MIT */
/* A record of thirty people, a very long one, and a 纪要. */
#include "../sample.h"

static void
add_problem(struct sample *s, struct doc *d, struct block *section, int order, const char *title,
    const char *raised, const char *decision, const char *owner, const char *deadline,
    const char *status)
{
	struct problem *p = ARENA_PUSH(s->arena, &d->problems);

	p->number = (struct number){ 2018, 27, (int16_t)order };
	p->title = sample_text(s, title);
	p->raised_words = sample_text(s, raised);
	p->decision = sample_text(s, decision);
	p->owner_words = sample_text(s, owner);
	p->deadline.written = sample_text(s, deadline);
	p->status_words = sample_text(s, status);
	p->category = p->affected = p->result = p->feedback = NO_TEXT;
	p->block = sample_block(s, section, BLOCK_HEADING, title);
	p->block->level = 3;
}

static void
add_task(struct sample *s, struct doc *d, struct block *list, int order, const char *title,
    const char *owner, const char *deadline)
{
	struct task *t = ARENA_PUSH(s->arena, &d->tasks);

	t->number = (struct number){ 2018, 27, (int16_t)order };
	t->title = sample_text(s, title);
	t->owner_words = sample_text(s, owner);
	t->deadline.written = sample_text(s, deadline);
	t->block = sample_block(s, list, BLOCK_ITEM, title);
}

static void
add_people(struct sample *s, struct doc *d)
{
	static const char *const roll[][2] = { { "张三", "第一书记" }, { "李四", "嘎查党支部书记" },
		{ "王五", "党员、草管员" }, { "赵六", "文书" }, { "孙七", "“两委”成员" },
		{ "周八", "“两委”成员" }, { "吴九", "“两委”成员" }, { "郑十", "“两委”成员" },
		{ "冯十一", "监督委员会" }, { "陈十二", "监督委员会" }, { "褚十三", "监督委员会" },
		{ "卫十四", "" }, { "蒋十五", "" }, { "沈十六", "" }, { "韩十七", "" },
		{ "杨十八", "" }, { "朱十九", "" }, { "秦二十", "" }, { "尤廿一", "" },
		{ "许廿二", "" }, { "何廿三", "" }, { "吕廿四", "" }, { "施廿五", "" },
		{ "张廿六", "" }, { "孔廿七", "" }, { "曹廿八", "" }, { "严廿九", "" },
		{ "某某某某其其格", "" }, { "金卅一", "" }, { "魏卅二", "" } };

	sample_person(s, &d->host, "张三", "第一书记");
	sample_person(s, &d->convener, "李四", "嘎查党支部书记");
	sample_person(s, &d->recorder, "赵六", "文书");
	for (size_t i = 0; i < sizeof roll / sizeof *roll; i++)
		sample_person(s, &d->attendees, roll[i][0], roll[i][1]);
	sample_person(s, &d->observers, "马某某", "示例苏木包片干部");
	sample_person(s, &d->absent, "洪某某", "党员、外出打工");
	sample_person(s, &d->absent, "邱某某", "村民代表");
	d->place = sample_text(s, "嘎查党群服务中心");
	d->expected = 32;
	d->present = 30;
	d->start = 20 * 60;
	d->end = 21 * 60 + 30;
}

static struct sheet *
new_record(struct sample *s)
{
	struct sheet *h = sample_sheet(s, SHEET_RECORD);
	struct doc *d = sample_doc(s, "双书记周例会", "示例嘎查2018年第27周“双书记”周例会");
	const char *const reports[] = { "【任务26-1】检修电灌线路：已完成，全部恢复供电。",
		"【问题25-2】羊舍：办理中，圈舍建设方案已报苏木，列入三年规划。", NULL };
	struct block *section, *list;

	h->title = sample_text(s, "示例嘎查“双书记”周例会记录");
	h->doc = d;
	add_people(s, d);
	section = sample_section(s, d->body, "study", "一、学习政策");
	sample_block(s, section, BLOCK_PARAGRAPH,
	    "学习农村牧区危房改造政策：先由本人申请，再经小组评议、两委会审核，由旗里鉴定；盖好验收"
	    "后才拨补助，不得先收任何费用。");
	section = sample_section(s, d->body, "report", "二、听取上周工作汇报");
	sample_items(s, section, reports, false);
	section = sample_section(s, d->body, "problem", "三、研究解决问题");
	add_problem(s, d, section, 1, "二组机井电机烧坏", "王五",
	    "先借一组电机应急，修理费由集体经济列支；换电机须有两家报价，由监督委员会核对后付款",
	    "李四", "7月20日", "办理中");
	add_problem(s, d, section, 2, "三组进户路下雨积水", "郑十", "未形成统一意见，下周再议", "",
	    "", "待研究");
	section = sample_section(s, d->body, "task", "四、部署本周工作");
	list = sample_block(s, section, BLOCK_LIST, NULL);
	add_task(s, d, list, 1, "修好二组机井电机", "王五", "7月9日");
	add_task(s, d, list, 2, "到苏木问羊舍建设方案，问清哪些户先建、补助多少", "赵六", "7月6日");
	return h;
}

struct sheet *
sample_record(struct sample *s)
{
	return new_record(s);
}

/* Many names, a long table, pictures (one of them broken), lists. */
struct sheet *
sample_record_long(struct sample *s)
{
	struct sheet *h = new_record(s);
	struct doc *d = (struct doc *)h->doc;
	const char *cells[3 * 61 + 1] = { "户主", "人口", "拟补助事项" };
	const char *const points[] = {
		"第一项内容写得长一些，看看第二行是不是还在它自己的缩进下面，行末的标点也要对。",
		"第二项。", NULL
	};
	struct block *section;

	h->address = T("shili/2018-07-04");
	for (int i = REFERRAL_LIST; i < REFERRAL_COUNT; i++)
		*ARENA_PUSH(s->arena, &d->problems.v[0].referral) =
		    (struct referral_event){ .step = (enum referral_step)i,
			    .date = { 2018, 7, (int8_t)(3 + i) },
			    .by = i == REFERRAL_RATE ? sample_text(s, "满意")
						     : sample_text(s, "示例苏木") };
	for (int i = 0; i < 120; i++)
		sample_person(s, &d->attendees, text_fmt(s->arena, "村民%d号", i + 1).p, "");
	for (int i = 1; i <= 60; i++) {
		cells[i * 3] = text_fmt(s->arena, "户%d", i).p;
		cells[i * 3 + 1] = text_fmt(s->arena, "%d", i % 7 + 1).p;
		cells[i * 3 + 2] = i % 5
		    ? "危房改造"
		    : "危房改造、棚圈建设，另有一户申请草场围栏，合并研究后一次答复";
	}
	cells[3 * 61] = NULL;
	section = sample_section(s, d->body, "", "五、其他");
	sample_items(s, section, points, true);
	sample_table(s, section, cells, 3);
	sample_figure(s, section, "good.png", "二组机井");
	sample_figure(s, section, "photo.jpg", "现场照片");
	sample_figure(s, section, "broken.png", "这张图是坏的");
	sample_link(s, sample_block(s, section, BLOCK_PARAGRAPH, "文件全文见"),
	    "https://example.org/文件/2018.html",
	    "旗里的网站，那里也有往年的补助办法和申请表，还有各苏木镇的联系电话");
	sample_block(s, section, BLOCK_PARAGRAPH,
	    "𠮷日嘎朗提出草场界线问题，English words and ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ᠦᠭᠡ stand beside Chinese.");
	return h;
}

struct sheet *
sample_jiyao(struct sample *s)
{
	struct sheet *h = sample_sheet(s, SHEET_JIYAO);
	struct doc *d =
	    sample_doc(s, "双书记联席会议", "关于解决机井电机维修和羊舍建设问题的会议纪要");
	const char *const items[] = { "验收由苏木畜牧站、嘎查监督委员会和本户三方签字。",
		"公示、验收、拨付三个日期在公开栏张贴，并记入问题台账。", NULL };
	static const char *const names[] = { "张三", "李四", "王五", "赵六", "孙七", "周八", "吴九",
		"郑十", "冯十一", "陈十二", "褚十三", "卫十四" };

	h->unit = sample_text(s, "示例苏木");
	h->title = d->title;
	h->address = T("sumu/2018-07-05");
	h->doc = d;
	d->number = T("27");
	d->copy_to = sample_text(s, "示例旗党委组织部，各嘎查党支部");
	sample_block(s, d->body, BLOCK_PARAGRAPH,
	    "2018年7月5日上午，示例苏木在示例嘎查召开双书记联席会议，先看了二组机井和三户羊舍，再逐"
	    "项研究各嘎查报来的问题。会议由张三主持。现将议定事项纪要如下：");
	sample_block(s, d->body, BLOCK_HEADING, "一、关于机井电机维修")->level = 2;
	sample_block(s, d->body, BLOCK_PARAGRAPH,
	    "各嘎查机井由所在嘎查负责日常检修。维修费500元以内的，由嘎查集体经济列支；超过的，报苏"
	    "木审核后从农田水利维修资金中列支。示例嘎查二组机井电机于7月20日前修好，李四负责。");
	sample_block(s, d->body, BLOCK_HEADING, "二、关于羊舍建设")->level = 2;
	sample_block(s, d->body, BLOCK_HEADING, "（一）安排次序")->level = 3;
	sample_block(s, d->body, BLOCK_PARAGRAPH,
	    "养羊200只以上、没有棚圈的户先建，列入三年规划。名单由嘎查公示10天，没有不同意见的报苏"
	    "木。");
	sample_block(s, d->body, BLOCK_HEADING, "（二）补助办法")->level = 3;
	sample_block(s, d->body, BLOCK_PARAGRAPH,
	    "每户补助标准按旗里当年文件执行，验收合格后一次拨付。嘎查不得先收任何费用。");
	sample_items(s, d->body, items, true);
	sample_block(s, d->body, BLOCK_HEADING, "三、关于通信信号")->level = 2;
	sample_block(s, d->body, BLOCK_PARAGRAPH,
	    "德某某、哈某某两个嘎查手机没有信号的问题，苏木已派单，由王五负责每月催办一次，结果在下"
	    "一次联席会议上报告。");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		sample_person(s, &d->attendees, names[i], "");
	sample_person(s, &d->absent, "蒋十五", "");
	sample_person(s, &d->observers, "沈十六", "");
	sample_person(s, &d->observers, "韩十七", "");
	return h;
}

/* Full lines of nothing but characters: for counting 22 x 28. */
struct sheet *
sample_jiyao_full(struct sample *s)
{
	struct sheet *h = sample_jiyao(s);
	struct doc *d = (struct doc *)h->doc;
	struct buf b = BUF_INIT;

	h->address = T("sumu/2018-07-06");
	d->copy_to = sample_text(s,
	    "示例旗党委组织部，旗农牧局，旗住房和城乡建设局，旗水务局，旗交通运输局，各苏木镇党委，"
	    "各嘎查党支部。");
	d->body = block_new(s->arena, BLOCK_ROOT);
	for (int i = 0; i < 28 * 60; i++)
		buf_str(&b, i % 97 == 60 ? "，" : i % 2 ? "例" : "会");
	sample_block(s, d->body, BLOCK_PARAGRAPH, text_copy(s->arena, buf_view(&b)).p);
	buf_release(&b);
	return h;
}
