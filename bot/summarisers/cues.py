"""Signs in a sentence of what it is there for; all are sought in lower case."""

import re
from typing import Final

from bot.summarisers.clauses import FINDS, OFFERS, POINTING, STUDIES, WE

_OURS: Final = (
    r"\b(?:these (?:results|findings|observations)|(?:our|this|the (?:present|proposed|resulting)) "
    r"(?:\w+[- ]){0,3}?(?:results?|findings?|works?|papers?|stud(?:y|ies)|methods?|approach(?:es)?|"
    r"models?|frameworks?|analys[ei]s|observations?|algorithms?|experiments?|techniques?|schemes?|"
    r"systems?|datasets?|benchmarks?|theor(?:y|em)s?|evidence|contributions?|simulations?|"
    r"measurements?))"
)
_OTHERS: Final = (
    r"\b(?:existing|previous(?:ly)?|prior|current|traditional|conventional|earlier|past|recent|"
    r"classical|popular|available)(?: [\w-]+){0,4}? (?:methods?|approach(?:es)?|works?|models?|"
    r"stud(?:y|ies)|techniques?|algorithms?|systems?|solutions?|research|frameworks?|benchmarks?|"
    r"datasets?|strateg(?:y|ies)|theor(?:y|ies)|results?|literature|attempts?|measurements?|"
    r"analys[ei]s|efforts?|practices?|advances?)\b|\b(?:existing|conventional|traditional) "
    r"(?:[\w-]+ ){0,2}?\w+s\b|\b(?:standard|common|most|other|many|these|such)(?: [\w-]+){0,2}? "
    r"(?:methods|approaches|works|stud(?:ies)|techniques|algorithms|solutions|benchmarks|datasets|strategies|"
    r"attempts|efforts)\b"
)
_DONE: Final = (
    r"(?:presented|proposed|studied|investigated|reported|discussed|derived|considered|examined|"
    r"analy[sz]ed|described|introduced|calculated|computed|measured|developed|determined|"
    r"constructed|reviewed|proved|proven|shown|obtained|found|explored|established|given)"
)

OWN: Final = re.compile(
    rf"{OFFERS.pattern}|{FINDS.pattern}|{STUDIES.pattern}|{_OURS} |\b(?:is|are|was|were|has been|"
    rf"have been) (?:\w+ly |also |here |then )?{_DONE}\b(?! (?:in (?:"
    r"previous|earlier|prior|the literature)|previously|by (?!means|using|a|an|the)))|\bwe\b(?! "
    r"(?:know|live|need|must|all|often|humans|can (?:see|find|expect)))"
)
"""The paper speaks of itself, be it in the passive voice."""

EARLIER: Final = re.compile(
    rf"{_OTHERS}|\b(?:has been (?:widely|extensively|well) |have been (?:widely|extensively|"
    r"proposed|developed|studied)|state-of-the-art \w+ (?:rely|require|suffer|fail|struggle))"
)
"""What others did."""

LACKING: Final = re.compile(
    r"\b(?:however|but|yet|although|despite|nevertheless|unfortunately|nonetheless|while|"
    r"whereas)\b|\b(?:limited|limits?|limitations?|lacks?|lacking|fails?|failing|struggles?|"
    r"suffers?|ignores?|ignoring|neglects?|neglecting|overlooks?|requires?|restrict\w*|cannot|"
    r"insufficient|costly|expensive|inefficient|unable|only|difficult|rely|relies|drawbacks?|"
    r"bottlenecks?|hinder\w*|hamper\w*|vulnerable|poor(?:ly)?|sensitive|prone|inaccurate|"
    r"suboptimal|assumes?|not)\b"
)
"""… and what it does not do."""

FAILING: Final = re.compile(
    r"\b(?:lacks?|lacking|fails?|failing|struggles?|suffers?|ignores?|neglects?|overlooks?|cannot|"
    r"unable|inefficient|insufficient|suboptimal|inaccurate|computationally expensive)\b"
)
"""What somebody's work does badly."""

