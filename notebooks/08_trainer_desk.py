# %% [markdown] tags=["welcome"]
# # The trainer's desk
#
# Write exercises for your own people, with lines from their work, and see what a class gets wrong before the
# break. Nothing here leaves this computer.

# %% [markdown] tags=["run-once", "lab-only"]
# **In the menu, choose Run → Run All Cells, once.** After that you only type and click.

# %% [markdown] tags=["packs"]
# ## Write a pack
#
# A pack is a list of exercises in one file. Open a copy of ours and change the words, or begin with a single
# exercise. When your typing rests, the desk reads the whole pack: what is wrong stands beside it with its line,
# and every solution you give is tried, because a solution that misses a point would wrong your learners. Below
# the text, each exercise works as learners will meet it; the answers you try there go to no record.
#
# Your packs lie in the folder `my-packs` beside this notebook and are saved while you type.

# %% tags=["pack-desk"]
from okrcoach.widgets import trainer_board

trainer_board()

# %% [markdown] tags=["handing-out"]
# **Handing it out.** The learners' handout holds no answers in any form, so you can send it as it is. The pack
# itself has them all: keep it until the class is over.

# %% [markdown] tags=["class"]
# ## What the class gets wrong
#
# Learners choose *Save my record* below their exercises and send you the file. You see rules and exercises, never
# names: each sign is one person, and an answer is quoted only when three people or more gave it.

# %% tags=["class-desk"]
from okrcoach.widgets import class_board

class_board()

# %% [markdown] tags=["next"]
# ## Where to go next
#
# - **The exercises that come along:** [Objective, key result or task?](01_objective_key_result_or_task.ipynb) and
#   [OKR or heartbeat?](02_okr_or_heartbeat.ipynb)
# - **Back to the beginning:** [Start here](00_start_here.ipynb)
# - **In a terminal**, `okrcoach pack check my-packs/my-pack.yaml` reads a pack as this desk does, and
#   `okrcoach class records/*.jsonl` says what a class gets wrong.
