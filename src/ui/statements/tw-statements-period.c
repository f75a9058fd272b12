/* tw-statements-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "common/tw-format.h"
#include "common/tw-status-page.h"
#include "tw-list-load.h"

#include <glib/gi18n-lib.h>

/* What is known of the period: read beside the window, told in the strip above the queue and on the
 * empty page. */

typedef struct
{
  TwStatementsView *view;       /* weak, main loop only */
  char             *period;
  TwSpan            span;
  guint             generation;
  TwPeriodSummary  *summary;
} Reading;

/* The tie-out of a million facts takes seconds, and what is asked for meanwhile must not wait for
 * it: it has a thread and a connection of its own. Closing the workspace waits for it as for a
 * list. */
typedef struct
{
  TwStatementsView *view;         /* borrowed: it cancels before it goes */
  TwWorkspace      *parent;       /* only its address is used in the thread */
  TwWorkspace      *fork;         /* owned by the thread */
  GCancellable     *cancellable;  /* owned */
  char             *period;
  TwSpan            span;
  GPtrArray        *ties;         /* (nullable): what was found */
} Tying;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->summary, tw_period_summary_free);
  g_free (reading->period);
  g_free (reading);
}

static void
tying_free (gpointer data)
{
  Tying *tying = data;

  g_clear_pointer (&tying->ties, g_ptr_array_unref);
  g_object_unref (tying->cancellable);
  g_free (tying->period);
  g_free (tying);
}

static gboolean
deliver_ties (gpointer data)
{
  Tying *tying = data;
  TwStatementsView *self = tying->view;

  /* Cancelling and delivering happen in the same thread, so a view that is gone isn't touched. */
  if (g_cancellable_is_cancelled (tying->cancellable))
    return G_SOURCE_REMOVE;

  g_clear_object (&self->tying);
  g_clear_pointer (&self->ties, g_ptr_array_unref);
  self->ties = g_steal_pointer (&tying->ties);
  tw_statements_view_update (self);

  return G_SOURCE_REMOVE;
}

static gpointer
run_tying (gpointer data)
{
  Tying *tying = data;
  TwWorkspace *parent = tying->parent;

  tying->ties =
      tw_period_tie_read (tying->fork, tying->period, tying->span, tying->cancellable, NULL);
  tw_workspace_close (tying->fork, NULL);
  g_object_unref (tying->fork);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver_ties, tying, tying_free);
  tw_list_count_reader (parent, -1);

  return NULL;
}

static void
start_tying (TwStatementsView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwWorkspace *workspace = tw_document_get_workspace (document);
  TwWorkspace *fork;
  Tying *tying;

  g_cancellable_cancel (self->tying);
  g_clear_object (&self->tying);

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, NULL);
  if (fork == NULL)
    return;

  self->tying = g_cancellable_new ();
  tying = g_new0 (Tying, 1);
  tying->view = self;
  tying->parent = workspace;
  tying->fork = fork;
  tying->cancellable = g_object_ref (self->tying);
  tying->period = g_strdup (tw_document_get_period (document));
  tying->span = tw_document_get_span (document);
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("tie-out", run_tying, tying));
}

static gboolean
run_reading (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  Reading *reading = data;

  reading->summary = tw_period_summary_read (workspace, reading->period, reading->span, error);

  return reading->summary != NULL;
}

static void
on_reading_done (TwJob        *job,
                 gpointer      data,
                 const GError *error)
{
  Reading *reading = data;
  TwStatementsView *self = reading->view;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&reading->view);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  /* Something changed meanwhile, and is being read. */
  if (self->generation != reading->generation)
    return;

  self->read = reading->generation;
  g_clear_pointer (&self->summary, tw_period_summary_free);
  self->summary = g_steal_pointer (&reading->summary);
  if (self->summary != NULL && self->summary->statements > 0)
    start_tying (self);
  tw_statements_view_update (self);

  /* The button that was pressed may be gone with the page that it stood on. */
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    tw_view_focus (TW_VIEW (self));

  if (error != NULL)
    gtk_label_set_text (self->state_label, error->message);
}

void
tw_statements_view_read (TwStatementsView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  Reading *reading;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  self->dirty = FALSE;
  self->generation++;
  reading = g_new0 (Reading, 1);
  g_set_weak_pointer (&reading->view, self);
  reading->period = g_strdup (tw_document_get_period (document));
  reading->span = tw_document_get_span (document);
  reading->generation = self->generation;
  tw_document_run_job (document, _("Reading the period"), run_reading, on_reading_done, reading,
                       reading_free);
}

gboolean
tw_statements_view_ties (TwStatementsView *self)
{
  for (guint i = 0; self->ties != NULL && i < self->ties->len; i++)
    {
      const TwPeriodTie *tie = g_ptr_array_index (self->ties, i);

      if (tie->facts != tie->accounted)
        return FALSE;
    }

  return TRUE;
}

/* --- the strip above the queue --- */

