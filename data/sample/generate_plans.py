#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the joint business plans of the sample beside the other files, from what those hold.

Targets are round numbers above or below what the partner really did, so that some plans are ahead, some on pace and
some behind. What happens to the plans (agreed, started, reviewed) is in plans.json: the sample does it step by step, as
people would. Run it after generate.py; the same files give the same files.
"""
import csv
import os

HERE = os.path.dirname(os.path.abspath(__file__))
RATE = {"USD": 1.0, "EUR": 1.09, "GBP": 1.28, "JPY": 0.0067, "CHF": 1.13, "SEK": 0.095, "DKK": 0.146, "INR": 0.012}
QUARTERS = {"2025": ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"],
            "2026": ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"],
            "2027": ["2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"]}
ENDS = {"01-01": "03-31", "04-01": "06-30", "07-01": "09-30", "10-01": "12-31"}


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def end(start):
    return start[:5] + ENDS[start[5:]]


def quarter_of(date):
    return date[:5] + {"1": "01-01", "2": "04-01", "3": "07-01", "4": "10-01"}[str((int(date[5:7]) + 2) // 3)]


FACTS = read("sales.csv") + read("marketplace.csv") + read("services.csv")


def revenue(partner, start):
    return sum(float(r["Amount"]) * RATE.get(r["Currency"], 1.0) for r in FACTS
               if r["Partner"] == partner and quarter_of(r.get("Date") or r.get("Invoiced")) == start)


def count(file, field, partner, start, rows={}):
    rows.setdefault(file, read(file))
    return sum(1 for r in rows[file] if r["Partner"] == partner and r[field] and quarter_of(r[field]) == start)


def round_to(value, step):
    return max(step, int(round(value / step)) * step)


def revenue_targets(partner, year, factor):
    """What it did in the quarter, or a quarter that isn't over the mean of the others, times the factor."""
    did = [revenue(partner, q) for q in QUARTERS[year]]
    known = [d for d in did if d > 0] or [100000]
    mean = sum(known) / len(known)
    return [f"{round_to((d if d > 0 else mean) * factor, 1000)}.00" for d in did]


PEOPLE = {}
for person in read("people.csv"):
    PEOPLE.setdefault(person["Partner"], person["External ID"])

PLANS, GOALS, TARGETS, INITIATIVES, MILESTONES, COMMITMENTS, REVIEWS, ACTIONS = [], [], [], [], [], [], [], []


def plan(key, name, partner, year, owner, note):
    first = QUARTERS[year][0]
    PLANS.append([key, name, partner, first, end(QUARTERS[year][3]), "USD", owner, PEOPLE.get(partner, ""), note])


def goal(key, number, title, side, kind, metric, unit, basis, weight, year, targets, hand=None, parameter=""):
    own = f"{key}-G{number}"
    GOALS.append([own, key, title, side, kind, metric, unit, basis, f"{weight}%", parameter])
    for i, start in enumerate(QUARTERS[year]):
        money = unit == "money"
        done = (hand or {}).get(i)
        TARGETS.append([own, start, end(start), targets[i] if money else "", "USD" if money else "",
                        "" if money else targets[i], done[0] if done and money else "",
                        done[0] if done and not money else "", done[1] if done else ""])


def reseller(key, name, partner, year, owner, factor, note, weights=(40, 20, 15, 15, 10)):
    plan(key, name, partner, year, owner, note)
    goal(key, 1, "Net revenue", "joint", "revenue", "net_revenue", "money", "flow", weights[0], year,
         revenue_targets(partner, year, factor))
    goal(key, 2, "New customers", "vendor", "revenue", "new_customers", "number", "flow", weights[1], year, [4, 4, 5, 5])
    goal(key, 3, "Registered deals", "vendor", "pipeline", "registrations", "number", "flow", weights[2], year,
         [max(2, count("registrations.csv", "Submitted", partner, q)) for q in QUARTERS[year]])
    goal(key, 4, "Certified people", "partner", "enablement", "certified_people", "number", "level", weights[3], year,
         [2, 2, 3, 3])
    goal(key, 5, "Managed services revenue", "partner", "partner_own", "", "money", "flow", weights[4], year,
         ["60000.00", "65000.00", "70000.00", "80000.00"],
         {0: ("58200.00", "Partner’s report of April"), 1: ("61750.00", "Partner’s report of July")}
         if year == "2026" else {i: (v, "Partner’s annual report") for i, v in enumerate(
             ["52100.00", "55900.00", "57300.00", "66800.00"])} if year == "2025" else None)


