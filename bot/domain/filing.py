"""Under which categories a paper is filed: one name each, where arXiv has had several.

The names are those of `config/categories.tsv`: pairs of which arXiv lists a paper under both
(https://arxiv.org/category_taxonomy calls one an alias), and archives that became categories.
"""

from collections.abc import Iterable

_TODAY = {
    **{"cs.NA": "math.NA", "cs.SY": "eess.SY", "math.IT": "cs.IT", "math.MP": "math-ph"},
    **{"q-fin.EC": "econ.GN", "stat.TH": "math.ST"},
    **{"acc-phys": "physics.acc-ph", "adap-org": "nlin.AO", "alg-geom": "math.AG"},
    **{"ao-sci": "physics.ao-ph", "atom-ph": "physics.atom-ph", "bayes-an": "physics.data-an"},
    **{"chao-dyn": "nlin.CD", "chem-ph": "physics.chem-ph", "cmp-lg": "cs.CL"},
    **{"comp-gas": "nlin.CG", "dg-ga": "math.DG", "funct-an": "math.FA"},
    **{"mtrl-th": "cond-mat.mtrl-sci", "patt-sol": "nlin.PS", "plasm-ph": "physics.plasm-ph"},
    **{"q-alg": "math.QA", "solv-int": "nlin.SI", "supr-con": "cond-mat.supr-con"},
}
_OTHER = {today: name for name, today in _TODAY.items() if "." in name}


def today(category: str) -> str:
    """Return the name that Paperboy keeps of a category: `cs.SY` gives `eess.SY`."""
    return _TODAY.get(category, category)


def each_once(categories: Iterable[str]) -> tuple[str, ...]:
    """Return categories under the names that Paperboy keeps, each once, in order."""
    return tuple(dict.fromkeys(map(today, categories)))


def names(category: str) -> tuple[str, ...]:
    """Return a kept name and, if there is one, the other that arXiv lists its papers under.

    Whoever asks for `math.*` means `math-ph` too: to arXiv it is `math.MP` as well.
    """
    other = _OTHER.get(category)
    return (category, other) if other else (category,)


def archives(categories: Iterable[str]) -> tuple[str, ...]:
    """Return the archives in whose lists a paper of these categories stands, the first one first.

    A paper in an alias category stands in both: `cs.SY` is in the lists of `eess` and `cs`.
    """
    every = (name for category in categories for name in names(today(category)))
    return tuple(dict.fromkeys(name.partition(".")[0] for name in every))
