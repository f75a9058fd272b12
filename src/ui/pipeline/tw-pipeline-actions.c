/* tw-pipeline-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-list-export.h"
#include "common/tw-period-text.h"
#include "common/tw-row-dialog.h"
#include "pipeline/tw-deal-card.h"
#include "pipeline/tw-opportunity-page.h"
#include "pipeline/tw-register-dialog.h"
#include "pipeline/tw-roles-dialog.h"
#include "pipeline/tw-stages-dialog.h"
#include "tw-filter.h"
#include "tw-opportunity.h"
#include "tw-registration.h"
#include "tw-row-store.h"
#include "tw-setting.h"

#include <glib/gi18n-lib.h>

static const TwEntity *
get_entity (void)
{
  return tw_entity_find ("opportunity");
}

/* The one opportunity that an action is about, 0 where there is none. */
static gint64
get_key (TwPipelineView *self)
{
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);

  return keys->len > 0 ? g_array_index (keys, gint64, 0) : 0;
}

static void
show_error (TwPipelineView *self,
            const char     *heading,
            const GError   *error)
{
  tw_window_show_error (tw_window_from (GTK_WIDGET (self)), heading, error);
}

/* --- moving --- */

static TwBoardColumn *
find_column (TwPipelineView *self,
             const char     *stage)
{
  for (guint i = 0; i < tw_board_count (self->board); i++)
    {
      const TwStage *of = tw_board_column_get_stage (tw_board_nth (self->board, i));

      if (of->kind == TW_STAGE_OPEN && g_strcmp0 (of->name, stage) == 0)
        return tw_board_nth (self->board, i);
    }

  return NULL;
}

static void
move_to (TwPipelineView *self,
         const gint64   *keys,
         gsize           n_keys,
         const char     *stage)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  TwBoardColumn *column;

  if (!tw_opportunities_move (tw_pipeline_get_workspace (self), keys, n_keys, stage, tw_period_today (), &error))
    {
      show_error (self, _("Nothing Was Moved"), error);
      return;
    }

  /* Translators: %s is a stage of the pipeline. */
  text = g_strdup_printf (_("Moved to %s"), stage != NULL ? stage : _("no stage"));
  tw_pipeline_changed (self, text);
  column = find_column (self, stage);
  if (column != NULL && tw_pipeline_shows_board (self) && tw_view_get_page (TW_VIEW (self)) == NULL)
    tw_board_expect (self->board, keys[0], column);
}

static void close_deal (TwPipelineView *self,
                        gint64          key,
                        TwStageKind     kind);

void
tw_pipeline_move (TwPipelineView *self,
                  const gint64   *keys,
                  gsize           n_keys,
                  const TwStage  *stage)
{
  if (stage->kind == TW_STAGE_OPEN)
    move_to (self, keys, n_keys, stage->name);
  else if (n_keys == 1)
    close_deal (self, keys[0], stage->kind);
  else
    {
      g_autoptr (GError) error = g_error_new (
          G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
          _("Each has a date and an amount of its own. Mark them won or lost one by one."));

      show_error (self, _("Several Can't Be Closed Together"), error);
    }
}

static void
move_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);

  if (keys->len > 0)
    move_to (self, (const gint64 *) keys->data, keys->len, g_variant_get_string (parameter, NULL));
}

static void
move_step_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);
  TwBoardColumn *column;
  int step = g_variant_get_int32 (parameter);

  if (!tw_pipeline_shows_board (self) || tw_pipeline_shows_registrations (self))
    return;

  column = tw_board_get_beside (self->board, step);
  if (keys->len > 0 && column != NULL)
    tw_pipeline_move (self, (const gint64 *) keys->data, keys->len, tw_board_column_get_stage (column));
}

/* --- won and lost --- */

static gboolean
close_with (TwAskDialog     *dialog,
            TwPipelineView  *self,
            TwStageKind      kind,
            GError         **error)
{
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);
  gint64 key = tw_ask_dialog_get_about (dialog);
  g_autoptr (TwRow) row = tw_row_read (workspace, get_entity (), key, error);
  g_autofree char *amount = kind == TW_STAGE_WON ? tw_ask_dialog_get (dialog, "amount") : NULL;
  g_autofree char *reason = tw_ask_dialog_get (dialog, "reason");

  /* On a copy first, so that what is wrong is said at its field. */
  if (row == NULL || !tw_ask_dialog_take (dialog, row)
      || !tw_opportunity_close (workspace, key, kind, tw_row_get (row, "closed")->number, amount, reason, error))
    return FALSE;

  tw_pipeline_changed (self, kind == TW_STAGE_WON ? _("Marked won") : _("Marked lost"));

  return TRUE;
}

