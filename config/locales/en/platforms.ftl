# What every platform says of its own accord.

post-again = This may stand here twice: I could not look whether it had arrived.
answer-cut = The rest does not fit here. Ask for a file or for less.
stopping = I was stopped before this was done. Try again in a minute.
channel-unnamed = this channel
paused-told = I could not post the digest in { $channel }, so it is paused and I will not try again by myself. { $why } When that is done, { TYPE("settings resume") } there goes on: nothing that came meanwhile is lost.
