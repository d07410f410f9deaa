# %% [markdown] tags=["welcome"]
# # Benefits and outcomes
#
# An output is what a programme produces. An outcome is what people do differently because of it. A benefit is what
# somebody gains from that, and it comes last. Here you see which benefits are on their way, which came, and what to
# stop so that there is time for them.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["register"]
# ## The register, seen from a day
#
# A benefit without an owner and a baseline is an aspiration (WFM Labs), so those come first. The others are judged
# only when they can show: whoever measures before that misjudges. Choose the day to look from and watch the standing
# change.
#
# Then follow a benefit back to the work that makes it possible, or a piece of work on to what it is there for.

# %% tags=["benefits"]
from okrcoach.widgets import benefits_board

benefits_board()

# %% [markdown] tags=["customer"]
# ## Seen by the customer
#
# Carsten Ley and Doing CX Right ask of every set what gets better for a customer. Three questions help with a line:
#
# 1. **Who notices?** A customer, a patient, a tenant; for HR or finance it is the colleague who is served.
# 2. **What do they do or feel differently then?** Not what you hand over.
# 3. **Would they pay, come back or tell others for it?** If a line could come true with no gain for anybody, reword
#    it (Google's playbook).
#
# Type a line. It is read as these authors would read it.

# %% tags=["customer-line"]
from okrcoach.widgets import customer_box

customer_box()

# %% [markdown] tags=["stop"]
# ## What to stop
#
# The other road to more value is less waste: find it, then stop it (Doing CX Right). Birkinshaw and Cohen found that
# people who look can drop or hand over much of their work. List what comes round again and again, say what a customer
# has from it, and see what that frees. The word of a customer counts more than yours here: where nobody has asked,
# leave it at *not said*.

# %% tags=["stop-list"]
from okrcoach.widgets import stop_board

stop_board()

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - **In a terminal**, `okrcoach benefits register.yaml --at 2026-09-30 -o benefits.html` and
#   `okrcoach stoplist activities.csv -o stop.html` write pages to pass on.
