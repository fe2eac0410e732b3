"""One folder per chat service; none knows another.

Each has the same files: `adapter.py` (connect, post, look up), `render.py` (a neutral message drawn
the platform's own way, within its limits; pure), `inbound.py` (what people do there, made neutral;
pure) and `codes.py` (what each refusal means).
"""