def common(key, year, funds, people):
    y = QUARTERS[year][0]
    base, nxt = y[:4], str(int(y[:4]) + 1)
    INITIATIVES.extend([
        [f"Sales and technical training", key, "joint", "active", f"{base}-01-15", f"{base}-05-29"],
        [f"Focus market campaign", key, "joint", "active", f"{base}-03-02", f"{base}-10-30"]])
    MILESTONES.extend([
        [f"Plan signed", key, "joint", f"{base}-01-30", f"{base}-01-28", "", ""],
        [f"First people certified", key, "partner", f"{base}-03-31", f"{base}-04-10", "", ""],
        [f"Campaign live", key, "joint", f"{base}-05-15", f"{base}-05-12" if year == "2025" else "", "", ""],
        [f"Second wave of training", key, "partner", f"{base}-09-30", f"{base}-09-22" if year == "2025" else "", "", ""]])
    COMMITMENTS.extend([
        ["Market development funds", key, "vendor", "funding", funds, "USD", f"{base}-06-30", f"{base}-06-12" if year == "2025" else ""],
        ["Demo environment and support", key, "vendor", "support", "12000.00", "USD", f"{base}-02-27", f"{base}-02-20"],
        ["Dedicated sales people", key, "partner", "people", people, "USD", f"{base}-03-31", f"{base}-03-31"],
        ["Share of the campaign", key, "partner", "marketing", "15000.00", "USD", f"{base}-07-31", f"{base}-07-15" if year == "2025" else ""]])
    REVIEWS.extend([
        ["Kickoff", key, "kickoff", f"{base}-01-20"], ["First quarter review", key, "qbr", f"{base}-04-15"],
        ["Half-year review", key, "qbr", f"{base}-07-15"], ["Third quarter review", key, "qbr", f"{base}-10-15"],
        ["Year-end review", key, "qbr", f"{nxt}-01-20" if year == "2025" else f"{base}-12-16"]])


reseller("JBP-R01-26", "Aldermoor 2026", "R01", "2026", "M02", 0.97, "Grow the managed service business in the United Kingdom.")
common("JBP-R01-26", "2026", "40000.00", "36000.00")
reseller("JBP-R01-25", "Aldermoor 2025", "R01", "2025", "M02", 0.92, "The first joint year.")
common("JBP-R01-25", "2025", "30000.00", "24000.00")
reseller("JBP-R05-26", "Corvane 2026", "R05", "2026", "M03", 1.4, "Win back what two competitors took in 2025.")
common("JBP-R05-26", "2026", "55000.00", "20000.00")
reseller("JBP-R10-27", "Tidewell 2026/27", "R10", "2027", "M01", 1.1, "Not yet agreed: targets and weights are under discussion.",
         (35, 20, 15, 10, 10))

K = "JBP-I01-26"
plan(K, "Cindervale Co-Sell 2026", "I01", "2026", "M01", "A certified integration, and a pipeline both sides work on.")
goal(K, 1, "Marketplace revenue", "joint", "revenue", "net_revenue", "money", "flow", 40, "2026", revenue_targets("I01", "2026", 0.8),
     None, "marketplace")
goal(K, 2, "Certified integrations", "partner", "integration", "", "number", "level", 30, "2026", [1, 1, 2, 2],
     {0: ("1", "Certification board, 12 March"), 1: ("2", "Certification board, 4 June")})
