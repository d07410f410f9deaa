r"""Files and pasted text into an ``OKRSet``, and out again.

>>> from okrcoach.exchange import parse_okrs
>>> okr_set = parse_okrs("O1: Nobody waits for an answer\n- KR1: Median wait from 9 to 4 minutes")
>>> okr_set.objectives[0].key_results[0].statement.text
'Median wait from 9 to 4 minutes'

Each reader and writer loads what it needs when it is first used: reading text loads neither
pandas nor openpyxl.
"""

from okrcoach.exchange.anonymising import anonymise, restore, restore_text
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.frames import to_frame
from okrcoach.exchange.key_file import Key, load_key, save_key
from okrcoach.exchange.mapping import Mapping
from okrcoach.exchange.mapping_file import read_mappings, remember, write_mappings
from okrcoach.exchange.reading import guess_mapping, guess_mappings, parse_okrs, read_okrs
from okrcoach.exchange.xlsx_out import write_xlsx
from okrcoach.exchange.yaml_out import write_yaml

__all__ = [
    "Key", "Mapping", "UnusableFile", "anonymise", "guess_mapping", "guess_mappings", "load_key",
    "parse_okrs", "read_mappings", "read_okrs", "remember", "restore", "restore_text", "save_key", "to_frame",
    "write_mappings", "write_xlsx", "write_yaml",
]  # fmt: skip
