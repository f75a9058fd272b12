/* tw-metric-dues.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-job.h"

G_BEGIN_DECLS

/* What statements have yet to tell. Royalties and payouts of a pay period are known once the period is calculated
 * and, where the settings ask for it, approved; until then they are not zero but unknown. A pay period belongs to
 * the span in which it ends, and is due once facts reach into it. */
typedef enum
{
  TW_DUE_ROYALTIES          = 1 << 0,   /* of a period that isn't calculated */
  TW_DUE_ROYALTIES_APPROVAL = 1 << 1,
  TW_DUE_PAYOUTS            = 1 << 2,
  TW_DUE_PAYOUTS_APPROVAL   = 1 << 3,
} TwDue;

#define TW_N_DUES 4
#define TW_DUE_OF_ROYALTIES (TW_DUE_ROYALTIES | TW_DUE_ROYALTIES_APPROVAL)
#define TW_DUE_OF_PAYOUTS   (TW_DUE_PAYOUTS | TW_DUE_PAYOUTS_APPROVAL)

/* The pay periods that are missing, by kind. */
typedef struct _TwDues
{
  GArray *periods[TW_N_DUES];   /* of a last day and a name, in the order of time */
} TwDues;

TwDues   *tw_dues_new          (void);
void      tw_dues_free         (TwDues             *dues);

/* Adds to @of_partner, a mask for each, what is missing of @span, as far as @wanted asks. */
void      tw_dues_find         (TwDues             *dues,
                                const TwMetricJob  *job,
                                TwSpan              span,
                                guint               wanted,
                                guint8             *of_partner);
/* The kinds that matter to revenue and investment by the settings. */
guint     tw_dues_wanted       (const TwMetricJob  *job);
/* (transfer full): the masks of each group's partners in one. */
guint    *tw_dues_of_groups    (const TwMetricJob  *job,
                                const guint8       *of_partner);
void      tw_dues_absorb       (TwDues             *dues,
                                const TwDues       *other);
gboolean  tw_dues_any          (const TwDues       *dues,
                                guint               mask);
/* (transfer full): "royalties of 2026-Q2 are not calculated", of the kinds in @mask; without end mark. */
char     *tw_dues_describe     (const TwDues       *dues,
                                guint               mask);
/* The same as a sentence of its own. */
char     *tw_dues_sentence     (const TwDues       *dues,
                                guint               mask);

/* Marks a figure that lacks what @mask says: n/a where @empty, that is nothing else is in it, else incomplete. */
void      tw_dues_mark         (const TwDues       *dues,
                                guint               mask,
                                TwMetricTable      *table,
                                guint               row,
                                guint               column,
                                gboolean            empty);
/* Marks the figures of a row whose partners lack what @mask says, with tw_dues_mark(). */
typedef void (*TwDuesMarkRow) (const TwDues  *dues,
                               guint          mask,
                               TwMetricTable *table,
                               guint          row,
                               gpointer       user_data);
/* Calls @mark_row for each row of a table by span and group, then notes what lacks anywhere. */
void      tw_dues_mark_rows    (const TwMetricJob  *job,
                                guint               wanted,
                                TwMetricTable      *table,
                                TwDuesMarkRow       mark_row,
                                gpointer            user_data);
/* Adds the sentence as a note, and as the reason of an empty table. */
void      tw_dues_note         (const TwDues       *dues,
                                guint               mask,
                                TwMetricTable      *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDues, tw_dues_free)

G_END_DECLS