/* The control totals side by side where all is accounted for; else what isn't, by currency. */
static char *
describe_ties (const GPtrArray *ties,
               gboolean         good)
{
  g_autoptr (GString) amounts = g_string_new (NULL);

  for (guint i = 0; i < ties->len; i++)
    {
      const TwPeriodTie *tie = g_ptr_array_index (ties, i);
      g_autofree char *facts = tw_format_money (tie->facts, tie->digits, tie->currency);
      g_autofree char *gap =
          tw_format_money (tie->facts - tie->accounted, tie->digits, tie->currency);

      if (amounts->len > 0)
        g_string_append (amounts, " · ");

      if (tie->facts == tie->accounted)
        g_string_append (amounts, facts);
      else
        /* Translators: %1$s is a control total, %2$s what of it is not accounted for. */
        g_string_append_printf (amounts, _("%1$s, difference %2$s"), facts, gap);
    }

  if (amounts->len == 0)
    return g_strdup ("");

  /* Translators: %s are control totals of a period; ✓ says that every fact is accounted for, ✗ that
   * some aren't. */
  return g_strdup_printf (good ? _("Tie-out ✓ %s") : _("Tie-out ✗ %s"), amounts->str);
}

static char *
describe_period (TwStatementsView *self)
{
  const TwPeriodSummary *summary = self->summary;
  GString *text = g_string_new (summary->lock != NULL ? _("Locked")
                                : summary->review > 0 ? _("Under review")
                                                      : _("Approved"));

  for (guint i = 0; i < summary->payables->len; i++)
    {
      const TwPeriodPayable *payable = g_ptr_array_index (summary->payables, i);
      g_autofree char *money =
          tw_format_money (payable->payable, payable->digits, payable->currency);

      g_string_append (text, i == 0 ? "   " : " · ");
      if (i == 0)
        /* Translators: %s is an amount with its currency. */
        g_string_append_printf (text, _("Payable %s"), money);
      else
        g_string_append (text, money);
    }

  g_string_append (text, "   ");
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%d flagged", "%d flagged", summary->flagged),
      (int) summary->flagged);

  return g_string_free (text, FALSE);
}

static void
set_count (GtkToggleButton *button,
           const char      *name,
           gint64           count)
{
  g_autofree char *rows = tw_format_count ((guint) count);
  /* Translators: %1$s is the name of a list, %2$s how many rows it has. */
  g_autofree char *label = g_strdup_printf (_("%1$s %2$s"), name, rows);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

/* Why something can't be done, and what to do for it. */
static void
update_hint (TwStatementsView *self)
{
  const char *lock = self->summary->lock;
  g_autofree char *text = NULL;

  if (lock != NULL)
    /* Translators: %s is a period such as 2026-Q3. */
    text = g_strdup_printf (_("%s is locked: its transactions and statements stay as they are. To change them, choose "
                              "Unlock Period in the menu of the period."),
                            lock);
  else if (!tw_statements_view_ties (self))
    text = g_strdup (_("Facts changed since the calculation. Approving waits until the period is calculated again."));

  gtk_label_set_text (self->hint_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), text != NULL);
}

static void
update_strip (TwStatementsView *self)
{
  const TwPeriodSummary *summary = self->summary;
  g_autofree char *ties = NULL;
  g_autofree char *text = NULL;

  if (summary == NULL)
    return;

  gtk_widget_set_visible (self->strip, summary->statements > 0);
  set_count (self->review_button, _("To Review"), summary->review);
  set_count (self->all_button, _("All"), summary->statements);
  set_count (self->excluded_button, _("Excluded"), summary->excluded);

  if (summary->statements == 0)
    return;

  text = describe_period (self);
  gtk_label_set_text (self->state_label, text);

  /* It is read after the rest: the line is there from the start, so that nothing moves then. */
  if (self->ties != NULL)
    ties = describe_ties (self->ties, tw_statements_view_ties (self));
  gtk_label_set_text (self->tie_label, ties != NULL ? ties : "");
  update_hint (self);
}

static void
show_nothing_calculated (TwStatementsView *self,
                         const char       *period)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  if (g_strcmp0 (self->empty_period, period) == 0)
    {
      /* Translators: %s is a period such as 2026-Q3. */
      title = g_strdup_printf (_("Nothing to Pay for %s"), period);
      description = g_markup_escape_text (self->empty_reason, -1);
    }
  else
    {
      int n = self->summary->partners;

      title = g_strdup_printf (_("Nothing Calculated for %s"), period);
      description =
          n == 0 ? g_strdup (_("No partner has transactions in this period."))
                 : g_strdup_printf (
                       g_dngettext (GETTEXT_PACKAGE, "%d partner has transactions in this period.",
                                    "%d partners have transactions in this period.", n),
                       n);
    }

  tw_table_set_empty (self->table, "tw-statements-symbolic", title, description,
                      tw_status_page_button (_("_Calculate"), "view.calculate"));
}

static void
update_empty (TwStatementsView *self)
{
  const char *period = tw_document_get_period (tw_view_get_document (TW_VIEW (self)));

  if (self->summary == NULL)
    tw_table_set_empty (self->table, NULL, _("Reading…"), NULL, NULL);
  else if (self->summary->statements == 0)
    show_nothing_calculated (self, period);
  else
    {
      /* Translators: %s is a period such as 2026-Q3. */
      g_autofree char *description =
          g_strdup_printf (_("All statements of %s are approved."), period);

      tw_table_set_empty (self->table, "tw-statements-symbolic", _("Nothing to Review"),
                          description, tw_status_page_button (_("_Show All"), "view.queue::all"));
    }
}

void
tw_statements_view_show_period (TwStatementsView *self)
{
  update_strip (self);
  update_empty (self);
}
