"""Every setting: the defaults of `config/paperboy.toml`, the operator's own file, the environment.

The later one wins. `delay_s` under `[arxiv]` in a file is `PAPERBOY_ARXIV__DELAY_S` in the
environment. Everything is checked before anything starts, and all that is wrong is said at once,
by name, never with the value: it may be a secret that slipped into the wrong place.

`shape` says what there is, `kinds` what each may be, `reading` puts it together.
"""

from bot.settings.reading import config_dir, from_environment, load, settings_file
from bot.settings.shape import Settings

__all__ = ["Settings", "config_dir", "from_environment", "load", "settings_file"]