MOTIVE: Final = re.compile(
    r"\b(?:challeng(?:e|es|ing)|unclear|unknown|unexplored|under-?explored|under-?studied|little "
    r"(?:is known|attention|work|research)|open (?:problem|question|issue|challenge)s?|gap|crucial|"
    r"critical|essential|need(?:s|ed)? for|motivat\w*|important (?:to|for)|lack of|in order to "
    r"understand|hinder\w*|hamper\w*|poorly understood|not (?:well|fully|yet|been) \w+|desirable|"
    r"of (?:great|particular|growing|considerable) (?:interest|importance)|bottleneck|urgent\w*|"
    r"question (?:of|is|arises|whether)|puzzle|difficult to)\b|\bremains? (?:\w+ ){0,2}?(?:open|"
    r"difficult|poorly|limited|elusive|to be|under|hard|unsolved|insufficient|scarce|controversial|"
    r"debated)"
)
"""Why somebody has to do something."""

RESULT: Final = re.compile(
    r"\b(?:achiev|improv|outperform|sav(?:e|ing)|reach|obtain|increas|decreas|reduc|measur|yield|"
    r"attain|exceed|surpass|gain|drop|rais|lower|higher|faster|slower|larger|smaller|better|worse|"
    r"accura|error|precision|recall|speed-?up|signific|correspond|estimat|detect|observ|correlat|"
    r"confiden|limit|ratio|predict|convert|converge|cost|from|by up to|up to|compared|more than|"
    r"less than|fewer|at least|as (?:much|many|few|little|low|high) as|find|found|show|demonstrat|"
    r"determin|range|consistent|constrain|infer|exclud|identif|average|mean|score|rate|efficien|"
    r"resolution|within|deviat|uncertaint|upper|bound)\w*"
)
"""Words of what came out."""

BETTER: Final = re.compile(
    r"\b(?:outperform\w*|(?:achiev|attain|reach|set|establish|obtain|new|beat|demonstrat|show)\w* "
    r"(?:\w+ ){0,3}?(?:state[- ]of[- ]the[- ]art|sota)|surpass\w*|superior\w*|on par|"
    r"(?:competitive|comparable) (?:performance|results|accuracy|with (?:the )?state|quality|"
    r"level)|beats?|better than|faster than|(?<!no )more (?:accurate|efficient|robust|effective|"
    r"precise|stable|reliable) than|improv\w*\b[^.;]{0,40}? (?:over|upon|by \d|by up|compared)|"
    r"significant(?:ly)? (?:improv|better|reduc|faster|higher|outperform)\w*)"
)
"""How well it does beside others."""

SUPPORTS: Final = re.compile(
    r"\b(?:experiments?|results?|findings?|evidence|simulations?|observations?|data|evaluations?|"
    r"stud(?:y|ies)|analys[ei]s|measurements?|calculations?|comparisons?|tests?|predictions?|"
    r"validation|benchmarks?|we (?:\w+ly |have |have \w+ly )?(?=(?:confirm|validate|verif)\w+ "
    r"(?:the|our|that|its)))\b[^.;]{0,120}?(?<!\bto )\b(?:confirm(?:s|ed)?|support(?:s|ed)? (?:the|"
    r"our|this|that|a)|validat(?:e|es|ed)\b|corroborat\w+|verif(?:y|ies|ied)\b|substantiat\w+|"
    r"demonstrat\w+ (?:the|its|that the|their|our) (?:\w+ ){0,2}?(?:effectiveness|efficacy|"
    r"validity|feasibility|usefulness|superiority|utility|potential|robustness|applicability|"
    r"advantages?|benefits?|efficiency)|(?:show|illustrat|prov|reveal)\w* (?:the|its|our) (?:\w+ "
    r"){0,2}?(?:effectiveness|potential|efficacy|validity|feasibility|usefulness|superiority|"
    r"advantages?)|justif(?:y|ies|ied)|in (?:good|excellent|close|reasonable|very good|"
    r"quantitative|full) agreement|agrees? (?:well|with)|consistent with (?:the|our|theor|predict|"
    r"observ|experiment|simulation)|as (?:predicted|expected|hypothesi[sz]ed))"
)
"""The authors say that what came out supports what they wanted."""

