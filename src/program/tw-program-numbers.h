/* tw-program-numbers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/**
 * TwProgramNumber:
 * @path: where it stands in the document
 * @literal: as the program writes it: `2%`, `20000.00`
 * @owner: path of the tier, rule or limit that it belongs to
 * @group: what that is called
 * @name: what the number is, in words
 * @threshold: a bar that is reached; else a rate, a price, an amount
 */
typedef struct
{
  char     *path;
  char     *literal;
  char     *owner;
  char     *group;
  char     *name;
  gboolean threshold;
} TwProgramNumber;

/* The numbers of a program that a designer turns: a scenario changes them, the tornado moves them.
 *
 * (transfer full) (element-type TwProgramNumber): thresholds, rates, prices, factors and limits of @document, in its
 * order: tiers, designations, rules, limits over several rules. */
GPtrArray *tw_program_numbers_list (const TwProgramDocument *document);

G_END_DECLS
