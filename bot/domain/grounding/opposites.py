"""Words of research that have an opposite, in English and Chinese.

Gathered by reading abstracts and what models made of them. A word is a regular expression; the
longer word that holds a shorter one's letters (非线性, 线性) keeps the shorter from being read.
"""

from typing import Final

AXES: Final[tuple[tuple[str, str, str, str], ...]] = (
    # English, its opposite, Chinese, its opposite
    ("disentangl\\w+|decoupl\\w+|uncoupled", "entangle\\w*|(?<!de)(?<!un)coupl(?:ed|ing)",
     "解耦|解缠|解纠缠|去耦", "(?<!解)纠缠|耦合"),
    ("unsupervised|self-supervised|label-free|without (?:any "
    ")?supervision", "(?<!self-)(?<!semi-)supervised",
     "无监督|自监督", "有监督|(?<![无自半弱有])监督(?=学习|训练|方法|微调|信号)"),
    ("non-?linear\\w*", "linear(?:ly|ity)?", "非线性", "(?<![非拟半准])线性"),
    ("asynchronous\\w*", "synchronous\\w*", "异步", "(?<!不)同步"),
    ("explicit(?:ly)?", "implicit(?:ly)?", "显式", "隐式"),
    ("static\\w*", "dynamic(?:ally)?", "(?<!动)静态", "(?<!静)动态"),
    ("offline", "online", "离线", "在线"),
    ("discrete\\w*", "continuous(?:ly)?", "离散", "连续"),
    ("sparse\\w*|sparsity", "dense(?:ly)?", "稀疏", "稠密|密集(?!型)"),
    ("open\\w*|publicly|availab\\w+|releas\\w+", "closed-source|proprietary|"
    "closed", "开源", "闭源|专有"),
    ("finite\\w*", "infinite\\w*", "(?<!无)有限", "无限|无穷"),
    ("upper bound\\w*", "lower bound\\w*", "上界", "下界"),
    ("non-?convex\\w*", "convex\\w*", "非凸", "(?<!非)凸"),
    ("differentiab\\w+", "non-?differentiab\\w+", "(?<!不)可微", "不可微"),
    ("irreversib\\w+", "reversib\\w+", "不可逆", "(?<!不)可逆"),
    ("asymmetr\\w+|non-?symmetr\\w+", "symmetr\\w+", "非对称|不对称", "(?<!非)(?<!不)对称"),
    ("heterogene\\w+", "homogene\\w+", "异构|异质", "同构|同质"),
    ("non-?parametric\\w*", "parametric\\w*", "非参数", "(?<!非)参数化"),
    ("independen\\w+", "(?<!in)dependen(?:t|ce|cy|cies)", "(?<!不)独立于", "非独立"),
    ("unknown", "(?<!un)known", "未知", "(?<!未)已知"),
    ("invisible|unseen", "(?<!in)visible|seen", "不可见|未见", "(?<![不])可见"),
    ("insensitiv\\w+", "(?<!in)sensitiv\\w+", "不敏感", "(?<!不)敏感"),
    ("positive(?:ly)?", "negative(?:ly)?", "正相关|正面|正向", "负相关|负面|负向"),
    ("strengths?", "weakness\\w*", "优势|优点", "劣势|弱点"),
    ("longer|longest", "shorter|shortest", "更长", "更短"),
    ("larger|largest|bigger", "smaller|smallest", "更大", "更小"),
    ("always", "never", "总是", "从不"),
    ("globally|global", "locally|local", "全局", "局部"),
    ("coarse\\w*", "fine-grained|fine", "粗粒度", "细粒度"),
)  # fmt: skip
"""Where a text says one and its source only the other, one of them is wrong."""

OF_ART: Final = frozenset(
    words
    for pair in AXES
    for words in pair[:2]
    if words.startswith(
        ("entangl", "linear", "sparse", "dense", "explicit", "implicit",
         "static", "irrevers", "revers")
    )
)  # fmt: skip
"""Terms that nobody uses for anything else: a text that has one got it from its source."""

