/* SPDX-License-Identifier: MIT */
/* Words of a .docx as typed lines: paragraphs, the forms' tables, what must not be read, and files
 * that are not what they say. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <zip.h>

#include "intake/intake.h"
#include "lihui/arena.h"
#include "lihui/form.h"

#define HEAD "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w' xmlns:mc='mc'><w:body>"
#define TAIL "</w:body></w:document>"
#define P(t) "<w:p><w:r><w:t>" t "</w:t></w:r></w:p>"
#define C(t) "<w:tc>" P(t) "</w:tc>"

/* A zip archive with one entry, in the arena. */
static struct text
pack(struct arena *a, const char *name, struct text xml)
{
	zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
	zip_stat_t st;
	char *bytes;

	assert_non_null(z);
	zip_source_keep(out);
	assert_true(zip_file_add(z, name, zip_source_buffer(z, xml.p, xml.n, 0), 0) >= 0);
	assert_int_equal(zip_close(z), 0);
	zip_source_stat(out, &st);
	bytes = arena_alloc(a, st.size);
	zip_source_open(out);
	assert_int_equal(zip_source_read(out, bytes, st.size), (int)st.size);
	zip_source_close(out);
	zip_source_free(out);
	return (struct text){ bytes, st.size };
}

static void
expect(const char *xml, const char *want)
{
	struct arena *a = arena_new();
	struct text got;

	assert_int_equal(docx_text(a, pack(a, "word/document.xml", text_of(xml)), &got,
			     &(struct left_list){ 0 }),
	    DOCX_OK);
	assert_string_equal(text_copy(a, got).p, want);
	arena_free(a);
}

static void
paragraphs(void **state)
{
	(void)state;
	expect(HEAD P("一、学习政策") "<w:p><w:r><w:t xml:space='preserve'>学习 "
				      "</w:t></w:r><w:r><w:t>《草原法》</w:t></w:r></w:p>" TAIL,
	    "一、学习政策\n学习 《草原法》");
	expect(HEAD "<w:p><w:r><w:t>应到</w:t><w:tab/><w:t>实到</w:t><w:br/><w:t>下一行</w:t></"
		    "w:r></w:p>" TAIL,
	    "应到\t实到\n下一行");
	/* Automatic numbers stand before items, not before the short heading of a step. */
	expect(HEAD "<w:p><w:pPr><w:numPr><w:numId "
		    "w:val='1'/></w:numPr></w:pPr><w:r><w:t>学习政策</w:t></w:r></w:p>"
		    "<w:p><w:pPr><w:numPr><w:numId "
		    "w:val='2'/></w:numPr></w:pPr><w:r><w:t>修好二组的机井并通知各户去取水</w:t></"
		    "w:r></w:p>" TAIL,
	    "学习政策\n- 修好二组的机井并通知各户去取水");
	expect(HEAD "<w:p><w:pPr><w:numPr><w:numId "
		    "w:val='0'/></w:numPr></w:pPr><w:r><w:t>修好二组的机井并通知各户去取水</w:t></"
		    "w:r></w:p>" TAIL,
	    "修好二组的机井并通知各户去取水");
}

static void
unread(void **state)
{
	(void)state;
	expect(HEAD "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></"
		    "w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>" TAIL,
	    "留");
	expect(HEAD "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>一次</w:t></w:r></"
		    "mc:Choice><mc:Fallback><w:r><w:t>一次</w:t></w:r></mc:Fallback></"
		    "mc:AlternateContent></w:p>" TAIL,
	    "一次");
}

