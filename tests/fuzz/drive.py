"""Tries many broken inputs on every reader, and says what came of it: python -m tests.fuzz.drive --inputs 1000000

Inputs are made from good ones by cutting, doubling, swapping and overwriting, a seed making them repeatable. Each reader
runs in a process of its own, so that one that dies is found. With --coverage and atheris installed, atheris chooses.
Exit status 1 where something was raised, hung or died; the input is kept beside the report.
"""

import argparse
import faulthandler
import gc
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LIMIT_SECONDS = 10
_MOST_BYTES = 4_000
_WARM = 1_000  # from here on memory is measured
_PURE = frozenset(("text", "lines", "mail"))
_TOKENS = (
    b"<p>", b"</p>", b"<div>", b"<table>", b"<a href='x'>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"&lt;", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"--b1", b"Content-Type: multipart/mixed; boundary=b1\n\n", b"Content-Type: message/rfc822\n\n",
    b"=?utf-8?b?////?=", b"%PDF-1.7", b"obj", b"endobj", b"stream", b"<<", b">>", b"[", b"]", b"/Length 99999999", b"PK\x03\x04", b"{", b"}", b'"', b"\\u", b"\\ud800",
    b"<script type='application/ld+json'>", b"</script>", b"{\"@graph\":[", b"9" * 40, b"-1", b"1e999", b"\xe2\x80\x8f", b"A" * 300, b"<b>" * 60, b"(" * 80, b"<h1>",
    b"charset=utf-7", b"charset=idna", b"encoding='utf-16'", b"Date: Thu, 99 Foo 99999", b"2026-99-99", b"tariff on steel", b". ", b"\n",
)  # fmt: skip


def mutate(data: bytes, others: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Another input, one to six steps away."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randrange(len(out) + 1)
        step = chance.randrange(8)
        if step == 0:
            out[at:at] = chance.choice(_TOKENS)
        elif step == 1 and out:
            out[min(at, len(out) - 1)] = chance.randrange(256)
        elif step == 2:
            del out[at : at + chance.choice((1, 2, 8, 64, 512))]
        elif step == 3:
            piece = out[at : at + chance.choice((4, 32, 128))]
            out[at:at] = piece * chance.choice((1, 2, 20))
        elif step == 4:
            del out[at:]
        elif step == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            out[at:at] = other[start : start + chance.choice((8, 64, 256))]
        elif step == 6:
            out[at : at + 4] = chance.randbytes(4)
        else:
            out[at:at] = chance.choice(_TOKENS) * chance.choice((1, 3, 50))
    return bytes(out)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A Word document whose parts are broken inside a sound archive; the archive itself hides them from mutation."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for member in source.infolist():
            words = source.read(member)
            if member.filename in ("word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"):
                words = mutate(words, (words,), chance) if chance.random() < 0.5 else words
                copy.writestr(member.filename, words)
            elif member.filename.endswith((".xml", ".rels")):
                copy.writestr(member.filename, words)
    return target.getvalue()


def _resident() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() if Path("/proc/self/statm").exists() else 0


class _TooSlow(Exception):
    pass


def _alarm(*_: object) -> None:
    raise _TooSlow


class _Stop:
    """Asked to end, a reader finishes its input and reports what it has tried so far."""

    def __init__(self) -> None:
        self.is_asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, *_: object) -> None:
        self.is_asked = True