VIRTUES: Final[tuple[tuple[str, str, str, str], ...]] = (
    # The good word first: a new method has it where the old ones lack it
    ("(?<!in)efficien\\w+", "inefficien\\w+", "高效|(?<!低)效率", "低效"),
    ("(?<!in)effective\\w*", "ineffective\\w*", "(?<!无)有效", "无效"),
    ("faster|fastest|speed\\w*|accelerat\\w+|quick\\w*|rapid\\w*|fast", "slower|slowest|"
    "slow\\w* down|slowdown", "更快|加快|加速|快速", "更慢|减慢|缓慢|放慢"),
    ("(?<!in)accura\\w+|precis\\w+", "inaccura\\w+|imprecis\\w+", "(?<!不)(?:准确|"
    "精确)", "不准确|不精确"),
    ("(?<!un)reliab\\w+", "unreliab\\w+", "(?<!不)可靠", "不可靠"),
    ("(?<!in)feasib\\w+|possib\\w+", "infeasib\\w+|impossib\\w+", "(?<!不)可行", "不可行|不可能"),
    ("(?<!un)interpretab\\w+|explainab\\w+", "uninterpretab\\w+|"
    "opaque", "(?<!不)可解释", "不可解释"),
    ("(?<!in)compatib\\w+", "incompatib\\w+", "(?<!不)兼容", "不兼容"),
    ("(?<!in)sufficien\\w+", "insufficien\\w+", "(?<!不)充分", "不充分"),
    ("balanc\\w+", "imbalanc\\w+|unbalanc\\w+", "(?<!不)(?:平衡|均衡)", "不平衡|不均衡"),
    ("consisten\\w+", "inconsisten\\w+", "(?<!不)一致(?!认)", "不一致"),
    ("(?<!in)complete\\w*", "incomplete\\w*|missing", "(?<!不)完整", "不完整|不完全"),
    ("stable|stability", "unstable|instabilit\\w+", "(?<!不)稳定", "不稳定"),
    ("lightweight|light-weight", "heavyweight|heavy", "轻量", "重量级|笨重"),
)  # fmt: skip
"""Where only the good word stands in the source, the bad one is wrong; never the other way "
"round."""
FAULTS: Final = 3
"""The bad words of so many virtues at the head of the list no work is called without being told."""

BETTER: Final = (
    "outperform\\w*|surpass\\w*|exceed\\w*|superior\\w*|better|beats?|beating|state-of-the-art|"
    "SOTA|outscor\\w*|favou?rabl\\w+|exceptional\\w*|leading|ahead of|"
    "优于|超越|胜过|领先|优异|更优|最优|最先进|最佳|最好|好于|更好|优越|超过(?=了?[\\u4e00-\\u9fffA-Z])"
)
BAD: Final = (
    "degrad\\w*|worsen\\w*|deteriorat\\w*|drops?|dropp\\w+|declin\\w*|fail\\w*|suffer\\w*|hurts?|"
    "harm\\w*|impair\\w*|collaps\\w*|struggl\\w*|vulnerab\\w*|brittle|sacrific\\w*|cost of|"
    "expense of|hinder\\w*|undermin\\w*|erod\\w*|stagnat\\w*|poor\\w*|trade-?offs?|limitations?|"
    "恶化|下降|损害|失败|退化"
)

THAN_OTHERS: Final = (
    "underperform\\w*|inferior|worse|weaker than|lower than|poorer|falls? (?:far |well "
    ")?(?:short|behind)|lag\\w* behind|"
    "falling (?:far |well )?(?:short|behind)|outperformed by|surpassed by|"
    "劣于|不如|逊于|逊色|落后于|差于|不及|不敌"
)
HIGH: Final = (
    "high(?:ly)?|strong(?:er|ly)?|good|excellent|better|more|larger|best|accelerat\\w*|fast\\w*|speed\\w*|"
    "advanc\\w*|outperform\\w*|surpass\\w*|exceed\\w*|augment\\w*"
)
LOW: Final = (
    "low|small\\w*|weak\\w*|less|fewer|light\\w*|prun\\w*|remov\\w*|compress\\w*|eliminat\\w*|"
    "avoid\\w*|without|address\\w*|overcom\\w*|free|limit\\w*|prevent\\w*|narrow\\w*|bridg\\w*"
)
RELIEF: Final = "improv\\w*|enhanc\\w*|better|改善|改进|提升"
HARM: Final = "degrad\\w*|worsen\\w*|deteriorat\\w*|impair\\w*|weaken\\w*|恶化|损害|削弱"
HARMED: Final = (
    HARM
    + "|attenuat\\w*|diminish\\w*|undermin\\w*|erod\\w*|suppress\\w*|hurts?|harm\\w*|compromis\\w*|"
    "disrupt\\w*|declin\\w*|drops?|dropp\\w+|collaps\\w*|corrupt\\w*|weaker|sacrific\\w*|destroy\\w*"
)
UP: Final = (
    "improv\\w*|increas\\w*|enhanc\\w*|boost\\w*|rais(?:e[sd]?|ing)|rise[sn]?|rising|gain\\w*|higher|"
    "greater|strengthen\\w*|elevat\\w*|grow[ns]?|growing|growth|maximi[sz]\\w*|expand\\w*|amplif\\w+|"
    "提高|提升|增加|(?<!检索)(?<!数据)(?<!内存)(?<!记忆)增强(?!学习|现实|架构|生成)|改善|改进|增大|更高|延长|增长|增高|升高|上升|扩大"
)
DOWN: Final = (
    "reduc\\w*|decreas\\w*|lower\\w*|lessen\\w*|declin\\w*|drop(?:s|p\\w+)?|degrad\\w*|worsen\\w*|"
    "diminish\\w*|fewer|weaken\\w*|minimi[sz]\\w*|mitigat\\w*|cut(?:s|ting)?|shrink\\w*|alleviat\\w*|"
    "sav(?:e[sd]?|ing\\w*)|deteriorat\\w*|impair\\w*|shorten\\w*|suppress\\w*|"
    "降低|减少|下降|减小|削弱|恶化|更低|更少|缩短|减轻|缓解|减弱|降至|损害|节省|抑制|缩小|最小化"
)

