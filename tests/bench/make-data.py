#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the bench's input: N sales of P partners over eight quarters, the same bytes every time.

Usage: make-data.py DIR [SALES] [PARTNERS]
Makes partners.csv, customers.csv, products.csv, sales.csv and program.json (twelve mixed rules) in DIR.
"""
import datetime
import json
import sys
from pathlib import Path

CATEGORIES = ["Cloud", "Security", "Network", "Storage", "Services", "Hardware"]
FIRST = datetime.date(2024, 7, 1)
DAYS = 730


def sequence(seed):
    """A linear congruential generator: the same on every machine and version."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def write_registers(folder, partners, customers, products):
    with open(folder / "partners.csv", "w", newline="\n") as file:
        file.write("partner_id,name,type,region,currency\n")
        for i in range(partners):
            file.write(f"P{i:05d},Partner {i:05d},reseller,{['EMEA', 'AMER', 'APAC'][i % 3]},USD\n")
    with open(folder / "customers.csv", "w", newline="\n") as file:
        file.write("customer_id,name,segment\n")
        for i in range(customers):
            file.write(f"C{i:05d},Customer {i:05d},{['enterprise', 'mid-market', 'small'][i % 3]}\n")
    with open(folder / "products.csv", "w", newline="\n") as file:
        file.write("product_id,name,category\n")
        for i in range(products):
            file.write(f"SKU{i:03d},Product {i:03d},{CATEGORIES[i % len(CATEGORIES)]}\n")


def write_sales(folder, sales, partners, customers, products):
    random = sequence(20260930)
    with open(folder / "sales.csv", "w", newline="\n") as file:
        file.write("sale_id,invoiced,partner,customer,product,quantity,unit_price,amount,cost,currency,motion\n")
        for i in range(sales):
            a, b, c, d = next(random), next(random), next(random), next(random)
            # A few partners sell most: the square of a uniform number falls on the low ids.
            partner = (a % partners) * (b % partners) // partners
            date = FIRST + datetime.timedelta(days=c % DAYS)
            quantity = 1 + d % 9
            price = 500 + (d >> 4) % 99500
            amount = quantity * price
            cost = amount * 7 // 10
            motion = ["new", "renewal", "expansion"][b % 3]
            file.write(f"S{i:07d},{date},P{partner:05d},C{c % customers:05d},SKU{d % products:03d},{quantity},"
                       f"{price // 100}.{price % 100:02d},{amount // 100}.{amount % 100:02d},"
                       f"{cost // 100}.{cost % 100:02d},USD,{motion}\n")


def rule(key, name, counts, table, **more):
    return {"id": key, "name": name, "kind": "rebate", "window": "quarter", "counts": counts, "table": table,
            "stacking": {"group": "all", "policy": "additive"}, **more}


def bands(mode, *pairs):
    return {"mode": mode, "bands": [{"from": start, "rate": rate} for start, rate in pairs]}


def program():
    every = {"sum": "amount", "fact": "sale"}

    def of(category):
        return {"sum": "amount", "fact": "sale", "where": {"product.category": category}}

    def motion(kind):
        return {"sum": "amount", "fact": "sale", "where": {"motion": kind}}

    return {
        "tierwright": 1, "name": "Bench", "partner_type": "reseller", "currency": "USD",
        "effective_from": "2024-07-01",
        "objective": {"gap": "Bench", "kind": "reach", "metric": "net-revenue", "baseline": "100", "target": "200",
                      "due": "2026-12-31", "direct_cost": "500", "partner_cost": "300"},
        "rules": [
            rule("volume", "Volume", every, bands("marginal", ("0", "0.5%"), ("50000.00", "1%"), ("250000.00", "1.5%"))),
            rule("cloud", "Cloud", of("Cloud"), bands("marginal", ("0", "1%"), ("10000.00", "2%"))),
            rule("security", "Security", of("Security"), bands("retroactive", ("5000.00", "1%"), ("20000.00", "2%"))),
            rule("network", "Network", of("Network"), bands("retroactive", ("10000.00", "0.5%"))),
            rule("storage", "Storage", of("Storage"), bands("marginal", ("2500.00", "1.25%")),
                 adjust=[{"max": "500.00"}]),
            rule("services", "Services", of("Services"), {"bands": [{"from": "0", "rate": "0.75%"}]}),
            rule("hardware", "Hardware", of("Hardware"), bands("marginal", ("0", "0%"), ("40000.00", "0.8%"))),
            rule("new", "New business", motion("new"), {"bands": [{"from": "0", "rate": "0.4%"}]}),
            rule("renewal", "Renewal", motion("renewal"), {"bands": [{"from": "0", "rate": "0.3%"}]}),
            rule("units", "Units", {"sum": "units", "fact": "sale", "where": {"product.category": "Hardware"}},
                 {"bands": [{"from": "0", "price": "0"}, {"from": "100", "price": "0.25"}]}),
            rule("large", "Large deals", {"sum": "amount", "fact": "sale", "where": {"amount": {"at_least": "7500.00"}}},
                 {"bands": [{"from": "0", "rate": "0.25%"}]}),
            rule("margin", "Margin", {"sum": {"sub": ["amount", "cost"]}, "fact": "sale"},
                 bands("marginal", ("0", "0.2%"), ("30000.00", "0.6%"))),
        ],
    }


def main():
    folder = Path(sys.argv[1])
    sales = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    partners = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    folder.mkdir(parents=True, exist_ok=True)
    write_registers(folder, partners, 5_000, 120)
    write_sales(folder, sales, partners, 5_000, 120)
    with open(folder / "program.json", "w", newline="\n") as file:
        json.dump(program(), file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