static void
forms(void **state)
{
	(void)state;
	expect(HEAD "<w:tbl><w:tr>" C("主 持 人") C("张三（第一书记）") "</w:tr></w:tbl>" TAIL,
	    "主持人：张三（第一书记）");
	expect(HEAD "<w:tbl><w:tr>" C("时间") C("7月3日") C("地点")
		   C("党支部") "</w:tr></w:tbl>" TAIL,
	    "时间：7月3日\n地点：党支部");
	/* A step's cell of several paragraphs stands below its label, people go on beside theirs.
	 */
	expect(HEAD "<w:tbl><w:tr>" C("部署本周工作") "<w:tc>" P("1、修井")
		   P("2、铺路") "</w:tc></w:tr></w:tbl>" TAIL,
	    "部署本周工作：\n1、修井\n2、铺路");
	expect(HEAD "<w:tbl><w:tr>" C("出席") "<w:tc>" P("张三")
		   P("李四") "</w:tc></w:tr></w:tbl>" TAIL,
	    "出席：张三\n李四");
	expect(HEAD "<w:tbl><w:tr>" C("序号") C("问题") C("责任人") C("完成时限") "</w:tr><w:tr>" C(
		   "1") C("机井坏了") C("李四") C("7月20日") "</w:tr></w:tbl>" TAIL,
	    "| 序号 | 问题 | 责任人 | 完成时限 |\n| --- | --- | --- | --- |\n"
	    "| 1 | 机井坏了 | 李四 | 7月20日 |");
	expect(HEAD "<w:tbl><w:tr><w:tc><w:tbl><w:tr>" C("里")
		   C("外") "</w:tr></w:tbl></w:tc></w:tr></w:tbl>" TAIL,
	    "里：外");
}

static void
not_a_record(void **state)
{
	struct arena *a = arena_new();
	struct text t, whole = pack(a, "word/document.xml", T(HEAD P("字") TAIL));
	struct buf large = BUF_INIT;

	(void)state;
	assert_int_equal(
	    docx_text(a, pack(a, "xl/workbook.xml", T("<x/>")), &t, &(struct left_list){ 0 }),
	    DOCX_OTHER);
	assert_int_equal(
	    docx_text(a, T("PK\x03\x04 nothing"), &t, &(struct left_list){ 0 }), DOCX_DAMAGED);
	assert_int_equal(docx_text(a, pack(a, "word/document.xml", T(HEAD "<w:p>")), &t,
			     &(struct left_list){ 0 }),
	    DOCX_DAMAGED);
	assert_int_equal(
	    docx_text(a,
		pack(a, "word/document.xml", T("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")), &t,
		&(struct left_list){ 0 }),
	    DOCX_DAMAGED);
	for (size_t n = 0; n < whole.n; n++) /* cut off anywhere */
		assert_int_not_equal(
		    docx_text(a, text_cut(whole, 0, n), &t, &(struct left_list){ 0 }), DOCX_OK);
	buf_str(&large, HEAD);
	while (large.n < (9u << 20))
		buf_str(&large,
		    "                                                                              "
		    "                                                  ");
	assert_int_equal(docx_text(a, pack(a, "word/document.xml", buf_view(&large)), &t,
			     &(struct left_list){ 0 }),
	    DOCX_TOO_LARGE);
	buf_release(&large);
	arena_free(a);
}

/* What `new --format docx` writes comes back line for line, and twice the same. */
static void
own_form(void **state)
{
	struct arena *a = arena_new();
	struct buf x = BUF_INIT, y = BUF_INIT;
	struct err e = { 0 };
	struct text form = T("新发嘎查周例会\n\n类型：双书记周例会\n1、（责任人：；时限：）〔提示："
			     "<谁> & 哪天〕"),
		    t;

	(void)state;
	assert_true(form_for_word(&x, form, &e) && form_for_word(&y, form, &e));
	assert_true(text_eq(buf_view(&x), buf_view(&y)));
	assert_int_equal(docx_text(a, buf_view(&x), &t, &(struct left_list){ 0 }), DOCX_OK);
	assert_string_equal(text_copy(a, t).p, form.p);
	buf_release(&x);
	buf_release(&y);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(paragraphs), cmocka_unit_test(unread),
		cmocka_unit_test(forms), cmocka_unit_test(not_a_record),
		cmocka_unit_test(own_form) };

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("intake_docx", tests, NULL, NULL);
}
