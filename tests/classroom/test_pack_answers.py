"""Answers as learners may write them to the packs we ship: several wordings earn full marks, poor ones do not."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from okrcoach.classroom import Pack, State, read_pack
from okrcoach.classroom.exercise import Repair, Write
from okrcoach.data import shipped

PACKS = ("foundations", "key-results", "okr-or-heartbeat")


@cache
def pack(name: str) -> Pack:
    return read_pack(shipped("datasets") / "packs" / f"{name}.yaml")


#: pack, exercise -> answers and what they should earn: "right"; "partly", at least half of the points and not
#: all; "not right", less than half.
ANSWERS: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("foundations", "night-tariff"): [
        ("Raise the percentage of households that wash at night from 18% to 30% by 30.11.", "right"),
        ("Households that run the washing machine at night grow from 18% to 30% by 30 November", "right"),
        ("By 30 November, 30% of households on the night tariff wash after ten, up from 18%", "right"),
        ("increase the share of families washing at night from 18 % to 30 % until 30 November", "right"),
        ("30% of households do their washing at night by 30 November", "partly"),
        ("Send the leaflet to 30% of the households by 30 November", "not right"),
        ("Make people think about the night tariff", "not right"),
    ],
    ("foundations", "tenants-portal"): [
        ("Our tenants never have to chase a repair", "right"),
        ("Make getting a repair simple and fast for tenants", "right"),
        ("Improve repairs", "partly"),
        ("Answer every tenant within a day", "partly"),
        ("tenants", "not right"),
        ("Tenants can rely on us when something breaks", "right"),
        ("Our tenants feel that their repairs matter to us", "right"),
        ("Getting a repair is easy for every tenant", "right"),
        ("Introduce a modern app for tenants", "not right"),
        ("Reduce calls per repair from 3 to 1", "partly"),
        ("Tenants love our new self-service portal", "partly"),
    ],
    ("foundations", "repeat-bookings"): [
        ("Become the hotel guests come back to", "right"),
        ("Improve guest satisfaction", "partly"),
        ("Guests feel like old friends when they leave", "right"),
        ("Every guest feels welcome and known by name", "right"),
        ("Our hotel is the place by the lake that people love to return to", "right"),
        ("Raise repeat bookings from 20% to 35%", "not right"),
        ("Be the best hotel by the lake", "partly"),
        ("Introduce a loyalty card for guests", "partly"),
    ],
    ("foundations", "world-class-museum"): [
        ("Kids leave the museum full of stories", "right"),
        ("Make the sea come alive for school children", "right"),
        ("Improve the experience of school classes", "partly"),
        ("Every child takes a sea story home", "right"),
        ("Pupils fall in love with the sea", "right"),
        ("School classes want to stay longer because the sea has caught them", "right"),
        ("Be the leading museum of the sea in the country", "partly"),
        ("Run twelve guided tours for school classes", "partly"),
        ("Deliver excellence every day", "partly"),
    ],
    ("foundations", "cooking-evenings"): [
        ("Families cooking a warm meal three times a week increase from 25% to 40% by 31 October", "right"),
        ("By 31 October 45% of the families on the estate cook together three times a week, up from 25%", "right"),
        ("Families on the estate cook together more often", "not right"),
        ("Run 20 cooking evenings for families by 31 October", "not right"),
        ("Families who cook together three times a week rise to 40% by 31 October", "partly"),
    ],
    ("foundations", "gifts-guideline"): [
        ("Staff come to us before they accept a gift", "right"),
        ("Make it easy for colleagues to do the right thing with gifts", "right"),
        ("Train all colleagues on gifts", "partly"),
        ("Colleagues come to us early and without fear when somebody offers a gift", "right"),
        ("People in purchasing feel confident about gifts and invitations", "right"),
        ("Nobody in sales has to feel caught because of an invitation", "right"),
        ("Publish version 5 of the guideline", "not right"),
        ("Colleagues read the guideline", "partly"),
        ("Raise questions asked before accepting a gift from 30% to 70%", "partly"),
    ],
    ("foundations", "airport-queues"): [
        ("Passengers get through security calmly", "right"),
        ("Make security painless for passengers", "right"),
        ("Queue at security stays under 10 minutes", "partly"),
        ("Passengers reach their gate without stress", "right"),
        ("Travelling families feel looked after at security", "right"),
        ("Waiting at security is no longer the worst part of the journey", "right"),
        ("Families get through security calmly and the hall becomes famous", "partly"),
        ("Install three more security lanes", "partly"),
        ("Reduce the queue at security from 25 to 10 minutes", "partly"),
    ],
    ("foundations", "apprentices"): [
        ("Our apprentices are glad they chose this trade\n"
         "Apprentices leaving in the first year drop from 30% to 15% by 31 July", "right"),
        ("O: Young carpenters feel they are learning something every day\n"
         "KR: Share of apprentices who quit in year one: from 30% to 10% by 31 July", "right"),
        ("Objective: Beginners want to stay and learn\n"
         "Key result: Apprentices who stay through their first year rise from 70% to 90% by 31 July", "right"),
        ("O: Reduce the number of apprentices who leave\nKR: Fewer apprentices leave by 31 July", "partly"),
        ("O: Introduce a mentoring scheme\nKR: Hold 12 mentor talks", "not right"),
        ("Apprentices learn the trade and are proud of it", "not right"),
    ],
    ("key-results", "season-tickets"): [
        ("Number of people holding a season ticket: 600 -> 750 by 31 December", "right"),
        ("Sell 750 season tickets by 31 December", "partly"),
        ("The number of season-ticket holders grows from 600 to 750 by 31 December", "right"),
        ("By 31 December we have 750 season-ticket holders instead of 600", "right"),
        ("750 season-ticket holders (today 600) by 31 December", "right"),
        ("Increase the number of season-ticket holders to 750 by 31 December", "partly"),
        ("Increase season-ticket holders a lot by 31 December", "partly"),
        ("Sell more season tickets", "not right"),
    ],
    ("key-results", "passport-desk"): [
        ("Average waiting time at the passport desk drops from 26 minutes to 10 minutes by 30 April", "right"),
        ("Reduce the wait for a passport from 26 to 10 min by 30 April", "right"),
        ("By 30 April people wait 10 minutes at the desk instead of 26 minutes", "right"),
        ("The wait at the passport desk falls from 11 to 10 minutes by 30 April", "partly"),
        ("The wait falls to 10 minutes by 30 April, as promised", "partly"),
        ("Open a second passport desk by 30 April", "not right"),
    ],
    ("key-results", "safety-film"): [
        ("Workers who clip on: from 64% to 95% by 30 June", "right"),
        ("Workers who watch the film rise from 64% to 90% by 30 June", "partly"),
        ("Harness use on the scaffolding increases from 64% to 90% by 30 June", "right"),
        ("By 30 June 95% of workers wear a harness on inspection days, up from 64%", "right"),
        ("Workers without a harness fall from 36% to 5% by 30 June", "right"),
        ("Likes of our safety film rise from 100 to 2,000", "partly"),
        ("Show the film to 900 workers by 30 June", "not right"),
        ("All workers wear their harness", "not right"),
    ],
    ("key-results", "parcels-two-in-one"): [
        ("Average delivery time from the islands goes from 5 days to 3 days by 30 June", "right"),
        ("Returned parcels drop from 12% to 8% by 30 June", "right"),
        ("Cut delivery from 5 to 3 days while returned parcels go from 12% to 8% by 30 June", "partly"),
        ("Cut delivery from the islands from 5 to 3 days", "partly"),
        ("Faster delivery and fewer returns", "not right"),
    ],
    ("key-results", "phone-move"): [
        ("Misdirected calls fall from 20% to 8% by 31 March", "right"),
        ("Desks moved to the new phone system rise from 20% to 100% by 31 March", "partly"),
        ("Wrongly connected calls fall from 20% to 8% by 31 March", "right"),
        ("By 31 March only 8% of callers reach the wrong desk first, down from 20%", "right"),
        ("Calls that reach the right desk at once rise from 80% to 92% by 31 March", "right"),
        ("Complete 80% of the move to the new phone system by 31 March", "not right"),
        ("Train the switchboard on calls by 31 March", "not right"),
        ("Callers get to the right desk more often", "not right"),
    ],
    ("key-results", "percent-of-what"): [
        ("Small traders paying on time: from 50% to 70% by 30 June", "right"),
        ("By 30 June 70% of the traders pay their instalment on time, up from 50%", "right"),
        ("Traders who pay on time rise from 50% to 60% by 30 June", "partly"),
        ("Increase the share of traders who pay on time by 20 points by 30 June", "partly"),
        ("Send reminders to 50% of the traders by 30 June", "partly"),
    ],
    ("key-results", "allergen-seal"): [
        ("Plates that don't match the card drop from fourteen to two a month by 31 May", "right"),
        ("Cooks trained on allergen cards rise from 2 to 14 by 31 May", "partly"),
        ("Meals with an allergen that the card does not name drop from 14 to 2 a month by 31 May", "right"),
        ("By 31 May, wrong allergen cards go down from 14 to 2 a month", "right"),
        ("Get the allergen seal and the diet certificate by 31 May", "not right"),
        ("Train the cooks in allergens by 31 May", "not right"),
        ("Fewer wrong plates", "not right"),
    ],
    ("key-results", "story-points"): [
        ("Clinics get their requested changes in 20 days (today 41) by 30 June", "right"),
        ("Clinics rise from 41 to 60 by 30 June", "partly"),
        ("Clinics wait 20 days from request to use, down from 41 days, by 30 June", "right"),
        ("Time from a clinic's request until it can use the change drops from 41 to 20 days by 30 June", "right"),
        ("Reduce the average wait for a change from 41 days to 20 days by 30 June", "right"),
        ("Raise velocity from 34 to 45 points by 30 June", "not right"),
        ("Clinics get their changes faster by 30 June", "partly"),
        ("Deliver 20 changes for clinics by 30 June", "not right"),
    ],
    ("key-results", "wind-and-ice"): [
        ("Less than 4.5% of operating hours are lost to ice by 31 March, down from 9%", "right"),
        ("Operating hours lost to ice rise from 4% to 9% by 31 March", "partly"),
        ("Hours lost to ice drop from 9% to 4% by 31 March", "right"),
        ("By 31 March the share of operating hours lost because of ice is down from 9% to 3%", "right"),
        ("12 technicians keep 38 turbines free of ice by 31 March", "partly"),
        ("Reduce spare parts from 210,000 euros to 100,000 euros by 31 March", "partly"),
        ("Fewer hours lost", "not right"),
    ],
    ("key-results", "cold-meals"): [
        ("Cold-meal complaints drop from 34 to 10 a month by 30 September", "right"),
        ("By 30 September complaints about cold food are down from 34 to 10 a month", "right"),
        ("Complaints about cold meals fall from 34 to 0 a month by 30 September", "partly"),
        ("Buy 10 heated trolleys for the meals by 30 September", "partly"),
        ("No more cold meals", "not right"),
    ],
    ("key-results", "home-visits"): [
        ("Share of older people on the list who speak with someone every week rises from 55% to 80% by 30 June", "right"),
        ("Older people visited rise from 300 to 500 by 30 June", "partly"),
        ("Older people on our list who talked to nobody in a week drop from 45% to 25% by 30 June", "right"),
        ("By 30 June only 20% of the older people have had no conversation all week, down from 45%", "right"),
        ("Lonely people on the list: from 45% down to 20% by 30 June", "right"),
        ("500 older people receive a visit by 30 June", "partly"),
        ("Make 800 home visits by 30 June", "not right"),
        ("Older people feel less alone", "not right"),
    ],
    ("key-results", "bicycle-line"): [
        ("Packed bicycles per day increase from 120 to 150 by 30 September\n"
         "Share of boxes with a missing screw drops from 3% to 1% by 30 September", "right"),
        ("- By 30 September the line packs 150 bicycles a day, up from 120\n"
         "- By 30 September only 1% of customers miss a screw, down from 3%", "right"),
        ("Bicycles a day rise from 120 to 150 by 30 September\n"
         "Minutes per bicycle fall from 4 to 3.2 by 30 September", "partly"),
        ("Pack faster\nPack better", "not right"),
        ("Bicycles packed a day rise from 120 to 150 by 30 September", "partly"),
    ],
    ("key-results", "lame-cows"): [
        ("Share of farms trimming hooves twice a year increases from 35% to 70% by 30 November\n"
         "Lame cows at the yearly count drop from 24% to 12% by 30 November", "right"),
        ("KR1: By 30 November 60% of farmers trim hooves twice a year, up from 35%\n"
         "KR2: By 30 November 15% of cows are lame, down from 24%", "right"),
        ("Lame cows fall from 24% to 15% by 30 November\nLame cows in large herds fall from 30% to 20%", "partly"),
        ("Send a hoof trimmer to 60 farms\nHold a course for farmers", "not right"),
    ],
    ("key-results", "call-bus"): [
        ("O: Everyone in the valley gets where they want to go\n"
         "KR1: Average wait drops from 55 to 30 minutes by 30 June\n"
         "KR2: Calls without a ride go down from 30% to 15% by 30 June\n"
         "KR3: Over-70s who have tried the bus rise from 12% to 30% by 30 June", "right"),
        ("Older people see their friends again\n"
         "Waiting time for the call bus falls from 55 minutes to 20 minutes by 30 June\n"
         "Share of calls that end without a ride: from 30% to 10% by 30 June\n"
         "People over 70 who use the bus increase from 12% to 35% by 30 June", "right"),
        ("O: Launch the call bus app\nKR: Buy two more buses\nKR: Train 6 drivers\nKR: Print 5,000 leaflets",
         "not right"),
        ("O: Older people see their friends again\n"
         "KR: The average wait falls from 55 to 25 minutes by 30 June\n"
         "KR: The average wait falls from 55 to 30 minutes by 30 June\n"
         "KR: Calls without a ride fall to 10%", "partly"),
    ],
    ("okr-or-heartbeat", "machines-run"): [
        ("Downtime of machines at most 6%", "right"),
        ("Machines go up to 98%", "partly"),
        ("The machines run 94% of planned hours or more", "right"),
        ("Keep machine uptime above 94%", "right"),
        ("Standstill of the machines stays below 6% of the planned hours", "right"),
        ("Keep the machines running smoothly", "partly"),
        ("Oil the machines every week", "partly"),
        ("Raise machine hours from 96% to 98% by 30 June", "partly"),
    ],
    ("okr-or-heartbeat", "maintain-satisfaction"): [
        ("Bring customer satisfaction back from 3.9 to 4.5 by 30 June", "right"),
        ("By 30 June customers rate the shops 4.5 out of 5, up from 3.9", "right"),
        ("Customer satisfaction goes up from 3.9 to 4.5 by 30 June", "right"),
        ("Keep customer satisfaction at 4.5 until 30 June", "partly"),
        ("Train all shops on the new tills by 30 June", "not right"),
        ("Customers are happy again", "not right"),
    ],
    ("okr-or-heartbeat", "always-on"): [
        ("Availability of the page: 99.9% or more", "right"),
        ("Website availability rises from 99.93% to 99.99%", "partly"),
        ("The page is online at least 99.9% of the time", "right"),
        ("Keep website availability at 99.9% or better", "right"),
        ("The website can be reached at least 99.9% of the time", "right"),
        ("The website is always online, 100%", "partly"),
        ("Move the website to a better server", "not right"),
        ("Check the website each morning", "partly"),
    ],
    ("okr-or-heartbeat", "sick-notes"): [
        ("Every newcomer feels well looked after in the first year\n"
         "Clerks leaving within a year drop from 28% to 18% by 31 December", "right"),
        ("Objective: New colleagues find their way from day one\n"
         "KR: Share of new clerks who leave in their first year: from 28% to 15% by 31 December", "right"),
        ("O: Pay wages on time and file all sick notes\nKR: Wages are paid on the 28th", "not right"),
        ("O: New clerks know whom to ask\nKR: Publish a who-is-who by 31 December", "partly"),
    ],
}  # fmt: skip

#: Good answers that the reader of sentences or the rule book still misunderstands; a step forward shows here.
MISJUDGED = [
    ("foundations", "cooking-evenings",
     "40% of families on the estate cook a warm meal together 3x a week by 31 October (today: 25%)"),
    ("key-results", "phone-move", "At most 8% of calls land at the wrong desk by 31 March (20% today)"),
    ("key-results", "story-points", "Days a clinic waits for a change: 41 to 20 by 30 June"),
    ("key-results", "story-points", "Clinics can use a requested change after 20 days instead of 41 by 30 June"),
    ("key-results", "cold-meals",
     "By 30 September patients complain about cold food 10 times a month, down from 34"),
    ("okr-or-heartbeat", "always-on", "The website is down less than 0.1% of the time"),
]  # fmt: skip

ROWS = [(*where, *row) for where, rows in ANSWERS.items() for row in rows]


@pytest.mark.parametrize(("name", "exercise", "answer", "expected"), ROWS)
def test_answers_earn_what_a_trainer_would_give(name: str, exercise: str, answer: str, expected: str) -> None:
    got = pack(name).exercise(exercise).check(answer)
    reached = "right" if got.state is State.RIGHT else "partly" if got.credit >= 0.5 else "not right"
    assert reached == expected, (got.credit, [(point.name, point.says) for point in got.missed])


@pytest.mark.parametrize(("name", "exercise", "answer"), MISJUDGED)
def test_misjudged_answers_lose_little(name: str, exercise: str, answer: str) -> None:
    got = pack(name).exercise(exercise).check(answer)
    assert got.credit >= 0.65, got.missed
    assert got.state is not State.RIGHT, "it is understood now: move it to ANSWERS"


def test_every_free_text_has_two_good_and_two_poor_answers() -> None:
    for name in PACKS:
        for exercise in pack(name).exercises:
            if isinstance(exercise, Repair | Write):
                count = Counter(expected == "right" for _, expected in ANSWERS[name, exercise.id])
                assert min(count[True], count[False]) >= 2, exercise.id
                ours = {" ".join(text.split()) for text in exercise.good}
                assert not ours & {" ".join(text.split()) for text, _ in ANSWERS[name, exercise.id]}


@pytest.mark.parametrize("name", PACKS)
def test_levels_rise_and_every_exercise_teaches(name: str) -> None:
    exercises = pack(name).exercises
    levels = [exercise.level for exercise in exercises]
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3}
    assert len({exercise.kind for exercise in exercises}) >= 4
    assert len({exercise.title for exercise in exercises}) == len(exercises)
    assert all(exercise.note and exercise.praise for exercise in exercises)
    assert not any("!" in exercise.praise + exercise.title for exercise in exercises)


def test_together_the_packs_cover_all_kinds_and_many_sectors() -> None:
    exercises = [exercise for name in PACKS for exercise in pack(name).exercises]
    assert len(exercises) >= 60
    assert len({exercise.kind for exercise in exercises}) == 7
    assert len({exercise.sector for exercise in exercises}) >= 10
    assert len({exercise.who for exercise in exercises}) == len(exercises)


@pytest.mark.parametrize("name", PACKS)
def test_our_hints_do_not_give_the_solution_away(name: str) -> None:
    for exercise in pack(name).exercises:
        for hint in exercise.hints:
            for good in getattr(exercise, "good", ()):
                for line in good.splitlines():
                    words = {word.strip(".,:").lower() for word in line.split() if len(word) > 3}
                    told = words & {word.strip(".,:?").lower() for word in hint.split()}
                    assert len(told) <= len(words) / 2, (exercise.id, hint, told)
