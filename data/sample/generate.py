#!/usr/bin/env python3
# generate.py
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the CSV files of the sample workspace beside itself: an invented vendor with sixty partners and
# two years of facts, July 2024 to June 2026. The files are committed; this script is kept so that they can
# be made again. It draws from its own generator, so that every Python gives the same bytes.
#
# Cases that are in the data on purpose (README.md lists them): a quarter-end rush towards a cliff, a
# reseller that loses its customers, an OEM below its minimum, eight partners of one category that bring
# fewer customers than three of another, a refund with an upgrade across a change of rate, a group with a
# parent, two partners of one name, a name with markup characters, an integrator that lost its account.

import csv
import datetime
import os

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST = datetime.date(2024, 7, 1)
LAST = datetime.date(2026, 6, 30)


class Random:
    """A 64-bit linear congruential generator; the upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def percent(self, p):
        return self.below(1000) < p * 10

    def pick(self, items):
        return items[self.below(len(items))]


RANDOM = Random(20240701)


def month_start(index):
    """The first day of the month @index, counted from July 2024; may be negative."""
    month = 6 + index
    return datetime.date(2024 + month // 12, month % 12 + 1, 1)


def day_in(index, low=1, high=28):
    return month_start(index) + datetime.timedelta(RANDOM.between(low, high) - 1)


def money(cents):
    sign = '-' if cents < 0 else ''
    return f'{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}'


CATEGORIES = [  # name, strategic
    ('Cloud platform', 'yes'), ('Security', 'yes'), ('Analytics', 'yes'), ('Backup', 'no'),
    ('Collaboration', 'no'), ('Networking', 'no'), ('Training', 'no'), ('Embedded', 'no'),
]

PRODUCTS = [  # id, name, category, list price in USD, sold by subscription
    ('PLT-100', 'Platform Core', 'Cloud platform', 480, True),
    ('PLT-200', 'Platform Scale', 'Cloud platform', 960, True),
    ('PLT-300', 'Platform Edge Node', 'Cloud platform', 1450, True),
    ('SEC-100', 'Shield Endpoint', 'Security', 62, True),
    ('SEC-200', 'Shield Gateway', 'Security', 1180, True),
    ('SEC-300', 'Shield Identity', 'Security', 84, True),
    ('ANA-100', 'Insight Desktop', 'Analytics', 310, True),
    ('ANA-200', 'Insight Server', 'Analytics', 2400, True),
    ('BAK-100', 'Vault Backup', 'Backup', 145, True),
    ('BAK-200', 'Vault Archive', 'Backup', 220, True),
    ('COL-100', 'Room Display', 'Collaboration', 720, False),
    ('COL-200', 'Desk Camera', 'Collaboration', 165, False),
    ('NET-100', 'Access Switch 24', 'Networking', 890, False),
    ('NET-200', 'Branch Router', 'Networking', 1340, False),
    ('NET-300', 'Access Point', 'Networking', 260, False),
    ('TRN-100', 'Administrator Course', 'Training', 1200, False),
    ('EMB-100', 'Embedded Runtime', 'Embedded', 4, False),
    ('APP-100', 'Partner App, Standard', 'Cloud platform', 40, True),
    ('APP-200', 'Partner App, Business', 'Cloud platform', 95, True),
]
PRODUCT = {p[0]: p for p in PRODUCTS}
STRATEGIC = [p[0] for p in PRODUCTS if p[2] in ('Cloud platform', 'Security', 'Analytics') and p[0][:3] != 'APP']
OTHERS = [p[0] for p in PRODUCTS if p[2] in ('Backup', 'Collaboration', 'Networking', 'Training')]

TEAM = [
    ('M01', 'Ingrid Solvang', 'Alliance manager', 'commercial'), ('M02', 'Tomasz Wilk', 'Alliance manager', 'both'),
    ('M03', 'Amara Diallo', 'Alliance manager', 'commercial'), ('M04', 'Renske de Boer', 'Alliance manager', 'both'),
    ('F01', 'Caleb Ostrander', 'Field seller', 'commercial'), ('F02', 'Mirela Ionescu', 'Field seller', 'commercial'),
    ('F03', 'Haruto Kanda', 'Field seller', 'commercial'),
]

# id, name, subtype, region, country, currency, parent, sales a month, list value of one in USD,
# strategic share in percent, churn in percent, growth a year in percent
RESELLERS = [
    ('R01', 'Aldermoor Systems', 'MSP', 'EMEA', 'GB', 'GBP', '', 11, 4200, 45, 8, 18),
    ('R02', 'A <R&D> & Söhne', 'VAR', 'EMEA', 'DE', 'EUR', '', 8, 5200, 35, 6, 12),
    ('R03', 'Northgate Solutions', 'VAR', 'Americas', 'US', 'USD', '', 9, 4600, 25, 9, 4),
    ('R04', 'Northgate Solutions', 'MSP', 'APAC', 'AU', 'USD', '', 5, 3900, 40, 7, 22),
    ('R05', 'Corvane Group', 'Distributor', 'EMEA', 'NL', 'EUR', '', 14, 7800, 30, 5, 9),
    ('R06', 'Corvane Nordic', 'VAR', 'EMEA', 'SE', 'EUR', 'R05', 7, 4100, 38, 6, 15),
    ('R07', 'Brightwater Trading', 'VAR', 'Americas', 'US', 'USD', '', 6, 4500, 20, 8, 3),
    ('R08', 'Corvane Iberia', 'VAR', 'EMEA', 'ES', 'EUR', 'R05', 6, 3600, 28, 9, 7),
    ('R09', 'Pinnacle Rowe', 'MSP', 'Americas', 'CA', 'USD', '', 7, 5100, 50, 5, 25),
    ('R10', 'Tidewell Networks', 'VAR', 'Americas', 'US', 'USD', '', 6, 3800, 10, 10, -6),
    ('R11', 'Hollin & Marsh', 'VAR', 'EMEA', 'GB', 'GBP', '', 7, 3700, 30, 62, -14),
    ('R12', 'Kestrelmont', 'MSP', 'EMEA', 'FR', 'EUR', '', 6, 4300, 42, 6, 16),
    ('R13', 'Oakhurst Lane IT', 'VAR', 'Americas', 'US', 'USD', '', 5, 2900, 22, 11, 2),
    ('R14', 'Saffron Quay', 'VAR', 'APAC', 'SG', 'USD', '', 6, 4800, 47, 7, 28),
    ('R15', 'Delmarro', 'VAR', 'EMEA', 'IT', 'EUR', '', 4, 3300, 18, 12, 0),
    ('R16', 'Fennick Brothers', 'VAR', 'Americas', 'US', 'USD', '', 4, 2600, 15, 9, -3),
    ('R17', 'Ostmark Datentechnik', 'VAR', 'EMEA', 'AT', 'EUR', '', 4, 3400, 33, 8, 10),
    ('R18', 'Highmoor Digital', 'MSP', 'EMEA', 'IE', 'EUR', '', 3, 2800, 55, 6, 20),
    ('R19', 'Calloway Point', 'VAR', 'Americas', 'US', 'USD', '', 2, 2100, 20, 15, -10),
    ('R20', 'Wexholm Supply', 'VAR', 'EMEA', 'DK', 'EUR', '', 1, 1700, 12, 14, -8),
]

# Eight productivity apps bring few customers; three security apps bring many.
ISVS = [  # id, name, category of app, region, country, sales a month, price steps, customers it brings in percent
    ('I01', 'Cindervale', 'Security', 'Americas', 'US', 5, 9, 55),
    ('I02', 'Lockharrow', 'Security', 'EMEA', 'GB', 4, 8, 50),
    ('I03', 'Sentarra', 'Security', 'APAC', 'SG', 4, 7, 45),
    ('I04', 'Memoleaf', 'Productivity', 'Americas', 'US', 2, 2, 4),
    ('I05', 'Taskarbor', 'Productivity', 'Americas', 'CA', 1, 2, 3),
    ('I06', 'Notwell', 'Productivity', 'EMEA', 'DE', 1, 1, 3),
    ('I07', 'Deskmote', 'Productivity', 'EMEA', 'FR', 1, 2, 2),
    ('I08', 'Inkfold', 'Productivity', 'EMEA', 'NL', 1, 1, 2),
    ('I09', 'Planvista Nine', 'Productivity', 'APAC', 'AU', 1, 1, 2),
    ('I10', 'Quorumly', 'Productivity', 'Americas', 'US', 1, 1, 2),
    ('I11', 'Stickwright', 'Productivity', 'EMEA', 'ES', 1, 1, 2),
    ('I12', 'Ledgerlark', 'Accounting', 'EMEA', 'GB', 3, 6, 18),
    ('I13', 'Abaculus', 'Accounting', 'EMEA', 'IT', 2, 4, 15),
    ('I14', 'Haulwise', 'Logistics', 'Americas', 'US', 2, 6, 20),
    ('I15', 'Portolane', 'Logistics', 'EMEA', 'NL', 2, 5, 14),
    ('I16', 'Clinivane', 'Health records', 'Americas', 'US', 2, 8, 22),
    ('I17', 'Wardbook', 'Health records', 'EMEA', 'SE', 1, 7, 16),
    ('I18', 'Fieldmarrow', 'Field service', 'Americas', 'US', 2, 5, 17),
    ('I19', 'Spannerly', 'Field service', 'EMEA', 'DE', 1, 4, 12),
    ('I20', 'Shelfgrain', 'Retail', 'EMEA', 'FR', 2, 5, 15),
    ('I21', 'Tillmoor', 'Retail', 'APAC', 'JP', 1, 6, 12),
    ('I22', 'Foundrygate', 'Manufacturing', 'EMEA', 'DE', 2, 7, 19),
    ('I23', 'Millspan', 'Manufacturing', 'Americas', 'US', 1, 6, 13),
    ('I24', 'Pipewren', 'Data integration', 'EMEA', 'IE', 2, 6, 24),
]

OEMS = [  # id, name, region, country, units a month, minimum a quarter in USD (0: none), growth a year
    ('E01', 'Halvorsen Instruments', 'EMEA', 'NO', 5200, 30000, 12),
    ('E02', 'Tessaly Devices', 'Americas', 'US', 1400, 45000, -8),
    ('E03', 'Marlstone Controls', 'EMEA', 'GB', 2600, 18000, 4),
    ('E04', 'Kuroda Seiki', 'APAC', 'JP', 7400, 48000, 20),
    ('E05', 'Brenntal Medizintechnik', 'EMEA', 'DE', 900, 6000, 6),
    ('E06', 'Opalridge Kiosk', 'Americas', 'US', 600, 0, 30),
]

SIS = [  # id, name, subtype, region, country, opportunities a month in tenths, deal in thousand USD, win rate
    ('S01', 'Veridane Consulting', 'Global', 'Americas', 'US', 14, 140, 42),
    ('S02', 'Ashgrove Partners', 'Regional', 'EMEA', 'GB', 11, 95, 38),
    ('S03', 'Lindqvist & Rao', 'Regional', 'EMEA', 'SE', 9, 80, 45),
    ('S04', 'Trellisworks', 'Regional', 'Americas', 'US', 9, 70, 33),
    ('S05', 'Monsoon Bay Advisory', 'Regional', 'APAC', 'IN', 10, 60, 36),
    ('S06', 'Kaltbrunn Beratung', 'Regional', 'EMEA', 'CH', 7, 110, 40),
    ('S07', 'Meridian Fold', 'Regional', 'Americas', 'CA', 8, 65, 30),
    ('S08', 'Two Herons Studio', 'Boutique', 'EMEA', 'IE', 4, 35, 52),
    ('S09', 'Copperline Atelier', 'Boutique', 'Americas', 'US', 3, 30, 48),
    ('S10', 'Nakoma Craft', 'Boutique', 'Americas', 'US', 3, 28, 25),
]

SURNAMES = ['Abara', 'Bergmann', 'Castellan', 'Dufresne', 'Eriksen', 'Fontaine', 'Grabowski', 'Hashemi', 'Ivers',
            'Jansen', 'Kowal', 'Lindgren', 'Moreau', 'Nakagawa', 'Okafor', 'Petrov', 'Quintero', 'Rossi', 'Sato',
            'Tanaka', 'Ueda', 'Vargas', 'Whitlock', 'Xiang', 'Yilmaz', 'Zeller']
FORENAMES = ['Ada', 'Bruno', 'Carla', 'Dmitri', 'Elena', 'Farid', 'Greta', 'Hugo', 'Irina', 'Jonas', 'Keiko', 'Liam',
             'Maya', 'Nadia', 'Otto', 'Priya', 'Rafael', 'Selma', 'Tariq', 'Ute', 'Vera', 'Wim', 'Yara', 'Zoltan']
WORDS = ['Alder', 'Birch', 'Cedar', 'Dune', 'Ember', 'Fjord', 'Granite', 'Harbor', 'Iron', 'Juniper', 'Kelp', 'Linden',
         'Maple', 'Nettle', 'Onyx', 'Prairie', 'Quartz', 'Rowan', 'Slate', 'Thistle', 'Umber', 'Valley', 'Willow', 'Yarrow']
TRADES = ['Bakeries', 'Clinics', 'Logistics', 'Foods', 'Textiles', 'Hotels', 'Tools', 'Schools', 'Printing', 'Farms',
          'Motors', 'Optics', 'Insurance', 'Pharmacy', 'Shipping', 'Energy']
SEGMENTS = ['Small', 'Small', 'Midmarket', 'Midmarket', 'Enterprise']


def write(name, header, rows):
    with open(os.path.join(HERE, name), 'w', encoding='utf-8', newline='') as stream:
        writer = csv.writer(stream, lineterminator='\n')
        writer.writerow(header)
        writer.writerows(rows)


class Customers:
    """Customers by number; the date of the first purchase is found as facts are made."""

    def __init__(self):
        self.rows = []
        self.first = {}

    def add(self, region):
        number = len(self.rows)
        name = (f'{WORDS[number % 24]} {TRADES[number * 7 // 24 % 16]}'
                if number < 384 else f'{WORDS[number % 24]} & {WORDS[(number // 24) % 24]} {TRADES[number % 16]}')
        self.rows.append([f'C{number + 1:04d}', name, RANDOM.pick(SEGMENTS), region])
        return self.rows[-1][0]

    def bought(self, customer, date):
        if customer not in self.first or date < self.first[customer]:
            self.first[customer] = date


CUSTOMERS = Customers()
PEOPLE = []
SALES = []
MARKETPLACE = []
SUBSCRIPTIONS = []
REGISTRATIONS = []
OPPORTUNITIES = []
CREDITS = []
STEPS = [3000000, 7500000, 12500000, 25000000, 50000000]  # of the volume rebate, in cents
DISCOUNT = {'MSP': 20, 'VAR': 18, 'Distributor': 28}
FX = {'USD': 100, 'EUR': 108, 'GBP': 127}  # cents of a dollar, for list prices in other currencies


def staff(partner, count, role):
    for _ in range(count):
        number = len(PEOPLE)
        forename = FORENAMES[number * 5 % 24]
        surname = SURNAMES[number * 7 % 26]
        PEOPLE.append([f'P{number + 1:03d}', f'{forename} {surname}', partner, role,
                       f'{forename}.{surname}@{partner.lower()}.example'.lower()])


def people_of(partner):
    return [p[0] for p in PEOPLE if p[2] == partner]


SALE_HEADER = ['External ID', 'Partner', 'Date', 'Amount', 'Currency', 'Units', 'Unit price', 'At list price', 'Product',
               'Customer', 'Person', 'Motion', 'Reverses', 'Deal', 'Subscription']


def sale_row(rows, prefix, partner, date, currency, product, units, discount, customer, person='', motion='new',
             deal='', subscription=''):
    """Appends a sale whose amount is exactly units × unit price. Returns the row."""
    unit_list = PRODUCT[product][3] * 10000 // FX[currency]
    unit = unit_list * (100 - discount) // 100
    row = [f'{prefix}{len(rows) + 1:05d}', partner, date.isoformat(), money(units * unit), currency, str(units),
           money(unit), money(units * unit_list), product, customer, person, motion, '', deal, subscription]
    rows.append(row)
    if motion == 'new':
        CUSTOMERS.bought(customer, date)
    return row


def refund_row(rows, prefix, row, date, units):
    unit = row[6]
    cents = int(unit.replace('.', '')) * units
    list_cents = int(row[7].replace('.', '')) * units // int(row[5])
    rows.append([f'{prefix}{len(rows) + 1:05d}', row[1], date.isoformat(), money(-cents), row[4], str(-units), unit,
                 money(-list_cents), row[8], row[9], row[10], row[11], row[0], row[13], row[14]])


def registration(partner, date, customer, currency, cents):
    """A registration that is live at @date nine times in ten; the deal reference."""
    deal = f'D-{partner}-{len(REGISTRATIONS) + 1:04d}'
    late = RANDOM.percent(10)
    submitted = date - datetime.timedelta(RANDOM.between(130, 170) if late else RANDOM.between(15, 70))
    approved = submitted + datetime.timedelta(RANDOM.between(1, 6))
    expires = approved + datetime.timedelta(90)
    REGISTRATIONS.append([f'G{len(REGISTRATIONS) + 1:04d}', partner, 'approved', submitted.isoformat(),
                          approved.isoformat(), expires.isoformat(), date.isoformat(), money(cents), currency,
                          customer, deal])
    return deal


def reseller_sale(reseller, state, date):
    code, currency, value, strategic = reseller[0], reseller[5], reseller[8], reseller[9]
    product = RANDOM.pick(STRATEGIC if RANDOM.percent(strategic) else OTHERS)
    units = max(1, value * RANDOM.between(40, 170) // 100 // PRODUCT[product][3])
    new = not state['customers'] or RANDOM.percent(22)
    if new:
        state['customers'].append(CUSTOMERS.add(reseller[3]))
    customer = state['customers'][-1] if new else RANDOM.pick(state['customers'])
    known = customer in CUSTOMERS.first
    subscription = ''
    if PRODUCT[product][4]:
        state['number'] += 1
        subscription = f'S-{code}-{state["number"]:04d}'
    deal = ''
    if new and units * PRODUCT[product][3] > 3000 and RANDOM.percent(45):
        deal = registration(code, date, customer, currency, units * PRODUCT[product][3] * 80)
    row = sale_row(SALES, 'SO-', code, date, currency, product, units, DISCOUNT[reseller[2]] + RANDOM.between(0, 4),
                   customer, RANDOM.pick(people_of(code)), 'expansion' if known else 'new', deal, subscription)
    if subscription:
        state['due'].append((date, row))
    return row


def renew(reseller, state, index):
    """Subscriptions that end in month @index: renewed with a sale, or churned."""
    churn = reseller[10]
    for date, row in list(state['due']):
        if (index - 12) != (date.year - 2024) * 12 + date.month - 7:
            continue
        state['due'].remove((date, row))
        end = month_start(index) + datetime.timedelta(min(date.day, 28) - 1)
        lost = RANDOM.percent(churn)
        SUBSCRIPTIONS.append([f'U{len(SUBSCRIPTIONS) + 1:05d}', row[1], 'churned' if lost else 'renewed', end.isoformat(),
                              row[5], row[14], row[8], row[9]])
        if lost:
            continue
        again = sale_row(SALES, 'SO-', row[1], end, row[4], row[8], int(row[5]), DISCOUNT[reseller[2]], row[9], row[10],
                         'renewal', '', row[14])
        state['due'].append((end, again))


def quarter_total(code, index):
    first = month_start(index - index % 3).isoformat()
    return sum(int(r[3].replace('.', '')) for r in SALES if r[1] == code and r[2] >= first)


def rush(reseller, state, index):
    """The last days of a quarter of a partner who knows where the next step begins."""
    total = quarter_total(reseller[0], index)
    short = min(step for step in STEPS if step > total) + 60000 - total
    end = month_start(index + 1)
    while short > 0:
        date = end - datetime.timedelta(RANDOM.between(1, 4))
        units = max(1, min(short, 900000) // (PRODUCT['NET-100'][3] * 80) + 1)
        row = sale_row(SALES, 'SO-', reseller[0], date, 'USD', 'NET-100', units, 20, RANDOM.pick(state['customers']),
                       RANDOM.pick(people_of(reseller[0])), 'expansion')
        short -= int(row[3].replace('.', ''))


def make_reseller(reseller):
    code = reseller[0]
    state = {'customers': [CUSTOMERS.add(reseller[3]) for _ in range(4)], 'due': [], 'number': 0}
    for customer in state['customers']:
        CUSTOMERS.bought(customer, datetime.date(2023, 3, 1) + datetime.timedelta(RANDOM.between(0, 400)))
    for age in range(-12, 0):  # what was sold before the file begins comes up for renewal
        for _ in range(max(1, reseller[7] // 4)):
            product = RANDOM.pick([p for p in STRATEGIC if PRODUCT[p][3] < 1000])
            state['number'] += 1
            row = ['', code, '', '', reseller[5], str(RANDOM.between(2, 14)), '', '', product,
                   RANDOM.pick(state['customers']), RANDOM.pick(people_of(code)), '', '', '',
                   f'S-{code}-{state["number"]:04d}']
            state['due'].append((day_in(age), row))
    for index in range(24):
        factor = 100 + reseller[11] * index // 12
        count = reseller[7] * factor * RANDOM.between(70, 130)
        count = (count + RANDOM.below(10000)) // 10000
        renew(reseller, state, index)
        for _ in range(count):
            row = reseller_sale(reseller, state, day_in(index))
            if RANDOM.percent(9 if code == 'R11' else 2):
                units = int(row[5]) if RANDOM.percent(50) else max(1, int(row[5]) // 2)
                date = datetime.date.fromisoformat(row[2]) + datetime.timedelta(RANDOM.between(5, 55))
                if date <= LAST:
                    refund_row(SALES, 'SO-', row, date, units)
        if code == 'R07' and index % 3 == 2:
            rush(reseller, state, index)


def make_isv(isv):
    code = isv[0]
    own = [CUSTOMERS.add(isv[3]) for _ in range(3)]
    for customer in own:
        CUSTOMERS.bought(customer, datetime.date(2023, 6, 1))
    number = 0
    for index in range(24):
        for _ in range(isv[5]):
            if not RANDOM.percent(60):
                continue
            brings = RANDOM.percent(isv[7])
            if brings:
                own.append(CUSTOMERS.add(isv[3]))
            customer = own[-1] if brings else RANDOM.pick(own)
            number += 1
            date = day_in(index)
            row = sale_row(MARKETPLACE, 'MP-', code, date, 'USD', RANDOM.pick(['APP-100', 'APP-200']),
                           isv[6] * RANDOM.between(2, 9), 0, customer, '', 'new' if brings else
                           RANDOM.pick(['renewal', 'expansion']), '', f'S-{code}-{number:03d}')
            if RANDOM.percent(3) and date + datetime.timedelta(40) <= LAST:
                refund_row(MARKETPLACE, 'MP-', row, date + datetime.timedelta(RANDOM.between(8, 40)), int(row[5]))


def make_upgrade():
    """Sold at the old rate, refunded and sold larger after the rate changed."""
    customer = CUSTOMERS.add('Americas')
    row = sale_row(MARKETPLACE, 'MP-', 'I14', datetime.date(2025, 12, 18), 'USD', 'APP-100', 120, 0, customer, '', 'new',
                   '', 'S-I14-UP')
    refund_row(MARKETPLACE, 'MP-', row, datetime.date(2026, 1, 8), 120)
    sale_row(MARKETPLACE, 'MP-', 'I14', datetime.date(2026, 1, 8), 'USD', 'APP-200', 120, 0, customer, '', 'new', '',
             'S-I14-UP')


# How likely a deal is thought to be, around what its stage stands for.
CHANCES = {'Qualified': [10, 20, 20, 30], 'Proposal': [40, 50, 50, 60], 'Negotiation': [70, 80, 80, 90]}


def opportunity(partner, index, value, win, region, helper=''):
    number = len(OPPORTUNITIES) + 1
    created = day_in(index)
    cycle = RANDOM.between(35, 210)
    closed = created + datetime.timedelta(cycle)
    cents = value * RANDOM.between(40, 180) * 1000
    open_ = closed > LAST
    won = not open_ and RANDOM.percent(win)
    known = [c for c in CUSTOMERS.first if CUSTOMERS.rows[int(c[1:]) - 1][3] == region]
    customer = CUSTOMERS.add(region) if RANDOM.percent(30) or not known else RANDOM.pick(known)
    if won:
        CUSTOMERS.bought(customer, closed)
    product = RANDOM.pick(STRATEGIC)
    stage = RANDOM.pick(list(CHANCES)) if open_ else 'Closed'
    OPPORTUNITIES.append([f'O{number:04d}', f'{PRODUCT[product][1]} for {customer}', partner, stage,
                          'open' if open_ else 'won' if won else 'lost', created.isoformat(),
                          '' if open_ else closed.isoformat(), money(cents) if won else '', money(cents), 'USD',
                          f'{RANDOM.pick(CHANCES[stage])}%' if open_ else '', customer,
                          RANDOM.pick(['F01', 'F02', 'F03']), f'OPP-{number:04d}' if won else ''])
    CREDITS.append(['opportunity', f'O{number:04d}', partner, 'sourced', created.isoformat()])
    if helper:
        CREDITS.append(['opportunity', f'O{number:04d}', helper, 'influenced',
                        (created + datetime.timedelta(cycle // 3)).isoformat()])
    return OPPORTUNITIES[-1]


def make_opportunities():
    """Integrators source deals, some with an app's vendor; S07 lost its account at the end of 2025."""
    services = []
    for si in SIS:
        for index in range(24):
            if si[0] == 'S07' and index >= 18:
                continue
            for _ in range((si[5] + RANDOM.below(10)) // 10):
                helper = RANDOM.pick(ISVS)[0] if RANDOM.percent(30) else ''
                win = 8 if si[0] == 'S07' and index >= 14 else si[7]
                deal = opportunity(si[0], index, si[6], win, si[3], helper)
                if deal[4] == 'won' and RANDOM.percent(70):
                    date = datetime.date.fromisoformat(deal[6]) + datetime.timedelta(RANDOM.between(10, 50))
                    if date <= LAST:
                        services.append([f'SV-{len(services) + 1:04d}', si[0], date.isoformat(),
                                         money(int(deal[7].replace('.', '')) * RANDOM.between(20, 55) // 100), 'USD',
                                         deal[11], deal[13]])
    for si in SIS:  # work that no deal brought
        for index in range(0, 24, 4):
            services.append([f'SV-{len(services) + 1:04d}', si[0], day_in(index).isoformat(),
                             money(RANDOM.between(3000, 16000) * 100), 'USD', RANDOM.pick(list(CUSTOMERS.first)), ''])
    for isv in ISVS:
        for index in range(24):
            if RANDOM.percent(isv[5] * 8):
                opportunity(isv[0], index, 18 + isv[6] * 3, 30 + isv[7] // 3, isv[3],
                            RANDOM.pick(SIS)[0] if RANDOM.percent(25) else '')
    write('services.csv', ['External ID', 'Partner', 'Date', 'Amount', 'Currency', 'Customer', 'Deal'], services)


NEXT_STEPS = ['Security review with the customer', 'Send the revised offer', 'Workshop on migration', 'Reference call',
              'Legal reviews the contract', 'Proof of concept ends', 'Meet the new sponsor', '']


def open_pipeline():
    """What the board shows: stages, dates, shares, and registrations of open deals. Draws from a generator of its own,
    so that the rest of the sample stays as it was. Protections end soon after the last day of the facts, some have
    ended; one integrator asks for what another is protected for, and one registration waits without a conflict."""
    own = Random(20260630)
    names = {product[1]: product[0] for product in PRODUCTS}
    credits = {}
    for credit in CREDITS:
        credit.append('')
        credits.setdefault(credit[1], []).append(credit)
    for row in REGISTRATIONS:
        row.append('')
    protected = 0
    for row in OPPORTUNITIES:
        product = names[row[1].split(' for ')[0]]
        row[1] = row[1].split(' for ')[0] + ' for ' + CUSTOMERS.rows[int(row[11][1:]) - 1][1]
        is_open = row[4] == 'open'
        row += [(LAST + datetime.timedelta(own.between(5, 150))).isoformat() if is_open else '',
                own.pick(NEXT_STEPS) if is_open else '', product if is_open else '']
        if not is_open:
            continue
        if own.percent(60):
            row[10] = ''
        shares = ['100%'] if len(credits[row[0]]) == 1 else ['70%', '30%']
        for credit, share in zip(credits[row[0]], shares):
            credit[5] = share
        if own.percent(45):
            protected += 1
            left = own.between(0, 13) if protected % 3 == 0 else own.between(20, 85) if protected % 5 else -own.between(3, 20)
            approved = LAST + datetime.timedelta(left - 90)
            submitted = approved - datetime.timedelta(own.between(1, 5))
            REGISTRATIONS.append([f'G{len(REGISTRATIONS) + 1:04d}', row[2], 'approved', submitted.isoformat(),
                                  approved.isoformat(), (LAST + datetime.timedelta(left)).isoformat(), '', row[8], row[9],
                                  row[11], row[0], product])
    rival = next(r for r in REGISTRATIONS if r[11] and r[5] > LAST.isoformat())
    asks = next(s[0] for s in SIS if s[0] != rival[1])
    REGISTRATIONS.append([f'G{len(REGISTRATIONS) + 1:04d}', asks, 'submitted', '2026-06-24', '', '', '', '64000.00', 'USD',
                          rival[9], '', rival[11]])
    free = [row for row in OPPORTUNITIES if row[4] == 'open' and row[0] not in {r[10] for r in REGISTRATIONS}
            and row[11] != rival[9]]
    for row, date in ((free[0], '2026-06-26'), (free[-1], '2026-06-29')):
        REGISTRATIONS.append([f'G{len(REGISTRATIONS) + 1:04d}', row[2], 'submitted', date, '', '', '', row[8], row[9], row[11],
                              row[0], row[16]])


def write_certifications():
    rows = []
    kinds = {'R': ('Sales Professional', 'sales'), 'S': ('Implementation Engineer', 'implementation'),
             'I': ('Integration Verified', 'integration'), 'E': ('Integration Verified', 'integration')}
    for person in PEOPLE:
        name, level = kinds[person[2][0]]
        for _ in range(1 + RANDOM.below(2)):
            awarded = FIRST + datetime.timedelta(RANDOM.between(-200, 700))
            if awarded > LAST:
                continue
            rows.append([f'A{len(rows) + 1:04d}', person[2], person[0], name, level, awarded.isoformat(),
                         (awarded + datetime.timedelta(730)).isoformat(), str(RANDOM.between(70, 100))])
    write('certifications.csv', ['External ID', 'Partner', 'Person', 'Certification', 'Level', 'Awarded', 'Expires', 'Score'],
          rows)


def write_units():
    rows = []
    for oem in OEMS:
        for index in range(24):
            units = oem[4] * (100 + oem[6] * index // 12) * RANDOM.between(80, 120) // 10000
            first = month_start(index)
            last = month_start(index + 1) - datetime.timedelta(1)
            rows.append([f'N{len(rows) + 1:04d}', oem[0], last.isoformat(), first.isoformat(), last.isoformat(), str(units),
                         'EMB-100', oem[3]])
    write('unit-reports.csv', ['External ID', 'Partner', 'Reported', 'Period from', 'Period to', 'Units', 'Product',
                               'Country'], rows)
    write('openings.csv', ['External ID', 'Partner', 'Date', 'Units'],
          [[f'B{i + 1:02d}', oem[0], FIRST.isoformat(), str(oem[4] * 9)] for i, oem in enumerate(OEMS)])
    rows = []
    features = ['Secure boot', 'Offline mode', 'Fleet updates', 'Telemetry export']
    for i, oem in enumerate(OEMS[:4]):
        for k in range(3):
            rows.append([f'X{len(rows) + 1:03d}', oem[0], features[(i + k) % 4], 'delivered' if k < 2 else 'open',
                         day_in(4 + i * 2 + k * 6).isoformat(), money(RANDOM.between(8000, 42000) * 100), 'USD'])
    write('spend.csv', ['External ID', 'Partner', 'Name', 'Status', 'Incurred', 'Amount', 'Currency'], rows)


def write_adoption():
    depth, adoption, claims, activities, listings = [], [], [], [], []
    for isv in ISVS:
        score = 1 + RANDOM.below(2)
        depth.append([f'H{len(depth) + 1:03d}', isv[0], 'Connector', day_in(RANDOM.below(6)).isoformat(), str(score)])
        if isv[6] >= 4:
            depth.append([f'H{len(depth) + 1:03d}', isv[0], 'Deep integration', day_in(6 + RANDOM.below(14)).isoformat(),
                          str(score + 1 + RANDOM.below(3))])
        listings.append([f'L{len(listings) + 1:03d}', isv[0], f'{isv[1]} for the platform', 'live',
                         day_in(RANDOM.below(4)).isoformat()])
        for quarter in range(8):
            rate = min(60, isv[6] * (quarter + 2) * RANDOM.between(40, 90) // 100)
            adoption.append([f'K{len(adoption) + 1:04d}', isv[0], month_start(quarter * 3 + 2).isoformat(),
                             str(isv[5] * (quarter + 1) * RANDOM.between(6, 12)), f'{rate}%'])
        if isv[6] >= 5:
            for index in (9, 15, 21):
                claims.append([f'Q{len(claims) + 1:03d}', isv[0], 'Launch campaign',
                               'approved' if RANDOM.percent(80) else 'open', day_in(index).isoformat(),
                               money(RANDOM.between(4, 22) * 10000), 'USD'])
    for partner in [p[0] for p in RESELLERS[:10]] + [p[0] for p in SIS[:6]]:
        for index in range(2, 24, 6):
            activities.append([f'T{len(activities) + 1:03d}', partner, RANDOM.pick(['Quarterly review', 'Joint webinar',
                               'Training day']), 'held', day_in(index).isoformat()])
    write('deployments.csv', ['External ID', 'Partner', 'Name', 'Date', 'Score'], depth)
    write('listings.csv', ['External ID', 'Partner', 'Name', 'Status', 'Date'], listings)
    write('adoption.csv', ['External ID', 'Partner', 'Date', 'Seats', 'Rate'], adoption)
    write('claims.csv', ['External ID', 'Partner', 'Name', 'Status', 'Incurred', 'Amount', 'Currency'], claims)
    write('activities.csv', ['External ID', 'Partner', 'Name', 'Status', 'Date'], activities)


def write_partners():
    managers = {'I': ['M01'], 'R': ['M02', 'M03'], 'E': ['M04'], 'S': ['M04']}
    rows = []

    def add(code, name, kind, subtype, region, country, currency, parent):
        since = datetime.date(2019, 1, 15) + datetime.timedelta(RANDOM.below(1900))
        choice = managers[code[0]]
        rows.append([code, name, kind, subtype, region, country, currency, choice[len(rows) % len(choice)], parent,
                     since.isoformat()])

    for r in RESELLERS:
        add(r[0], r[1], 'reseller', r[2], r[3], r[4], r[5] if r[5] != 'USD' else '', r[6])
    for i in ISVS:
        add(i[0], i[1], 'isv', i[2], i[3], i[4], '', '')
    for o in OEMS:
        add(o[0], o[1], 'oem', '', o[2], o[3], '', '')
    for s in SIS:
        add(s[0], s[1], 'si', s[2], s[3], s[4], '', '')
    write('partners.csv', ['External ID', 'Name', 'Type', 'Subtype', 'Region', 'Country', 'Currency', 'Manager', 'Part of',
                           'Partner since'], rows)
    return rows


def write_agreements():
    agreements, terms = [], []
    for oem in OEMS:
        agreements.append([f'AG-{oem[0]}', oem[0], FIRST.isoformat(), ''])
        terms.append([f'AG-{oem[0]}', 'minimum', 'money', money(oem[5] * 100), 'USD'])
        terms.append([f'AG-{oem[0]}', 'budget', 'money', money(3000000), 'USD'])
    for si in SIS:
        agreements.append([f'AG-{si[0]}', si[0], FIRST.isoformat(), ''])
        terms.append([f'AG-{si[0]}', 'sourced_rate', 'rate', '3%' if si[2] == 'Boutique' else '2.5%', ''])
    write('agreements.csv', ['External ID', 'Partner', 'From', 'To'], agreements)
    write('agreement-terms.csv', ['Agreement', 'Term', 'Type', 'Amount', 'Currency'], terms)


PROGRAM = {'R': 'Reseller Growth', 'I': 'Marketplace Partner', 'E': 'Embedded Royalty', 'S': 'Services Alliance'}


def write_enrolments(partners):
    rows, tiers = [], []
    for partner in partners:
        start = '2025-10-01' if partner[0] in ('R20', 'S10') else FIRST.isoformat()
        rows.append([partner[0], PROGRAM[partner[0][0]], start, ''])
    for code, tier in (('R01', 'Gold'), ('R05', 'Platinum'), ('R02', 'Gold'), ('R03', 'Silver'), ('R09', 'Silver'),
                       ('R12', 'Silver')):
        tiers.append([code, PROGRAM['R'], tier, FIRST.isoformat(), 'import'])
    write('enrolments.csv', ['Partner', 'Program', 'From', 'To'], rows)
    write('tier-assignments.csv', ['Partner', 'Program', 'Tier', 'From', 'Cause'], tiers)


def write_rates():
    euro, pound = 1085000, 1268000
    rows = []
    for index in range(-1, 24):
        date = month_start(index)
        euro += RANDOM.between(-9000, 9500)
        pound += RANDOM.between(-10000, 10500)
        rows.append([date.isoformat(), 'EUR', 'USD', f'{euro // 1000000}.{euro // 100 % 10000:04d}'])
        rows.append([date.isoformat(), 'GBP', 'USD', f'{pound // 1000000}.{pound // 100 % 10000:04d}'])
    write('fx-rates.csv', ['Date', 'Base currency', 'Quoted currency', 'Rate'], rows)


def write_targets():
    rows = []
    for reseller in RESELLERS[:12]:
        for quarter in range(4, 8):
            first = month_start(quarter * 3)
            last = month_start(quarter * 3 + 3) - datetime.timedelta(1)
            amount = reseller[7] * reseller[8] * 3 * 80 * (105 + quarter) // 100
            rows.append([f'Z{len(rows) + 1:03d}', reseller[0], 'revenue', first.isoformat(), last.isoformat(), money(amount),
                         reseller[5]])
    write('targets.csv', ['External ID', 'Partner', 'Name', 'From', 'To', 'Amount', 'Currency'], rows)


INVESTMENT_HEADER = ['External ID', 'Date', 'Category', 'Partner', 'Program', 'Partner type', 'Amount', 'Currency', 'Borne by',
                     'State', 'Note']


def write_investments():
    """What partners, programs, types and all of them cost, by month and quarter; planned for the quarter after."""
    random = Random(20260701)
    rows = []

    def add(date, category, amount, partner='', program='', type_='', currency='USD', side='vendor', state='actual', note=''):
        rows.append([f'V{len(rows) + 1:04d}', date.isoformat(), category, partner, program, type_, money(amount), currency, side,
                     state, note])

    for index in range(24):
        day = month_start(index)
        add(day, 'program_management', (820000 + 15000 * index) // 3, note='Program office')
        for type_, amount in (('reseller', 520000), ('isv', 380000), ('si', 310000), ('oem', 140000)):
            add(day, 'partner_management', (amount + 9000 * index) // 2, type_=type_)
        add(day, 'technical_support', 210000 + 4000 * index, program='Marketplace Partner', note='Certification lab')
        if index % 3 == 1:
            add(day, 'training', random.between(240, 520) * 1000, program='Reseller Growth', note='Sales academy')
            add(day, 'training', random.between(150, 360) * 1000, program='Services Alliance', note='Delivery academy')
        if index % 6 == 3:
            add(day, 'joint_events', random.between(700, 1200) * 1000, type_=random.pick(['reseller', 'isv', 'si']),
                note='Partner day')
        for _ in range(3):
            reseller = random.pick(RESELLERS)
            add(day + datetime.timedelta(random.below(27)), 'co_marketing', random.between(60, 320) * 1000, partner=reseller[0],
                currency=reseller[5], note='Campaign')
        for _ in range(2):
            add(day + datetime.timedelta(random.below(27)), 'co_selling', random.between(40, 180) * 1000,
                partner=random.pick(SIS)[0])
        if index % 2 == 0:
            isv = random.pick(ISVS)[0]
            add(day + datetime.timedelta(random.below(27)), 'co_marketing', random.between(50, 160) * 1000, partner=isv)
            add(day + datetime.timedelta(random.below(27)), 'co_marketing', random.between(30, 90) * 1000, partner=isv,
                side='partner')
        if index % 6 == 4:
            add(day, 'roadmap', random.between(900, 1500) * 1000, partner=random.pick(OEMS)[0], note='Joint feature')
    after = month_start(24)
    add(after, 'joint_events', 1400000, type_='reseller', state='planned', note='Partner day')
    add(after, 'co_marketing', 900000, type_='isv', state='planned')
    write('investments.csv', INVESTMENT_HEADER, rows)


def write_direct_opportunities():
    """Deals that the vendor's own people work on alone, to hold deals with partners against."""
    random = Random(20260702)
    rows = []
    for index in range(24):
        for _ in range(random.between(5, 9)):
            created = month_start(index) + datetime.timedelta(random.below(28))
            closed = created + datetime.timedelta(random.between(40, 190))
            open_ = closed > LAST
            won = not open_ and random.percent(24)
            cents = random.between(9000, 90000) * 100
            customer = CUSTOMERS.rows[random.below(len(CUSTOMERS.rows))][0]
            product = random.pick(STRATEGIC)
            stage = random.pick(list(CHANCES)) if open_ else 'Closed'
            rows.append([f'D{len(rows) + 1:04d}', f'{PRODUCT[product][1]} for {customer}', stage,
                         'open' if open_ else 'won' if won else 'lost', created.isoformat(),
                         '' if open_ else closed.isoformat(), money(cents * random.between(85, 100) // 100) if won else '',
                         money(cents), 'USD', f'{random.pick(CHANCES[stage])}%' if open_ else '', customer,
                         random.pick(['F01', 'F02', 'F03'])])
    write('direct-opportunities.csv', ['External ID', 'Name', 'Stage', 'Status', 'Created', 'Closed', 'Amount',
                                       'Expected value', 'Currency', 'Probability', 'Customer', 'Person'], rows)


def by_date(rows):
    """File order is the order of dates; ids stay."""
    return sorted(rows, key=lambda row: (row[2], row[0]))


def main():
    partners = write_partners()
    for partner in partners:
        staff(partner[0], 3 if partner[0][0] == 'S' else 2, 'Engineer' if partner[0][0] in 'SIE' else 'Seller')
    for reseller in RESELLERS:
        make_reseller(reseller)
    for isv in ISVS:
        make_isv(isv)
    make_upgrade()
    make_opportunities()
    open_pipeline()

    write('categories.csv', ['Name', 'Strategic'], CATEGORIES)
    write('products.csv', ['External ID', 'Name', 'Category', 'List price', 'Currency'],
          [[p[0], p[1], p[2], f'{p[3]}.00', 'USD'] for p in PRODUCTS])
    write('team.csv', ['External ID', 'Name', 'Role', 'Skills'], TEAM)
    write('people.csv', ['External ID', 'Name', 'Partner', 'Role', 'Email'], PEOPLE)
    write('customers.csv', ['External ID', 'Name', 'Segment', 'Region', 'First purchase'],
          [row + [CUSTOMERS.first[row[0]].isoformat() if row[0] in CUSTOMERS.first else ''] for row in CUSTOMERS.rows])
    write('sales.csv', SALE_HEADER, by_date(SALES))
    write('marketplace.csv', [h for h in SALE_HEADER if h not in ('Person', 'Deal')],
          [[v for h, v in zip(SALE_HEADER, row) if h not in ('Person', 'Deal')] for row in by_date(MARKETPLACE)])
    write('subscriptions.csv', ['External ID', 'Partner', 'Status', 'Date', 'Seats', 'Subscription', 'Product', 'Customer'],
          SUBSCRIPTIONS)
    write('registrations.csv', ['External ID', 'Partner', 'Status', 'Submitted', 'Approved', 'Expires', 'Closed', 'Amount',
                                'Currency', 'Customer', 'Deal', 'Product'], REGISTRATIONS)
    write('opportunities.csv', ['External ID', 'Name', 'Partner', 'Stage', 'Status', 'Created', 'Closed', 'Amount',
                                'Expected value', 'Currency', 'Probability', 'Customer', 'Person', 'Deal', 'Expected on',
                                'Next step', 'Product'], OPPORTUNITIES)
    write('credits.csv', ['Kind of fact', 'Fact', 'Partner', 'Role', 'Date', 'Share'], CREDITS)
    write_certifications()
    write_units()
    write_adoption()
    write_agreements()
    write_enrolments(partners)
    write_rates()
    write_targets()
    write_investments()
    write_direct_opportunities()


if __name__ == '__main__':
    main()
