"""Names of data sets, methods, people and places, and the words they are looked for among."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

_LETTER = r"[A-Za-z\u00c0-\u024f\u0370-\u03ff]"
_NAME = re.compile(
    rf"(?<![A-Za-z0-9_])(?:{_LETTER}|\d+(?:\.\d+)?(?={_LETTER}))(?:{_LETTER}|\d|(?<=\d)\.(?=\d))*"
    rf"(?:[-_+/&](?:{_LETTER}|\d)+(?:(?<=\d)\.\d+)*)*\+*"
)
_TOKEN = re.compile(rf"[A-Z]?[a-z\u00df-\u024f\u03b1-\u03ff]+|[A-Z]+(?![a-z])|[A-Z]|\d+|{_LETTER}+")
_RUN = re.compile(r"[,.;:!?()\[\]\"\n]+")
_PLURAL = re.compile(r"(?<=[A-Z0-9])s$|'s$")

# Words that say nothing of one paper: they may stand in a text about any.
_COMMON: Final = frozenset(
    [
        "ai", "ml", "nlp", "cv", "llm", "llms", "vlm", "vlms", "mllm", "mllms", "lmm", "lm", "lms",
        "gpu", "gpus", "cpu", "cpus", "api", "apis", "sota", "cnn", "cnns", "rnn", "rnns", "gan",
        "gans", "rl", "it", "iot", "3d", "2d", "4d", "1d", "dnn", "dnns", "gnn", "gnns", "pde",
        "pdes", "ode", "odes", "sde", "sdes", "ui", "gui", "id", "ids", "vs", "url", "pdf", "html",
        "ok", "etc", "rgb", "io", "qa", "vqa", "ar", "vr", "xr", "os", "dna", "rna", "mri", "ct",
        "eeg", "ecg", "uav", "uavs", "nn", "nns", "ann", "mlp", "vit", "transformer",
        "transformers",
        "token", "tokens", "agent", "agents", "prompt", "prompts", "benchmark", "pipeline",
        "python",
        "english", "chinese", "german", "french", "spanish", "japanese", "western", "european",
        "asian", "african", "american", "indian", "gaussian", "bayesian", "markov", "fourier",
        "euclidean", "riemannian", "hilbert", "banach", "lagrangian", "hamiltonian", "monte",
        "carlo",
        "newton", "bernoulli", "poisson", "lipschitz", "laplace", "laplacian", "hessian",
        "jacobian",
        "sobolev", "kl", "rmse", "mae", "mse", "std", "auc", "roc", "f1", "fid", "map", "iou",
        "bleu",
        "rouge", "psnr", "ssim", "we", "our", "this", "the", "these", "it", "in", "by", "on", "and",
        "for", "with", "to", "of", "from", "as", "an", "at", "is", "are", "i", "ii", "iii", "iv",
        "internet", "web", "github",
    ]
)  # fmt: skip
_FUNCTION: Final = frozenset(
    [
        "a", "an", "the", "of", "for", "and", "in", "on", "to", "with", "by", "from", "via", "or",
        "as", "at", "is", "are",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text.

    Attributes:
        strong: Whether its form alone says that it is a name (ImageNet, GPT-4), and not merely
            one capital letter in front.
    """

    text: str
    start: int
    strong: bool


def names(text: str) -> Iterator[Name]:
    """Yield what looks like a name, in an English or Chinese sentence.

    The first word of an English sentence has its capital by the place, and so have all words of a
    heading: those count only where the form is a name's.
    """
    found = list(_NAME.finditer(text))
    latin = [each for each in found if len(each[0]) > 3]
    capital = sum(each[0][0].isupper() for each in latin)
    heading = len(latin) > 3 and capital > 0.6 * len(latin)
    for each in found:
        word = each[0].strip("+/&-_") or each[0]
        strong = _strong(word)
        first = not text[: each.start()].strip(" \"'([-*•")
        if strong or (word[0].isupper() and len(word) > 2 and not first and not heading):
            yield Name(word, each.start(), strong)


