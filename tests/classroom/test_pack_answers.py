"""Answers as learners may write them to our packs: several wordings earn full marks, poor ones do not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from okrcoach.classroom import Pack, State, read_pack
from okrcoach.classroom.exercise import Repair, Write
from okrcoach.data import shipped

PACKS = ("foundations", "key-results", "okr-or-heartbeat")

#: Pack and exercise, then answers with what a trainer would give. "+" right; "~" partly, at least half of the
#: points; "-" less than half; "?" good, and misunderstood by the reader of sentences or the rule book today.
#: " // " begins another line of an answer.
TABLE = """
foundations night-tariff
+ Raise the percentage of households that wash at night from 18% to 30% by 30.11.
+ Households that run the washing machine at night grow from 18% to 30% by 30 November
+ By 30 November, 30% of households on the night tariff wash after ten, up from 18%
+ increase the share of families washing at night from 18 % to 30 % until 30 November
~ 30% of households do their washing at night by 30 November
- Send the leaflet to 30% of the households by 30 November
- Make people think about the night tariff
foundations tenants-portal
+ Our tenants never have to chase a repair
+ Make getting a repair simple and fast for tenants
+ Tenants can rely on us when something breaks
+ Our tenants feel that their repairs matter to us
+ Getting a repair is easy for every tenant
~ Improve repairs
~ Answer every tenant within a day
~ Reduce calls per repair from 3 to 1
~ Tenants love our new self-service portal
- tenants
- Introduce a modern app for tenants
foundations repeat-bookings
+ Become the hotel guests come back to
+ Guests feel like old friends when they leave
+ Every guest feels welcome and known by name
+ Our hotel is the place by the lake that people love to return to
~ Improve guest satisfaction
~ Be the best hotel by the lake
~ Introduce a loyalty card for guests
- Raise repeat bookings from 20% to 35%
foundations world-class-museum
+ Kids leave the museum full of stories
+ Make the sea come alive for school children
+ Every child takes a sea story home
+ Pupils fall in love with the sea
+ School classes want to stay longer because the sea has caught them
~ Improve the experience of school classes
~ Be the leading museum of the sea in the country
~ Run twelve guided tours for school classes
~ Deliver excellence every day
foundations cooking-evenings
+ Families cooking a warm meal three times a week increase from 25% to 40% by 31 October
+ By 31 October 45% of the families on the estate cook together three times a week, up from 25%
+ 40% of families on the estate cook a warm meal together 3x a week by 31 October (today: 25%)
~ Families who cook together three times a week rise to 40% by 31 October
- Families on the estate cook together more often
- Run 20 cooking evenings for families by 31 October
foundations gifts-guideline
+ Staff come to us before they accept a gift
+ Make it easy for colleagues to do the right thing with gifts
+ Colleagues come to us early and without fear when somebody offers a gift
+ People in purchasing feel confident about gifts and invitations
+ Nobody in sales has to feel caught because of an invitation
~ Train all colleagues on gifts
~ Colleagues read the guideline
~ Raise questions asked before accepting a gift from 30% to 70%
- Publish version 5 of the guideline
foundations airport-queues
+ Passengers get through security calmly
+ Make security painless for passengers
+ Passengers reach their gate without stress
+ Travelling families feel looked after at security
+ Waiting at security is no longer the worst part of the journey
~ Queue at security stays under 10 minutes
~ Families get through security calmly and the hall becomes famous
~ Install three more security lanes
~ Reduce the queue at security from 25 to 10 minutes
foundations apprentices
+ Our apprentices are glad they chose this trade // Apprentices leaving in the first year drop from 30% to 15% by 31 July
+ O: Young carpenters feel they are learning something every day // KR: Share of apprentices who quit in year one: from 30% to 10% by 31 July
+ Objective: Beginners want to stay and learn // Key result: Apprentices who stay through their first year rise from 70% to 90% by 31 July
~ O: Reduce the number of apprentices who leave // KR: Fewer apprentices leave by 31 July
- O: Introduce a mentoring scheme // KR: Hold 12 mentor talks
- Apprentices learn the trade and are proud of it
key-results season-tickets
+ Number of people holding a season ticket: 600 -> 750 by 31 December
+ The number of season-ticket holders grows from 600 to 750 by 31 December
+ By 31 December we have 750 season-ticket holders instead of 600
+ 750 season-ticket holders (today 600) by 31 December
~ Sell 750 season tickets by 31 December
~ Increase the number of season-ticket holders to 750 by 31 December
~ Increase season-ticket holders a lot by 31 December
- Sell more season tickets
key-results passport-desk
+ Average waiting time at the passport desk drops from 26 minutes to 10 minutes by 30 April
+ Reduce the wait for a passport from 26 to 10 min by 30 April
+ By 30 April people wait 10 minutes at the desk instead of 26 minutes
~ The wait at the passport desk falls from 11 to 10 minutes by 30 April
~ The wait falls to 10 minutes by 30 April, as promised
- Open a second passport desk by 30 April
key-results safety-film
+ Workers who clip on: from 64% to 95% by 30 June
+ Harness use on the scaffolding increases from 64% to 90% by 30 June
+ By 30 June 95% of workers wear a harness on inspection days, up from 64%
+ Workers without a harness fall from 36% to 5% by 30 June
~ Workers who watch the film rise from 64% to 90% by 30 June
~ Likes of our safety film rise from 100 to 2,000
- Show the film to 900 workers by 30 June
- All workers wear their harness
key-results parcels-two-in-one
+ Average delivery time from the islands goes from 5 days to 3 days by 30 June
+ Returned parcels drop from 12% to 8% by 30 June
~ Cut delivery from 5 to 3 days while returned parcels go from 12% to 8% by 30 June
~ Cut delivery from the islands from 5 to 3 days
- Faster delivery and fewer returns
key-results phone-move
+ Misdirected calls fall from 20% to 8% by 31 March
+ Wrongly connected calls fall from 20% to 8% by 31 March
+ By 31 March only 8% of callers reach the wrong desk first, down from 20%
+ Calls that reach the right desk at once rise from 80% to 92% by 31 March
+ At most 8% of calls land at the wrong desk by 31 March (20% today)
~ Desks moved to the new phone system rise from 20% to 100% by 31 March
- Complete 80% of the move to the new phone system by 31 March
- Train the switchboard on calls by 31 March
- Callers get to the right desk more often
key-results percent-of-what
+ Small traders paying on time: from 50% to 70% by 30 June
+ By 30 June 70% of the traders pay their instalment on time, up from 50%
~ Traders who pay on time rise from 50% to 60% by 30 June
~ Increase the share of traders who pay on time by 20 points by 30 June
~ Send reminders to 50% of the traders by 30 June
key-results allergen-seal
+ Plates that don't match the card drop from fourteen to two a month by 31 May
+ Meals with an allergen that the card does not name drop from 14 to 2 a month by 31 May
+ By 31 May, wrong allergen cards go down from 14 to 2 a month
~ Cooks trained on allergen cards rise from 2 to 14 by 31 May
- Get the allergen seal and the diet certificate by 31 May
- Train the cooks in allergens by 31 May
- Fewer wrong plates
key-results story-points
+ Clinics get their requested changes in 20 days (today 41) by 30 June
+ Clinics wait 20 days from request to use, down from 41 days, by 30 June
+ Time from a clinic's request until it can use the change drops from 41 to 20 days by 30 June
+ Reduce the average wait for a change from 41 days to 20 days by 30 June
+ Days a clinic waits for a change: 41 to 20 by 30 June
? Clinics can use a requested change after 20 days instead of 41 by 30 June
~ Clinics rise from 41 to 60 by 30 June
~ Clinics get their changes faster by 30 June
- Raise velocity from 34 to 45 points by 30 June
- Deliver 20 changes for clinics by 30 June
key-results wind-and-ice
+ Less than 4.5% of operating hours are lost to ice by 31 March, down from 9%
+ Hours lost to ice drop from 9% to 4% by 31 March
+ By 31 March the share of operating hours lost because of ice is down from 9% to 3%
~ Operating hours lost to ice rise from 4% to 9% by 31 March
~ 12 technicians keep 38 turbines free of ice by 31 March
~ Reduce spare parts from 210,000 euros to 100,000 euros by 31 March
- Fewer hours lost
key-results cold-meals
+ Cold-meal complaints drop from 34 to 10 a month by 30 September
+ By 30 September complaints about cold food are down from 34 to 10 a month
+ By 30 September patients complain about cold food 10 times a month, down from 34
~ Complaints about cold meals fall from 34 to 0 a month by 30 September
~ Buy 10 heated trolleys for the meals by 30 September
- No more cold meals
key-results home-visits
+ Share of older people on the list who speak with someone every week rises from 55% to 80% by 30 June
+ Older people on our list who talked to nobody in a week drop from 45% to 25% by 30 June
+ By 30 June only 20% of the older people have had no conversation all week, down from 45%
+ Lonely people on the list: from 45% down to 20% by 30 June
~ Older people visited rise from 300 to 500 by 30 June
~ 500 older people receive a visit by 30 June
- Make 800 home visits by 30 June
- Older people feel less alone
key-results bicycle-line
+ Packed bicycles per day increase from 120 to 150 by 30 September // Share of boxes with a missing screw drops from 3% to 1% by 30 September
+ - By 30 September the line packs 150 bicycles a day, up from 120 // - By 30 September only 1% of customers miss a screw, down from 3%
~ Bicycles a day rise from 120 to 150 by 30 September // Minutes per bicycle fall from 4 to 3.2 by 30 September
~ Bicycles packed a day rise from 120 to 150 by 30 September
- Pack faster // Pack better
key-results lame-cows
+ Share of farms trimming hooves twice a year increases from 35% to 70% by 30 November // Lame cows at the yearly count drop from 24% to 12% by 30 November
+ KR1: By 30 November 60% of farmers trim hooves twice a year, up from 35% // KR2: By 30 November 15% of cows are lame, down from 24%
~ Lame cows fall from 24% to 15% by 30 November // Lame cows in large herds fall from 30% to 20%
- Send a hoof trimmer to 60 farms // Hold a course for farmers
key-results call-bus
+ O: Everyone in the valley gets where they want to go // KR1: Average wait drops from 55 to 30 minutes by 30 June // KR2: Calls without a ride go down from 30% to 15% by 30 June // KR3: Over-70s who have tried the bus rise from 12% to 30% by 30 June
+ Older people see their friends again // Waiting time for the call bus falls from 55 minutes to 20 minutes by 30 June // Share of calls that end without a ride: from 30% to 10% by 30 June // People over 70 who use the bus increase from 12% to 35% by 30 June
~ O: Older people see their friends again // KR: The average wait falls from 55 to 25 minutes by 30 June // KR: The average wait falls from 55 to 30 minutes by 30 June // KR: Calls without a ride fall to 10%
- O: Launch the call bus app // KR: Buy two more buses // KR: Train 6 drivers // KR: Print 5,000 leaflets
okr-or-heartbeat machines-run
+ Downtime of machines at most 6%
+ The machines run 94% of planned hours or more
+ Keep machine uptime above 94%
+ Standstill of the machines stays below 6% of the planned hours
~ Machines go up to 98%
~ Keep the machines running smoothly
~ Oil the machines every week
~ Raise machine hours from 96% to 98% by 30 June
okr-or-heartbeat maintain-satisfaction
+ Bring customer satisfaction back from 3.9 to 4.5 by 30 June
+ By 30 June customers rate the shops 4.5 out of 5, up from 3.9
+ Customer satisfaction goes up from 3.9 to 4.5 by 30 June
~ Keep customer satisfaction at 4.5 until 30 June
- Train all shops on the new tills by 30 June
- Customers are happy again
okr-or-heartbeat always-on
+ Availability of the page: 99.9% or more
+ The page is online at least 99.9% of the time
+ Keep website availability at 99.9% or better
+ The website can be reached at least 99.9% of the time
? The website is down less than 0.1% of the time
~ Website availability rises from 99.93% to 99.99%
~ The website is always online, 100%
~ Check the website each morning
- Move the website to a better server
okr-or-heartbeat sick-notes
+ Every newcomer feels well looked after in the first year // Clerks leaving within a year drop from 28% to 18% by 31 December
+ Objective: New colleagues find their way from day one // KR: Share of new clerks who leave in their first year: from 28% to 15% by 31 December
~ O: New clerks know whom to ask // KR: Publish a who-is-who by 31 December
- O: Pay wages on time and file all sick notes // KR: Wages are paid on the 28th
"""  # noqa: E501


@cache
def pack(name: str) -> Pack:
    return read_pack(shipped("datasets") / "packs" / f"{name}.yaml")


def _rows() -> list[tuple[str, str, str, str]]:
    rows, name, exercise = [], "", ""
    for line in TABLE.strip().splitlines():
        sign, _, rest = line.partition(" ")
        if sign in PACKS:
            name, exercise = sign, rest
        else:
            rows.append((name, exercise, sign, rest.replace(" // ", "\n")))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("name", "exercise", "expected", "answer"), ROWS)
def test_answers_earn_what_a_trainer_would_give(name: str, exercise: str, expected: str, answer: str) -> None:
    got = pack(name).exercise(exercise).check(answer)
    missed = (got.credit, [(point.name, point.says) for point in got.missed])
    if expected == "?":
        assert got.credit >= 0.65, missed
        assert got.state is not State.RIGHT, "it is understood now: make it a plus"
        return
    reached = "+" if got.state is State.RIGHT else "~" if got.credit >= 0.5 else "-"
    assert reached == expected, missed


def test_every_free_text_has_two_good_and_two_poor_answers_besides_our_own() -> None:
    signs: dict[tuple[str, str], str] = defaultdict(str)
    for name, exercise, sign, _ in ROWS:
        signs[name, exercise] += sign
    for name in PACKS:
        for one in pack(name).exercises:
            if isinstance(one, Repair | Write):
                given = signs.pop((name, one.id))
                assert given.count("+") >= 2, one.id
                assert given.count("~") + given.count("-") >= 2, one.id
                ours = {text.strip() for text in one.good}
                assert not ours & {answer for n, e, _, answer in ROWS if (n, e) == (name, one.id)}
    assert not signs, "answers to exercises that are not there"


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
