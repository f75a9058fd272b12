/* tw-stage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* The stages that a workspace knows. Every function that writes is one entry of the history. */

typedef enum
{
  TW_STAGE_OPEN,
  TW_STAGE_WON,
  TW_STAGE_LOST,
} TwStageKind;

/**
 * TwStage:
 * @id: 0 for a name that opportunities use and nobody defined, and for no stage at all
 * @name: (nullable): %NULL: opportunities without a stage
 * @probability: millionths; -1 where nobody defined it
 * @opportunities: open ones in it; for the kinds won and lost all that were
 */
typedef struct
{
  gint64       id;
  char        *name;
  TwStageKind  kind;
  gint64       probability;
  gint64       opportunities;
} TwStage;

void       tw_stage_free     (TwStage      *stage);
/* The key of a kind, as it is stored: `open`, `won`, `lost`. */
const char *tw_stage_kind_to_string (TwStageKind kind);
/* (transfer full) (element-type TwStage): the open stages in their order, then names that open opportunities use and
 * nobody defined, then won and lost. Opportunities without a stage come first, where there are any. */
GPtrArray *tw_stages_read    (TwWorkspace  *workspace,
                              GError      **error);
/* (transfer full): the one of a kind won or lost, its English name where it has none. */
char      *tw_stage_closing_name (TwWorkspace *workspace,
                              TwStageKind   kind);
/* Behind the last open stage. %TW_ERROR_CONFLICT where the name is taken. */
gboolean   tw_stage_add      (TwWorkspace  *workspace,
                              const char   *name,
                              gint64        probability,
                              GError      **error);
/* Name and probability; open opportunities go along in the same entry. Those that are closed keep the name of the
 * stage that they were in. */
gboolean   tw_stage_edit     (TwWorkspace  *workspace,
                              gint64        id,
                              const char   *name,
                              gint64        probability,
                              GError      **error);
/* @steps: -1 towards the beginning, 1 towards the end; nothing happens at the ends. */
gboolean   tw_stage_move     (TwWorkspace  *workspace,
                              gint64        id,
                              int           steps,
                              GError      **error);
/* Only an open stage that is empty: %TW_ERROR_CONFLICT says how many are in it. */
gboolean   tw_stage_remove   (TwWorkspace  *workspace,
                              gint64        id,
                              GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStage, tw_stage_free)

G_END_DECLS