WEIGHTY: Final = re.compile(
    rf"(?:{_OURS}|{WE}|\bit|\bwhich|\bthis|\bthereby|\bthus) (?:\w+ ){{0,4}}?(?:highlight|open|pav|"
    r"underscor|provid\w* (?:(?:a|an|new|novel|important|valuable|deeper|further|the first) "
    r")*(?:insight|basis|foundation|guid|step|path|framework for|tool|evidence|route)|offer\w* "
    r"(?:\w+ ){0,3}(?:insight|path|way|tool|alternative|basis)|enabl|establish|bridg|suggest\w* "
    r"(?:that|a)|hav\w* (?:\w+ )?implication|contribut\w* to|advanc|challeng\w* the|shed\w* (?:new "
    r")?light|can (?:help|serve|be used|be applied|be extended|guide|inform)|could (?:help|serve|"
    r"be used|be applied|lead|provide|guide)|may (?:help|serve|be used|provide|lead|guide|have)|"
    r"lay\w* the|impl(?:y|ies))\w*|\bimplications? (?:for|of|to)\b|\bpav\w* the way|\bopens? (?:up "
    r")?(?:new|the|a|avenues?)|\b(?:helpful|valuable|useful|beneficial) (?:for|to|in)\b|\bof "
    r"(?:\w+ )?(?:importance|relevance|interest) (?:for|to|in)\b|\bpotential (?:for|to|"
    r"applications?)|\bpromising (?:direction|avenue|approach|tool|step|candidate|route)|"
    r"\bimportant (?:step|role|consequences?)"
)
"""What follows for others."""

NEW: Final = re.compile(
    r"\bfor the first time\b|\bto (?:the best of )?our knowledge\b|\bunlike (?:existing|previous|"
    r"prior|other|conventional|traditional|most|earlier|standard|recent)\b|\bin contrast (?:to|"
    r"with) (?:existing|previous|prior|other|conventional|traditional|most|earlier|standard|"
    r"recent)\b|\b(?:is|are|as|present|propose|introduce|provide|give|report|offer|develop|build|"
    r"release|construct|describe|represents?|constitutes?) (?:\w+ )?the first\b(?! (?:step|stage|"
    r"part|one|phase|order|two|three|and|term|row|column|layer|section|half|is|author))|"
    r"\bnovelty\b|\bno (?:previous|prior|existing) (?:work|stud|method|approach)\w*|\bnever "
    r"(?:before )?been\b"
)
"""What nobody did before, as the authors say."""

FREE: Final = re.compile(
    rf"(?:{_OURS}|{WE}|\bours\b)[^.;]{{0,120}}?\b(?:training|inference|computation(?:al)?|"
    r"run|running|simulation)[- ]?(?:time|cost|overhead)s?\b|\b(?:training|data|annotation|label|"
    r"tuning|calibration|supervision)-free\b|\bwithout (?:(?:any|additional|extra|further|the need "
    r"for|requiring|needing|expensive|costly|human|manual|labell?ed|paired|task-specific|model) "
    r"?)*(?:training|fine-?tuning|re-?training|supervision|annotations?|labels?|labell?ed|data|"
    r"tuning|calibration)\b|\b(?:codes?|datasets?|data|weights|checkpoints|models?|implementation|"
    r"software|source|materials|benchmark|package|library|toolkit|"
    r"catalogue?)\b[^.;]{0,90}\b(?:(?:publicly|freely|openly|made|are|is|be|will be|become) (?:\w+ "
    r")?(?:available|released|open-?sourced?|accessible)|upon (?:reasonable )?request|available "
    r"(?:at|on|from|upon|online))\b|(?:\bwe (?:\w+ )?(?:open[- ]source|release|publish)|"
    r"\b(?:releasing|open[- ]sourcing)) (?:\w+ ){0,5}?(?:codes?|datasets?|data|weights|checkpoints|"
    r"models?|implementation|software|benchmark|package|library|toolkit)\b|\b(?:fewer|trainable) "
    r"(?:\w+ )?parameters\b"
)
"""What it takes to use it: data, code, machines."""

