/* tw-pipeline-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sums of the board, read in a thread: headings, the line above, the stages of the menu. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "pipeline/tw-board-heading.h"

#include <glib/gi18n-lib.h>

static void
fill_stages_menu (TwPipelineView  *self,
                  const GPtrArray *columns)
{
  g_menu_remove_all (self->stages_menu);

  for (guint i = 0; i < columns->len; i++)
    {
      const TwStage *stage = ((const TwPipelineColumn *) columns->pdata[i])->stage;
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;
      g_auto (GStrv) parts = NULL;

      if (stage->kind != TW_STAGE_OPEN || stage->name == NULL)
        continue;

      /* An underscore in a name is no mnemonic. */
      parts = g_strsplit (stage->name, "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "view.move", "s", stage->name);
      g_menu_append_item (self->stages_menu, item);
    }
}

/* What all open stages hold together, a currency at a time. */
static GPtrArray *
add_open (const GPtrArray *columns,
          gint64          *ending)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_free);

  *ending = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const TwPipelineColumn *column = columns->pdata[i];

      *ending += column->ending;

      for (guint j = 0; column->stage->kind == TW_STAGE_OPEN && j < column->sums->len; j++)
        {
          const TwPipelineSum *sum = column->sums->pdata[j];
          TwPipelineSum *total = NULL;

          for (guint k = 0; k < sums->len && total == NULL; k++)
            total = g_strcmp0 (((TwPipelineSum *) sums->pdata[k])->currency, sum->currency) == 0 ? sums->pdata[k] : NULL;

          if (total == NULL)
            {
              g_ptr_array_add (sums, g_memdup2 (sum, sizeof *sum));
              continue;
            }
          /* A sum beyond 64 bits of sums that fit isn't shown at all. */
          if (__builtin_add_overflow (total->amount, sum->amount, &total->amount) ||
              __builtin_add_overflow (total->weighted, sum->weighted, &total->weighted))
            total->currency = NULL;
        }
    }

  return sums;
}

static void
show_summary (TwPipelineView  *self,
              const GPtrArray *columns)
{
  gint64 ending;
  g_autoptr (GPtrArray) sums = add_open (columns, &ending);
  g_autofree char *amount = tw_board_heading_join (sums, FALSE);
  g_autofree char *weighted = tw_board_heading_join (sums, TRUE);
  /* Translators: two amounts of money */
  g_autofree char *text = *amount != '\0' ? g_strdup_printf (_("Open %s, weighted %s"), amount, weighted) : g_strdup ("");
  g_autofree char *warning = g_strdup_printf (
      ngettext ("%d protection ends soon", "%d protections end soon", (gulong) ending), (int) ending);

  gtk_label_set_text (self->summary, text);
  gtk_label_set_text (self->ending, warning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ending_button), GTK_ACCESSIBLE_PROPERTY_LABEL, warning, -1);
  gtk_widget_set_visible (self->ending_button, ending > 0);
}

static void
on_sums (GPtrArray    *columns,
         const GError *error,
         gpointer      user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GPtrArray) own = columns;

  g_clear_object (&self->loading);

  if (own == NULL)
    {
      gtk_label_set_text (self->summary, error->message);
      return;
    }

  fill_stages_menu (self, own);
  tw_board_set_columns (self->board, own);
  show_summary (self, own);
}

void
tw_pipeline_load_sums (TwPipelineView *self)
{
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  if (workspace == NULL)
    return;

  self->loading = g_cancellable_new ();
  if (!tw_pipeline_start (workspace, tw_list_source_get_filter (TW_LIST_SOURCE (self->source)),
                          tw_pipeline_get_date (self), self->loading, on_sums, self, &error))
    on_sums (NULL, error, self);
}
