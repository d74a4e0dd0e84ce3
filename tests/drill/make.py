#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The drill's material: a banner of 60 villages, and what they send in a week, in every spelling that arrives at an office. No clock and no chance: the same bytes each time.

usage: make.py DIR    makes DIR/site, DIR/inbox and DIR/second
"""
import io
import os
import sys
import zipfile

TOWNSHIPS = ['东山苏木', '西河镇', '南甸苏木', '北岭镇', '白音苏木', '沙坨镇']
# Ten a township. 新发 lies within 东新发; 新立 stands in two townships.
NAMES = [
    '新发 东新发 敖包 新立 巴润 查干 哈拉 乌兰 宝日 好力'.split(),
    '前河 后河 柳树 新立 三合 四方 五星 六家 七棵 八里'.split(),
    '额尔 布敦 胡硕 图门 毛都 呼和 希拉 浩特 阿古 达来'.split(),
    '岭南 岭北 石门 黄花 杏树 榆树 松林 桦树 靠山 兴隆'.split(),
    '塔拉 乃林 绍根 义和 莫力 努图 西日 准塔 花灯 永安'.split(),
    '沙日 坨子 沙家 双龙 太平 长胜 和平 团结 光明 向阳'.split(),
]
SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'
GIVEN = '国建文志海春玉秀明德永长福贵荣华军平安宝'


class Village:
    def __init__(self, township, index):
        self.n = township * 10 + index
        self.township = TOWNSHIPS[township]
        self.name = NAMES[township][index] + '嘎查'
        self.first = SURNAMES[self.n % 30] + GIVEN[self.n % 20] + GIVEN[(self.n // 3 + 7) % 20]
        self.secretary = SURNAMES[(self.n + 11) % 30] + GIVEN[(self.n + 5) % 20] + GIVEN[(self.n // 2 + 1) % 20]
        self.recorder = SURNAMES[(self.n + 19) % 30] + '小' + GIVEN[(self.n + 2) % 20]
        self.path = f't{township + 1}/v{self.n:02d}'


VILLAGES = [Village(t, i) for t in range(6) for i in range(10)]


def put(path, data, time=0):
    """time: minutes after the Monday of week 27, 2018."""
    if isinstance(data, str):
        data = data.encode()
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)
    os.utime(path, (1530547200 + time * 60,) * 2)


def make_site(root):
    put(f'{root}/site.yaml', 'title: 演练旗会议公开\nlanguages: [zh]\n')
    put(f'{root}/_index.md', '---\nname: 演练旗\nlevel: 旗\nphone: 0482-1111111\n---\n')
    put(f'{root}/_study.yaml', '2018-W27: [农村牧区危房改造政策]\n')
    for t, name in enumerate(TOWNSHIPS):
        phone = f'phone: 0482-222000{t}\n' if t != 3 else ''
        put(f'{root}/t{t + 1}/_index.md', f'---\nname: {name}\nlevel: 苏木\n{phone}---\n')
    for v in VILLAGES:
        alias = 'aliases: [河口村]\n' if v.name == '前河嘎查' else ''
        put(f'{root}/{v.path}/_index.md', f'---\nname: {v.name}\nlevel: 嘎查\ncode: v{v.n:02d}\nfirst_secretary: {v.first}\nsecretary: {v.secretary}\n{alias}---\n')
    # Last week's record of one village: its matters are open, and one problem has a number that the ledger gave.
    v = VILLAGES[0]
    put(f'{root}/{v.path}/2018/2018-06-26.md', f'---\n类型: 双书记周例会\n日期: 2018-06-26\n周次: 26\n主持人: {v.first}（第一书记）\n召集人: {v.secretary}（嘎查党支部书记）\n'
        f'出席: {v.first}（第一书记）、{v.secretary}（嘎查党支部书记）\n---\n# {v.name}2018年第26周“双书记”周例会\n\n## 一、学习政策\n- 学习《草原法》：禁牧区不放牧\n\n'
        '## 二、听取上周工作汇报\n首次会议\n\n## 三、研究解决问题\n### 问题26-1：路灯不亮\n- 会议决定：联系厂家更换\n'
        f'- 责任人：{v.secretary}\n- 完成时限：7月15日\n\n## 四、部署本周工作\n- 【任务26-1】通知厂家（责任人：{v.secretary}；时限：7月2日）\n- 【任务26-2】修排水沟（责任人：{v.recorder}；时限：7月3日）\n')


PROBLEMS = ['二组机井电机烧坏', '三组饮水管漏水', '村口路灯不亮', '羊舍没有着落', '文化广场积水', '一组桥面破损']


def steps(v, mark='plain', problem=None, decision=True):
    problem = problem or PROBLEMS[v.n % 6]
    heads = {
        'plain': ['一、学习政策', '二、听取上周工作汇报', '三、研究解决问题', '四、部署本周工作'],
        'step': ['第一步：学习政策', '第二步：听取上周工作汇报', '第三步：研究解决问题', '第四步：部署本周工作'],
        'digit': ['1、学习政策', '2、听取上周工作汇报', '3、研究解决问题', '4、部署本周工作'],
        'bracket': ['（一）学习政策', '（二）听取上周工作汇报', '（三）研究解决问题', '（四）部署本周工作'],
        'mark': ['## 一、学习政策', '## 二、听取上周工作汇报', '## 三、研究解决问题', '## 四、部署本周工作'],
    }[mark]
    decided = '会议决定：先借设备应急，修理费由集体经济列支\n' if decision else ''
    return (f'{heads[0]}\n学习《农村牧区危房改造政策》：对象和补助标准\n\n{heads[1]}\n首次会议\n\n{heads[2]}\n问题一：{problem}\n反映人：{v.recorder}\n{decided}'
            f'责任人：{v.secretary}\n完成时限：7月20日\n状态：办理中\n\n{heads[3]}\n● 修好{problem[:4]}（责任人：{v.recorder}；时限：7月9日）\n')


def head(v, date='2018年7月3日（星期二）'):
    return (f'类型：双书记周例会\n日期：{date}\n地点：嘎查党群服务中心\n主持人：{v.first}（第一书记）\n召集人：{v.secretary}（嘎查党支部书记）\n记录人：{v.recorder}\n'
            f'出席：{v.first}（第一书记）、{v.secretary}（嘎查党支部书记）、{v.recorder}（文书），其他党员和村民代表共20人\n应到：25\n实到：23\n')


def title(v, name=None):
    return f'{name or v.name}2018年第27周“双书记”周例会\n'


def record(v, **k):
    name = k.pop('name', None)
    date = k.pop('date', '2018年7月3日（星期二）')
    return title(v, name) + head(v, date) + '\n' + steps(v, **k)


def crlf(text):
    return text.replace('\n', '\r\n')


# --- docx ---------------------------------------------------------------------------------------------------------------------------------------------

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'


def escape(t):
    return t.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def para(t, numbered=False):
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if numbered else ''
    half = len(t) // 2  # WPS cuts runs anywhere
    return f'<w:p>{number}<w:r><w:t xml:space="preserve">{escape(t[:half])}</w:t></w:r><w:r><w:t>{escape(t[half:])}</w:t></w:r></w:p>'


def table(rows):
    cells = lambda row: ''.join('<w:tc><w:tcPr/>' + ''.join(para(line) for line in cell.split('\n')) + '</w:tc>' for cell in row)
    return '<w:tbl><w:tblPr/>' + ''.join(f'<w:tr>{cells(row)}</w:tr>' for row in rows) + '</w:tbl>'


def docx(body, extra=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        def add(name, data):
            info = zipfile.ZipInfo(name, (2018, 7, 3, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
        add('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        add('word/document.xml', extra or f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def form_rows(v, four):
    meeting = [('时 间', '2018年7月3日（星期二）晚8：00'), ('地 点', '嘎查党群服务中心'), ('主持人', f'{v.first}（第一书记）'), ('召集人', f'{v.secretary}（嘎查党支部书记）'),
               ('记录人', v.recorder), ('应到', '25人')]
    rows = [meeting[i] + meeting[i + 1] for i in range(0, 6, 2)] if four else [list(m) for m in meeting]
    rows.append(['出席\n人员', f'{v.first}（第一书记）、{v.secretary}（嘎查党支部书记）\n{v.recorder}（文书），其他党员和村民代表共20人'])
    rows.append(['学习政策', '学习《农村牧区危房改造政策》：对象和补助标准'])
    rows.append(['听取上周工作汇报', '首次会议'])
    rows.append(['研究解决问题', f'问题一：{PROBLEMS[v.n % 6]}\n反映人：{v.recorder}\n会议决定：先借设备应急\n责任人：{v.secretary}\n完成时限：7月20日'])
    rows.append(['部署本周工作', f'1、修好设备（责任人：{v.recorder}；时限：7月9日）\n2、通知各户（责任人：{v.secretary}；时限：7月6日）'])
    return rows


def docx_paragraphs(v):
    body = ''
    for line in record(v).split('\n'):
        if line.startswith('● '):
            body += para(line[2:], numbered=True)
        else:
            body += para(line)
    return docx(body + '<w:p><w:del><w:r><w:delText>删掉的话</w:delText></w:r></w:del></w:p>')


def docx_grid(v):
    lines = record(v).split('三、研究解决问题')[0] + '三、研究解决问题'
    rows = [['序号', '问题', '反映人', '会议决定', '责任人', '完成时限'], ['1', '二组机井电机烧坏', v.recorder, '先借电机应急', v.secretary, '7月20日'],
            ['2', '三组饮水管漏水', v.first, '集体出管子', v.secretary, '7月15日']]
    tail = ['四、部署本周工作', f'1、修好机井（责任人：{v.recorder}；时限：7月9日）']
    return docx(''.join(para(x) for x in lines.split('\n')) + table(rows) + ''.join(para(x) for x in tail))


def bomb():
    return docx('', extra='<?xml version="1.0"?><w:document xmlns:w="%s"><w:body>' % W + ' ' * (64 << 20))


# --- chat ---------------------------------------------------------------------------------------------------------------------------------------------

def chat_mail(v):
    a, b = record(v).split('三、研究解决问题')
    return (f'Dear:\n\n     微信群"{v.township}双书记"的聊天记录如下:\n\n————— 2018-07-04 —————\n\n{v.recorder}  20:15\n\n{a}\n其木格  20:16\n\n收到\n\n{v.recorder}  20:17\n\n三、研究解决问题{b}\n'
            '其木格  20:20\n\n好的，辛苦了[握手]\n')


def chat_desktop(v):
    return f'{v.recorder} 2018/7/4 20:15:33\n{record(v)}\n办公室 2018/7/4 20:31:02\n收到，谢谢\n'


def chat_two(x, y):
    return f'[2018-07-04 20:15] {x.recorder}：\n{record(x)}\n[2018-07-04 20:18] {y.recorder}：\n{record(y)}\n'


# --- what each village sends ------------------------------------------------------------------------------------------------------------------------------

def make_inbox(root):
    vs = VILLAGES
    send = lambda name, data, time=0: put(f'{root}/{name}', data, time)
    gbk = lambda t: crlf(t).encode('gb18030')
    # 东山苏木
    v = vs[0]
    reports = '二、听取上周工作汇报\n【问题26-1】路灯：已解决，换了六盏\n'
    send('新发 第27周.txt', record(v).replace('二、听取上周工作汇报\n首次会议\n', reports))
    send('东新发.txt', gbk(record(vs[1], mark='step')))
    send('新建文本文档.txt', '\ufeff' + crlf(record(vs[2])))
    send('东山苏木/新立例会.txt', crlf(record(vs[3])).encode('utf-16'))  # 新立: the folder tells which
    send('巴润嘎查会议记录表.docx', docx(table([[title(vs[4]).strip()]] + form_rows(vs[4], False))))
    send('查干.docx', docx_paragraphs(vs[5]))
    send('微信聊天记录.txt', chat_mail(vs[6]))
    send('wx_0703.txt', chat_desktop(vs[7]))
    send('宝日嘎查/2018-7-3.txt', head(vs[8]) + '\n' + steps(vs[8], mark='bracket'))  # no title: the folder tells
    send('好力.md', '---\n' + head(vs[9]).replace('：', ': ', 9) + '---\n# ' + title(vs[9]) + '\n' + steps(vs[9], mark='mark'))
    # 西河镇
    send('河口村7月3日.txt', record(vs[10], name='河口村'))  # an alias
    send('后河嘎查.txt', '——-\n' + head(vs[11]) + '——-\n' + title(vs[11]) + '\n' + steps(vs[11], mark='digit'))
    send('柳树（第一次）.txt', record(vs[12]), 0)
    send('柳树（修改）.txt', record(vs[12]).replace('7月20日', '7月25日').replace('问题一：', '问题一：办公室漏雨\n会议决定：先盖雨布\n责任人：' + vs[12].first + '\n完成时限：7月6日\n问题二：', 1), 30)
    send('不知道哪个新立.txt', record(vs[13]).replace(vs[13].first, '某甲').replace(vs[13].secretary, '某乙'))
    send('三合嘎查.txt', gbk(record(vs[14])))
    send('三合嘎查(1).txt', gbk(record(vs[14])))
    send('四方嘎查.txt', record(vs[15]))
    send('四方嘎查再发.txt', gbk(record(vs[15])), 5)
    send('三合嘎查(2).txt', record(vs[16]))  # the name says 三合, the title 五星
    send('六家.txt', f'六家嘎查七月三日晚上开了会，{vs[17].first}主持，大家说了机井的事，{vs[17].secretary}说先借一台电机用，二十号以前修好。危房改造的政策也讲了。')
    send('七棵嘎查记录.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600)
    send('八里嘎查.txt', record(vs[19], decision=False))
    # 南甸苏木
    send('额尔嘎查.txt', record(vs[20], date='2018年7月1日'))
    send('布敦嘎查.txt', record(vs[21], date='7月3日20:00—21:30'))
    send('胡硕嘎查.txt', record(vs[22]).replace('日期：2018年7月3日（星期二）\n', ''))
    send('图门嘎查未开会.txt', f'图门嘎查\n类型：未开会说明\n日期：2018年7月3日\n说明：全嘎查抢收，农忙\n')
    send('毛都嘎查.docx', docx(para('毛都嘎查双书记周例会记录') + table(form_rows(vs[24], True))))
    send('呼和.docx', docx_grid(vs[25]))
    send('希拉嘎查.docx', b'PK\x03\x04' + b'broken' * 40)
    send('浩特嘎查.docx', bomb())
    send('照片.jpg', b'\xff\xd8\xff\xe0' + bytes(range(256)) * 4)
    send('阿古嘎查上周.txt', record(vs[28], date='2018年6月26日').replace('第27周', '第26周'))
    # 达来: nothing
    # 北岭镇: two in one chat; a copied form; a stranger; labels on one line; signatures; full-width figures
    send('岭南岭北.txt', chat_two(vs[30], vs[31]))
    send('石门.txt', record(vs[32], name='黄花嘎查'))  # the neighbour's title, own people and own name on the file
    send('黄花.txt', record(vs[33]) + '\n\n记录人签字：\n散会\n')
    send('某某嘎查.txt', '某某嘎查2018年第27周双书记周例会\n日期：2018年7月3日\n主持人：何人\n\n一、学习政策\n学习文件\n')
    v = vs[34]
    send('杏树嘎查.txt', title(v) + f'时间：２０１８年７月３日（星期二）晚８：００　地点：党群服务中心\n主持人：{v.first}　召集人：{v.secretary}　记录人：{v.recorder}\n参会人员：{v.first}、{v.secretary}、'
         f'{v.recorder}，签到表附后\n应到：25人　实到：23人\n\n' + steps(v, mark='digit'))
    send(b'\xd3\xdc\xca\xf7.txt'.decode('utf-8', 'surrogateescape'), gbk(head(vs[35]) + '\n' + steps(vs[35])))  # 榆树 as GBK in the name alone
    send('v36.txt', record(vs[36]).replace(vs[36].name, ''))  # the code in the name
    send('桦树嘎查.txt', record(vs[37]).replace('一、学习政策\n学习《农村牧区危房改造政策》：对象和补助标准\n\n', ''))  # a step is missing
    send('靠山嘎查.txt', record(vs[38]) .replace('责任人：' + vs[38].secretary + '\n', '').replace('（责任人', '（\u4e00\u8d77\u529e；责任人'))
    send('兴隆嘎查.txt', record(vs[39]).replace('地点：', '开会地点：').replace('出席：', '参加人员：').replace('责任人：', '负责人：').replace('完成时限：', '期限：'))
    # 白音苏木, 沙坨镇: the ordinary stream, every other in GBK with another habit; 40 and 50 send nothing
    habits = ['plain', 'step', 'digit', 'bracket', 'mark']
    for v in vs[41:50] + vs[51:60]:
        text = record(v, mark=habits[v.n % 5])
        name = ['{}{}.txt', '{1}{0}第27周.txt', '{0}_{1}.txt'][v.n % 3].format(v.township, v.name)
        send(f'USB/{name}', gbk(text) if v.n % 2 else text)
    send('USB/Thumbs.db', b'x')
    send('USB/~$记录.docx', b'x')


def make_second(root):
    """What comes two days later: corrected versions, and a record of a week before that the ledger numbered."""
    vs = VILLAGES
    send = lambda name, data, time=2880: put(f'{root}/{name}', data, time)
    send('八里嘎查改.txt', record(vs[19]))
    send('额尔嘎查改日期.txt', record(vs[20], date='2018年7月3日'))
    send('六家嘎查.txt', record(vs[17]))
    send('胡硕嘎查.docx', docx_paragraphs(vs[22]))
    v = vs[0]  # the second problem goes, a third comes: no number is given twice
    send('新发.txt', record(v).replace('问题一：', '问题一：渠道淤积\n会议决定：清淤\n责任人：' + v.secretary + '\n完成时限：7月12日\n问题二：', 1))
    send('新发3.txt', record(v, problem='桥栏杆断了').replace('问题一：', '问题一：渠道淤积\n会议决定：清淤\n责任人：' + v.secretary + '\n完成时限：7月12日\n问题二：', 1), 2890)
    send('四方旧的.txt', record(vs[15]))  # the very bytes of Tuesday


if __name__ == '__main__':
    make_site(f'{sys.argv[1]}/site')
    make_inbox(f'{sys.argv[1]}/inbox')
    make_second(f'{sys.argv[1]}/second')
