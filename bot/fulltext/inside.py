"""What runs in a process of its own, within its limits: `python -m bot.fulltext.inside`.

It is handed a file on its standard input and what to do with it as arguments, and answers with
JSON, or with a PNG. It has no keys, no settings and nothing to write to.
"""

import json
import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource


def main() -> None:
    """Do what the arguments say: `html`, `pdf` or `picture`, and the limits as JSON."""
    task, options = sys.argv[1], json.loads(sys.argv[2])
    _limit(options["seconds"], options["memory_mb"])
    answer: dict[str, Any]
    try:
        answer = _done(task, options, sys.stdin.buffer.read())
    except MemoryError:
        answer = {"lack": "too-hungry", "detail": f"over {options['memory_mb']} MB"}
    except RecursionError:
        answer = {"lack": "broken", "detail": "nested without end"}
    answer["peak_mb"] = _peak_mb()
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def _done(task: str, options: dict[str, Any], file: bytes) -> dict[str, Any]:
    # Late, so that what is imported counts too.
    from bot.fulltext.limits import NoText

    try:
        if task == "html":
            from bot.fulltext import html

            return {"text": asdict(html.read(file, options["url"]))}
        if task == "pdf":
            from bot.fulltext import pdf

            return {"text": asdict(pdf.read(file, options["pages"]))}
        from bot.fulltext import pdf_picture

        return {"picture": pdf_picture.draw(file, options["region"], options["wide"])}
    except NoText as none:
        return {"lack": none.lack, "detail": none.detail}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a stranger's file; whatever it does to us, it cannot be read
        return {"lack": "broken", "detail": f"{type(error).__name__}: {error}"}


def _limit(seconds: float, memory_mb: int) -> None:
    """Let the system end this process when it takes too much; Windows has no such limits."""
    if sys.platform == "win32":
        return
    most = memory_mb * 1024 * 1024
    whole = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak_mb() -> float:
    """Return the most memory that this process ever held, in MB; 0 where nobody knows."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: it counts what the parent held when it started us.
        for line in status.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
