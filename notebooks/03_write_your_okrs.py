# %% [markdown] tags=["welcome"]
# # Write your OKRs
#
# Seven short steps, from the people you do it for to a page you can send round. Go back and forth as you
# like. Every word is saved while you type, in the folder `my-drafts` beside this notebook; close the page,
# come back tomorrow, and go on where you were. Nothing you type leaves this computer.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% tags=["writing-path"]
from okrcoach.widgets import writing_path

writing_path()

# %% [markdown] tags=["how-it-works"]
# ## How to read the page
#
# - **Your words** are set in a book face, ours in a plain one. Rewrites are in yours: they are offers, and
#   *Undo* takes them back.
# - **A blank** such as `<baseline>` stays until you fill it. The coach never makes up a figure. A draft with
#   blanks is a good draft: they tell you whom to ask next.
# - **Key results** grow from their fields, or you write the sentence and the fields follow. A measure can be
#   looked up by typing a word of it.
# - **My drafts** lists what you have written here, starts another one, and goes on with an Excel, CSV,
#   Markdown or YAML file that you bring along.

# %% [markdown] tags=["next"]
# ## Where to go next
#
# Take the page to the people you named in the first step and ask them whether they recognise themselves.
# When the quarter runs, the text file and the tracking workbook are what you check in with.
