/* design-check-cases.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-finding.h"

/* A check with a workspace in which it finds something and one in which it doesn't. Both stand on the same base: four
 * partners of the program's type, enrolled since 2025; today is 2026-06-30. What is NULL is the base's. */
typedef struct
{
  const char *code;
  const char *type;
  const char *fire_members;    /* of the document, behind its head */
  const char *quiet_members;
  const char *fire_sql;
  const char *quiet_sql;
  TwSeverity  severity;
  const char *path;            /* of the first finding; NULL: at a record */
  guint       n_evidence;      /* of the first finding; 0: not looked at */
  const char *absent;          /* part of the reason where the register is empty; NULL: it always applies */
} DesignCase;

extern const DesignCase design_cases[];
extern const guint n_design_cases;

/* The members of a document for a partner type that no check minds, but by what the workspace says. */
const char *design_case_members (const char *type);
