# %% [markdown] tags=["welcome"]
# # Flow and value streams
#
# OKRs can help work to flow, or pile more work onto a stream that is full already. Here you see how work flows
# now, where it waits, and which of your key results would change that.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["how-work-flows"]
# ## How work flows
#
# Take the sample, or bring a CSV from your tracker. You see first how the file was read: what counts as a type,
# where the clock starts, which states are waiting. Five metrics follow, after Mik Kersten's Flow Framework:
#
# - **Velocity:** how many items get done.
# - **Time:** how long one takes from start to done, nights and waiting included.
# - **Efficiency:** the share of that time in which somebody works on it.
# - **Load:** how many are under way at once.
# - **Distribution:** how much of what is done are features, defects, risks and debt.
#
# Below them stand OKRs: your own, or the sample. Those that move one of these metrics the better way speed flow.
# A line that only says what will be done adds work in progress, and *OKRs that ignore capacity only raise work in
# progress* (Kersten). Where a key result speaks of flow, its starting point comes from your items.

# %% tags=["flow"]
from okrcoach.widgets import flow_board

flow_board()

# %% [markdown] tags=["two-sets"]
# ## From the company to the value stream, without copying
#
# A company's key result, handed down word for word, gives a stream a number that it cannot move by itself. Felipe
# Castro holds that OKRs do not cascade: alignment goes both ways. Kersten lets value streams set OKRs of their own.
# Others see it less strictly: Google builds hierarchies for large groups, WFM Labs lets OKRs cascade as long as one
# can trace them. All agree that one should be able to say what serves what.
#
# Three ways to look at a result (Kersten's lenses) help to divide the work:
#
# - **Business:** what customers or money say. It proves, and it comes late.
# - **Flow:** how work moves through the stream. It shows sooner, and the stream can change it.
# - **Team:** how a team works. Good for solving problems fast; at the top of a set it makes poor key results.
#
# They come from software delivery. Jeff Gothelf and Josh Seiden look for what people *do* differently, which is none
# of the three.

# %% tags=["alignment"]
from okrcoach.widgets import alignment_board

alignment_board()

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - **In a terminal**, `okrcoach flow items.csv --okrs draft.yaml` says the same, and `-o flow.html` writes a page.
# - **What came of it** for customers: the next notebook, `06_benefits_and_outcomes`.
