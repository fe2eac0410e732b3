"""Text that nobody should write, and messages made of it: for every test that draws what it likes.

`text` is a strategy; `Chance` makes whole messages, far faster than strategies in strategies do.
"""

from random import Random

from hypothesis import strategies as st

from bot.domain.chat import (
    Action,
    Card,
    Choice,
    Entry,
    Line,
    Link,
    Listing,
    Menu,
    Message,
    More,
    Select,
    Style,
    Weight,
    words,
)

PINGS = (
    *("@everyone", "@here", "<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1|@lab>"),
    *("<@1>", "<@!123456789012345678>", "<@&1>", "<#1>", "<#C1>", "<@U0PAPERBOY>", "@Ana"),
    *("&lt;!channel&gt;", "<:name:123>", "<a:name:123>", "<t:1700000000:R>", "<id:customize>"),
    "</papers subscribe:1>",
)
LINKS = (
    *("[click](https://evil.example/)", "](https://evil.example/)", "[x](<https://evil.example/>)"),
    *("https://evil.example/a_b", "<https://evil.example>", "<https://evil.example|PDF>"),
    *("discord.gg/abc", "mailto:a@evil.example", "javascript:alert(1)"),
)
MARKUP = (
    *("[", "]", "(", ")", "\\", "\\\\", "*", "**", "***", "_", "__", "~~", "||", "|", "`", "```"),
    *("```py\n", "> ", ">>> ", "# ", "-# ", "- ", "1. ", ":smile:", ":bookmark:", "*bold*", "_it_"),
    *("~gone~", "`code`", "> quote", "&amp;", "{ $count }", "{", '"', '“quoted” ‘so’ "too"'),
    *(
        "<HYBNEXT>",
        "D&B",
        "A* search",
        "$\\Sigma$",
        "\\alpha",
        r"PIXART-\alpha$",
        "cs.CV OR (",
        "%s",
    ),
)
UNSEEN = (
    *("\n", "\n\n", "\n\n# BIG\n", "\r", "\t", "\x00", "\x1b[31m", "\x1b[2J", "\u2028", "\x85"),
    *(
        "\u200b",
        "\u200d",
        "\u200d\u200d",
        "\u200e",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u3164",
        "\ufffe",
    ),
    *("\u2066", "\u2067x", "\u2068", "\u2069", "\u202e", "\u202eevil\u202c", "\ud800", "\ufdd0"),
)
SCRIPTS = (
    *("Diffusion", "of the", "Σ", "é", "e\u0301", "z" + "\u0335" * 40, "Z" + "\u0351" * 40),
    *("扩散模型与文本到图像生成", "深度学习", "テキスト画像", "한국어", "नमस्ते", "ไทย"),
    *("عربي نص", "مرحبا 12", "שלום", "(שלום) 3", "۱۲۳", "👩‍👩‍👧‍👦", "🧑‍🔬", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🔖", "1️⃣"),
)
LONG = (
    "a" * 300,
    "x" * 400,
    "漢" * 300,
    "𠀀" * 200,
    "*" * 300,
    "👩" * 300,
    "word " * 80,
    "שלום " * 80,
)
HOSTILE = (*PINGS, *LINKS, *MARKUP, *UNSEEN, *SCRIPTS, *LONG)

ADDRESSES = (
    *("https://arxiv.org/abs/2511.00001", "https://code.example/x", "javascript:alert(1)"),
    *("https://a.b/" + "x" * 4_000, "https://a.b/|x> <!channel>", "https://a.b/ c", "ftp://x", ""),
)

text = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), max_size=5).map("".join)


class Chance(Random):
    """Makes text and messages out of hostile pieces.

    Args:
        some: A text of Hypothesis's own, which goes among the pieces.
    """

    def __init__(self, seed: int, some: str) -> None:
        super().__init__(seed)
        self.pieces = (*HOSTILE, some, some)

    def text(self):
        return " ".join(self.choices(self.pieces, k=self.randrange(8)))

    def long(self):
        return self.text() * self.choice((1, 1, 1, 3, 40))

    def words(self, *, long=True):
        return words("plain", text=self.long() if long else self.text())

    def some(self, make, most):
        return tuple(make() for _ in range(self.randint(0, most)))

    def entry(self):
        return Entry(
            paper=f"{self.randint(1000, 1003)}.{self.randint(0, 30):05d}",
            title=self.long(),
            url=self.choice(ADDRESSES),
            position=self.choice((None, self.randint(1, 99))),
            quote=self.choice((None, self.words())),
            links=self.some(lambda: Link(self.words(long=False), self.choice(ADDRESSES)), 3),
            note=self.choice((None, self.words(long=False))),
        )

    def line(self):
        return Line(self.some(self.words, 3), self.choice(list(Style)))

    def block(self):
        return self.choice(
            (
                self.line,
                lambda: Listing(self.some(self.entry, 9)),
                lambda: Card(self.entry(), self.some(self.line, 3)),
            )
        )()

    def action(self):
        key = self.choice((str(self.randint(0, 50)), "x" * 300))
        return Action(f"p1:why:{key}", self.words(long=False), self.choice(list(Weight)))

    def select(self):
        choices = tuple(
            Choice(
                f"{at}{'v' * self.choice((0, 70))}",
                self.words(),
                self.choice((None, self.words())),
                chosen=self.random() < 0.2,
            )
            for at in range(self.randint(0, 25))
        )
        verb = self.choice(("save", "when", "fields", "pages"))
        return Select(verb, self.words(), choices, self.randint(1, 25))

    def message(self, papers=1_000):
        """Make a message that names at most so many papers."""
        blocks = self.some(self.block, 12)
        while len(Message(blocks).papers) > papers:
            blocks = blocks[:-1]
        return Message(
            blocks=blocks,
            actions=self.some(self.action, 30),
            menu=self.choice((None, Menu("save", self.words(long=False)))),
            more=self.choice((None, More(self.action(), self.some(self.action, 7)))),
            selects=self.some(self.select, 2),
            push=self.choice((None, self.words())),
            again=self.choice((True, False)),
        )


chances = st.builds(Chance, st.integers(0, 2**64), st.text(max_size=30))