MACHINES: Final = re.compile(
    r"\b(?:gpus?|tpus?|a100s?|h100s?|v100s?|cpus?|rtx ?\d+|xeon|nvidia|(?:gpu|node|core)[- ]hours?|"
    r"supercomputer|laptop|desktop computer|cluster nodes)\b"
)
"""On what machines it ran."""

OUTCOME: Final = re.compile(
    r"\b(?:achiev|improv|outperform|sav(?:e|ing)|reach|increas|decreas|reduc|yield|attain|exceed|"
    r"surpass|gain|drop|higher|lower|faster|slower|better|worse|speed-?up|signific|find|found|show|"
    r"demonstrat|corresponds? to|corresponding to|constrain|exclud|detect(?:ed|ion|s)?\b|upper "
    r"limit|lower limit|as a result|correlat|confiden|compared|confirm|consistent|accuracy of|"
    r"estimated|measured|observed|obtain(?:ed)?\b|close to|agree|vs\b)\w*"
)
"""… said with some force, as it has to be where many numbers are."""

AHEAD: Final = re.compile(
    r"\bfuture\b|\bpossible (?:improvements?|extensions?)|\bwe (?:plan|hope|will|leave|intend)\b|"
    r"\bnext step|\bpoorly understood|\bremains? (?:unclear|unknown|open)"
)
"""What is not done yet."""

LIMITS_OWN: Final = re.compile(
    rf"\blimitations? (?:of (?:our|this|the (?:present|current|proposed))|is|are|in (?:our|"
    r"this))\b|\b(?:several|some|certain|its|two|three|our|following|has|have|main|one|a few|"
    r"important|key|another) limitations?\b|"
    rf"{_OURS} (?:\w+ )?(?:is|are|was|were) (?:\w+ )?(?:limited|restricted|confined|not without)|"
    r"\b(?:calculations?|results|analys[ei]s|study|simulations?|experiments?) (?:\w+ )?(?:here "
    r")?(?:is|are|was|were) (?:only )?(?:limited|restricted) to\b|\b(?:drawbacks?|caveats?|"
    r"shortcomings?|weakness(?:es)?) (?:of (?:our|this|the)|is|are)\b|\bone (?:caveat|drawback|"
    r"shortcoming|weakness)\b|\bwe (?:do|did|have|can) ?not\b|\bwe cannot\b|\bwe (?:only|leave|"
    r"restrict|focus only|limit ourselves)\b|\bfuture (?:work|research|studies|investigations?|"
    r"directions?)\b|\bbeyond the scope\b|\boutside the scope\b|\bremains? (?:to be|open|an open|"
    r"for future)\b|\bleft (?:for|to) (?:future|further)\b|\bnot (?:yet )?(?:able|account|consider|"
    r"capture|address|include|ideal|applicable|sufficient|possible)\w*\b|\broom for improvement\b|"
    r"\bfurther (?:work|research|studies|study|investigation) (?:is|are|will)\b|\bmay not (?:be|"
    r"hold|generali[sz]e|apply)\b|\bstill (?:lags?|struggles?|fails?)\b"
)
"""What it does not do, as its authors say."""

LISTS: Final = re.compile(
    r"\b(?:our|main|key|principal|major|following|primary|core|technical|several|two|three|four|"
    r"five) (?:\w+ )?contributions?\b|\bcontributions? of (?:this|our|the present)\b|"
    r"\bcontributions? (?:are|is|can be|include|may be)\b|\bwe make the following\b|\b(?:our|the) "
    r"(?:main|key|principal|major) (?:results?|findings?|novelt(?:y|ies)) (?:are|is|of th|can be|"
    r"include|in this)|\bwe contribute\b"
)
"""A list of contributions comes, or this is one of them."""

