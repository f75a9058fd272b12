/* tw-attention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-entity.h"
#include "tw-filter.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  TW_ATTENTION_STATEMENTS,      /* calculated, not approved; one per period */
  TW_ATTENTION_TIE_OUT,         /* facts of a period that its statements don't account for */
  TW_ATTENTION_UNCALCULATED,    /* a period that has ended, with facts and without statements */
  TW_ATTENTION_DRAFTS,          /* program versions that should be in force and aren't published */
  TW_ATTENTION_TIERS,           /* tiers before the next review of their program */
  TW_ATTENTION_CERTIFICATIONS,
  TW_ATTENTION_LAPSED,          /* certifications that ran out and were not renewed */
  TW_ATTENTION_AGREEMENTS,
  TW_ATTENTION_REGISTRATIONS,
  TW_ATTENTION_LISTINGS,
  TW_ATTENTION_OPPORTUNITIES,   /* open after the day on which they were to close */
  TW_ATTENTION_PLANS,           /* running plans behind pace */
  TW_ATTENTION_MILESTONES,
  TW_ATTENTION_ACTIONS,         /* of plan reviews */
  TW_ATTENTION_REJECTS,         /* rows that an import left out */
} TwAttentionKind;

/* A sum in one currency, minor units. */
typedef struct
{
  char   *currency;
  int     digits;
  gint64  amount;
} TwAttentionAmount;

/* One condition of the list behind an item, as tw_filter_add() takes it. */
typedef struct
{
  const char *field;
  TwFilterOp  op;
  char       *text;
} TwAttentionCondition;

/**
 * TwAttention:
 * @count: how many rows need attention
 * @amounts: (element-type TwAttentionAmount): their sums, where they have amounts
 * @due: the earliest day on which something happens to one of them; %TW_DATE_NONE: it waits now
 * @title: how many of what, in words
 * @detail: (nullable): what else there is to say
 * @view: (nullable): the view of the window where they are worked on; %NULL: the list of @entity
 * @period: (nullable): the period to which that view has to be set
 * @entity: (nullable): the list of the rows
 * @conditions: (element-type TwAttentionCondition): its filter, which lets @count rows pass
 * @table: (nullable): the table of the one record that it is about
 * @id: its row
 *
 * Something in the workspace that waits for a person.
 */
typedef struct
{
  TwAttentionKind  kind;
  gint64           count;
  GPtrArray       *amounts;
  TwDate           due;
  char            *title;
  char            *detail;
  const char      *view;
  char            *period;
  const TwEntity  *entity;
  GPtrArray       *conditions;
  const char      *table;
  gint64           id;
} TwAttention;

void       tw_attention_free (TwAttention       *attention);

/**
 * tw_attention_read:
 * @calendar: of the workspace
 * @today: what is due is due from this day on
 *
 * All that waits but what tw_attention_read_ties() finds: by due date (what waits now counts as due
 * today), then by amount. It belongs into a thread, and ends soon when cancelled.
 *
 * Returns: (transfer full) (element-type TwAttention)
 */
GPtrArray *tw_attention_read      (TwWorkspace       *workspace,
                                   const TwCalendar  *calendar,
                                   TwDate             today,
                                   GCancellable      *cancellable,
                                   GError           **error);

/* (transfer full) (element-type TwAttention): periods whose statements don't account for every fact: those
 * under review, and the last that was calculated. Reads every fact of them. */
GPtrArray *tw_attention_read_ties (TwWorkspace       *workspace,
                                   GCancellable      *cancellable,
                                   GError           **error);

/* Adds @from, which is emptied, to @to and sorts. */
void       tw_attention_merge     (GPtrArray         *to,
                                   GPtrArray         *from,
                                   TwDate             today);

/* (transfer full): the conditions as a filter of @entity. */
TwFilter  *tw_attention_filter    (const TwAttention *attention,
                                   TwWorkspace       *workspace,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwAttention, tw_attention_free)

G_END_DECLS
