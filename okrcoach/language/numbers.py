"""Finds numbers and dates in a cleaned statement, with value and unit, but not yet their roles.

One expression reads everything that can look like a number, longest reading first: dates and
names that merely contain digits ("ISO 27001", "Q3", "B2B") have to be seen before numbers are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:fy\s?'?)?(?:19|20)\d\d(?:\s?[/-]\s?(?:(?:20)?\d\d))?|fy\s?'?\d\d(?:[/-]\d\d)?|'\d\d)"
_PERIOD = (
    r"(?:week|month|quarter|term|semester|trimester|half|year|season|sprint|cycle|fiscal year"
    r"|financial year|school year)"
)
_QUARTER = rf"(?:(?:q[1-4]|h[12])(?:\s?[-/]\s?(?:q[1-4]|h[12]))?(?:[\s/,'-]{{0,3}}{_YEAR})?)"
_DATE = rf"""
    \d{{4}}-\d\d(?:-\d\d)?(?!\d)
  | \d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d(?!\d)
  | \d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?!\w)(?:,?\s{_YEAR})?
  | {_MONTH}(?<!\w{{12}})\s\d{{1,2}}(?:st|nd|rd|th)?(?![\d%])(?:,?\s{_YEAR})?
  | {_MONTH}\s{_YEAR}
  | {_QUARTER}
  | (?:the\s)?(?:end|start|beginning|middle|close|mid)(?:\s|-)?(?:of\s)?(?:the\s|this\s
      |next\s)?(?:{_QUARTER}|{_MONTH}(?!\w)(?:\s{_YEAR})?|{_YEAR}|(?:academic\s|fiscal\s|financial\s
      |school\s|calendar\s)?{_PERIOD}|summer|winter|spring|autumn|fall)(?!\w)
  | (?:year|month|quarter)[\s-]end(?!\w)
  | eo[yqm](?!\w)
  | (?:this|next|the\scoming|the\snext)\s{_PERIOD}(?!\w)
  | (?:early|mid|late)[\s-](?:{_MONTH}|{_QUARTER}|{_YEAR})(?!\w)
  | {_YEAR}(?![\d%]|\.\d|,\d)
  | (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|ramadan|thanksgiving
      |summer|winter|spring|autumn)(?!\w)
  | {_MONTH}(?!\w)
  | (?:week|wk|day|month)\s\d{{1,3}}(?![\d%])
"""
_NUM = r"(?:\d{1,3}(?:[,'\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\ \d{3})+(?![\d%])|\d+(?:[.,]\d+)?|\.\d+)"
_WHOLE = r"(?:\d{1,3}(?:[,'\u202f]\d{3})+(?!\d)|\d+)"
_SCALE = r"(?:\s?(?:k|m|mm|mn|mio|bn|b|million|billion|thousand|hundred|lakh|crore)(?![\w%]))"
_COIN = (
    r"(?:(?:us|ca|au|nz|hk|[acr])?\$|[€£¥₹₦₽]|(?:usd|eur|gbp|chf|aud|cad|nzd|sek|nok|dkk|inr|zar|jpy|sgd"
    r"|rs\.?|pln|czk)(?=[\s\d]))"
)
_COINS_AFTER = (
    r"(?:usd|eur|euros?|gbp|chf|dollars?|pounds?|francs?|rupees?|sek|nok|dkk|kr|pln|czk|cents?|€|£)"
)
_TIME = (
    r"(?:milliseconds?|millis|msecs?|ms|seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|(?:business|working"
    r"|calendar|school)\sdays?|days?|d|weeks?|wks?|fortnights?|months?|mos?|quarters?|years?|yrs?"
    r"|sprints?|shifts?)"
)
_SIZE = (
    r"(?:[kmgt]i?b|gb/s|mbps|kwh|mwh|gwh|kw|mw|kg|kgs|kilos?|g|tonnes?|tons?|t|lbs?|pounds|km|kms|miles?"
    r"|metres?|meters?|m2|m²|sqm|sq\.?\s?ft|hectares?|acres?|litres?|liters?|l|°c|°f|ppm|db|bpm|mph|km/h"
    r"|calories|kcal|stars?|basis\spoints|bps|ftes?|headcount)"
)
_BLANK = (
    r"(?:<[a-z _-]{1,24}>|\[(?:x+|y+|n+|tb[acd]|number|baseline|target|\?+|_+|\#)\]|_{2,}|\?{2,}|\btb[acd]\b)"
)
_SMALL = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_WORDS = (
    rf"(?:(?:(?:{_SMALL}(?:[-\s](?:one|{_SMALL}))?|one|a|several)\s)?(?:hundred|thousand|million|billion"
    rf"|dozen)(?:\sand\s{_SMALL})?|a\sdozen|{_SMALL}(?:[-\s]?(?:one|{_SMALL}))?|half\sa\smillion)"
)
_FRACTION = r"(?:(?:a|one|two|three)[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)|a\shalf|half)"
_CODE = r"""
    (?:iso(?:/iec)?|iec|soc|pci(?:\sdss)?|nist|rfc|en|din|as|bs|ohsas|iatf|tier|level|phase|version|ver\.?
        |v|stage|wave|sprint|series
       |chapter|section|article|gate|grade|year|class|room|line|building|site|group|part|step|milestone
           |type|category|cat\.?|track|round|area|zone|unit|week|ward|route|form|schedule|annex|appendix
           |bay|hall|dock|plant|floor)
       [-\s]?\d+(?:[.:]\d+)*[a-z]?(?:[:/-]\d{2,4})?(?!\s?%|[\d,.]*\d)(?!\w)
  | v\d+(?:\.\d+)*(?!\w) | \d+\.\d+\.\d+(?:\.\d+)*
  | (?:p|net|tls|http|h|i18n|b|c|g|k|l|gpt|s|o|a|web|mp|co|r|e|f|lv|x)-?\d+[a-z]?\d?(?![\w%.])
      | \w*[a-z]\d+\w*
  | 24\s?[/x]\s?7(?:/365)? | 360[-\s]?(?:degree|°)? (?=\s?feedback|\s?review|\s?degree) | 1:1s? | 1-on-1s?
      | one[-\s](?:on|to)[-\s]one
  | \d+xx | \d+d(?=\s) | \d+(?:st|nd|rd|th)(?!\s?percentile)(?!\w) | covid-?19 | \d+-?(?:factor|way
      |sided)(?!\w) | \#\d+(?=\s(?:on|priority)) | 5s(?=\s(?:audit|program|standard|board|method))