def run_target(name: str, inputs: int, seed: int, kept: Path) -> dict[str, object]:
    """Try so many inputs on one reader; what came of it."""
    from tests.fuzz.properties import assert_sound
    from tests.fuzz.targets import TARGETS

    warnings.simplefilter("ignore")
    faulthandler.enable()
    target, chance = TARGETS[name], random.Random(seed)
    # time of the processor, for a busy machine makes everything slow
    signal.signal(signal.SIGPROF, _alarm)
    stop, last = _Stop(), kept / f"last_{name}"
    faults: dict[str, bytes] = {}
    slowest, early, tried = 0.0, _resident(), 0
    started = time.process_time()
    while tried < inputs and not stop.is_asked:
        base = chance.choice(target.seeds)
        data = repacked(base, chance) if name == "word" and chance.random() < 0.7 else mutate(base, target.seeds, chance)
        data = data if name in ("word", "page") else data[:_MOST_BYTES]
        if name not in _PURE:  # what cannot take the process down need not be kept beforehand
            last.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
        begin = time.process_time()
        try:
            assert_sound(target.read(data), len(data))
        except _TooSlow:
            faults.setdefault("hang", data)
        except Exception as error:
            where = _place_of(error)
            faults.setdefault(f"{type(error).__name__} at {where}", data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        took = time.process_time() - begin
        tried += 1
        if took > slowest and tried > 1:  # the first one pays for imports
            slowest = took
            (kept / f"slowest_{name}").write_bytes(data)
        if tried == _WARM:
            early = _resident()
    for what, data in faults.items():
        (kept / f"fault_{name}_{zlib.crc32(what.encode()):08x}").write_bytes(data)
    grown = (_resident() - early) / 1e6
    last.unlink(missing_ok=True)
    return {
        "reader": name, "inputs": tried, "faults": sorted(faults), "slowest_ms": round(slowest * 1000, 1),
        "grown_mb": round(grown, 1), "a_second": round(tried / max(0.001, time.process_time() - started)),
    }  # fmt: skip


def _place_of(error: BaseException) -> str:
    """File and line where it was raised, and the last line of ours above it."""
    frames, trace = [], error.__traceback__
    while trace:
        frames.append((Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno, "analysis" in trace.tb_frame.f_code.co_filename))
        trace = trace.tb_next
    ours = [frame for frame in frames if frame[2]]
    return " < ".join(f"{frame[0]}:{frame[1]}" for frame in (frames[-1], *ours[-1:]))


def run_all(names: list[str], inputs: int, seed: int, kept: Path, at_once: int) -> int:
    """Every reader in a process of its own, so many at once; a report on standard output."""
    from tests.fuzz.targets import TARGETS

    whole = sum(TARGETS[name].share for name in names)

    def run(name: str) -> tuple[int, int]:
        return run_apart(name, max(1, round(inputs * TARGETS[name].share / whole)), seed, kept)

    with ThreadPoolExecutor(at_once) as pool:
        done = list(pool.map(run, names))
    total, bad = sum(tried for tried, _ in done), sum(faults for _, faults in done)
    print(f"{total:,} inputs tried, {bad} crashes found.", flush=True)
    return 1 if bad else 0


def run_apart(name: str, inputs: int, seed: int, kept: Path) -> tuple[int, int]:
    """One reader in a process of its own: inputs tried, and faults found, which are printed."""
    command = [sys.executable, "-m", "tests.fuzz.drive", "--only", name, "--inputs", str(inputs), "--seed", str(seed), "--kept", str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode < 0 or not done.stdout.strip().startswith("{"):
        print(f"{name:6} died ({done.returncode}); its input is {kept / f'last_{name}'}\n{done.stderr[-2_000:]}", flush=True)
        return 0, 1
    found = json.loads(done.stdout)
    print(
        f"{name:6} {found['inputs']:>9,} inputs  {len(found['faults'])} faults  slowest {found['slowest_ms']:,} ms of processor time  memory {found['grown_mb']:+} MB"
        f"  {found['a_second']:,} a second of it", *found["faults"], sep="\n       ", flush=True,
    )  # fmt: skip
    return found["inputs"], len(found["faults"])


def run_atheris(name: str, inputs: int, kept: Path) -> None:
    """Let coverage choose the inputs of one reader; atheris ends the process and prints its own report."""
    import atheris

    with atheris.instrument_imports(include=["analysis.intake", "trafilatura", "feedparser", "docx", "email"]):
        from tests.fuzz.targets import TARGETS
    corpus = kept / f"corpus_{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (corpus / f"seed{number}").write_bytes(seed)
    options = [f"-runs={inputs}", f"-timeout={LIMIT_SECONDS}", "-max_len=4096", "-rss_limit_mb=2048", f"-artifact_prefix={kept}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[name].read)
    atheris.Fuzz()


def main() -> int:
    """Parse the options and run."""
    parser = argparse.ArgumentParser(description="Try broken inputs on every reader.")
    parser.add_argument("--inputs", type=int, default=100_000, help="how many in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs (default: %(default)s)")
    parser.add_argument("--readers", nargs="*", help="only these readers")
    parser.add_argument("--kept", type=Path, default=Path("build/fuzz"), help="where inputs that broke something are kept")
    parser.add_argument("--at-once", type=int, default=1, help="how many readers at the same time (default: %(default)s)")
    parser.add_argument("--coverage", metavar="READER", help="let atheris choose the inputs of this reader")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    if options.coverage:
        run_atheris(options.coverage, options.inputs, options.kept)
        return 0
    if options.only:
        print(json.dumps(run_target(options.only, options.inputs, options.seed, options.kept)))
        return 0
    from tests.fuzz.targets import TARGETS

    return run_all(options.readers or list(TARGETS), options.inputs, options.seed, options.kept, options.at_once)


if __name__ == "__main__":
    os.nice(5)
    sys.exit(main())