# What also rises or falls, where the same things stand beside it.
MORE: Final = "larger|longer|speedup\\w*"
LESS: Final = (
    "prun\\w*|compress\\w*|remov\\w*|eliminat\\w*|shorter|smaller|losing|los(?:es|t)|"
    "performance loss|accuracy loss"
)
# Less of it is good, whatever it is.
SOOTHING: Final = "mitigat\\w*|alleviat\\w*|minimi[sz]\\w*|shrink\\w*|缓解|减轻|抑制|缩小|最小化"

OBJECTS: Final[tuple[tuple[int, str], ...]] = (
    # 1: more of it is good; -1: less of it is good; 0: neither
    (1, "accura\\w+|precision|准确率|准确性|精度|精确度|正确率"),
    (1, "performan\\w+|perform[s]?|性能|表现"),
    (1, "efficien\\w+|效率"),
    (1, "quality|fidelity|质量|保真度"),
    (1, "robust\\w*|鲁棒性|稳健性|鲁棒"),
    (1, "generali[sz]\\w+|泛化\\w{0,2}"),
    (1, "throughput|吞吐量?"),
    (1, "speed|速度"),
    (1, "recall|召回率?"),
    (1, "reliab\\w+|可靠性"),
    (1, "stabilit\\w+|稳定性"),
    (1, "consisten\\w+|一致性"),
    (1, "diversit\\w+|多样性"),
    (1, "interpretab\\w+|explainab\\w+|可解释性"),
    (1, "capabilit\\w+|abilit\\w+|能力"),
    (1, "scalab\\w+|可扩展性"),
    (1, "safety|安全性"),
    (1, "trust\\w*|可信度?|信任"),
    (1, "effectiv\\w+|有效性|效果"),
    (1, "reward\\w*|奖励"),
    (1, "success|成功率"),
    (1, "resolution|分辨率"),
    (1, "realis\\w+|真实感|逼真"),
    (1, "coverage|覆盖率?"),
    (1, "alignment|对齐"),
    (1, "understanding|理解"),
    (1, "reasoning|推理能力"),
    (1, "quality of life|satisf\\w+|满意度"),
    (1, "fairness|公平性"),
    (
        1,
        "scores?|AUC|AUROC|AuPRC|AP|F1|mAP|BLEU|ROUGE|Dice|DSC|m?IoU|PSNR|SSIM|NDCG|pass@\\d|得分|评分|分数|指标",
    ),
    (1, "privacy|隐私性"),
    (1, "transparen\\w+|透明度|透明性"),
    (1, "adaptab\\w+|适应性"),
    (1, "controllab\\w+|可控性"),
    (1, "flexib\\w+|灵活性"),
    (1, "completeness|integrity|完整性"),
    (1, "generality|universal\\w*|通用性|普适性"),
    (1, "relevan\\w+|(?<!虚假)(?<!伪)相关性"),
    (1, "usab\\w+|utilit\\w+|practical\\w*|可用性|实用性"),
    (1, "utili[sz]ation|利用率"),
    (1, "automation|自动化(?:水平|程度)?"),
    (1, "separab\\w+|discriminab\\w+|可分性|判别性|区分度"),
    (1, "sensing|perception|awareness|感知"),
    (1, "credib\\w+|可信性|真实性"),
    (1, "productiv\\w+|生产力"),
    (-1, "(?:performance|accuracy|information|precision|quality) loss|损失(?!函数|项)"),
    (-1, "distortions?|失真"),
    (-1, "drift\\w*|漂移|偏移"),
    (-1, "leak\\w*|泄露|泄漏"),
    (-1, "fluctuat\\w+|波动|震荡"),
    (-1, "wast\\w+|浪费"),
    (-1, "conflicts?|冲突"),
    (-1, "ambigu\\w+|歧义"),
    (-1, "discrepan\\w+|disparit\\w+|mismatch\\w*|imbalanc\\w+|差异|不平衡|不匹配|失配"),
    (-1, "difficult\\w+|barriers?|难度|门槛|壁垒"),
    (-1, "mortality|死亡率"),
    (-1, "attack success|攻击成功率?"),
    (-1, "unfair\\w*|inequalit\\w+|不公平性?|不平等"),
    (-1, "instabilit\\w+|不稳定性?"),
    (-1, "inconsisten\\w+|不一致性?"),
    (-1, "inefficien\\w+|低效性?"),
    (-1, "contaminat\\w+|pollut\\w+|污染"),
    (-1, "失败率|误报率|漏检率|拒绝率|误判率?"),
    (-1, "threats?|威胁"),
    (-1, "toxicit\\w+|毒性"),
    (-1, "costs?|overhead\\w*|expens\\w+|成本|开销|代价|费用"),
    (-1, "latenc\\w+|delays?|延迟|时延"),
    (-1, "errors?|WER|RMSE|MAE|MSE|EER|FPR\\d*|FID|FVD|LPIPS|误差|错误率?|词错率"),
    (-1, "complexit\\w+|复杂度|复杂性"),
    (-1, "memory|内存|显存"),
    (-1, "times?|runtime|时间|耗时"),
    (-1, "energy|power|consumption|能耗|功耗|能量消耗|消耗"),
    (-1, "hallucinat\\w+|幻觉"),
    (-1, "bias\\w*|偏见|偏差"),
    (-1, "noise|noisy|噪声"),
    (-1, "variance|方差"),
    (-1, "risk\\w*|风险"),
    (-1, "uncertaint\\w+|不确定性"),
    (-1, "artifact\\w*|伪影"),
    (-1, "overfit\\w*|过拟合"),
    (-1, "redundan\\w+|冗余"),
    (-1, "burden|workload|effort|负担|工作量"),
    (-1, "interference|干扰"),
    (-1, "false positives?|误报"),
    (-1, "failures?|失败|故障"),
    (-1, "forgetting|遗忘"),
    (-1, "perplexit\\w+|困惑度"),
    (-1, "gaps?|差距"),
    (-1, "violations?|违规"),
    (-1, "parameters?|参数量"),
    (-1, "degradation|退化"),
    (-1, "requirement\\w*|need\\w*|demand\\w*|relian\\w+|dependen\\w+|需求|依赖"),
    (0, "size|尺寸|规模"),
    (0, "temperature|温度"),
    (0, "density|密度"),
    (0, "number|数量"),
    (0, "rates?|率"),
    (0, "length|长度"),
    (0, "training|训练"),
)

