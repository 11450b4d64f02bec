"""The embedded tables: one loader a table or family, each row with the source it came from."""

import pandas as pd

# Where pyarrow is installed, pandas would keep words in it, and search them with another dialect of regular expressions:
# the contracts mean Python's, and an installed package must not change what a table may hold.
pd.set_option("mode.string_storage", "python")
