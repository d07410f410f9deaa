# %% [markdown] tags=["welcome"]
# # Score and check in
#
# Good words are the start. A quarter is steered once a week, in ten minutes: where we stand, how sure we are,
# what we change. At the end it is graded, honestly.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["about-scores"]
# ## Where does the quarter stand?
#
# Three teams have left their quarter here. Choose one and move through its weeks; open a key result that
# worries you. *Stand-up* and *Four squares* are the pages for the Monday meeting, *Grades* is for the end.
# Your own team's files can be opened, too: they are read on this computer and go nowhere else.

# %% tags=["score-board"]
from okrcoach.widgets import score_board

scores = score_board()
scores

# %% [markdown] tags=["reading-grades"]
# A grade is no school mark. Of a **committed** key result 1.0 is expected, and a miss asks what was learned.
# Of an **aspirational** one 0.6 to 0.7 is good, and 1.0 again and again means that it was not hard enough.
# Progress counts from where you started: from 420 calls to 260, 340 is half of the way. A guardrail
# is held or not; it is in no average.

# %% [markdown] tags=["about-check-ins"]
# ## Check in
#
# Take over a team in the middle of its quarter. Give the value, how sure you are (5 is even chances), and one line
# on why. The log only grows: a slip is put right by a new entry, a moved target shows both scores. The board
# above follows what you write.

# %% tags=["check-in-board"]
from okrcoach.widgets import check_in_board

check_in_board(scores)

# %% [markdown] tags=["about-simulator"]
# ## Steer a quarter of your own
#
# Twelve weeks in ten minutes. Readings jump by chance, some effects take weeks, and the fastest way may strain a
# heartbeat. Before each change of course, write down what you expect. At the end you see what was signal;
# the same seed gives you the same quarter again.

# %% tags=["quarter-board"]
from okrcoach.widgets import quarter_board

quarter_board()

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - **Your own team.** What a team's file may say is told in `datasets/quarters/README.md`. Copy one of the
#   three, replace its words with yours, and open it above.
# - **In a terminal:** `okrcoach score team.yaml`, `okrcoach checkin team.yaml 1.1 --value 12 --confidence 6`.
# - **What slows the work down** is the matter of `05_flow_and_value_streams`.
