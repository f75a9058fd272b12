#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Print every cell of a workbook as openpyxl reads it: sheet, cell, type, format, value; formulas with their stored value."""
import sys
import openpyxl

formulas = openpyxl.load_workbook(sys.argv[1])
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
for sheet in formulas.worksheets:
    stored = values[sheet.title]
    print("sheet", sheet.title, sheet.dimensions, "freeze", sheet.freeze_panes, "filter", sheet.auto_filter.ref,
          "rows", sheet.print_title_rows, "charts", len(sheet._charts), sep="|")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            value = stored[cell.coordinate].value
            kind = "formula" if cell.data_type == "f" else type(value).__name__
            text = f"{cell.value} -> {value}" if kind == "formula" else str(value)
            print(sheet.title, cell.coordinate, kind, cell.number_format, text.replace("\n", "\\n"), sep="|")
print("properties", formulas.properties.title, formulas.properties.creator, formulas.properties.created, sep="|")
