"""How much of a file this program is willing to take in, so that a hostile one cannot take the machine."""

COLUMN_LIMIT = 2000
FIELD_LIMIT = 10_000_000  # characters; the row of a longer one is refused
LINE_LIMIT = (
    64 << 20
)  # bytes; a longer one is refused, and so is a file that never closes a quote for so long
UNPACKED_LIMIT = 60 << 30  # bytes that one archive may unpack to
BOMB_RATIO, BOMB_FROM = (
    200,
    50 << 20,
)  # so many bytes out of each packed one are suspicious, once so many came out
MEMBER_LIMIT = 1000
PARQUET_CELL_LIMIT = 20_000_000_000
PARQUET_RATIO, PARQUET_FROM = (
    2_000,
    1 << 30,
)  # bytes for each packed byte; bytes below which it does not matter
PARQUET_ROWS_PER_BYTE = 4  # for each packed byte: a table of events takes more than a byte a row
SHEET_ROW_LIMIT = 1_048_576  # what a sheet can hold
JSON_DEPTH_LIMIT = 100
NESTED_KEY_LIMIT = 400