"""
_MULTIPLE = (
    r"(?:doubl(?:es|ed|ing|e)|tripl(?:es|ed|ing|e)|trebl(?:es|ed|ing|e)|quadrupl(?:es|ed|ing|e)|halv(?:es"
    r"|ed|ing|e)|(?:two|three|four|five|ten)[-\s]?fold|twice|thrice)"
)

#: How anything below can begin; everything else is passed over at the first glance.
_START = r"""
    [\d$€£¥₹₦₽+~±.<\[_?\#-] | \w{0,12}\d | (?:us|ca|au|nz|hk|[acr])\$
  | jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec | eo[yqm]\b
  | (?:the\s)?(?:end|start|beginning|middle|close|mid)[\s-] | early|late|year|month|quarter
  | this\s|next\s|the\s(?:coming|next)
  | monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|easter|ramadan|thanksgiving
  | summer|winter|spring|autumn | (?:week|wk|day|month)[\s-]
  | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen
  | seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety
  | hundred|thousand|million|billion|dozen|several\s(?:hundred|thousand|million|billion|dozen)|hal[fv]
  | doubl|tripl|trebl|quadrupl|twice|thrice|once\s
  | an?\s(?:dozen|half|third|quarter|fifth|tenth|hundred|thousand|million|billion|business|working
      |calendar|school|milli|second|sec|minute|min|hour|hr|day|week|wk|fortnight|month|year|yr|sprint|shift|mo\b|[hsd]\b)
  | no\.?\s|number\s|top[\s-]|rank
  | (?:usd|eur|gbp|chf|aud|cad|nzd|sek|nok|dkk|inr|zar|jpy|sgd|rs|pln|czk)[\s.\d]
  | tb[acd]\b | x{1,5}\b|y{1,5}\b|n{1,5}\b|x%|y%|n%
  | (?:iso|iec|soc|pci|nist|rfc|en|din|as|bs|ohsas|iatf|tier|level|phase|version|ver|v|stage|wave|series
      |chapter|section|article|gate|grade|class|room|line|building|site|group|part|step|milestone|type|category|cat|track|round|area|zone
      |unit|ward|route|form|schedule|annex|appendix|bay|hall|dock|plant|floor)[\s./-][^a-z]*\d
  | iso/iec|pci\sdss | covid
"""

_SCAN = re.compile(
    rf"""(?<![\w.])(?={_START})(?:
    (?P<date>{_DATE})
  | (?P<ratio>{_WHOLE}\s?(?:in|of|out\sof)\s(?:every\s)?{_WHOLE}(?![\d.,]*\s?%))
  | (?P<rating>(?!24\s?/\s?7)\d+(?:\.\d+)?\s?/\s?(?:5|10|100|7|20)(?![\d/]))
  | (?P<per>{_NUM}\s?(?:x|×|times)\s?(?:/|per\s|a\s|each\s)\s?(?:day|week|month|quarter|year)|(?:once
      |twice)\s(?:a|per)\s(?:day|week|month|quarter|year))
  | (?P<pctile>{_NUM}(?:st|nd|rd|th)\spercentile)
  | (?P<money>[+-]?{_COIN}\s?{_NUM}{_SCALE}?|[+-]?{_NUM}{_SCALE}?\s?{_COINS_AFTER}(?!\w))
  | (?P<pct>[+~±-]?(?:{_NUM}|x+|y+|n+|_+|\?+|(?:one\shundred|{_SMALL}(?:[-\s](?:one
      |{_SMALL}))?))(?:\s?-\s?{_NUM})?\s?(?:%(?:[-\s]?(?:age\s)?points?(?!\w))?
      |per\s?cent(?:age\spoints?)?(?!\w)|pct(?!\w)|pp(?!\w)|ppts?(?!\w)|pts?(?!\w)|percentage[-\s]points?
      |points?(?!\w)))
  | (?P<mult>[+]?{_NUM}\s?(?:x|×|times)(?![\w])|{_MULTIPLE}(?!\w))
  | (?P<frac>{_FRACTION}(?=\s(?:of|the|as)\s))
  | (?P<time>[+-]?(?:{_NUM}|a|an|one|{_SMALL})(?:\s?-\s?{_NUM})?(?:\s|-)?{_TIME}(?![\w]))
  | (?P<size>[+-]?{_NUM}{_SCALE}?(?:\s|-)?{_SIZE}(?![\w]))
  | (?P<rank>(?:\#|no\.?\s?|number\s|top[-\s]|rank(?:ed)?\s\#?)(?:\d+|one|two|three|five|ten)(?![\w%]))
  | (?P<code>{_CODE})
  | (?P<num>[+~]?{_NUM}{_SCALE}?(?:\s?-\s?{_NUM}{_SCALE}?)?(?:\s?\+(?=\s|$|\)))?)(?![\w])
  | (?P<part>{_FRACTION}(?!\w))
  | (?P<words>{_WORDS}(?![\w-]))
  | (?P<blank>{_BLANK}%?)
  | (?P<xy>(?-i:X|Y|N|XX|YY|NN|XXX)(?![\w'&-]))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "several": 3,
}  # fmt: skip
_TIMES = {
    "k": 1000.0, "thousand": 1000.0, "m": 1000000.0, "mm": 1000000.0, "mn": 1000000.0, "mio": 1000000.0,
    "million": 1000000.0, "bn": 1000000000.0, "b": 1000000000.0, "billion": 1000000000.0, "hundred":
    100, "lakh": 100000.0, "crore": 10000000.0, "dozen": 12,
}  # fmt: skip
_FACTORS = {
    "doub": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5, "two": 2.0, "three": 3.0, "four":
    4.0, "five": 5.0, "ten": 10.0, "twic": 2.0, "thri": 3.0,
}  # fmt: skip
_UNITS = {
    "milli": "ms", "msec": "ms", "ms": "ms", "sec": "s", "s": "s", "min": "min", "hour": "h", "hr": "h",
    "h": "h", "business": "day", "working": "day", "calendar": "day", "school": "day", "day": "day",
    "d": "day", "week": "week", "wk": "week", "fortnight": "fortnight", "month": "month", "mo": "month",
    "quarter": "quarter", "year": "year", "yr": "year", "sprint": "sprint", "shift": "shift",
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:[,'\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+")


#: What stands before a placeholder: "from X to Y", "by N".
_BEFORE_BLANK = re.compile(r"(?:\b(?:from|to|by|of|least|than)|[\u2192=><$\u20ac\u00a3])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number or date as it stands in the cleaned text."""

    #: "date", "ratio", "rating", "per", "pctile", "money", "pct", "mult", "time", "size", "rank",
    #: "code", "num", "frac", "words", "blank" or "xy".
    sort: str
    start: int
    end: int
    text: str
    value: float | None
    high: float | None
    unit: str


def sightings(text: str) -> tuple[Sighting, ...]:
    """Return everything that looks like a number or a date, left to right, without overlaps."""
    found = []
    for m in _SCAN.finditer(text):
        sort = m.lastgroup or "num"
        words = m.group(sort)
        start, end = m.span(sort)
        if sort == "part":
            sort = "frac"
        if words[:1] == "~":
            start, words = start + 1, words[1:]
        if sort == "date" and not _is_date(words, text, start, end):
            continue
        if sort == "xy" and not _is_blank(text, start, end):
            continue
        if sort == "time" and not _is_time(words, text, start, end):
            digits = _DIGITS.match(words)
            if not digits:
                continue
            sort, words, end = "num", digits.group(), start + digits.end()
        value, high, unit = _read(sort, words.lower())
        found.append(Sighting(sort, start, end, text[start:end], value, high, unit))
    return tuple(found)


def _is_date(words: str, text: str, start: int, end: int) -> bool:
    """Months and seasons are names and verbs too: "may", "march", "spring", "fall"."""
    low = words.lower()
    if low in ("may", "march", "mar", "spring", "summer", "winter", "autumn", "jan", "sun", "sat", "dec"):
        before = text[:start].rstrip().lower()
        if low == "may" and words[0] != "M":
            return before.endswith(("by", "in", "until", "before", "end of"))
        return before.endswith(
            (
                "by",
                "in",
                "until",
                "before",
                "of",
                "till",
                "this",
                "next",
                ",",
                "(",
                "from",
                "since",
                "for",
                "due",
            )
        )
    if re.fullmatch(r"(?:19|20)\d\d", low):
        after = text[end : end + 12].lower()
        before = text[:start].rstrip().lower()
        return not re.match(
            r"\s?(?:\+|ms\b|[a-z]*(?:users|customers|members|people|hours|leads|units))", after
        ) and not (
            before.endswith((" from", " to", "least", "than", "reach"))
            and not before.endswith(("back to", "up to"))
        )
    return True


def _is_blank(text: str, start: int, end: int) -> bool:
    """A lone X or Y is a placeholder only where a number could stand ("from X to Y")."""
    return bool(_BEFORE_BLANK.search(text[:start])) and not text[end : end + 1].isalnum()


def _is_time(words: str, text: str, start: int, end: int) -> bool:
    """Keep "20 s" and "3 d" but not "a shift", "a quarter of", "5 S audit"."""
    low = words.lower()
    if low[0] in "ao" and not low.startswith("one"):
        before = text[:start].rstrip().lower()
        return before.endswith(("within", "under", "than", "in", "to", "below", "from")) and not low.endswith(
            ("shift", "sprint", "quarter", "d", "s")
        )
    if low.endswith(("s", "d", "h")) and re.fullmatch(r"\d+(?:[.,]\d+)?\s(?:s|d|h)", low):
        return not text[end : end + 8].strip().lower().startswith(("audit", "program"))
    return True


def _number(words: str) -> float | None:
    """Read digits or spelled-out numbers, scale included."""
    digits = _DIGITS.search(words)
    if digits:
        raw = digits.group()
        if re.fullmatch(r"\d{1,3}(?:[,'\u202f ]\d{3})+(?:\.\d+)?", raw):
            value = float(re.sub(r"[,'\u202f ]", "", raw))
        else:
            value = float(raw.replace(",", "."))
        scale = re.match(r"\s?([a-z]+)", words[digits.end() :])
        return value * _TIMES.get(scale[1], 1) if scale else value
    total: float | None = None
    for word in re.findall(r"[a-z]+", words):
        if word in _VALUE:
            total = (total or 0) + _VALUE[word]
        elif word in _TIMES:
            total = (total or 1) * _TIMES[word]
    return total


def _read(sort: str, words: str) -> tuple[float | None, float | None, str]:
    """Return value, upper end and unit of a sighting."""
    if sort in ("date", "code", "blank", "xy"):
        return None, None, "%" if words.endswith("%") else ""
    high = None
    if (span := re.search(r"\d\s?-\s?(\d[\d.,]*)", words)) and sort in ("pct", "time", "num"):
        high = _number(span[1])
    if sort == "mult":
        for head, factor in _FACTORS.items():
            if words.startswith(head):
                return factor, None, "x"
        return _number(words), None, "x"
    if sort == "frac":
        return (
            (0.5 if "hal" in words else 1 / 3 if "third" in words else 0.25 if "quart" in words else 0.2),
            None,
            "part",
        )
    value = _number(words)
    if sort == "pct":
        return (
            value,
            high,
            "points" if re.search(r"p(?:oin|p|t)", words.replace("per", "").replace("pct", "")) else "%",
        )
    if sort == "money":
        coin = re.search(rf"{_COIN}|{_COINS_AFTER}", words)
        return value, high, coin.group().strip() if coin else "$"
    if sort == "time":
        value = _number(words)
        unit = re.sub(r"^[^a-z]*(?:an?\b|one|[a-z]+\s(?=[a-z]))?[\s-]*", "", words) or words
        return value, high, next((u for head, u in _UNITS.items() if unit.startswith(head)), unit)
    if sort == "size":
        return value, high, re.sub(r"^[^a-z\u00b0]*", "", words)
    return (
        value,
        high,
        {"rating": "rating", "pctile": "percentile", "rank": "rank", "per": "count", "ratio": "part"}.get(
            sort, "count"
        ),
    )
