"""What a question costs elsewhere: full-text search of SQLite and PostgreSQL, and exact search over all vectors.

They rank only: no requirement is read, no evidence given, and without a model no other language is found.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import psycopg

from clubhuis.engines.matching import Index, SentenceModel
from tests import postgresql

Row = tuple[str, str]
"""The key of an organisation and all it says."""
_TICK = 1000.0 / os.sysconf("SC_CLK_TCK")


def sqlite_full_text(path: Path, firms: Iterable[Row], texts: Sequence[str]) -> float:
    """FTS5: any of the words, ranked by bm25. Milliseconds at the 95th percentile."""
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE VIRTUAL TABLE firms USING fts5(key UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
        )
        base.executemany("INSERT INTO firms VALUES (?, ?)", firms)
        base.commit()
        wanted = [" OR ".join(f'"{word}"' for word in _words(text)) for text in texts]
        return _slowest(
            lambda words: base.execute(
                "SELECT key FROM firms WHERE firms MATCH ? ORDER BY bm25(firms) LIMIT 20", (words,)
            ).fetchall(),
            wanted,
        )


def postgresql_full_text(firms: Iterable[Row], texts: Sequence[str]) -> tuple[float, float] | None:
    """`tsvector` under a GIN index: any of the words, ranked by `ts_rank`; `None` where there is no PostgreSQL.

    Milliseconds at the 95th percentile, and of the server's processor on average.
    """
    with postgresql.running() as url:
        if url is None:
            return None
        with psycopg.connect(url, autocommit=True) as base:
            base.execute("CREATE TEMPORARY TABLE firms (key text, body text)")
            with base.cursor().copy("COPY firms FROM STDIN") as copy:
                for row in firms:
                    copy.write_row(row)
            base.execute(
                "ALTER TABLE firms ADD words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED"
            )
            base.execute("CREATE INDEX ON firms USING gin (words)")
            base.execute("ANALYZE firms")
            wanted = [" | ".join(_words(text)) for text in texts]
            server = Path(f"/proc/{base.info.backend_pid}/stat")
            before = _ticks(server)
            slowest = _slowest(
                lambda words: base.execute(
                    "SELECT key FROM firms, to_tsquery('simple', %s) AS asked WHERE words @@ asked"
                    " ORDER BY ts_rank(words, asked) DESC LIMIT 20",
                    (words,),
                ).fetchall(),
                wanted,
            )
            return slowest, (_ticks(server) - before) * _TICK / len(texts)


def exact_vectors(model: SentenceModel, index: Index, texts: Sequence[str]) -> float:
    """All sentence vectors, as bytes turned into floats block by block; encoding included. Milliseconds at the 95th percentile."""
    len(index)  # opens it

    def nearest(text: str) -> None:
        vector = model.encode([text])[0]
        for segment in index._segments:
            best = [
                segment.vectors[begin : begin + 8192].astype(np.float32) @ vector
                for begin in range(0, len(segment.vectors), 8192)
            ]
            found = np.concatenate(best)
            np.argpartition(-found, min(20, len(found) - 1))

    return _slowest(nearest, texts)


def _slowest(ask: Callable[[str], object], texts: Sequence[str]) -> float:
    times = []
    for text in texts:
        start = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - start) * 1000)
    return float(np.percentile(times, 95))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _ticks(stat: Path) -> int:
    """Processor time of a process so far, in ticks of the clock."""
    fields = stat.read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
