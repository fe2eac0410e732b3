"""Sentences of a paper that speak to a model instead of a reader.

What somebody wants to have said is no evidence that it is so: such a sentence bears nothing out.
Nothing is refused for it, since papers on such attacks quote them.
"""

import re
from typing import Final

from bot.domain.sentences import split

_MACHINE: Final = (
    r"(?:AIs?|A\.I\.|(?:large )?language models?|LLMs?|GPTs?|chat ?bots?|bots?|assistants?|"
    r"summari[sz]ers?|summari[sz]ation (?:model|system|tool)s?|AI (?:reviewer|reader|agent)s?|"
    r"agents?)"
)
_SPOKEN: Final = re.compile(
    # Away with the rules.
    r"\b(?:ignor\w*|disregard\w*|forget|override|bypass|discard|ignoriere\w*|vergiss|ignorez|oubliez|"
    r"ignora\w*|olvida\w*|игнорир\w*|забудь\w*)\b.{0,50}\b(?:instruc\w*|rules?|prompts?|guidelines?|"
    r"directi\w+|everything|text above|anweisung\w*|regeln|consign\w*|règles|reglas|istruzion\w*|"
    r"инструкци\w*|правил\w*)"
    r"|(?:忽略|无视|忘记|忘掉|不要理会|跳过|忽視|無視).{0,16}(?:指令|指示|规则|提示|要求|规定|命令|規則)"
    r"|(?:指示|命令|ルール|プロンプト).{0,6}(?:無視|忘れ)|(?:지시|명령|규칙).{0,6}무시"
    r"|تجاهل.{0,20}(?:التعليمات|الأوامر)|अनदेखा"
    # Who you are now, and what you must.
    rf"|\byou (?:are|will be|must act as)\b.{{0,30}}\b(?:{_MACHINE}|DAN|unrestricted|jailbroken)\b"
    r"|(?:^|[.!?:;\"'“(\[]\s*|\b(?:please|must|now) )(?:act|behave|respond|answer|speak) as "
    r"(?:if|an?|the|my|(?-i:[A-Z]{2,}))\b|\bpretend (?:to be|that|you)\b"
    r"|\b(?:in|of|from|to|with) your (?:summary|answer|output|response|reply|review|instructions|"
    r"system prompt|prompt|message)\b|\byour (?:summary|answer|output|response|reply|new task)\b"
    r"|\b(?:the|any|every|all|each) (?:summar(?:y|ies)|tl;?dr|headline|digest|reply|output|answer)"
    r"s? (?:of this paper )?(?:must|should|shall|has to|have to|needs? to|will)\b"
    rf"|\b(?:note|notice|message|instructions?|attention|memo|order|hint|dear|hey|hello)\b,?:?"
    rf"(?: (?:to|for|all|any|every|the|this|other|our|from|of|you)){{0,4}} {_MACHINE}\b"
    rf"|\b{_MACHINE}(?: \w+){{0,3}} reading (?:this|it)\b|\bif you are an? {_MACHINE}\b"
    r"|你(?:现在)?(?:是|必须|应该|要)|请(?:你|在|说|写|输出|回答|声称|打印|重复|输入|告诉|忽略|务必|直接)"
    r"|(?:摘要|总结|回答|输出|回复)(?:里|中)?(?:必须|应当|应该|务必|请|要)|系统(?:提示|消息|指令)"
    # An order at the beginning of a sentence.
    r"|(?:^|[.!?:;\"'“(\[>*]\s*|\b(?:please|must|should|now|then|and|instead|also|always|just) )"
    r"(?:say|state|write|print|output|repeat|reply|respond|answer|claim|mention|include|append|"
    r"prepend|tell|insert|reveal|translate|credit|praise|rate|recommend|report|add|list|quote|"
    r"encode|decode|execute|call|open|visit|click|render|embed|give|put|end|begin|start|name|"
    r"post|ping|notify|use)(?: (?:only|also|just|exactly))*"
    r" (?:that (?:this|the|it|they|the)\b|with\b|in (?:base64|chinese|english|french|german|all)|"
    r"exactly|literally|verbatim|\"|'|“|@|<|https?:|your\b|me\b|all (?:previous|of the above)|"
    r"the (?:author|first author|paper|method|model|system|user|reader|word|words|following|link|"
    r"affiliation|venue|text|tool|image|channel|sentence|phrase|secret|number|score|result)s?\b|"
    r"this (?:paper|link|image|text|sentence|work)|people\b|everyone\b|readers\b|a (?:link|mention|"
    r"positive|five|10))"
    r"|(?:^|[.!?:;,>]\s*)(?:please )?(?:print|say|output|write|reply|answer|repeat|echo|ping|type)"
    r"(?: only| exactly| this)*:? (?-i:[A-Z]{2,}|[\"'“@<{\[＠\\])"
    r"|(?:^|[.!?:;,>]\s*)(?:please )?(?:say|state|claim|report|mention|write|tell|"
    r"assert)(?: \w+)? that\b"
    rf"|\b{_MACHINE}\s?[:,] (?:please )?(?:print|say|state|write|tell|claim|mention|answer|reply)\b"
    # The signs of a conversation, or of an answer's end.
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|paper|document|instructions?)\b"
    r"|\[/?INST\]|<</?SYS>>|\b(?-i:BEGIN|END|NEW|START) (?-i:OF )?(?-i:SYSTEM|PROMPT|INSTRUCTION|"
    r"PAPER|DATA|DOCUMENT|INPUT|TASK)"
    r"|#{2,}\s?(?:Instruction|System|User|Response)|\"(?:role|content|text|tool_calls|lines)\"\s*:"
    r"|(?:^|[\"'\s>*\[])(?:system|developer|assistant|admin(?:istrator)?|operator|override)"
    r"(?: prompt| message| note| notice| override)?\s?(?::|\]|>)",
    re.IGNORECASE,
)


def speaks_to_models(sentence: str) -> bool:
    """Whether a sentence tells a model what to do."""
    return _SPOKEN.search(sentence) is not None


def without_commands(text: str) -> str:
    """Return a text without the sentences that speak to a model."""
    if not _SPOKEN.search(text):
        return text
    return "\n\n".join(
        " ".join(sentence for sentence in split(paragraph) if not speaks_to_models(sentence))
        for paragraph in text.split("\n\n")
    )
