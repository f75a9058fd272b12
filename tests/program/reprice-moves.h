/* reprice-moves.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-edit.h"
#include "tw-replay.h"
#include "tw-reprice.h"

G_BEGIN_DECLS

/* Every number of a program moved, one at a time: repricing has to give what the full replay gives. */

typedef struct
{
  TwReplayData *data;
  GPtrArray    *documents;
  TwReprice    *reprice;
  TwReplayFlags flags;
  const TwVocabulary *vocabulary; /* (nullable): that the documents were read with */
  gboolean      tells;       /* prints each move */
  guint         n_moved;
  guint         ways[4];     /* by TwRepriceWay */
} RepriceMoves;

/* Ends the test where @value isn't @other. */
void reprice_same    (const char     *what,
                      const char     *where,
                      gint64          value,
                      gint64          other);
/* Everything that two replays of one program say, but lines; @counts: also how many lines there are and how far they
 * went, which a rated table leaves as it was. */
void reprice_equal   (const TwReplay *one,
                      const TwReplay *full,
                      gboolean        counts,
                      const char     *where);
/* Every literal of rules, limits, tiers and designations, up and down. */
void reprice_move_all (RepriceMoves  *moves);

G_END_DECLS
