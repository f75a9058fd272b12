/* tw-statements-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "common/tw-table.h"
#include "statements/tw-statement-page.h"
#include "statements/tw-statements-view.h"
#include "statements/tw-why-pane.h"
#include "tw-period-summary.h"

G_BEGIN_DECLS

struct _TwStatementsView
{
  TwView           parent_instance;

  /* children */
  GtkInfoBar      *late_bar;
  GtkLabel        *late_label;
  GtkButton       *late_button;
  GtkWidget       *strip;
  GtkLabel        *state_label;
  GtkLabel        *tie_label;
  GtkLabel        *hint_label;
  GtkWidget       *switcher;
  GtkToggleButton *review_button;
  GtkToggleButton *all_button;
  GtkToggleButton *excluded_button;
  GtkStack        *stack;
  TwTable         *table;
  TwTable         *excluded;       /* (nullable): made when it is looked at first */

  /* owned */
  TwWhy           *why;             /* fills the details pane */
  TwPeriodSummary *summary;         /* (nullable): until it is read */
  GPtrArray       *ties;            /* (nullable) (element-type TwPeriodTie) */
  char            *empty_period;    /* (nullable): calculated, and nothing came of it */
  char            *empty_reason;

  GCancellable    *tying;           /* (nullable): the tie-out that is being read */
  gint64           late_entry;      /* the calculation that late_bar speaks of */
  guint            generation;      /* of what is being read */
  guint            read;            /* … and of what was read last */
  gboolean         dirty;           /* to be read when the view is shown */
};

/* tw-statements-view.c */
void       tw_statements_view_update  (TwStatementsView *self);
void       tw_statements_view_refresh (TwStatementsView *self);
/* (transfer full) (element-type gint64): the statement whose page is open, else the selected
 * ones. */
GArray    *tw_statements_view_get_ids (TwStatementsView *self);
/* The statement below (else above) the given ones in the queue; 0 where there is none. */
gint64     tw_statements_view_next    (TwStatementsView *self,
                                       GArray           *ids);
/* (nullable): the page of one statement where it is on top. */
TwStatementPage *tw_statements_view_get_statement_page (TwStatementsView *self);

/* tw-statements-period.c */
/* Reads what the period amounts to, in a thread; while the view isn't shown, later. */
void       tw_statements_view_read        (TwStatementsView *self);
void       tw_statements_view_show_period (TwStatementsView *self);
/* Whether every fact of the period is accounted for; TRUE while that isn't known. */
gboolean   tw_statements_view_ties        (TwStatementsView *self);

/* tw-statements-build.c */
void        tw_statements_view_create_strip (TwStatementsView *self);
void        tw_statements_view_ensure_excluded (TwStatementsView *self);
/* Above all: that other periods got transactions after they were calculated. */
GtkWidget  *tw_statements_view_create_late  (TwStatementsView *self);
/* @text: what there is to say; its button leads to @period. */
void        tw_statements_view_show_late    (TwStatementsView *self,
                                             const char       *text,
                                             const char       *period);
/* (transfer full): of a row of the queue. */
GMenuModel *tw_statements_view_create_menu  (void);

/* tw-statements-actions.c */
void       tw_statements_view_install (TwStatementsView *self);
/* tw-statements-lock.c */
void       tw_statements_view_install_lock (TwStatementsView *self);
/* tw-statements-look.c */
void       tw_statements_view_install_look (TwStatementsView *self);

/* tw-statements-export.c */
void       tw_statements_view_export     (TwStatementsView *self,
                                          GArray           *ids);
/* Writes one statement to the file @path, several into the folder @path. */
void       tw_statements_view_export_to  (TwStatementsView *self,
                                          GArray           *ids,
                                          const char       *path);

G_END_DECLS
