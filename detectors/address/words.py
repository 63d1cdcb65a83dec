"""The words American addresses are made of, as pieces of regular expressions: USPS Publication 28 and the forms people write."""

from __future__ import annotations

import re

__all__ = [
    "COUNTED",
    "COUNTS",
    "DIGIT",
    "DIRECTION",
    "GAP",
    "MEASURES",
    "NUMBER",
    "NUMBER_WORDS",
    "ONES",
    "ROUTE",
    "SPOKEN",
    "SPOKEN_WORDS",
    "STATE",
    "STATE_CODE",
    "STATE_NAME",
    "STRONG",
    "TEENS",
    "TENS",
    "UNIT",
    "WEAK",
    "YEAR",
    "ZIP",
    "ZIP_REST",
]

GAP = r"[ ]{1,2}"
# A house number begins with a digit that stands free; the digit comes first, so that a search skips to digits at once.
DIGIT = r"\d(?<![\w$.,#/:-]\d)"
# A number that is a year or a house: "2019 Ford", "1912 Lockey".
YEAR = re.compile(r"(?:19|20)\d\d[ ]")
# "Tier 1 Euclid, Custer", "Section 02660 Piping": what it counts is no house's number. False friend: "Apt 4 Benton", which has a home.
COUNTS = re.compile(
    r"\b(?:tier|phase|zone|ward|stage|level|priority|segment|exit|engine|station|precinct|step|item|figure|table|exhibit|section|sections|panel|class[ ]code|volume|"
    r"(?:stop|asset|facility|site|station)[ ]id|bid[ ]item|fund|duns|stop[ ]no\.?|bus[ ]stop|catalog|page|pages)[: ]{1,2}\Z",
    re.IGNORECASE,
)
# Suffixes that hardly mean anything else beside a house number ...
STRONG = (
    r"streets?|str?t?|sts|avenues?|avenida|ave?n?u?|boulevard|blvd|boul|bvd|bl|roads?|rd|drive|dr|drs|lane|ln|la|court|ct|cts|"
    r"circle|cir|circ|terrace|terr?|place|pl|pls|plaza|plz|square|sq|parkway|pkwy?|pky|pkway|highway|hwy|freeway|fwy|"
    r"expressway|expy|expwy|turnpike|tpke?|trail|trl|alley|aly|causeway|cswy|crossroads?|xrd|bypass|throughway|broadway|"
    r"esplanade|viaduct|mews|promenade|gulch"
)
# ... and those that are ordinary words or parts of names too: they need capitals and company.
WEAK = (
    r"way|wy|loop|run|path|pike|row|walk|pass|point|pt|view|vw|vista|vis|ridge|rdg|hill|hl|hills|hls|park|grove|grv|garden|"
    r"gardens|gdns|heights|hts|hollow|holw|island|isle|junction|jct|key|knoll|knolls|lake|landing|lndg|manor|mnr|meadow|meadows|"
    r"mdws|mill|mills|mountain|mtn|oval|overlook|creek|crk|crossing|xing|cove|cv|center|ctr|centre|crescent|cres|canyon|cyn|"
    r"bend|bluff|branch|bridge|brook|burg|camp|cape|club|common|commons|corner|corners|course|dale|dam|divide|estate|estates|"
    r"extension|ext|extensions|falls|ferry|field|fields|flat|flats|ford|forest|forge|fork|forks|fort|ft|gateway|glen|green|harbor|haven|"
    r"inlet|light|lock|lodge|mall|mission|motorway|neck|orchard|plain|plains|port|prairie|ramp|ranch|rapids|rest|river|"
    r"route|rue|shoal|shoals|shore|shores|skyway|spring|springs|spur|stravenue|stream|summit|trace|track|tunnel|underpass|"
    r"union|valley|village|ville|well|wells|parade|close|quay|yard|chase|crest|highlands|woods|wood|trafficway|rest"
)
DIRECTION = (
    r"north[ ]?east(?:ern)?|north[ ]?west(?:ern)?|south[ ]?east(?:ern)?|south[ ]?west(?:ern)?|north|south|east|west|"
    r"n\.?[ ]?e|n\.?[ ]?w|s\.?[ ]?e|s\.?[ ]?w|no|so|n|s|e|w"
)
# 316 · 1101-1105 · 221B · 9 1/2 · N6W23001 · Two Hundred
TEENS = "Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen"
TENS = "Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety"
ONES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine"
SPOKEN = f"{ONES}|{TEENS}|{TENS}"
SPOKEN_WORDS = frozenset(SPOKEN.split("|"))
# Two Hundred, Sixteen Twelve, One Oh Four, Twenty-Two Fifteen
NUMBER_WORDS = rf"(?:(?:{SPOKEN})(?:[ -](?:Hundred|Thousand|Oh|{SPOKEN})){{0,4}})"
NUMBER = rf"(?:\d{{1,6}}(?:[-–]\d{{1,5}})?[A-Za-z]?(?:[ -]?\d/\d)?|[NSEW]\d{{1,3}}[NSEW]\d{{2,5}}|{NUMBER_WORDS})"
UNIT = (
    r"(?:(?:apt|apartment|suite|suites|ste|unit|lot|spc|space|room|rm|floor|fl|flr|bldg|building|tower|twr|dept|department|flat|apartamento|apto|depto|"
    r"trlr|trailer|slip|hangar|hngr|pier|stop|studio|penthouse|ph|office|ofc|lbby|bin|msc|mail[ ]stop|upper|lower)\b[ .:]{0,2}#?[ ]?"
    r"(?:\d[\w-]{0,7}|[A-Za-z]?-?\d{1,5}[A-Za-z]?|[A-Za-z]{1,2})\b"
    r"|(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|ground|top|main|lower|upper)[ ](?:floor|fl|flr|level)\b"
    r"|\#[ ]?(?:apt[ ]|ste[ ]|unit[ ])?[\w-]{1,8})"
)
STATE_CODE = (
    "A[AEKLPRZ]|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|"
    "V[AIT]|W[AIVY]"
)
STATE_NAME = (
    r"Alabama|Alaska|Arizona|Arkansas|California|Calif|Colorado|Connecticut|Conn|Delaware|District[ ]of[ ]Columbia|D\.[ ]?C|"
    r"Florida|Fla|Georgia|Hawaii|Idaho|Illinois|Ill|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Mass|"
    r"Michigan|Mich|Minnesota|Minn|Mississippi|Missouri|Montana|Mont|Nebraska|Nevada|New[ ]Hampshire|New[ ]Jersey|N\.[ ]?J|"
    r"New[ ]Mexico|N\.[ ]?M|New[ ]York|N\.[ ]?Y|North[ ]Carolina|N\.[ ]?C|North[ ]Dakota|Ohio|Oklahoma|Okla|Oregon|Ore|"
    r"Pennsylvania|Penna?|Puerto[ ]Rico|Rhode[ ]Island|R\.[ ]?I|South[ ]Carolina|S\.[ ]?C|South[ ]Dakota|Tennessee|Tenn|"
    r"Texas|Tex|Utah|Vermont|Virginia|Washington|Wash|West[ ]Virginia|W\.[ ]?Va|Wisconsin|Wis|Wyoming|Wyo"
)
STATE = rf"(?:{STATE_NAME}|{STATE_CODE})"
ZIP_REST = r"\d{4}(?:[-–][ ]?\d{4}|\d{4})?"
ZIP = rf"\d{ZIP_REST}"
# A numbered road: US Highway 12 West, MT Hwy 200, County Road 12, I-15, State Route 118.
ROUTE = (
    r"(?:(?:(?:u\.?s\.?|state|county|co|old|business|farm(?:[ ]to[ ]market)?|mt|montana|[a-z]{2}|indiana|forest(?:[ ]service)?|interstate)\.?[ ]){0,2}"
    r"(?:highway|hwy|route|rte?|road|rd|loop|spur|interstate|business)\.?[ ]?(?:no\.?[ ]|\#[ ]?)?(?:\d{1,4}[A-Za-z]?|[ ](?-i:[A-Z]{1,2}))\b"
    rf"|(?:u\.s\.|fm|cr|sr|us|i|co[ ]rd)\.?[ -]?\d{{1,4}}[A-Za-z]?\b)(?:[ ](?:business|bypass|(?:{DIRECTION}))\b)?"
)
# What stands behind a number that counts or dates something and so is no house number ...
_COUNTED = (
    r"days?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|seconds?|am|pm|a\.m|p\.m|people|persons?|residents?|"
    r"percent|pct|dollars?|cents|miles?|mi|feet|foot|ft|inch(?:es)?|in|yards?|acres?|gallons?|tons?|lbs?|pounds?|kg|mg|ml|mm|cm|km|"
    r"times?|copies|pages?|items?|units?|copy|votes?|members?|employees?|cars?|trips?|of|an|or|to|for|is|are|was|were|"
    r"on|at|by|with|from|per|if|as|that|this|these|those|which|who|than|then|more|less|other|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|fri|sat|sun|"
    r"million|billion|thousand|hundred|dozen|fiscal|budget|annual|total|points?|shares?|questions?|bedrooms?|bath(?:rooms?)?|"
    r"have|has|had|will|would|can|could|should|may|might|do|does|did|not|yes|i|we|you|he|she|they|it|my|our|your|his|her|their|"
    r"sy|lf|ea|ls|cy|cf|ccf|sf|gal|gpm|hp|hour|point|ways|lanes|stars|et|pst|cst|mst|gmt|utc|edt|cdt|mdt|pdt|inc|llc|corp|ltd|co"
)
COUNTED = re.compile(rf"(?:{_COUNTED})\b", re.IGNORECASE)
# ... and what also begins a street's name, which only a cell with nothing else in it shows.
MEASURES = re.compile(rf"(?:{_COUNTED}|the|a|and|new|old|no|star|way|lane|day|est)\b", re.IGNORECASE)
