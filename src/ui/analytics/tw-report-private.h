/* tw-report-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "analytics/tw-report-window.h"

#include "tw-board-report.h"

G_BEGIN_DECLS

/* A chart in the list of the report. */
typedef struct
{
  TwReportWindow      *window;      /* borrowed */
  const TwMetricChart *chart;
  GtkWidget           *row;         /* AdwExpanderRow, borrowed from the list */
  GtkWidget           *check;
  GtkWidget           *earlier;
  GtkWidget           *later;
  GtkWidget           *title;       /* AdwEntryRow */
  GtkWidget           *comment;     /* AdwEntryRow */
} TwReportEntry;

/* What is asked for, as texts of its own: another thread reads it. */
typedef struct
{
  TwBoardReport *report;            /* owned */
  char          *title;
  char          *comment;
  TwBoardPage   *pages;             /* (array length=n_pages), texts owned */
  guint          n_pages;
  TwPaper        paper;
} TwReportOrder;

struct _TwReportWindow
{
  AdwWindow        parent_instance;

  /* owned */
  TwDocument      *document;
  TwBoardScope    *scope;
  GPtrArray       *entries;         /* TwReportEntry*, in the order shown */
  TwBoardReport   *report;          /* (nullable): until it is computed */
  TwJob           *job;             /* (nullable): computes it */
  cairo_surface_t *picture;         /* (nullable): the page that is shown */
  guint            page;            /* which one */
  guint            n_pages;
  gboolean         drawing;         /* a thread draws */
  gboolean         stale;           /* something changed meanwhile */
  guint            redraw_source;

  /* children */
  AdwLeaflet      *leaflet;
  AdwToastOverlay *toasts;
  GtkWidget       *preview_button;
  GtkWidget       *back_button;
  GtkWidget       *save_pdf;
  GtkWidget       *save_xlsx;
  GtkWidget       *title;           /* AdwEntryRow */
  GtkWidget       *comment;         /* AdwEntryRow */
  AdwComboRow     *paper;
  GtkListBox      *list;
  GtkStack        *preview;
  GtkWidget       *area;
  AdwStatusPage   *failure;
  GtkWidget       *previous;
  GtkWidget       *next;
  GtkLabel        *number;
};

/* --- tw-report-window.c --- */

TwReportOrder *tw_report_window_order   (TwReportWindow *self);
void           tw_report_order_free     (TwReportOrder  *order);

/* --- tw-report-preview.c --- */

GtkWidget     *tw_report_preview_create (TwReportWindow *self);
/* The pages are drawn again, soon. */
void           tw_report_preview_change (TwReportWindow *self);
void           tw_report_preview_fail   (TwReportWindow *self,
                                         const GError   *error);

/* --- tw-report-options.c --- */

GtkWidget     *tw_report_options_create (TwReportWindow    *self,
                                         const char *const *charts);
void           tw_report_entry_free     (gpointer        entry);

G_END_DECLS
