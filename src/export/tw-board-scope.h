/* tw-board-scope.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-compute.h"

G_BEGIN_DECLS

/* What the filter bar of Analytics says, the board report is about and `tierwright report` was given: a period, what
 * it is compared with, and which partners. A plain value that owns its texts; a TwMetricScope borrows from it. */

typedef enum
{
  TW_BOARD_TYPE,
  TW_BOARD_REGION,
  TW_BOARD_TIER,
  TW_BOARD_MANAGER,
  TW_BOARD_PARTNER,
  TW_BOARD_N_FILTERS,
} TwBoardFilter;

typedef enum
{
  TW_COMPARE_NONE,
  TW_COMPARE_YEAR,      /* the same period a year earlier */
  TW_COMPARE_PREVIOUS,  /* the period before */
} TwBoardCompare;

/**
 * TwBoardScope:
 * @period: half-open
 * @compare: start = end: none
 * @as_of: the day that open things are looked at; %TW_DATE_NONE: the last day of the period
 * @period_name: "2026-Q3"
 * @compare_name: (nullable)
 * @keys: per filter what a metric scope takes, or %NULL for all
 * @labels: the same for people
 */
typedef struct
{
  TwSpan   period;
  TwSpan   compare;
  TwDate   as_of;
  char    *period_name;
  char    *compare_name;
  char   **keys[TW_BOARD_N_FILTERS];
  char   **labels[TW_BOARD_N_FILTERS];
} TwBoardScope;

TwBoardScope *tw_board_scope_new         (void);
TwBoardScope *tw_board_scope_copy        (const TwBoardScope *self);
void          tw_board_scope_free        (TwBoardScope       *self);
gboolean      tw_board_scope_equal       (const TwBoardScope *self,
                                          const TwBoardScope *other);
/* @today: where it lies in the period, the period is unfinished; %TW_DATE_NONE: it isn't. */
void          tw_board_scope_set_period  (TwBoardScope       *self,
                                          TwSpan              span,
                                          const char         *name,
                                          TwDate              today);
/* The span to compare with follows the period's own unit: a quarter with a quarter. Of a period of no unit, the
 * span of as many days before, or the same days a year earlier. */
void          tw_board_scope_set_compare (TwBoardScope       *self,
                                          const TwCalendar   *calendar,
                                          TwBoardCompare      compare);
/* Adds or takes away one value of a filter. */
void          tw_board_scope_set_value   (TwBoardScope       *self,
                                          TwBoardFilter       filter,
                                          const char         *key,
                                          const char         *label,
                                          gboolean            on);
gboolean      tw_board_scope_has_value   (const TwBoardScope *self,
                                          TwBoardFilter       filter,
                                          const char         *key);
void          tw_board_scope_clear       (TwBoardScope       *self);
gboolean      tw_board_scope_is_filtered (const TwBoardScope *self);
/* Translated: "Type", "Region". */
const char   *tw_board_filter_get_label  (TwBoardFilter       filter);
/* Stable: in settings and on the command line. */
const char   *tw_board_filter_get_name   (TwBoardFilter       filter);
/* (transfer full) (nullable): "Type: Reseller, OEM · Tier: Gold"; %NULL without a filter. */
char         *tw_board_scope_describe    (const TwBoardScope *self);
/* (transfer full) (nullable): the filters as JSON, for a chart that is pinned: {"type": [["oem", "OEM"]]}; %NULL without. */
char         *tw_board_scope_to_json     (const TwBoardScope *self);
/* Adds the filters of such a text; what it doesn't know it leaves out. @json: (nullable) */
void          tw_board_scope_add_json    (TwBoardScope       *self,
                                          const char         *json);
/* Borrowed from @self, which must outlive @scope. */
void          tw_board_scope_to_metric   (const TwBoardScope *self,
                                          TwWorkspace        *workspace,
                                          TwMetricScope      *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBoardScope, tw_board_scope_free)

G_END_DECLS