SPARED: Final[tuple[tuple[str, str], ...]] = (
    # What a method can do with or without, and words that say "without" by themselves
    ("fine-?tun\\w+|tuning|微调", "tuning-free|zero-shot"),
    ("re-?train\\w*|重新训练|再训练", "training-free|retraining-free|zero-shot"),
    ("train\\w*|训练", "training-free|zero-shot|untrained"),
    (
        "label\\w*|annotat\\w*|标注|标签|注释",
        "label-free|unlabel\\w+|annotation-free|unannotated|"
        "self-supervised|unsupervised|zero-shot|weakly",
    ),
    ("supervis\\w+|监督", "unsupervised|self-supervised|supervision-free"),
    ("human\\w*|manual\\w*|人工|人类|手动", "automat\\w+|human-free|autonomous\\w*"),
    ("reference\\w*|参考", "reference-free|no-reference"),
    ("calibrat\\w*|校准|标定", "calibration-free|uncalibrated"),
    ("gradient\\w*|梯度", "gradient-free|derivative-free|zeroth-order"),
    ("external|外部", "self-\\w+|internal"),
    ("parameter\\w*|参数", "parameter-free|nonparametric|non-parametric"),
    ("data|数据", "data-free|zero-shot"),
    ("hyper-?parameter\\w*|超参数", "parameter-free|hyperparameter-free"),
    ("supervised|配对|paired", "unpaired"),
    ("assum\\w+|假设", "assumption-free|model-free|distribution-free"),
    ("prior|先验", "prior-free"),
    ("knowledge|知识", "agnostic"),
    ("cost|开销|成本", "free|cost-free"),
    ("loss|损失", "lossless"),
    ("architectur\\w+|结构|架构", "agnostic"),
    ("modif\\w+|修改", "plug-and-play|unmodified"),
    ("camera|相机", "pose-free|camera-free"),
    ("optimi[sz]\\w+|优化", "optimi[sz]ation-free|feed-forward"),
    ("hardware|硬件", "hardware-free|off-the-shelf"),
)
