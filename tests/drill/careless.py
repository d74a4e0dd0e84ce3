#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A form comes back from a careless hand: lines deleted, hints left in, labels changed, full-width figures, the title gone, GBK.  usage: careless.py FORM OUT"""
import sys

text = open(sys.argv[1], 'rb').read().decode('utf-8-sig').replace('\r\n', '\n')


def change(old, new):
    global text
    assert old in text, old
    text = text.replace(old, new, 1)


text = text.split('\n', 1)[1]                                   # the title went with a slip of the mouse
change('类型：双书记周例会\n', '')
change('日期：', '会议时间：')
change('2018年7月10日（星期二）', '２０１８年７月１０日（星期二）晚８：００')
change('地点：\n', '开会地点：党群服务中心\n')
change('记录人：\n', '记录：许小文\n')
change('应到：\n实到：\n', '应到：25　实到：21\n')
change('〔提示：接着写别的人', '、许小文（文书），其他党员和村民代表共18人〔提示：接着写别的人')
change('学习《》：', '学习《草原生态补奖政策》：禁牧怎么补')
change('【任务27-2】修好桥栏杆断：', '任务27-2 修好桥栏杆断：已完成')
change('【问题26-1】路灯不亮：', '【问题26-1】路灯不亮：已解决，换了六盏，已反馈')
change('【问题27-3】桥栏杆断了：', '〔问题27-3〕桥栏杆断了：办理中，焊工后天来')
# 问题27-2 is left as it came: nothing was said about it.
change('问题一：\n反映人：\n会议决定：\n责任人：\n完成时限：\n状态：', '问题1:二组饮水管漏水\n提出人：卫春建\n处理意见：集体出管子，党员义务埋深\n负责人：许小文\n期限：本月底前\n')
change('1、（责任人：；时限：）', '1、接好饮水管（责任人：许小文；时限：7月20日）')
change('2、（责任人：；时限：）\n3、（责任人：；时限：）', '2、通知各户存水（责任人：；时限：）')
with open(sys.argv[2], 'wb') as f:
    f.write(text.replace('\n', '\r\n').encode('gb18030'))
