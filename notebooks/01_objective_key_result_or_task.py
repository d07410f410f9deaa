# %% [markdown] tags=["welcome"]
# # Objective, key result or task?
#
# Six short lessons, each followed by its exercises. Every answer is answered: what is right, what is missing, and
# why. Your answers stay in this folder; close the page whenever you like and go on where you left off.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["four-kinds"]
# ## 1. Four kinds of line
#
# People call almost anything a key result. Forget the label and ask what the line *is*:
#
# - **Objective:** a direction worth wanting, without a number. *Newcomers to the valley stop feeling like guests.*
# - **Outcome key result:** a change in what people do or get, with a number, which may still fail when all your work
#   is done. *Newcomers who join a club within a year rise from 15% to 30% by June.*
# - **Task:** work you can finish by your own effort. *Print a welcome map.*
# - **Heartbeat:** a level to hold, watched and not pushed. *The town office answers within two days.*
#
# Wodtke keeps numbers out of the objective; Seiden looks for a change in what people do in every result.

# %% tags=["classify"]
from okrcoach.widgets import exercises

exercises("foundations", only=["classify", 1])

# %% [markdown] tags=["who-says-yes"]
# ## 2. Who has to say yes?
#
# The quickest test for a task in disguise: *could we reach it, and nobody else does anything differently?* Then it is
# work, however large its number. *Visit 400 farms* needs only your own calendar. *Farms that sow a winter cover
# rise from 40 to 120* needs eighty farmers to say yes. A line that begins with a verb of doing may still be
# a result, and one that begins with *keep* is not always a heartbeat.
#
# Castro asks "so what?" until somebody else appears in the sentence. Not everybody is that strict: Google's playbook
# shows a publication by a set date as a good key result.

# %% tags=["yes-or-no"]
exercises("foundations", only=["classify", 2, 3])

# %% [markdown] tags=["parts"]
# ## 3. The parts of a sentence
#
# A key result one can steer by says **what** is counted, **from** where, **to** where, and **by when**. *Beds
# empty by noon: from 35% to 60% by 1 May.* Take one part away and two people will read two things. Words such as
# *better*, *where possible* and *world-class* do the same: each reader fills in another number.
#
# Choose the words in the line (several side by side are one phrase), then say what they are.

# %% tags=["mark"]
exercises("foundations", only=["mark"])

# %% [markdown] tags=["more-parts"]
# Kersten's and Google's examples often leave out where one starts. Without it, though, nobody can tell a step from a
# leap, so we ask. Three more lines, with more numbers in them:

# %% tags=["mark-more"]
exercises("key-results", only=["mark", "classify"])

# %% [markdown] tags=["repair-aims"]
# ## 4. Repair an aim
#
# An objective loses its pull in four ways: it names a solution (*a new portal*), it is a measure (*95% repeat
# bookings*), it could hang in any office (*world-class*), or it wants two things at once. Ask what would be different
# for whom, and write that. Cagan's test: give a team the problem and not the feature. OKR Orca's: if the solution
# changed in week five, would the objective still stand?

# %% tags=["repair-objectives"]
exercises("foundations", only=["tenants-portal", "repeat-bookings", "world-class-museum", "airport-queues"])

# %% [markdown] tags=["repair-results"]
# ## 5. Repair a result
#
# Somewhere behind a to-do there is nearly always a result; somebody had a reason. *Hold a tasting every month*:
# who comes back because of it, and how would the baker see it? Use the figures of the case, and leave `<baseline>`
# where it gives none: a visible gap is better than an invented number.

# %% tags=["repair"]
exercises("foundations", only=["night-tariff", "cooking-evenings"])

# %% tags=["repair-more"]
exercises("key-results", only=["repair"])

# %% [markdown] tags=["whole-packs"]
# ## 6. All of it
#
# The two packs as a whole, with what you have done already: grades, whole sets to criticise, and cases to write
# from are still open. Beginners do well with five a day.

# %% tags=["foundations"]
exercises("foundations")

# %% tags=["key-results"]
exercises("key-results")

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - `02_okr_or_heartbeat`: what to push, what to watch, what to protect.
# - `03_write_your_okrs`: a set of your own, step by step.
# - **Your trainer** may ask for your record: open *Your record* below any exercise and save it. It holds a
#   code and your answers, no name.
