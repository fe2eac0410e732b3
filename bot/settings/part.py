"""What every group of settings is made of, and the groups about what people may ask of us."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.limits import Limit, Limits


class Part(BaseModel):
    """A group of settings; it has no defaults of its own, they are in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class LimitSettings(Part):
    """How often people may ask for what takes time or money."""

    person_calls: Annotated[int, Field(ge=0, le=100_000)]
    channel_calls: Annotated[int, Field(ge=0, le=100_000)]
    window_s: Annotated[float, Field(ge=1, le=86_400)]

    @property
    def limits(self) -> Limits:
        """What each person and each channel may ask for."""
        window = timedelta(seconds=self.window_s)
        return Limits(Limit(self.person_calls, window), Limit(self.channel_calls, window))


class PrivacySettings(Part):
    """How long what is no longer needed is kept."""

    grace_days: Annotated[int, Field(ge=0, le=3650)]
