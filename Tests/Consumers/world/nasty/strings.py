"""Strings that some reader of some format trips over: the known ones, and random ones that are the same in every run."""

import random

#: Each of these has broken somebody's generator.
KNOWN = [
    " ", "a b", " a", "a ", "'", "''", '"', "\\", "\\\\", "\\n", "\\'", "it's", 'say "x"', "`id`", "$(id)", "${HOME}", "$HOME", "$$",
    "$1", "!x", "!!", "*", "?", "[a]", "{a,b}", "~", "~root", "a~", "#", "a #b", "a#b", ":", "a: b", "a:b", "- a", "-", "--", "-n", "--help",
    "-e", "=", "a=b", "|", ">", "<", "&", "&a", "*a", "%", "%n", "%%", "%s", "%d%s", "{{ .Values.x }}", "{{", "}}", "{{/* x */}}", "${{ github.token }}",
    "{% x %}", "@", "@a", ";", "a;b", "; rm -rf /", "&& x", "|| x", "(", ")", "(a)", ",", "[", "]", "{", "}", "true", "false", "yes", "no",
    "on", "off", "null", "~", "y", "n", "0", "00", "0x1F", "0o17", "017", "1e3", "1_000", ".5", "5.", "+1", "-1", ".inf", ".nan", "12:30",
    "2026-11-22", "2026-11-22T10:00:00Z", "<<", "...", "---", "é", "e\u0301", "日本語", "🐘", "\u00a0", "\u200b", "\u2028", "\u2029",
    "\u0085", "\ufeff", "\u202e", "\u00ad", "‘’", "“”", "a\tb", "\t", "a\nb", "\n", "\na", "a\n", "\r", "a\r\nb", "\0", "\x01", "\x1b[31m", "\x7f",
    "a\\\nb", "end\nEOF\n", "<script>", "<!-- x -->", "-->", "]]>", "&amp;", "![x](y)", "[x](y)", "**x**", "__x__", "~~~", "```", "``", "| x |",
    "http://x/?a=b&c=d", "user:pass@host", "a/b", "/", "//", "../x", "./x", ".", "..", "a/../b", "x" * 40, "x" * 64, "x" * 300, "%20", "%2F", "+",
    "\\x41", "\\u0041", "\\e[0m", "$'x'", "$\"x\"", "A=1 B=2", "a\\ b", "--file=/etc/shadow", "@/etc/passwd", "file:///etc/passwd", "\u2066x\u2069",
]  # fmt: skip
WORDS = ["a", "Z", "0", "-", "_", ".", "/", " ", "  ", ",", "é", "日", "🐘", "x1", "NO"]
MARKS = ["'", '"', "\\", "`", "$", "${", "}", "$(", ")", "%", "%%", "{{", "}}", "#", " #", ":", ": ", "- ", "!", "&", "*", "?", "|", ">", "<", ";", "=",
         "@", "~", "[", "]", "(", "^", ",", "\\n", "\n", "\t", "\u2028", "\u00a0", "\u200b"]  # fmt: skip


def strings(count, seed=5):
    """So many strings, all different: the known ones first."""
    draw = random.Random(seed)
    found = list(dict.fromkeys(KNOWN))
    while len(found) < count:
        pieces = WORDS if draw.random() < 0.2 else WORDS + MARKS
        text = "".join(draw.choice(pieces) for _ in range(draw.randint(1, 7)))
        if text not in found:
            found.append(text)
    return found[:count]
