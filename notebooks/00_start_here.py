# %% [markdown] tags=["welcome"]
# # Start here
#
# okrcoach reads the OKRs you draft and says what each line is: an **objective**, an **outcome key result**,
# a **task** or a **heartbeat**. It shows its reasons in your own words and asks the question that helps you
# write the next version. Nothing you type leaves this computer.

# %% [markdown] tags=["run-once", "lab-only"]
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

# %% [markdown] tags=["doors"]
# ## Three doors
#
# **You want to learn**
#
# 1. [Objective, key result or task?](01_objective_key_result_or_task.ipynb) Short lessons with exercises.
# 2. [OKR or heartbeat?](02_okr_or_heartbeat.ipynb) What to push, what to watch, what not to harm.
# 3. [Write your OKRs](03_write_your_okrs.ipynb) A path from who your user is to a set you can show.
#
# **You coach**
#
# - [Critique a client's OKRs](07_critique_a_clients_okrs.ipynb) From their spreadsheet to a report you can send on.
# - [Score and check in](04_score_and_check_in.ipynb) Grade a quarter, keep the weekly rhythm, play one through.
# - [Flow and value streams](05_flow_and_value_streams.ipynb) Where work waits, and which OKRs speed it up.
# - [Benefits and outcomes](06_benefits_and_outcomes.ipynb) From the work to what it was for; what to stop.
#
# **You teach**
#
# - [The trainer's desk](08_trainer_desk.ipynb) Write exercises, and see what the class gets wrong.

# %% [markdown] tags=["whole-set"]
# ## A whole set
#
# Paste or type a set, an objective and its key results: each line is read as you write it, and what is to say
# about all of them stands at the side.

# %% tags=["set-editor"]
from okrcoach.widgets import set_editor

set_editor()

# %% [markdown] tags=["samples"]
# ## Six samples
#
# Six drafts come along: four for practice, two to look up to. Choose one. The picture shows what its key
# results are; the critique below it says what to do first, then goes through it line by line.

# %% tags=["set-browser"]
from okrcoach.widgets import set_browser

set_browser()

# %% [markdown] tags=["next"]
# ## In a terminal, too
#
# - `okrcoach critique drafts.xlsx -o critique.html` reads Excel, CSV, Markdown or YAML and writes a page you can
#   send on as it is. `okrcoach rules` lists what is looked for, with its sources and who sees it otherwise.
# - The samples lie in the folder `datasets` beside this notebook. Replace their words with yours.
