# %% [markdown] tags=["welcome"]
# # Start here
#
# okrcoach reads the OKRs you draft and says what each line is: an **objective**, an **outcome key result**,
# a **task** or a **heartbeat**. It shows its reasons in your own words and asks the question that helps you
# write the next version. Nothing you type leaves this computer.
#
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["one-line"]
# ## One line
#
# Write a line as rough as it comes, or borrow one of the three. The marks, the verdict and the rewrites
# follow every key. *Use this* puts a rewrite in place of your words, with the first gap ready to fill; Undo
# brings your words back.

# %% tags=["live-box"]
from okrcoach.widgets import live_box

live_box()

# %% [markdown] tags=["four-kinds"]
# Wavy means *fix first*, dashed *worth a look*, dotted *good to know*; a solid line is a part that was read.
#
# - **Objective:** where you want to be; worth wanting, no number. *Parents know who to call at night.*
# - **Outcome key result:** a change one can count, which can fail after all the work is done.
#   *Cut missed vaccinations from 12% to 5% by June.*
# - **Task:** work you can tick off. *Translate the leaflet into four languages.*
# - **Heartbeat:** a level to hold; one notices it when it stops. *Answer 90% of night calls within a minute.*

# %% [markdown] tags=["whole-set"]
# ## A whole set
#
# Six drafts come along: four for practice, two to look up to. Choose one. The picture shows what its key
# results are; the critique below it says what to do first, then goes through it line by line.

# %% tags=["set-browser"]
from okrcoach.widgets import set_browser

set_browser()

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - **Your own draft.** In a terminal, `okrcoach critique drafts.xlsx -o critique.html` reads Excel, CSV,
#   Markdown or YAML and writes a page you can send on as it is.
# - **The rules.** `okrcoach rules` lists what is looked for, with its sources and who sees it otherwise.
# - **The sample sets** lie in the folder `datasets` beside this notebook. Replace their words with yours.
