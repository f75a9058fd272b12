/* tw-plan-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-reader.h"

#include "common/tw-period-text.h"
#include "common/tw-status-page.h"
#include "tw-list-load.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwWorkspace    *parent;
  TwWorkspace    *fork;
  GCancellable   *cancellable;
  gint64          partner;
  TwDate          as_of;
  GPtrArray      *summaries;    /* TwPlanSummary* */
  GError         *error;
  TwPlanReadFunc  func;
  gpointer        user_data;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->cancellable);
  g_clear_pointer (&reading->summaries, g_ptr_array_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

static gboolean
deliver (gpointer data)
{
  Reading *reading = data;

  /* Cancelling and delivering happen in the same thread, so a page that is gone isn't touched. */
  if (!g_cancellable_is_cancelled (reading->cancellable))
    reading->func (g_steal_pointer (&reading->summaries), reading->error, reading->user_data);

  return G_SOURCE_REMOVE;
}

/* Always by the main loop: invoking would run here while nobody else iterates it. */
void
tw_plan_deliver (GSourceFunc    func,
                 gpointer       data,
                 GDestroyNotify data_free)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, data_free);
  g_source_attach (source, NULL);
}

static gpointer
run (gpointer data)
{
  Reading *reading = data;
  TwWorkspace *parent = reading->parent;

  reading->summaries = tw_plan_summary_list (reading->fork, reading->partner, reading->as_of,
                                             reading->cancellable, &reading->error);
  tw_workspace_close (reading->fork, NULL);
  g_object_unref (reading->fork);
  tw_plan_deliver (deliver, reading, reading_free);
  tw_list_count_reader (parent, -1);

  return NULL;
}

TwDate
tw_plan_today (TwDocument *document)
{
  g_return_val_if_fail (TW_IS_DOCUMENT (document), TW_DATE_NONE);

  return tw_plan_as_of (tw_document_get_span (document), tw_period_today ());
}

void
tw_plan_read (TwDocument     *document,
              gint64          partner,
              GCancellable   *cancellable,
              TwPlanReadFunc  func,
              gpointer        user_data)
{
  TwWorkspace *workspace;
  g_autoptr (GError) error = NULL;
  TwWorkspace *fork;
  Reading *reading;

  g_return_if_fail (TW_IS_DOCUMENT (document));
  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  workspace = tw_document_get_workspace (document);
  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, &error);
  if (fork == NULL)
    {
      func (NULL, error, user_data);
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->parent = workspace;
  reading->fork = fork;
  reading->cancellable = g_object_ref (cancellable);
  reading->partner = partner;
  reading->as_of = tw_plan_today (document);
  reading->func = func;
  reading->user_data = user_data;
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("plans", run, reading));
}

void
tw_plan_read_anew (TwDocument      *document,
                   gint64           partner,
                   GCancellable   **reading,
                   TwPlanReadFunc   func,
                   gpointer         user_data)
{
  g_cancellable_cancel (*reading);
  g_clear_object (reading);
  *reading = g_cancellable_new ();
  tw_plan_read (document, partner, *reading, func, user_data);
}

const TwPlanSummary *
tw_plan_find_summary (GPtrArray *summaries,
                      gint64     plan)
{
  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      const TwPlanSummary *summary = g_ptr_array_index (summaries, i);

      if (summary->id == plan)
        return summary;
    }

  return NULL;
}

AdwStatusPage *
tw_plan_failed_new (void)
{
  AdwStatusPage *self = ADW_STATUS_PAGE (adw_status_page_new ());

  adw_status_page_set_icon_name (self, "dialog-warning-symbolic");
  adw_status_page_set_title (self, _("The Plans Could Not Be Read"));
  adw_status_page_set_child (self, tw_status_page_button (_("_Try Again"), "view.reload"));

  return self;
}

void
tw_plan_failed_show (AdwStatusPage *self,
                     const GError  *error)
{
  /* The description is markup in libadwaita 1.2. */
  g_autofree char *escaped = g_markup_escape_text (error != NULL ? error->message : "", -1);

  adw_status_page_set_description (self, escaped);
}
