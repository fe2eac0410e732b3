# The terminal as a chat service.

console-from = Paperboy · { $channel }
console-only-you = Paperboy · only you see this
console-menu = [{ $label } save and its number]
console-thread = └ The cards are in the thread: type thread to read them.
console-no-thread = No digest here has a thread.
console-no-card = There is no card with the number { $number } here.
console-reacted = You put { $emoji } on “{ $title }”.
console-unreacted = You took { $emoji } off “{ $title }”.
console-file = File: { $path }
