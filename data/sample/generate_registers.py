#!/usr/bin/env python3
# generate_registers.py
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes the registers of the sample workspace beside itself: joint solutions, integrations, co-sell engagements, changes
# of the API, risks, documents, returns, recruitment targets, packs, listings and marketing funds. It draws from generators
# of its own, so that everything that generate.py makes stays as it is.
#
# In the data on purpose: a solution signed after its first engagement, a breaking change without anybody to ask, a listing
# nobody finds and two that nobody can judge, two of six resellers that earn more with a rival, a platform feature that
# replicates a partner's and is met with silence.

import datetime

from generate import ISVS, LAST, OEMS, RESELLERS, SIS, Random, month_start, money, write


def day(random, index):
    return (month_start(index) + datetime.timedelta(random.below(26))).isoformat()


def write_solutions():
    random = Random(20260703)
    solutions, integrations = [], []
    for isv in ISVS:
        number = len(solutions) + 1
        strong = isv[6] >= 5
        signed = '2026-02-20' if isv[0] == 'I13' else day(random, random.between(0, 6)) if strong or random.percent(60) else ''
        solutions.append([f'J{number:02d}', f'{isv[1]} with the platform', isv[0], 'One price list, 10 % off by either side',
                          'First call with the vendor, second with us', 'Vendor' if strong else 'Shared',
                          'Both renew on the anniversary' if strong or signed else '', f'{random.between(60, 80)}%',
                          'vendor' if random.percent(30) else 'shared', signed])
        certified = strong and isv[0] not in ('I10',)
        integrations.append([f'IN{number:02d}', f'{isv[1]} connector', isv[0], f'J{number:02d}', 'api',
                             'certified' if certified else random.pick(['compatible', 'none']),
                             str(random.between(65, 95) if strong else random.between(25, 60)), str(random.between(2, 9)),
                             'v2' if random.percent(85) else 'v1', day(random, random.between(8, 14)) if certified else '',
                             '2027-12-31' if certified else '', str(isv[5] * random.between(3, 12))])
    for oem in OEMS:
        number = len(integrations) + 1
        integrations.append([f'IN{number:02d}', f'{oem[1]} runtime', oem[0], '', 'embedded', 'certified',
                             '48' if oem[0] == 'E06' else str(random.between(66, 92)), str(random.between(1, 8)), 'v2',
                             day(random, 3), '2027-12-31', ''])
    write('joint-solutions.csv', ['External ID', 'Name', 'Partner', 'Pricing', 'Support', 'Customer success', 'Renewal',
                                  "Partner's share", 'Customer of record', 'Signed'], solutions)
    write('integrations.csv', ['External ID', 'Name', 'Partner', 'Joint solution', 'Kind', 'Status', 'Depth',
                               'Configuration steps', 'API version', 'Certified', 'Expires', 'Joint customers'], integrations)
    return solutions


def write_engagements(solutions):
    random = Random(20260704)
    rows = []
    signed = {s[2]: s for s in solutions if s[9]}
    partners = [isv[0] for isv in ISVS if isv[0] in signed and isv[6] >= 4] + [si[0] for si in SIS[:8]]
    for number in range(32):
        partner = partners[number % len(partners)]
        solution = signed.get(partner)
        first = 19 if partner == 'I13' else 8
        asked = datetime.date.fromisoformat(day(random, first if partner == 'I13' and number < 20 else random.between(12, 22)))
        if partner == 'I13' and number < 20:
            asked = datetime.date(2026, 2, 5)
        answered = asked + datetime.timedelta(random.between(1, 6))
        rows.append([f'CE{number + 1:03d}', partner, solution[0] if solution else '', random.pick(['F01', 'F02', 'F03']),
                     random.pick(['Chief information officer', 'Head of operations', 'Security lead']), asked.isoformat(),
                     answered.isoformat() if answered <= LAST else '', '2026-05-12' if number == 11 else '',
                     'The field met the sponsor without the partner' if number == 11 else '',
                     '2026-04-30' if number == 2 else ''])
    write('co-sell-engagements.csv', ['External ID', 'Partner', 'Joint solution', 'Account owner', 'Protected contacts',
                                      'Requested', 'Answered', 'Breached', 'Breach', 'Partner removed'], rows)


def write_changes():
    write('api-changes.csv', ['External ID', 'Name', 'Announced', 'Effective', 'Breaking', 'Migration document',
                              'Support contact', 'Retires version'],
          [['AC1', 'Paging of the events API', '2025-09-01', '2025-10-15', 'no', '', '', ''],
           ['AC2', 'Events API v1 ends', '2026-03-01', '2026-05-29', 'yes', 'Moving to v2', 'api-help@larkspur.example', 'v1'],
           ['AC3', 'Tokens replace passwords', '2026-06-01', '2026-09-30', 'yes', 'From passwords to tokens', '', '']])
    write('api-notices.csv', ['External ID', 'API change', 'Integration', 'Sent', 'Acknowledged', 'Migrated'],
          [[f'AN{i + 1:02d}', 'AC2', f'IN{i + 1:02d}', f'2026-03-{2 + i % 3:02d}', '2026-03-12' if i % 3 else '',
            '2026-05-04' if i % 2 else ''] for i in range(len(ISVS))])
    write('escalations.csv', ['External ID', 'Date', 'Integration', 'API change', 'Note'],
          [['ES1', '2026-06-03', 'IN06', 'AC2', 'Synchronization stopped at two customers'],
           ['ES2', '2026-06-09', 'IN11', 'AC2', 'Events arrive twice']])


