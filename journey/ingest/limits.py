"""How much of a file this program is willing to take in, so that a hostile one cannot take the machine."""

MOST_COLUMNS = 2000
LONGEST_FIELD = 10_000_000  # characters; the row of a longer one is refused
LONGEST_LINE = (
    64 << 20
)  # bytes; a longer one is refused, and so is a file that never closes a quote for so long
MOST_UNPACKED = 60 << 30  # bytes that one archive may unpack to
BOMB_RATIO, BOMB_FROM = (
    200,
    50 << 20,
)  # so many bytes out of each packed one are suspicious, once so many came out
MOST_MEMBERS = 1000
MOST_PARQUET_CELLS = 20_000_000_000
PARQUET_RATIO, PARQUET_FROM = (
    2_000,
    1 << 30,
)  # bytes for each packed byte; bytes below which it does not matter
PARQUET_ROWS = 4  # for each packed byte: a table of events takes more than a byte a row
MOST_SHEET_ROWS = 1_048_576  # what a sheet can hold
DEEPEST_JSON = 100
MOST_NESTED_KEYS = 400
