/* tw-plans-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "plans/tw-plan-dialogs.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static TwDocument *
get_document (TwPlansView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

static TwWorkspace *
get_workspace (TwPlansView *self)
{
  return tw_document_get_workspace (get_document (self));
}

static gboolean
finish (TwPlansView  *self,
        gboolean      good,
        const char   *toast,
        const char   *failure,
        const GError *error)
{
  return tw_plan_dialog_finish (get_document (self), GTK_WIDGET (self), good, toast, failure, error);
}

/* --- plans --- */

static void
on_plan_made (gint64   plan,
              gpointer user_data)
{
  tw_plans_view_open_made (user_data, plan);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwPlansView *self = user_data;
  gboolean template = g_str_equal (g_action_get_name (G_ACTION (action)), "new-from-template");

  tw_plan_dialog_new_plan (get_document (self), template, 0, GTK_WIDGET (self), on_plan_made);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwPlansView *self = user_data;

  tw_plans_view_open (self, tw_table_get_current (self->table));
}

static void
open_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwPlansView *self = user_data;
  gint64 key = tw_table_get_current (self->table);

  if (key != 0)
    tw_window_open_beside (tw_window_from (user_data), "plan", key);
}

static void
remove_plans (TwPlansView *self,
              GArray      *keys)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *toast = NULL;
  gboolean good;

  if (keys->len == 0)
    return;

  good = tw_rows_delete (get_workspace (self), tw_entity_find ("plan"), (gint64 *) keys->data,
                         keys->len, NULL, &error);
  toast = g_strdup_printf (ngettext ("%u plan removed", "%u plans removed", keys->len), keys->len);
  if (finish (self, good, toast, _("Nothing Was Removed"), error))
    tw_table_focus_row (self->table);
}

/* Delete in a list: what the list holds. */
static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwPlansView *self = user_data;

  if (tw_plans_view_in_list (self))
    {
      g_autoptr (GArray) keys = tw_table_get_selected (self->table);

      remove_plans (self, keys);
      return;
    }

  tw_plan_desk_remove_items (self->desk);
}

/* --- the rest --- */

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_plans_view_read (user_data);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "new-from-template", new_action },
  { "open", open_action },
  { "open-window", open_window_action },
  { "remove", remove_action },
  { "reload", reload_action },
};

void
tw_plans_view_install (TwPlansView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
}