goal(K, 3, "Joint campaigns", "joint", "comarketing", "activities", "number", "flow", 10, "2026", [1, 1, 1, 1])
goal(K, 4, "New subscriptions of the app", "partner", "partner_own", "", "number", "flow", 20, "2026", [120, 150, 180, 200],
     {0: ("131", "Partner’s report"), 1: ("164", "Partner’s report")})
common(K, "2026", "25000.00", "48000.00")

K = "JBP-I12-26"
plan(K, "Ledgerlark Seed Stage", "I12", "2026", "M04", "Milestones release the investment; there is no revenue target.")
goal(K, 1, "Working integrations", "partner", "integration", "", "number", "level", 40, "2026", [0, 1, 1, 2],
     {1: ("1", "Sandbox review of June")})
goal(K, 2, "Pilot customers", "joint", "adoption", "", "number", "level", 35, "2026", [0, 2, 4, 6],
     {1: ("1", "Pilot agreement signed in May")})
goal(K, 3, "Customer references", "joint", "references", "references", "number", "flow", 25, "2026", [0, 0, 1, 1])
INITIATIVES.extend([["Build the integration", K, "partner", "done", "2026-01-12", "2026-06-05"],
                    ["Pilot program", K, "joint", "active", "2026-04-01", "2026-11-30"]])
MILESTONES.extend([["Design reviewed", K, "joint", "2026-02-13", "2026-02-11", "15000.00", "USD"],
                   ["Integration in the sandbox", K, "partner", "2026-04-30", "2026-06-05", "25000.00", "USD"],
                   ["First pilot live", K, "joint", "2026-06-15", "", "25000.00", "USD"],
                   ["Security review passed", K, "partner", "2026-07-31", "", "10000.00", "USD"],
                   ["Listing published", K, "partner", "2026-10-30", "", "15000.00", "USD"]])
COMMITMENTS.extend([["Sandbox and developer support", K, "vendor", "support", "18000.00", "USD", "2026-01-31", "2026-01-26"],
                    ["Milestone investment", K, "vendor", "funding", "90000.00", "USD", "2026-10-30", ""],
                    ["Two integration engineers", K, "partner", "engineering", "110000.00", "USD", "2026-02-27", "2026-03-02"]])
REVIEWS.extend([["Kickoff", K, "kickoff", "2026-01-15"], ["Design review", K, "integration", "2026-02-16"],
                ["Pilot review", K, "checkin", "2026-07-08"], ["Go-to-market decision", K, "steering", "2026-11-12"]])

K = "JBP-E01-26"
plan(K, "Halvorsen Embedding 2026", "E01", "2026", "M04", "The next instrument line ships with the product inside.")
UNITS = [sum(float(r["Units"]) for r in read("unit-reports.csv") if r["Partner"] == "E01"
             and quarter_of(r.get("Reported") or r["Date"]) == q) for q in QUARTERS["2026"]]
MEAN = sum(u for u in UNITS if u) / max(1, sum(1 for u in UNITS if u)) or 1000
goal(K, 1, "Reported units", "joint", "revenue", "reported_units", "number", "flow", 60, "2026",
     [round_to((u or MEAN) * 1.02, 10) for u in UNITS])
goal(K, 2, "Product lines that embed it", "partner", "integration", "", "number", "level", 20, "2026", [3, 3, 4, 4],
     {0: ("3", "Steering committee"), 1: ("3", "Steering committee")})
goal(K, 3, "Roadmap items delivered", "vendor", "integration", "", "number", "flow", 20, "2026", [1, 1, 2, 2],
     {0: ("1", "Release notes 26.1"), 1: ("1", "Release notes 26.2")})
common(K, "2026", "80000.00", "150000.00")

K = "JBP-S01-26"
plan(K, "Veridane Alliance 2026", "S01", "2026", "M03", "Access to the public sector, and a practice that can deliver.")
goal(K, 1, "Won amount", "joint", "revenue", "won_amount", "money", "flow", 35, "2026",
     ["250000.00", "250000.00", "300000.00", "300000.00"])
