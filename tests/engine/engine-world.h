/* engine-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

/* A small world for tests of the engine: one program as JSON (single quotes stand for double
 * ones), facts as text, and periods that are run one after another, each fed with what the ones
 * before it posted. */

typedef struct
{
  TwVocabulary *vocabulary;
  GPtrArray    *documents;
  GPtrArray    *versions;
  TwDataset    *dataset;
  TwEngine     *engine;     /* of the last run */
  GPtrArray    *engines;    /* all runs: posted lines point into their results */
  GArray       *posted;
  GArray       *balances;
  TwSpan        period;
  gboolean      no_fast;    /* rate with fractions alone */
  gboolean      stopped;    /* make the engine, but leave calculating to the test */
} World;

World      *world_new      (void);
void        world_free     (World      *world);
void        world_program  (World      *world,
                            const char *json);
/* `kind id date key=value …`: amounts in cents, units and shares as decimals, dates as dates. */
void        world_fact     (World      *world,
                            const char *partner,
                            const char *text);
/* A row of another relation: `key=value …`; `partner` is looked up by id. */
void        world_row      (World        *world,
                            TwRelationId  relation,
                            const char   *text);
gint64      world_partner  (World      *world,
                            const char *id);
/* From @start up to @end, exclusive. The dataset is finished by the first run. */
void        world_run      (World      *world,
                            const char *start,
                            const char *end);
/* (transfer full): the lines of a partner's last run, `f1 132.00, f2 242.02, true_up -22.00`;
 * with @rule those of one rule. */
char       *world_lines    (World      *world,
                            const char *partner,
                            const char *rule);
gint64      world_total    (World      *world,
                            const char *partner,
                            const char *rule);
const TwPartnerResult *world_result (World      *world,
                                     const char *partner);

#define world_assert_lines(world, partner, rule, expected)                                        \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *lines_ = world_lines (world, partner, rule);                                 \
    g_assert_cmpstr (lines_, ==, expected);                                                       \
  }                                                                                               \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

G_END_DECLS