def _strong(word: str) -> bool:
    if len(word) < 2 or word.isdecimal():
        return False
    parts = re.split(r"[-/&_]", word)
    capitals = sum(char.isupper() for char in word)
    inner = any(char.isupper() for part in parts for char in part[1:])
    digits = any(char.isdigit() for char in word) and any(char.isalpha() for char in word)
    return inner or capitals > 1 or (digits and (capitals > 0 or len(word) > 2))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a source, to look names up in.

    Attributes:
        joined: All of them in lower case, nothing between them.
        begins: Where each begins in `joined`.
        places: Where each begins in the source.
        initials: First letters of words in a row, runs apart.
        ordered: Every word once, sorted.
    """

    joined: str
    begins: tuple[int, ...]
    places: tuple[int, ...]
    initials: str
    acronyms: frozenset[str]
    ordered: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Take a source to pieces: at blanks and hyphens, and where case or digits change."""
        tokens = [(each[0].lower(), each.start()) for each in _TOKEN.finditer(text)]
        begins, length = [], 0
        for word, _ in tokens:
            begins.append(length)
            length += len(word)
        whole = re.findall(r"[A-Za-z]{2,8}", text)
        return cls(
            "".join(word for word, _ in tokens),
            (*begins, length),
            (*(place for _, place in tokens), len(text)),
            _initials(text),
            frozenset(word.rstrip("s").lower() for word in whole if word[1:2].isupper()),
            tuple(sorted({word for word, _ in tokens})),
        )

    def find(self, name: str) -> int | None:
        """Return where the source has a name, however it is hyphenated; None if it does not."""
        squeezed = "".join(char for char in name.lower() if char.isalnum())
        place = self.joined.find(squeezed)
        while place >= 0 and squeezed:
            number = self._begin(place)
            end = place + len(squeezed)
            if number is not None and self._ends(end):
                return self.places[number]
            place = self.joined.find(squeezed, place + 1)
        return None

    def _begin(self, place: int) -> int | None:
        number = bisect_left(self.begins, place)
        return number if self.begins[number] == place else None

    def _ends(self, end: int) -> bool:
        if self._begin(end) is not None:
            return True
        # Of a plural the singular stands there too.
        return self.joined.startswith("s", end) and self._begin(end + 1) is not None

    def has(self, name: Name) -> int | None:
        """Return where a claimed name stands; None if nowhere.

        The words that it abbreviates will do, and are looked for in the whole source: then 0.
        """
        word = _PLURAL.sub("", name.text)
        for spelling in (word, word.removesuffix("s")):
            place = self.find(spelling)
            if place is not None:
                return place
        if word.isupper() and 2 < len(word) < 7 and word.lower() in self.initials:
            return 0
        parts = [each[0] for each in re.finditer(r"[A-Za-z]+\d*(?:\.\d+)?|\d+[A-Za-z]*", word)]
        if len(parts) > 1 and all(len(part) > 1 for part in parts):
            places = [self._part(part) for part in parts]
            if None not in places:
                return places[0]
        return None if name.strong else self._akin(word.lower())

    def _part(self, part: str) -> int | None:
        return 0 if part.lower() in _COMMON else self.find(part)

    def _akin(self, word: str) -> int | None:
        """Find a word of the same stem: Bayes for Bayesian, diffusing for Diffusion."""
        stem = word[: max(4, len(word) - 4)]
        place = bisect_left(self.ordered, stem)
        if len(word) > 4 and place < len(self.ordered) and self.ordered[place].startswith(stem):
            return self.find(self.ordered[place])
        return None


def common(name: Name) -> bool:
    """Whether a name belongs to no paper: AI, GPU, English, Gaussian."""
    return name.text.lower() in _COMMON or all(
        part in _COMMON for part in re.split(r"[-/]", name.text.lower())
    )


def initials(phrase: str) -> str:
    """Return what a phrase is abbreviated to: llm for Large Language Models."""
    return "".join(
        word[0] for word in re.findall(r"[a-z0-9]+", phrase.lower()) if word not in _FUNCTION
    )


def _initials(text: str) -> str:
    return " ".join(initials(run) for run in _RUN.split(text))
