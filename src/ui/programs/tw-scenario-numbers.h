/* tw-scenario-numbers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/**
 * TwScenarioNumber:
 * @path: where it stands in the document
 * @literal: as the program writes it: `2%`, `20000.00`
 * @owner: path of the tier, rule or limit that it belongs to
 * @group: what that is called
 * @name: what the number is, in words
 */
typedef struct
{
  char *path;
  char *literal;
  char *owner;
  char *group;
  char *name;
} TwScenarioNumber;

/* (transfer full) (element-type TwScenarioNumber): thresholds, rates, prices, factors and limits of @document, in its
 * order: tiers, designations, rules, limits over several rules. */
GPtrArray *tw_scenario_numbers_list (const TwProgramDocument *document);

G_END_DECLS
