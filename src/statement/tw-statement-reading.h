/* tw-statement-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-statement-private.h"
#include "tw-workspace-info.h"

G_BEGIN_DECLS

struct _TwStatementReader
{
  TwWorkspace     *workspace;   /* owned */
  GHashTable      *programs;    /* version row → TwProgramDocument */
  TwWorkspaceInfo *info;        /* read with the first statement */
};

/* One statement being read. */
typedef struct
{
  TwStatementReader *reader;
  TwStatement       *statement;   /* owned */
  gint64             version;     /* in force at the period's end */
  GHashTable        *rules;       /* rule key → index + 1 into statement->rules */
  GString           *versions;
  const TwProgram   *noted;       /* the last one among them */
  gboolean           figures;     /* nothing that only people read */
} TwReading;

/* Fills in the rules of the version in force, whose header is read already. */
gboolean tw_reading_list_rules (TwReading  *self,
                                GError    **error);
/* Fills in everything that stands below the header of statement @id. */
gboolean tw_reading_read_parts (TwReading  *self,
                                gint64      id,
                                GError    **error);
/* The same for its figures alone. */
gboolean tw_reading_read_figures (TwReading  *self,
                                  gint64      id,
                                  GError    **error);

G_END_DECLS
