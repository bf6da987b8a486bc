"""Trade figures for tests: files in the exact shape of CEPII BACI, UN Comtrade, US Census and Eurostat Comext, what loads
them and tells what was loaded, and a server that speaks Comtrade. All figures are made up.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb

from analysis.trade.formats import Options
from analysis.trade.loading import Outcome, load_file

BACI_NAME = "BACI_HS22_Y2023_V202501.csv"
# a row of BACI: Canada's rapeseed to China, thousands of dollars and tonnes
CANOLA_TO_CHINA = (2023, 124, 156, 120510, "1.5", 2.0)
CENSUS_IMPORTS = ("CTY_NAME", "CON_VAL_YR", "I_COMMODITY", "time", "COMM_LVL", "CTY_CODE")
AT_A_RATE = Options(usd_per_eur=1.1)


def baci(rows: Sequence[tuple[Any, ...]]) -> str:
    """t,i,j,k,v,q with k as a number and q padded, NA where it is not given."""
    lines = ["t,i,j,k,v,q"]
    for year, exporter, importer, code, value, *quantity in rows:
        shown = f"{quantity[0]:13.3f}" if quantity else "           NA"
        lines.append(f"{year},{exporter},{importer},{code},{value},{shown}")
    return "\n".join(lines) + "\n"


def baci_file(folder: Path, rows: Sequence[tuple[Any, ...]], name: str = BACI_NAME) -> Path:
    path = folder / name
    path.write_text(baci(rows))
    return path


def record(**changes: Any) -> dict[str, Any]:
    """A record as the API sends it: Canada's exports to China of HS chapter 12 in 2024."""
    return {
        "typeCode": "C", "freqCode": "A", "refPeriodId": 20240101, "refYear": 2024, "refMonth": 52, "period": "2024",
        "reporterCode": 124, "reporterISO": "CAN", "reporterDesc": "Canada", "flowCode": "X", "flowDesc": "Export",
        "partnerCode": 156, "partnerISO": "CHN", "partnerDesc": "China", "partner2Code": 0, "partner2ISO": "W00",
        "partner2Desc": "World", "classificationCode": "H6", "classificationSearchCode": "HS",
        "isOriginalClassification": True, "cmdCode": "12", "cmdDesc": "Oil seeds", "aggrLevel": 2, "isLeaf": False,
        "customsCode": "C00", "customsDesc": "TOTAL CPC", "mosCode": "0", "motCode": 0, "motDesc": "TOTAL MOT",
        "qtyUnitCode": -1, "qtyUnitAbbr": "N/A", "qty": None, "isQtyEstimated": False, "altQtyUnitCode": -1,
        "altQtyUnitAbbr": "N/A", "altQty": None, "isAltQtyEstimated": False, "netWgt": None, "isNetWgtEstimated": False,
        "grossWgt": None, "isGrossWgtEstimated": False, "cifvalue": None, "fobvalue": 111.0, "primaryValue": 111.0,
        "legacyEstimationFlag": 0, "isReported": False, "isAggregate": True, **changes,
    }  # fmt: skip


def reply(records: Sequence[dict[str, Any]], **changes: Any) -> bytes:
    return json.dumps(
        {"elapsedTime": "0.1 secs", "count": len(records), "data": list(records), "error": "", **changes}
    ).encode()


SDMX_HEADER = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
BULK_HEADER = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
    "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT"
)


def sdmx(*rows: tuple[str, str, str, str, str, str, str]) -> str:
    """reporter, partner, product, flow, indicator, period, value."""
    start = "ESTAT:DS-045409(1.0),15/06/25 11:00:00,A,"
    return "\n".join([SDMX_HEADER, *(start + ",".join(row) + "," for row in rows)]) + "\n"


def bulk(*rows: tuple[str, str, str, str, str, str]) -> str:
    """reporter, partner, product, flow, period, value in euros."""
    lines = [BULK_HEADER]
    for reporter, partner, product, flow, period, value in rows:
        start = f"{reporter},{partner},E,{product},59190,2052,2059,220,311210,06,{flow},1,NO_SU,{period},"
        lines.append(f"{start}{value},{value},3,0")
    return "\n".join(lines) + "\n"


@dataclass
class Comtrade:
    """A server with the API's paths, parameters, limits and errors; the first answers may be given."""

    records: list[dict[str, Any]]
    key: str = ""
    answers: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    base: str = ""

    def found(self, query: dict[str, str]) -> list[dict[str, Any]]:
        """What the API gives: by lower-case reporter code; parts of totals too where they are not asked away."""
        names = {"reportercode": "reporterCode", "partnerCode": "partnerCode", "period": "refYear", "flowCode": "flowCode",
                 "partner2Code": "partner2Code", "motCode": "motCode", "customsCode": "customsCode"}  # fmt: skip
        wanted = {name: query[asked] for asked, name in names.items() if asked in query}
        found = [row for row in self.records if all(str(row[name]) == value for name, value in wanted.items())]
        codes = query.get("cmdCode", "TOTAL")
        if codes.startswith("AG"):
            found = [row for row in found if row["aggrLevel"] == int(codes[2:])]
        else:
            found = [row for row in found if row["cmdCode"] in codes.split(",")]
        return found[: min(int(query.get("maxRecords", 500)), 100_000 if self.key else 500)]


def send(
    handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None
) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def failing(status: int, message: str, headers: dict[str, str] | None = None) -> Callable[[BaseHTTPRequestHandler], None]:
    """An error as the API's gateway words it."""
    body = json.dumps({"statusCode": status, "message": message}).encode()
    return lambda handler: send(handler, status, body, headers)


@contextmanager
def serving(comtrade: Comtrade) -> Iterator[Comtrade]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            comtrade.asked.append(query)
            comtrade.paths.append(parts.path)
            if comtrade.answers:
                comtrade.answers.pop(0)(self)
            elif parts.path == ("/data/v1/get/C/A/HS" if comtrade.key else "/public/v1/preview/C/A/HS"):
                if query.get("subscription-key", "") != comtrade.key:
                    words = "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."
                    failing(401, words)(self)
                else:
                    send(self, 200, reply(comtrade.found(query)))
            else:
                failing(404, "Resource not found")(self)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    comtrade.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield comtrade
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def load(database: Path, path: Path, options: Options | None = None, **more: Any) -> Outcome:
    (outcome,) = load_file(database, path, options, **more)
    return outcome


def flows(database: Path, columns: str = "exporter, importer, product, usd") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as con:
        return con.execute(f"SELECT {columns} FROM flows ORDER BY ALL").fetchall()


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def census_file(folder: Path, header: Sequence[str], *rows: Sequence[str], name: str = "census.json") -> Path:
    path = folder / name
    if name.endswith(".csv"):
        path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in (header, *rows)) + "\n")
    else:
        path.write_text(json.dumps([header, *rows]))
    return path


def comtrade_file(folder: Path, records: Sequence[dict[str, Any]]) -> Path:
    path = folder / "comtrade.json"
    path.write_bytes(reply(records))
    return path
