# %% [markdown] tags=["welcome"]
# # Critique a client's OKRs
#
# The draft came on Monday; the report goes back on Tuesday. Five steps: bring the draft, check that it is
# read as it was meant, decide line by line what you want to say, look at the set, send the report.
# Nothing leaves this computer.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only click and type.

# %% [markdown] tags=["how"]
# - **Every point is an offer.** Accept it, put it in your own words, or dismiss it with a reason. What you
#   dismiss is listed at the end of the report with that reason, so that nobody wonders.
# - **With the keyboard:** `j` and `k` walk through the lines, `a` accepts the next open point, `e` edits it,
#   `d` dismisses it.
# - **Stop whenever you like.** What you have decided lies in the folder `reviews`. Open the same draft again
#   and it is back; in a changed draft it is back for every line that stayed the same.

# %% tags=["client-desk"]
from okrcoach.widgets import client_board

client_board()

# %% [markdown] tags=["confidential"]
# ## What stays where
#
# This notebook keeps none of your client's words. Your decisions lie in `reviews` until you choose *Delete
# this work*. A report without names comes with a key file of its own: whoever has it can bring the names
# back, so keep it to yourself.