static gboolean
on_won (TwAskDialog  *dialog,
        gpointer      user_data,
        const char  **field,
        GError      **error)
{
  return close_with (dialog, user_data, TW_STAGE_WON, error);
}

static gboolean
on_lost (TwAskDialog  *dialog,
         gpointer      user_data,
         const char  **field,
         GError      **error)
{
  return close_with (dialog, user_data, TW_STAGE_LOST, error);
}

static void
close_deal (TwPipelineView *self,
            gint64          key,
            TwStageKind     kind)
{
  gboolean won = kind == TW_STAGE_WON;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (tw_pipeline_get_workspace (self), get_entity (), key, &error);
  g_autofree char *title = tw_opportunity_page_read_title (tw_pipeline_get_workspace (self), key);
  g_autofree char *today = tw_date_format (tw_period_today ());
  g_autofree char *amount = NULL;
  TwAskDialog *dialog;

  if (row == NULL)
    {
      show_error (self, _("The Opportunity Was Not Opened"), error);
      return;
    }

  amount = tw_row_get_text (row, "amount");
  if (*amount == '\0')
    {
      g_free (amount);
      amount = tw_row_get_text (row, "value");
    }

  dialog = tw_ask_dialog_new (won ? _("Mark Won") : _("Mark Lost"), title, won ? _("Mark _Won") : _("Mark _Lost"),
                              won ? on_won : on_lost, g_object_ref (self), g_object_unref);
  tw_ask_dialog_add (dialog, tw_entity_get_field (get_entity (), "closed"), today, TRUE);
  if (won)
    tw_ask_dialog_add (dialog, tw_entity_get_field (get_entity (), "amount"), amount, FALSE);
  tw_ask_dialog_add (dialog, tw_entity_get_field (get_entity (), "reason"), NULL, FALSE);
  tw_ask_dialog_present (dialog, GTK_WIDGET (self), tw_pipeline_get_workspace (self), won ? "won" : "lost", key);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gboolean won = g_str_equal (g_action_get_name (G_ACTION (action)), "win");

  close_deal (user_data, get_key (user_data), won ? TW_STAGE_WON : TW_STAGE_LOST);
}

/* --- new, open, remove, copy --- */

static void
on_new_saved (TwPipelineView *self,
              gint64          id)
{
  tw_pipeline_changed (self, _("Opportunity added"));

  if (tw_pipeline_shows_board (self))
    tw_board_select (self->board, id, TRUE);
  else
    tw_table_select (self->table, id);
}

/* The stage of the column that has the focus, else the first of all. */
static const char *
stage_for_new (TwPipelineView *self)
{
  TwBoardColumn *column = tw_pipeline_shows_board (self) ? tw_board_get_current (self->board) : NULL;

  if (column != NULL && tw_board_column_get_stage (column)->kind == TW_STAGE_OPEN &&
      tw_board_column_get_stage (column)->name != NULL)
    return tw_board_column_get_stage (column)->name;

  for (guint i = 0; i < tw_board_count (self->board); i++)
    {
      const TwStage *stage = tw_board_column_get_stage (tw_board_nth (self->board, i));

      if (stage->kind == TW_STAGE_OPEN && stage->name != NULL)
        return stage->name;
    }

  return NULL;
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  static const char *const fields[] = {
    "name", "customer", "partner", "value", "currency", "expected", "product", "motion", "next_step", NULL,
  };
  static const char *const enough[] = { "name", "customer", NULL };
  TwPipelineView *self = user_data;
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);
  g_autoptr (TwRow) row = tw_row_new (workspace, get_entity ());
  g_autofree char *id = tw_external_id_next (workspace, "opportunity", "O");
  g_autofree char *today = tw_date_format (tw_period_today ());
  GtkWidget *dialog;

  /* Of the product's own making: they can be read. */
  tw_row_set_text (row, "external_id", id, NULL);
  tw_row_set_text (row, "stage", stage_for_new (self), NULL);
  tw_row_set_text (row, "created", today, NULL);
  tw_row_set_text (row, "stage_date", today, NULL);
  dialog = tw_row_dialog_new (workspace, row, _("New Opportunity"), _("_Add"), fields);
  tw_row_dialog_need_one (TW_ROW_DIALOG (dialog), enough, _("Enter a name or a customer first"));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_new_saved), self, G_CONNECT_SWAPPED);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gint64 key = get_key (user_data);

  if (key != 0)
    tw_pipeline_open (user_data, key);
}

