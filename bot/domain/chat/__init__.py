"""Chat in no platform's language: people, channels, messages. What people do is in `calls`.

sentences   what is said, by its key in `config/locales`
places      who, and where
blocks      lines, lists, cards, passages
pressing    buttons, menus and choices
messages    a message whole
"""

from bot.domain.chat.blocks import (
    Block,
    Card,
    Entry,
    Line,
    Link,
    Listing,
    Passage,
    Shape,
    Style,
    line,
)
from bot.domain.chat.messages import Attachment, Message, Thread
from bot.domain.chat.places import Channel, MessageRef, Person, Place
from bot.domain.chat.pressing import Action, Choice, Menu, More, Select, Weight
from bot.domain.chat.sentences import Say, SayIn, Value, Words, words

__all__ = [
    "Action",
    "Attachment",
    "Block",
    "Card",
    "Channel",
    "Choice",
    "Entry",
    "Line",
    "Link",
    "Listing",
    "Menu",
    "Message",
    "MessageRef",
    "More",
    "Passage",
    "Person",
    "Place",
    "Say",
    "SayIn",
    "Select",
    "Shape",
    "Style",
    "Thread",
    "Value",
    "Weight",
    "Words",
    "line",
    "words",
]