def write_partner_papers():
    random = Random(20260705)
    documents, packs = [], []
    for partner in [r[0] for r in RESELLERS] + [i[0] for i in ISVS] + [o[0] for o in OEMS] + [s[0] for s in SIS]:
        expires = '2026-05-31' if partner in ('R13', 'I15') else '2027-06-30'
        documents.append([f'DO{len(documents) + 1:03d}', 'Partner agreement', partner, '2024-07-15', '2024-07-01', ''])
        documents.append([f'DO{len(documents) + 1:03d}', 'Privacy addendum', partner, '2024-09-30',
                          '' if partner == 'R19' else '2024-08-20', expires])
    for isv in ISVS:
        if isv[6] >= 4 and isv[0] != 'I21':
            packs.append([f'PK{len(packs) + 1:03d}', isv[0], 'ecosystem_data', day(random, 21), 'Adoption by segment and rank'])
    for partner in [r[0] for r in RESELLERS[:16]] + [i[0] for i in ISVS[:20]] + [s[0] for s in SIS[:8]]:
        packs.append([f'PK{len(packs) + 1:03d}', partner, 'gap_list', day(random, 20), ''])
    write('documents.csv', ['External ID', 'Name', 'Partner', 'Due', 'Received', 'Expires'], documents)
    write('packs.csv', ['External ID', 'Partner', 'Kind', 'Date', 'Note'], packs)
    write('risks.csv', ['External ID', 'Name', 'Partner', 'Kind', 'Identified', 'Partner told', 'Mitigation', 'Owner', 'Closed'],
          [['RK1', 'Notes in the platform', 'I06', 'feature_overlap', '2026-04-14', '', '', 'M01', ''],
           ['RK2', 'Price of the events API', 'I24', 'price_change', '2026-02-03', '2026-02-10', 'Old price for two years', 'M01', ''],
           ['RK3', 'One device maker brings most royalties', 'E04', 'dependency', '2025-11-20', '2025-11-28',
            'Last-buy clause and a year of notice', 'M04', '']])


def write_market():
    random = Random(20260706)
    listings, requests = [], []
    categories = {'Security': 'Security', 'Productivity': 'Collaboration', 'Data integration': 'Analytics',
                  'Manufacturing': 'Embedded', 'Retail': 'Analytics'}
    for isv in ISVS:
        strong = isv[6] >= 4
        regulated = 'Health care' if isv[2] == 'Health records' else ''
        listings.append([f'ML{len(listings) + 1:02d}', f'{isv[1]} for the platform', isv[0],
                         '' if isv[0] == 'I11' else categories.get(isv[2], 'Cloud platform'), 'yes',
                         'yes' if strong or random.percent(40) else 'no',
                         'no' if isv[0] in ('I08', 'I10') else 'yes' if random.percent(70) or not strong else 'no',
                         '1' if isv[0] in ('I08', 'I10') else str(isv[5] * random.between(2, 9)), regulated,
                         '2026-02-18' if regulated else ''])
        if isv[0] in ('I08', 'I10'):
            listings[-1][5] = 'no'
        if strong:
            for scope in ('joint_solution', 'product') if random.percent(55) else ('joint_solution',):
                requests.append([f'FR{len(requests) + 1:02d}', 'Launch campaign' if scope == 'product' else 'Joint webinar series',
                                 isv[0], scope, day(random, random.between(14, 22)), money(random.between(6, 24) * 10000), 'USD'])
    write('marketplace-listings.csv', ['External ID', 'Name', 'Partner', 'Category', 'Live', 'Trial', 'Demonstration', 'Reviews',
                                       'Regulated vertical', 'Compliance reviewed'], listings)
    write('fund-requests.csv', ['External ID', 'Name', 'Partner', 'Scope', 'Date', 'Amount', 'Currency'], requests)


def write_economics():
    random = Random(20260707)
    rows = []
    for number, reseller in enumerate(RESELLERS[:6]):
        ours = random.between(210, 320) * 100000
        theirs = ours * (118 if number in (2, 4) else random.between(70, 95)) // 100
        for line, own, amount in (('Larkspur Systems', 'yes', ours), ('Northwind Stack', 'no', theirs)):
            rows.append([f'PE{len(rows) + 1:02d}', reseller[0], line, own, '2026-03-31', money(amount), 'USD', '120',
                         'Partner interview'])
    write('partner-economics.csv', ['External ID', 'Partner', 'Line', 'Ours', 'As of', 'Return in a year', 'Currency',
                                    'Selling days', 'Source'], rows)
    write('recruitment-targets.csv', ['External ID', 'Name', 'Partner type', 'Category', 'Region', 'Stage', 'Fit', 'Partner', 'Owner'],
          [['RT1', 'Delivery boutique in the Americas', 'si', '', 'Americas', 'enrolled', '78', 'S10', 'M04'],
           ['RT2', 'Backup app with its own customers', 'isv', 'Backup', 'EMEA', 'contacted', '64', '', 'M01'],
           ['RT3', 'Reseller for public schools', 'reseller', '', 'APAC', 'open', '55', '', 'M03']])


def main():
    write_engagements(write_solutions())
    write_changes()
    write_partner_papers()
    write_market()
    write_economics()


if __name__ == '__main__':
    main()
