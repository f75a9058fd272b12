/* tw-statements-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "application/tw-window.h"

#include <glib/gi18n-lib.h>

/* What changes nothing: from list to page and from page to page. */

static void
go_to_period_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwStatementsView *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tw_document_set_period (tw_view_get_document (TW_VIEW (self)), g_variant_get_string (parameter, NULL), &error))
    tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("The Period Was Not Found"), error);
  else
    tw_view_focus (TW_VIEW (self));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwStatementsView *self = user_data;
  gint64 key = tw_table_get_current (self->table);

  if (key != 0)
    tw_statements_view_open (self, key);
}

static void
open_window_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwStatementsView *self = user_data;
  gint64 key = tw_table_get_current (self->table);

  if (key != 0)
    tw_window_open_beside (tw_window_from (GTK_WIDGET (self)), "statement", key);
}

static void
why_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwStatementsView *self = user_data;
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page != NULL)
    tw_statement_page_explain (page, TRUE);
  else
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->stack), "table.details", NULL);
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (user_data);

  if (page != NULL)
    tw_statement_page_step (
        page, g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab") ? 1 : -1);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_statements_view_refresh (user_data);
}

static const GActionEntry actions[] = {
  { "open", open_action },
  { "open-window", open_window_action },
  { "go-to-period", go_to_period_action, "s" },
  { "why", why_action },
  { "details", why_action },
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
  { "reload", reload_action },
};

void
tw_statements_view_install_look (TwStatementsView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions, G_N_ELEMENTS (actions),
                                   self);
}
