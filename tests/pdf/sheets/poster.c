/* SPDX-License-Identifier: MIT */
/* Posters: a posting, a long one, the finances. */
#include "../sample.h"

static struct sheet *
new_poster(struct sample *s, const char *kind, const char *title)
{
	struct sheet *h = sample_sheet(s, SHEET_POSTER);

	h->poster_kind = sample_text(s, kind);
	h->poster_title = sample_text(s, title);
	h->title = h->poster_title;
	h->place = sample_text(s, "嘎查委员会");
	h->phone_person = sample_text(s, "王五");
	h->period_days = 10;
	h->period_from = (struct date){ 2018, 7, 4 };
	h->period_to = (struct date){ 2018, 7, 13 };
	return h;
}

struct sheet *
sample_poster(struct sample *s)
{
	struct sheet *h = new_poster(s, "公示", "农家乐对外承包");
	struct block *root = block_new(s->arena, BLOCK_ROOT);

	h->address = T("shili/gongshi-1");
	h->body = root;
	sample_block(s, root, BLOCK_PARAGRAPH,
	    "村民代表会议7月3日通过：农家乐对外承包三年，每年承包费20,000元，归嘎查集体。");
	sample_block(s, root, BLOCK_PARAGRAPH, "同意23票，反对1票，弃权1票。");
	return h;
}

struct sheet *
sample_poster_a3(struct sample *s)
{
	struct sheet *h = sample_poster(s);

	h->address = T("shili/gongshi-2");
	h->a3 = true;
	return h;
}

struct sheet *
sample_poster_long(struct sample *s)
{
	struct sheet *h = new_poster(s, "公示", "2018年危房改造拟补助名单和建房安排");
	struct block *root = block_new(s->arena, BLOCK_ROOT);
	static const char *const names[] = { "张某某，土木结构两间", "李某某，土木结构三间",
		"王某某，砖木结构两间", "赵某某，土木结构两间", "孙某某，土木结构两间", NULL };

	h->address = T("shili/gongshi-3");
	h->body = root;
	sample_block(s, root, BLOCK_PARAGRAPH,
	    "经本人申请、小组评议、两委会审核，拟补助12户，每户21,000元，合计252,000元。");
	sample_items(s, root, names, true);
	return h;
}

/* "86,412.50" in fen; "" is none. */
static int64_t
sample_fen(const char *t)
{
	int64_t n = 0;

	for (; *t; t++)
		n = *t >= '0' && *t <= '9' ? n * 10 + (*t - '0') : n;
	return n;
}

static struct money_table *
sample_money(struct sample *s, struct block *table, const char *const *cells, size_t rows)
{
	struct money_table *m = ARENA_NEW(s->arena, struct money_table);

	m->table = table;
	m->unit = sample_text(s, "元");
	m->ncols = 5;
	m->nrows = rows;
	m->rows = ARENA_ARRAY(s->arena, struct money_row, rows);
	for (size_t i = 0; i < rows; i++) {
		m->rows[i].cells = ARENA_ARRAY(s->arena, int64_t, 5);
		for (size_t k = 0; k < 5; k++) {
			const char *t = cells[(i + 1) * 5 + k];
			m->rows[i].cells[k] = k > 1 && *t ? sample_fen(t) : MONEY_NONE;
		}
	}
	m->rows[rows - 1].total = true;
	return m;
}

struct sheet *
sample_finance(struct sample *s)
{
	struct sheet *h = new_poster(s, "财务公开", "2018年第二季度收支");
	struct block *root = block_new(s->arena, BLOCK_ROOT);
	static const char *const cells[] = { "日期", "事项", "收入", "支出", "结余", "4月2日",
		"上季结转", "", "", "86,412.50", "4月10日", "草场承包费", "120,000.00", "",
		"206,412.50", "4月23日", "维修电灌线路用线、用工", "", "8,760.00", "197,652.50",
		"5月8日", "春季防疫用药", "", "3,215.00", "194,437.50", "5月15日", "农家乐承包费",
		"20,000.00", "", "214,437.50", "5月30日", "一组至三组田间路铺砂石（3.2公里）", "",
		"46,800.00", "167,637.50", "6月12日", "嘎查办公室水电、取暖", "", "2,940.80",
		"164,696.70", "6月27日", "换二组机井电机", "", "5,600.00", "159,096.70", "", "合计",
		"140,000.00", "67,315.80", "159,096.70", NULL };

	h->address = T("shili/caiwu-1");
	h->a3 = true;
	h->body = root;
	h->period_days = 15;
	h->period_from = (struct date){ 2018, 7, 5 };
	h->period_to = (struct date){ 2018, 7, 19 };
	sample_block(s, root, BLOCK_PARAGRAPH, "4月1日至6月30日");
	h->money = sample_money(s, sample_table(s, root, cells, 5), cells, 9);
	return h;
}

/* A year of it: more rows than a sheet holds. */
struct sheet *
sample_finance_long(struct sample *s)
{
	struct sheet *h = sample_finance(s);
	struct block *root = block_new(s->arena, BLOCK_ROOT);
	const char *cells[5 * 62 + 1] = { "日期", "事项", "收入", "支出", "结余" };
	int n = 60;

	h->address = T("shili/caiwu-2");
	h->poster_title = sample_text(s, "2018年全年收支");
	h->body = root;
	for (int i = 1; i <= n; i++) {
		cells[i * 5] = text_fmt(s->arena, "%d月%d日", (i - 1) / 5 + 1, i % 5 * 6 + 1).p;
		cells[i * 5 + 1] = i % 4 ? text_fmt(s->arena, "第%d项", i).p
					 : text_fmt(s->arena, "第%d项维修电灌线路用线、用工", i).p;
		cells[i * 5 + 2] = i % 3 ? "" : "20,000.00";
		cells[i * 5 + 3] = i % 3 ? "5,600.00" : "";
		cells[i * 5 + 4] = "159,096.70";
	}
	cells[(n + 1) * 5] = "";
	cells[(n + 1) * 5 + 1] = "合计";
	cells[(n + 1) * 5 + 2] = "400,000.00";
	cells[(n + 1) * 5 + 3] = "224,000.00";
	cells[(n + 1) * 5 + 4] = "159,096.70";
	cells[(n + 2) * 5] = NULL;
	sample_block(s, root, BLOCK_PARAGRAPH, "1月1日至12月31日");
	h->money = sample_money(s, sample_table(s, root, cells, 5), cells, (size_t)n + 1);
	return h;
}