goal(K, 2, "Open joint pipeline", "joint", "pipeline", "open_pipeline", "money", "level", 20, "2026",
     ["600000.00", "700000.00", "800000.00", "800000.00"])
goal(K, 3, "Win rate", "vendor", "pipeline", "win_rate", "rate", "flow", 10, "2026", ["0.4", "0.42", "0.45", "0.45"])
goal(K, 4, "Certified consultants", "partner", "enablement", "certified_people", "number", "level", 20, "2026", [3, 4, 5, 6])
goal(K, 5, "Services revenue around the product", "partner", "partner_own", "", "money", "flow", 15, "2026",
     ["120000.00", "130000.00", "140000.00", "150000.00"], {0: ("104500.00", "Partner’s controller")})
common(K, "2026", "35000.00", "90000.00")

K = "JBP-S03-27"
plan(K, "Lindqvist & Rao 2026/27", "S03", "2027", "M02", "Agreed in June, begins with the second half of the year.")
goal(K, 1, "Won amount", "joint", "revenue", "won_amount", "money", "flow", 50, "2027",
     ["150000.00", "180000.00", "180000.00", "200000.00"])
goal(K, 2, "Certified consultants", "partner", "enablement", "certified_people", "number", "level", 30, "2027", [2, 3, 3, 4])
goal(K, 3, "Named accounts mapped", "vendor", "pipeline", "", "number", "level", 20, "2027", [10, 15, 20, 20])
MILESTONES.extend([["Named accounts agreed", K, "joint", "2026-08-28", "", "", ""],
                   ["Executive sponsors meet", K, "joint", "2026-09-17", "", "", ""]])
COMMITMENTS.extend([["Solution architect, half time", K, "vendor", "people", "70000.00", "USD", "2026-08-01", ""],
                    ["Practice lead", K, "partner", "people", "95000.00", "USD", "2026-08-01", ""]])
REVIEWS.extend([["Kickoff", K, "kickoff", "2026-07-14"], ["First quarter review", K, "qbr", "2026-10-13"]])

for key, title, side, due, done in [
        ("JBP-R01-26", "Send the list of focus accounts", "vendor", "2026-05-08", "2026-05-06"),
        ("JBP-R01-26", "Name a second certified engineer", "partner", "2026-06-12", ""),
        ("JBP-R05-26", "Bring a plan to win back two accounts", "partner", "2026-05-29", ""),
        ("JBP-R05-26", "Price proposal for renewals", "vendor", "2026-05-15", "2026-05-20"),
        ("JBP-S01-26", "Sponsor call with the ministry", "joint", "2026-06-26", ""),
        ("JBP-I01-26", "Draft of the joint case study", "partner", "2026-05-22", "2026-05-19")]:
    ACTIONS.append([title, key, side, due, done])

write("plans.csv", ["External ID", "Name", "Partner", "From", "To", "Currency", "Our owner", "Partner’s owner", "Note"], PLANS)
write("plan-goals.csv", ["External ID", "Plan", "Title", "Side", "Kind", "Metric", "Measured as", "Over the quarters", "Weight",
                         "Only named"], GOALS)
write("plan-targets.csv", ["Goal", "From", "To", "Target amount", "Currency", "Target", "Amount by hand", "Actual by hand",
                           "Where it comes from"], TARGETS)
write("plan-initiatives.csv", ["Title", "Plan", "Side", "Status", "From", "To"], INITIATIVES)
write("plan-milestones.csv", ["Title", "Plan", "Side", "Due", "Done", "Releases", "Currency"], MILESTONES)
write("plan-commitments.csv", ["Title", "Plan", "Side", "Kind", "Amount", "Currency", "Due", "Done"], COMMITMENTS)
write("plan-reviews.csv", ["Title", "Plan", "Kind", "Due"], REVIEWS)
write("plan-actions.csv", ["Title", "Plan", "Side", "Due", "Done"], ACTIONS)
