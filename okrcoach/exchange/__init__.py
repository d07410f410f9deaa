r"""Files and pasted text into an ``OKRSet``, and out again.

>>> from okrcoach.exchange import parse_okrs
>>> okr_set = parse_okrs("O1: Nobody waits for an answer\n- KR1: Median wait from 9 to 4 minutes")
>>> okr_set.objectives[0].key_results[0].statement.text
'Median wait from 9 to 4 minutes'

Each reader and writer loads what it needs when it is first used: reading text loads neither
pandas nor openpyxl.
"""

from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.frames import to_frame
from okrcoach.exchange.reading import parse_okrs, read_okrs
from okrcoach.exchange.xlsx_out import write_xlsx
from okrcoach.exchange.yaml_out import write_yaml

__all__ = ["UnusableFile", "parse_okrs", "read_okrs", "to_frame", "write_xlsx", "write_yaml"]
