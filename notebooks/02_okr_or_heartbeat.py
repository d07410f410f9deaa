# %% [markdown] tags=["welcome"]
# # OKR or heartbeat?
#
# Most of what a team does is not meant to change this quarter; it is meant to go on. This notebook is about telling
# the two apart, and about what happens when they pull on the same day.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["three-piles"]
# ## 1. Three piles
#
# - **OKR:** what is to be different when the cycle ends. *Ferries that leave on time rise from 71% to 88% by
#   September.*
# - **Heartbeat:** what runs and is watched; if nothing changes, all is well. *The ticket office opens at six.*
# - **Guardrail:** a heartbeat with a special duty. It stands beside a push and says what must not be paid for it.
#   *Passengers left on the pier stay below 5 a week.*
#
# Cards move by mouse, by their list, or by keys: Space lifts, arrows choose, Space drops.

# %% tags=["sort"]
from okrcoach.widgets import exercises, fit_board, heartbeat_board

exercises("okr-or-heartbeat", only=["sort"])

# %% [markdown] tags=["a-set"]
# ## 2. A whole set in its lists
#
# Take the sample, or paste a set of your own. The coach sorts it and says why; put a line elsewhere where you see
# it otherwise. Then look at the four views:
#
# - **The lists.** Give each heartbeat its range (*2 to 4 hours*, *at least 95%*) and where it stands now. A heartbeat
#   without a range cannot raise an alarm. When one leaves its range, it may deserve a place among the OKRs for a
#   cycle, and a result that is reached and steady may leave them (Lamorte, Perdoo and Product Culture say the first;
#   the second is our own mirror of it).
# - **What pulls apart.** A line between a push and what it may be paid with.
# - **Where they stand.** To change or to hold, by whether it is where it should be.
# - **Two schools.** The same set twice; more about them below.

# %% tags=["lists"]
heartbeat_board()

# %% [markdown] tags=["schools"]
# ## 3. Two schools, one argument
#
# **Apart.** Wodtke keeps a few health metrics beside the OKR and shows them in red, yellow and green; GitLab's handbook
# says that OKRs are what is different this quarter. The goals stay few, and routine work is not dressed up as
# ambition.
#
# **Together.** Gothelf is not convinced: whoever has two sets of numbers has to choose between them every day. One half
# of a team sends more mail and wins, the other watches people leave the list and loses. What is held is a feature of
# the goal, he says, so say it in the goal.
#
# Both are right about something. The first keeps a set short; the second makes the price visible. Look at *Two
# schools* above and ask in which of the two *your* team would notice first that something slips. The coach follows the
# first unless `profile = "gothelf"` stands in `okrcoach.toml`.

# %% [markdown] tags=["fit-lead"]
# ## 4. Is an OKR right for this team?
#
# A team whose quarter can be foreseen on its first day may be served better by a few good numbers, says Ley; one that
# does new things with others needs a goal. Think of one team and answer for it.

# %% tags=["fit"]
fit_board()

# %% [markdown] tags=["practice"]
# ## 5. Practise
#
# The whole pack. Where good people disagree, more than one answer counts, and the reason says who they are.

# %% tags=["pack"]
exercises("okr-or-heartbeat")

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - `03_write_your_okrs`: your own set, with guardrails and heartbeats in their place.
# - `04_score_and_check_in`: what to do with the ranges every week.
# - In a terminal, `okrcoach heartbeats drafts.xlsx` sorts a whole file, and `okrcoach fit` asks the same six questions.
