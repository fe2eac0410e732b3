# The terminal as a chat service.

console-from = Paperboy · { $channel }
console-only-you = Paperboy · only you see this
console-menu = [{ $label } save and its number]
console-thread = └ The cards are in the thread: type thread to read them.
console-no-thread = No digest here has a thread.
console-no-card = There is no card with the number { $number } here.
console-which = [{ $label }] stands on several cards. Type { $verb } and the number of the card, such as { $verb } { $number }.
console-no-answer = The answer could not be kept or shown here; what you asked for may be done all the same. The log says why.
console-not-shown = A message could not be shown on this screen. The log says why.
console-reacted = You put { $emoji } on “{ $title }”.
console-unreacted = You took { $emoji } off “{ $title }”.
console-file = File: { $path }
console-edited = Edited: { $title }
console-was-edited = (edited)
console-examined = This terminal, as { $channel }. What was posted stands in a file, so nothing is ever posted twice.
console-form-choose = { $label } Type numbers from the list, with a space between.
console-form-keep = Enter alone keeps: { $value }; - empties it.
console-form-skip = Enter alone leaves it out.
console-form-wrong = That does not fit there. Once more:
console-select = { $label } (type its number)
console-select-several = { $label } (type the numbers, with a space between)
console-choice = { $number }. { $label }
console-chosen = { $number }. { $label } ✓
console-choice-about = { $number }. { $label } – { $about }
console-chosen-about = { $number }. { $label } ✓ – { $about }
console-form-left = Nothing was sent.