DOES: Final = re.compile(
    r"\bour (?:[\w-]+ ){1,4}?(?:\([\w-]+\) )?(?:uses|consists|maps|takes|learns|employs|combines|"
    r"builds|relies|models|predicts|generates|treats|allows)\b|"
    rf"{OFFERS.pattern}|{STUDIES.pattern}|{WE} (?:use|employ|adopt|release|test|track|examine|"
    r"train|apply|leverage|collect|build|construct|define|combine|implement|simulate|solve|fit|"
    r"obtain|estimate|sample|select|generate|compute|encode|optimi[sz]e|model|learn|perform|"
    r"replace|augment|divide|split|measure|extract|consider|follow|choose|assume|treat|start|"
    r"formulate|reduce|add|make|assign|capture|set|integrate|incorporate|utili[sz]e|prepare|record|"
    r"modify|approximate)\b|\b(?:our|the (?:proposed|whole|overall|full)|this) (?:\w+[- "
    r"]){0,2}?(?:method|approach|model|framework|algorithm|system|pipeline|architecture|network|"
    r"procedure|technique|scheme|idea)s? |\b(?:consists? of|is based on|are based on|is trained|"
    r"are trained|composed of|comprises?)\b|\b(?:is|are|was|were) (?:\w+ly )?(?:used|obtained|"
    r"applied|computed|performed|constructed|trained|carried out|collected|measured|prepared|"
    r"simulated|modeled|modelled|solved|estimated|defined|employed|conducted|derived|calculated|"
    r"formed|recorded)\b"
)
"""Something is done."""

STEP: Final = re.compile(
    r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|afterwards?|subsequently|"
    r"step \d|stage \d|in the (?:first|second|third|final|next) (?:step|stage|phase)|to begin|"
    r"after (?:that|this)|given|to (?:address|achieve|do|overcome|tackle|this end|obtain|solve))\b"
)
"""A step among others; at the start of a sentence."""

POINTS_AWAY: Final = re.compile(
    r"\b(?:fig(?:s|ures?)?|tab(?:les?|s)?|sec(?:tions?|s)?|eqs?|equations?|appendi(?:x|ces)|"
    r"algorithm|theorem|lemma|proposition|corollary|footnote|below|above|chapters?)\b\.? "
    r"?\(?[\d(a-z]?(?=[\d.(ivx\s)])|\b(?:the rest of this|is organi[sz]ed as|organi[sz]ed as "
    r"follows|in this (?:sub)?section|next section|previous section|as follows|following "
    r"(?:section|subsection|figure|table)s?|specifics of|details of|overview of|considerations "
    r"(?:of|for)|(?:key|detailed) (?:\w+ and )?(?:configuration|information))\b"
)
"""It needs something that stands elsewhere."""

FIGURE: Final = re.compile(
    r"(?<![\w.])(?:\d[\d,.]*\s?(?:%|×|x\b|k\b|m\b|b\b|σ|°|percent|points?|times|fold|-fold|gev|mev|"
    r"tev|ev|kev|hz|khz|mhz|ghz|nm|μm|mm|cm|km|kpc|mpc|pc|au|ms|s\b|fps|db|k\b|m☉|years?|days?|"
    r"hours?|min|seconds?|orders? of magnitude|±|million|billion|thousand)|\d+\.\d+|±\s?\d|"
    r"[~≈∼<>≤≥=]\s?\d|\d+(?:,\d{3})+|10[⁻⁰¹²³⁴-⁹]+|\d+/\d+|\d{2,}(?!\d*\s?(?:-|–)?(?:[a-z]-|nodes|"
    r"layers)))"
)
"""A measured number rather than one that only counts or names something."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


_LED: Final = re.compile(
    r"(?:(?:however|moreover|thus|therefore|hence|then|also|in addition|additionally|furthermore|"
    r"finally|besides|for example|for instance|but|so|similarly|meanwhile|nevertheless|instead|"
    r"consequently|as a result|in contrast|specifically|here|note that|in fact|indeed),? |"
    r"[a-z]{3,}ly, )+"
)


def points_back(low: str) -> bool:
    """Whether a sentence is understood only by what was said before it."""
    led = _LED.match(low)
    return POINTING.match(low, led.end() if led else 0) is not None


def measured(low: str) -> int:
    """Count the measured numbers of a sentence; years and pointers are none."""
    return len(FIGURE.findall(POINTS_AWAY.sub("", _YEAR.sub("", low))))
