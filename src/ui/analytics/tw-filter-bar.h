/* tw-filter-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-board-scope.h"

G_BEGIN_DECLS

#define TW_TYPE_FILTER_BAR (tw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (TwFilterBar, tw_filter_bar, TW, FILTER_BAR, AdwBin)

/**
 * TwFilterBar:
 *
 * What all charts of Analytics are about: what the period is compared with, and a menu each for type, region, tier and
 * manager; what is chosen stands below as chips, each of which takes itself away.
 *
 * Signals: `changed` when somebody chose something else; `brush-cleared` when the chip of the brush was taken away.
 */
GtkWidget          *tw_filter_bar_new         (void);
/* The period that is shown, and its calendar; doesn't emit `changed`. */
void                tw_filter_bar_set_period  (TwFilterBar         *self,
                                               const TwCalendar    *calendar,
                                               TwSpan               span,
                                               const char          *name,
                                               TwDate               today);
/* What there is to choose; values that are chosen and no longer there stay chips. Copied. */
void                tw_filter_bar_set_choices (TwFilterBar         *self,
                                               TwBoardFilter        filter,
                                               const char *const   *keys,
                                               const char *const   *labels);
/* (transfer none) */
const TwBoardScope *tw_filter_bar_get_scope   (TwFilterBar         *self);
TwBoardCompare      tw_filter_bar_get_compare (TwFilterBar         *self);
/* The words of the chip for what is brushed in a chart; %NULL: nothing is. */
void                tw_filter_bar_set_brush   (TwFilterBar         *self,
                                               const char          *words);
/* Chooses or unchooses a value, as a click does. */
void                tw_filter_bar_choose      (TwFilterBar         *self,
                                               TwBoardFilter        filter,
                                               const char          *key,
                                               const char          *label,
                                               gboolean             on);
void                tw_filter_bar_compare     (TwFilterBar         *self,
                                               TwBoardCompare       compare);
void                tw_filter_bar_clear       (TwFilterBar         *self);
/* (transfer full): what is chosen, as a text that tw_filter_bar_restore() takes. */
char               *tw_filter_bar_to_text     (TwFilterBar         *self);
void                tw_filter_bar_restore     (TwFilterBar         *self,
                                               const char          *text);
/* At the end of the bar. */
void                tw_filter_bar_set_menu    (TwFilterBar         *self,
                                               GMenuModel          *menu);

G_END_DECLS
