#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
A site of any size, for measuring: a banner of villages in townships, a weekly record each week from each village in both languages, problems that are raised,
reported on, solved and sometimes reopened over weeks, tasks that the next record answers, bulletins. Everything in it is made up. The same arguments give the same bytes.

The rates are those of the press figures for the first half year of the meetings: 2,840 problems in 4,366 meetings, 88 of 100 of them solved. The Mongolian is the
project's own catalogue words strung together: it has the script and the length of a translation, not its sense.

    site.py DIR [--units 173] [--weeks 52] [--seed 1] [--year 2018] [--sheets handout] [--no-feeds]
"""
import argparse
import datetime
import hashlib
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOGUE = os.path.join(HERE, "..", "..", "templates", "words", "mn.yaml")

SURNAMES = "张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗白包金鲍韩邰"
GIVEN = "宝音巴图特木尔那仁格日勒乌云其木格建国志强玉兰春梅海龙文军桂英永福秀珍德力双喜铁柱"
PLACES = ("巴彦", "哈日", "乌兰", "查干", "新", "东", "西", "北", "南", "海力", "额木", "茫", "好腰", "杜尔", "高力", "代钦", "吐列", "布敦", "西日", "双")
ENDS = ("诺尔", "套布", "花", "营子", "艾里", "塔拉", "毛都", "板", "胡硕", "包冷", "温都", "道卜", "格台", "发", "丰", "胜", "嘎", "屯")
GROUPS = ("一组", "二组", "三组", "四组", "北营子", "南营子", "河东", "西头")
TOPICS = ("草原生态补奖政策", "农牧区危房改造政策", "合作医疗报销办法", "秋冬季森林草原防火", "产业扶持资金使用办法", "民主评议与村务公开", "牲畜疫病防控", "取暖用电用火安全",
          "农牧区人居环境整治", "扶贫小额信贷办法", "低保申请办法", "禁牧休牧规定", "秸秆禁烧规定", "义务教育资助政策", "土地确权登记办法", "玉米生产者补贴")
GISTS = ("补多少、谁能领、找谁办，逐条讲了", "条件三条、材料四样，村部可以代办", "先申请、再公示、后发放，钱打到一卡通", "违反了怎么罚也念了，用蒙汉两种话各讲一遍", "去年和今年哪里不一样，单独说了")
PROBLEMS = (
    ("{g}机井电机烧坏", "浇水", "先借一组电机应急，修理费由集体经济列支"), ("{g}路灯不亮", "基础设施", "统计坏灯，向镇里申请更换灯头"),
    ("{g}饮水管冻裂，{n}户没有水", "饮水", "当天找人抢修，先用水车送水"), ("{g}羊舍不够，{n}户没有棚圈", "养殖", "列入三年规划，圈舍建设方案报苏木"),
    ("{g}手机没有信号", "通信", "报苏木转办，请帮扶单位联系运营商"), ("{g}进村砂石路冲毁{n}处", "道路", "组织铲车先垫平，汛期后再报项目"),
    ("垃圾箱少，{g}垃圾乱堆", "环境", "增设垃圾箱，每周五清运一次"), ("{g}{n}户合作医疗没有缴", "医保", "由组长上门讲清楚，月底前缴完"),
    ("玉米补贴{n}户账号不对", "补贴", "核对账号，统一报镇财政所"), ("{g}草场围栏倒了{n}米", "草场", "两家协商重新拉线，村里出旧网片"),
    ("牛羊布病检测没有人来", "防疫", "联系兽医站，定日子集中采血"), ("{g}变压器负荷不够", "用电", "向供电所写申请，农忙前增容"),
    ("秋收秸秆没有地方放", "环境", "指定三处堆放点，签打包合同"), ("{g}学生坐车要走{n}里路", "教育", "与学校商量，增加一个停靠点"),
    ("文化室冬天不开门", "文化", "排值班表，每天下午开三个小时"), ("{g}低保评议有意见", "民政", "重新入户核实，结果张榜公布"),
    ("机动地承包费拖欠{n}户", "集体经济", "逐户签还款计划，年底前收齐"), ("{g}排水沟堵了，雨水进院", "基础设施", "出义务工清沟，砌两处过路涵"),
)
TASKS = ("修好{g}机井电机", "统计{g}坏灯", "上门讲合作医疗", "清运{g}垃圾", "报圈舍建设方案", "核对补贴账号", "检查防火隔离带", "给{n}户送煤", "组织党员出义务工", "张贴公示",
         "填报危房台账", "联系兽医站采血", "收齐承包费欠款", "整理会议档案", "清{g}排水沟", "通知{g}开会")
PROGRESS = ("厂家推迟发货，继续催", "方案已报苏木，等批复", "完成一半，明天接着干", "材料齐了，正在办手续", "已派人看过，下周动工", "缺两户签字，正在做工作")


def mongolian_words():
    with open(CATALOGUE, encoding="utf-8") as f:
        return re.findall(r'text: "([^"{}]+)"\n  confidence: high', f.read())


class Village:
    def __init__(self, r, number, township):
        self.number, self.township = number, township
        self.path = "t%02d/v%04d" % (township, number)
        self.name = PLACES[number % len(PLACES)] + ENDS[number // len(PLACES) % len(ENDS)]
        if number >= len(PLACES) * len(ENDS):
            self.name += "第%d" % (number // (len(PLACES) * len(ENDS)))
        self.first, self.secretary, self.clerk = (person(r) for _ in range(3))
        self.people = [person(r) for _ in range(5)]
        self.open, self.tasks, self.late = [], [], []  # problems: [number, title, weeks left]; tasks: (number, title)


def person(r):
    return r.choice(SURNAMES) + "".join(r.sample(GIVEN, 2))


def fill(r, pattern):
    return pattern.format(g=r.choice(GROUPS), n=r.randint(2, 30))


class Site:
    def __init__(self, root, seed, feeds, sheets):
        self.root, self.r, self.feeds, self.sheets = root, random.Random(seed), feeds, sheets
        self.words = mongolian_words()
        self.dirs = set()
        self.topics = {}

    def write(self, path, text):
        whole = os.path.join(self.root, path)
        folder = os.path.dirname(whole)
        if folder not in self.dirs:
            os.makedirs(folder, exist_ok=True)
            self.dirs.add(folder)
        with open(whole, "wb") as f:
            f.write(text.encode("utf-8"))

    def mongolian(self, n):
        return " ".join(self.r.choice(self.words) for _ in range(n))

    # --- what governs ------------------------------------------------------------------------------------------------------------------
    def governing(self, villages, townships, mondays):
        lines = ["title: {zh: 某旗会议公开（虚构）, mn: %s}" % self.words[0], "languages: [zh, mn]", "sheets: [%s]" % self.sheets]
        if self.feeds:
            lines.append("base_url: https://example.org/")
        self.write("site.yaml", "\n".join(lines) + "\n")
        self.write("_rules.yaml", "levels: {B701: off}\n")
        self.write("_index.md", "---\n名称: 某旗\n层级: 旗\n代码: mq\n电话: 0482-0000000\n---\n一切人名、地名、数字都是编的，只用来量快慢。\n")
        study = []
        for d in mondays:
            y, w, _ = d.isocalendar()
            self.topics[(y, w)] = self.r.choice(TOPICS)
            study.append("%d-W%02d: [%s]" % (y, w, self.topics[(y, w)]))
        self.write("_study.yaml", "\n".join(study) + "\n")
        for t in range(townships):
            self.write("t%02d/_index.md" % t, "---\n名称: 第%d苏木\n层级: 苏木\n代码: t%02d\n电话: 0482-00000%02d\n---\n" % (t + 1, t, t % 100))
        for v in villages:
            self.write(v.path + "/_index.md", "---\n名称: %s嘎查\n层级: 嘎查\n代码: v%04d\n第一书记: %s\n书记: %s\n电话: 0482-000%04d\n地址: 嘎查党群服务中心\n---\n" % (
                v.name, v.number, v.first, v.secretary, v.number % 10000))

    # --- a week of a village -------------------------------------------------------------------------------------------------------------
    def reports(self, v, body, mn):
        r = self.r
        v.late = []
        for number, title in v.tasks:
            done = r.random() < 0.85
            if not done:
                v.late.append((number, title))
            body.append("- 【任务%s】%s：%s" % (number, title, "已完成" if done else "办理中，" + r.choice(PROGRESS)))
            mn.append("- %s %s: %s" % (self.words[1], number, self.mongolian(2)))
        for p in list(v.open):
            p[2] -= 1
            if p[2] <= 0:
                body.append("- 【问题%s】%s：已解决，%s%s" % (p[0], p[1], r.choice(("群众看过了", "验收合格", "当天办完")), r.choice(("。已反馈", "", "。已反馈"))))
                v.open.remove(p)
            elif r.random() < 0.5:
                body.append("- 【问题%s】%s：办理中，%s" % (p[0], p[1], r.choice(PROGRESS)))
            else:
                continue
            mn.append("- %s %s: %s" % (self.words[2], p[0], self.mongolian(3)))
        if not v.tasks:
            body.append("- 首次会议")

    def problems(self, v, day, week, body, mn):
        r = self.r
        count = r.choice((0, 0, 1, 1, 1, 1, 2)) if r.random() < 0.85 else 0
        for i in range(count):
            pattern, category, decision = r.choice(PROBLEMS)
            title, number = fill(r, pattern), "%d-%d" % (week, i + 1)
            due = day + datetime.timedelta(days=r.randint(5, 40))
            body += ["### 问题%s：%s" % (number, title), "- 反映人：%s" % r.choice(v.people), "- 类别：%s" % category, "- 会议决定：%s" % decision,
                     "- 责任人：%s" % r.choice((v.secretary, v.first, v.people[0])), "- 完成时限：%d月%d日" % (due.month, due.day), "- 状态：办理中", ""]
            mn += ["### %s %s: %s" % (self.words[2], number, self.mongolian(3)), "- %s" % self.mongolian(8), ""]
            v.open.append([number, title, r.choice((1, 1, 2, 3, 4, 6, 8, 12, 26, 999))])
        if count == 0:
            body += ["本周未收集到新问题", ""]
            mn += ["无", ""]

    def deploy(self, v, day, week, body, mn):
        r = self.r
        v.tasks = v.late
        for i in range(r.randint(1, 3)):
            title, due = fill(r, r.choice(TASKS)), day + datetime.timedelta(days=r.randint(3, 7))
            number, who = "%d-%d" % (week, i + 1), r.choice((v.secretary, v.clerk, v.people[1]))
            body.append("- 【任务%s】%s（责任人：%s；时限：%d月%d日）" % (number, title, who, due.month, due.day))
            mn.append("- %s %s: %s" % (self.words[1], number, self.mongolian(4)))
            v.tasks.append((number, title))

    def record(self, v, monday):
        r = self.r
        day = monday + datetime.timedelta(days=r.randint(0, 1))
        year, week, _ = day.isocalendar()
        base = "%s/%d/%s" % (v.path, day.year, day.isoformat())
        if r.random() < 0.02:
            self.write(base + ".md", "---\n类型: 未开会说明\n日期: %s\n周次: %d\n---\n说明：%s，本周不开会，下周一并研究。\n" % (day, week, r.choice(("接羔大忙", "抗雪救灾", "春播大忙"))))
            return
        absent, own = r.randint(0, 3), fill(r, r.choice(TASKS))
        topic = self.topics[monday.isocalendar()[:2]]
        head = ["---", "类型: 双书记周例会", "日期: %s" % day, "周次: %d" % week, "地点: 嘎查党群服务中心", "主持人: %s（第一书记）" % v.first,
                "召集人: %s（嘎查党支部书记）" % v.secretary, "记录人: %s（文书）" % v.clerk,
                "出席: %s（第一书记）、%s（嘎查党支部书记）、%s（文书）、%s（党员）、%s（村民代表），其他党员和村民代表共%d人" % (
                    v.first, v.secretary, v.clerk, v.people[0], v.people[1], 20 - absent),
                "应到: 25", "实到: %d" % (25 - absent), "摘要: 学习%s；%s" % (topic, own), "---"]
        title = "%s嘎查%d年第%d周“双书记”周例会" % (v.name, year, week)
        body = ["# " + title, "", "## 一、学习政策", "- 学习《%s》：%s" % (topic, r.choice(GISTS)), "", "## 二、听取上周工作汇报"]
        mn = ["# %s %s" % (self.mongolian(3), day), "", "## " + self.words[3], "- 《%s》 %s" % (topic, self.mongolian(6)), "", "## " + self.words[4]]
        self.reports(v, body, mn)
        body += ["", "## 三、研究解决问题"]
        mn += ["", "## " + self.words[5]]
        self.problems(v, day, week, body, mn)
        body.append("## 四、部署本周工作")
        mn.append("## " + self.words[6])
        self.deploy(v, day, week, body, mn)
        text = "\n".join(head + body) + "\n"
        self.write(base + ".md", text)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
        self.write(base + ".mn.md", "\n".join(["---", "标题: %s %s" % (self.mongolian(3), day), "译自: " + digest, "---"] + mn) + "\n")

    # --- bulletins -------------------------------------------------------------------------------------------------------------------------
    def finance(self, v, day):
        r = self.r
        before, income, spent = (r.randint(1000, 30000) for _ in range(3))
        quarter = (day.month - 1) // 3 or 4
        self.write("%s/%d/%s-caiwu.md" % (v.path, day.year, day), "\n".join((
            "---", "类型: 财务公开", "标题: %s嘎查第%d季度财务公开" % (v.name, quarter), "日期: %s" % day, "公示期: %s 至 %s" % (day, day + datetime.timedelta(days=9)),
            "监督电话: 0482-0000000（嘎查监督委员会）", "---", "单位：元", "", "| 事项 | 收入 | 支出 |", "| :-- | --: | --: |", "| 上季结余 | %d.00 | |" % before,
            "| 机动地承包费 | %d.00 | |" % income, "| 垃圾清运用油 | | %d.00 |" % spent, "| 合计 | %d.00 | %d.00 |" % (before + income, spent), "",
            "票据在嘎查党群服务中心，随时可以看。", "")))

    def posting(self, v, day):
        subject = fill(self.r, self.r.choice(("关于{g}草场围栏补助的公示", "关于{n}户危房改造名单的公示", "关于低保评议结果的公示")))
        self.write("%s/%d/%s-gongshi.md" % (v.path, day.year, day), "\n".join((
            "---", "类型: 公示", "标题: " + subject, "日期: %s" % day, "公示期: %s 至 %s" % (day, day + datetime.timedelta(days=9)), "监督电话: 0482-0000000", "---",
            "经村民代表会议讨论，方案如下，现予公示。", "", "1. 对象：符合条件的%d户。" % self.r.randint(2, 30), "2. 标准：每平方米补助80元，每户不超过120平方米。",
            "3. 建好验收以后付款，先建后补。", "", "对方案有意见的，请在公示期内提出。", "")))

    def bulletins(self, v, monday):
        day = monday + datetime.timedelta(days=3)
        if day.month in (1, 4, 7, 10) and day.day <= 7:
            self.finance(v, day)
        if (v.number + day.toordinal() // 7) % 13 == 0:
            self.posting(v, day)


def make(root, units=173, weeks=52, seed=1, year=2018, feeds=True, sheets="handout"):
    site = Site(root, seed, feeds, sheets)
    townships = max(1, units * 12 // 173)
    villages = [Village(site.r, n, n * townships // units) for n in range(units)]
    first = datetime.date.fromisocalendar(year, 1, 1)
    mondays = [first + datetime.timedelta(weeks=w) for w in range(weeks)]
    site.governing(villages, townships, mondays)
    for v in villages:
        for monday in mondays:
            site.record(v, monday)
            site.bulletins(v, monday)
    return site, villages


def main():
    p = argparse.ArgumentParser()
    p.add_argument("dir")
    p.add_argument("--units", type=int, default=173)
    p.add_argument("--weeks", type=int, default=52)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--year", type=int, default=2018)
    p.add_argument("--sheets", default="handout")
    p.add_argument("--no-feeds", action="store_true")
    o = p.parse_args()
    make(o.dir, o.units, o.weeks, o.seed, o.year, not o.no_feeds, o.sheets)


if __name__ == "__main__":
    main()