static void
open_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  gint64 key = get_key (user_data);

  if (key != 0)
    tw_window_open_beside (tw_window_from (user_data), "opportunity", key);
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (keys->len == 0)
    return;

  if (!tw_rows_delete (tw_pipeline_get_workspace (self), get_entity (), (const gint64 *) keys->data, keys->len, NULL,
                       &error))
    {
      show_error (self, _("Nothing Was Removed"), error);
      return;
    }

  text = g_strdup_printf (ngettext ("%u opportunity removed", "%u opportunities removed", keys->len), keys->len);
  tw_pipeline_changed (self, text);
}

/* As many lines as cards, the columns of the list, plain numbers and ISO dates. */
static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      guint position = klass->find_key (self->source, g_array_index (keys, gint64, i));
      g_autoptr (GObject) item = NULL;

      if (position == TW_NO_POSITION)
        continue;

      item = g_list_model_get_item (klass->get_model (self->source), position);
      for (guint column = 0; klass->get_column (self->source, column) != NULL; column++)
        {
          g_autofree char *raw = klass->get_column (self->source, column)->hidden
                                     ? NULL
                                     : klass->get_raw (self->source, item, column);

          if (raw != NULL)
            g_string_append_printf (text, "%s%s", column > 0 ? "\t" : "", g_strdelimit (raw, "\t\n", ' '));
        }
      g_string_append_c (text, '\n');
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  tw_window_toast (tw_window_from (GTK_WIDGET (self)), _("Copied"), 0);
}

/* --- registering, roles, stages --- */

static void
on_registered (gint64   registration,
               gpointer user_data)
{
  tw_pipeline_changed (user_data, _("Registration submitted"));
}

static void
register_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwPipelineView *self = user_data;

  tw_register_dialog_present (tw_pipeline_get_workspace (self), get_key (self), tw_period_today (), GTK_WIDGET (self),
                              on_registered);
}

static void
on_roles_saved (TwPipelineView *self)
{
  tw_pipeline_changed (self, _("Roles set"));
}

static void
roles_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwPipelineView *self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog = tw_roles_dialog_new (tw_pipeline_get_workspace (self), get_key (self), tw_period_today (), &error);

  if (dialog == NULL)
    {
      show_error (self, _("The Roles Were Not Opened"), error);
      return;
    }

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_roles_saved), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
stages_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  GtkWidget *dialog = tw_stages_dialog_new (tw_view_get_document (TW_VIEW (self)));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* As chips, so that it is seen what is left out and taken off again. */
static void
show_ending_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwPipelineView *self = user_data;
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  TwDate date = tw_pipeline_get_date (self);
  int warning = (int) tw_setting_get_int (tw_pipeline_get_workspace (self), TW_REGISTRATION_WARNING,
                                          TW_REGISTRATION_WARNING_INITIAL);
  g_autofree char *from = tw_date_format (date);
  g_autofree char *to = tw_date_format (date + warning);

  klass->add_filter (self->source, "protected_until", TW_FILTER_AT_LEAST, from, NULL);
  klass->add_filter (self->source, "protected_until", TW_FILTER_AT_MOST, to, NULL);
  klass->add_filter (self->source, "status", TW_FILTER_IS, "open", NULL);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPipelineView *self = user_data;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (tw_pipeline_shows_registrations (self))
    tw_list_export (window, self->registration_table, _("Registrations.csv"));
  else
    tw_list_export (window, self->table, _("Opportunities.csv"));
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_document_changed (tw_view_get_document (user_data));
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPipelineView *self = user_data;
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));
  int step = g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab") ? 1 : -1;

  if (TW_IS_OPPORTUNITY_PAGE (page))
    tw_opportunity_page_step_tab (TW_OPPORTUNITY_PAGE (page), step);
  else
    tw_tab_bar_step (self->tab_bar, step);
}

static void
details_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_pipeline_follow_details (user_data, TRUE);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "open", open_action },
  { "open-window", open_window_action },
  { "details", details_action },
  { "move", move_action, "s" },
  { "move-step", move_step_action, "i" },
  { "win", close_action },
  { "lose", close_action },
  { "register", register_action },
  { "roles", roles_action },
  { "stages", stages_action },
  { "remove", remove_action },
  { "copy", copy_action },
  { "show-ending", show_ending_action },
  { "export", export_action },
  { "reload", reload_action },
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
};

void
tw_pipeline_add_actions (TwPipelineView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions, G_N_ELEMENTS (actions),
                                   self);
}
