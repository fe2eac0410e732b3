"""Asks a model's server which models it has; that costs nothing."""

from openai import APIConnectionError, APIStatusError, AsyncOpenAI, NotFoundError, OpenAIError

from bot.domain.errors import WriterError

_REFUSED = (401, 403)


async def listed(client: AsyncOpenAI) -> frozenset[str] | None:
    """Return the names of the models; None where the server does not list them.

    Raises:
        WriterError: It refuses the key, or is not there (`passing`).
    """
    try:
        return frozenset([each.id async for each in client.models.list()])
    except NotFoundError:
        return None
    except APIConnectionError as error:
        raise WriterError("it cannot be reached", passing=True) from error
    except APIStatusError as error:
        # Not in the server's own words: they may repeat the key.
        if error.status_code in _REFUSED:
            raise WriterError(f"it refuses the key (HTTP {error.status_code})") from None
        raise WriterError(f"it answers HTTP {error.status_code}", passing=True) from None
    except (OpenAIError, TypeError, AttributeError) as error:
        raise WriterError("what it answers is no list of models", passing=True) from error
