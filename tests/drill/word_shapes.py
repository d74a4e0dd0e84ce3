# SPDX-License-Identifier: MIT
"""The hundred's texts as .docx, by three makers: each typed line a paragraph. pandoc and soffice are used when they are there; ooxml needs nothing."""
import html
import os
import subprocess
import tempfile

import make


def put(folder, v, data):
    os.makedirs(folder, exist_ok=True)
    with open(folder + os.path.splitext(v.file)[0] + '.docx', 'wb') as f:
        f.write(data)


def ooxml(folder, v):
    put(folder, v, make.docx(''.join(make.para(line) for line in v.text.split('\n'))))


def convert(v, name, text, command):
    with tempfile.TemporaryDirectory() as d:
        with open(f'{d}/{name}', 'w', encoding='utf-8') as f:
            f.write(text)
        subprocess.run(command, cwd=d, check=True, capture_output=True)
        with open(f'{d}/t.docx', 'rb') as f:
            return f.read()


def pandoc(folder, v):
    lines = ''.join(f'<p>{html.escape(line)}</p>\n' for line in v.text.split('\n') if line.strip())
    put(folder, v, convert(v, 't.html', lines, ['pandoc', '-f', 'html', '-t', 'docx', '-o', 't.docx', 't.html']))


def soffice(folder, v):
    put(folder, v, convert(v, 't.txt', '\ufeff' + v.text, ['soffice', '--headless', '-env:UserInstallation=file:///tmp/hundred-office', '--convert-to', 'docx', 't.txt']))
