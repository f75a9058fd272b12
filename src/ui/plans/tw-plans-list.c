/* tw-plans-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of plans: read beside the window, a row each, and what choosing one does. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plans-private.h"

#include "common/tw-format.h"
#include "common/tw-rows-source.h"
#include "common/tw-status-page.h"
#include "plans/tw-plan-reader.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

static TwDocument *
get_document (TwPlansView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

static const TwTableColumn columns[] = {
  { .id = "name", .title = N_("Plan"), .width = 170 },
  { .id = "pace", .title = N_("Pace"), .numeric = TRUE, .width = 120 },
  { .id = "partner", .title = N_("Partner"), .width = 150 },
  { .id = "state", .title = N_("State"), .width = 90 },
  { .id = "overdue", .title = N_("Overdue"), .width = 100 },
  { .id = "due", .title = N_("Next Due"), .width = 200 },
  { .id = "attainment", .title = N_("Attainment"), .numeric = TRUE, .width = 100, .hidden = TRUE },
  { .id = "owner", .title = N_("Owner"), .width = 140, .hidden = TRUE },
  { .id = "from", .title = N_("From"), .width = 100, .hidden = TRUE },
  { .id = "to", .title = N_("To"), .width = 100, .hidden = TRUE },
  { NULL },
};

static void
add_plan (TwPlansView         *self,
          const TwPlanSummary *summary)
{
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autofree char *pace = tw_plan_pace_text (summary->progress->pace);
  g_autofree char *overdue =
      summary->overdue > 0
          ? g_strdup_printf (ngettext ("%u overdue", "%u overdue", summary->overdue), summary->overdue)
          : g_strdup ("");
  g_autofree char *day = summary->next != NULL ? tw_format_date (summary->next_due) : NULL;
  g_autofree char *next = day != NULL ? g_strdup_printf ("%s · %s", day, summary->next) : g_strdup ("");
  g_autofree char *first = tw_date_format (summary->progress->span.start);
  g_autofree char *last = tw_date_format (summary->progress->span.end - 1);
  g_autofree char *attainment = NULL;
  const char *cells[G_N_ELEMENTS (columns)];

  attainment = summary->progress->attainment.known
                   ? tw_rate_format (summary->progress->attainment.value / 1000 * 1000)
                   : g_strdup ("");
  cells[0] = summary->name;
  cells[1] = pace;
  cells[2] = summary->partner;
  cells[3] = tw_field_get_choice_label (state, tw_plan_state_key (summary->state));
  cells[4] = overdue;
  cells[5] = next;
  cells[6] = attainment;
  cells[7] = summary->owner != NULL ? summary->owner : "";
  cells[8] = first;
  cells[9] = last;
  cells[10] = NULL;
  tw_rows_source_add (TW_ROWS_SOURCE (self->source), summary->id, cells);
}

static void
fill_list (TwPlansView *self)
{
  gint64 current = tw_table_get_current (self->table);

  tw_rows_source_clear (TW_ROWS_SOURCE (self->source));
  for (guint i = 0; i < self->summaries->len; i++)
    add_plan (self, g_ptr_array_index (self->summaries, i));
  tw_rows_source_update (TW_ROWS_SOURCE (self->source));
  if (current != 0)
    tw_table_select (self->table, current);
}

static void
on_read (GPtrArray    *summaries,
         const GError *error,
         gpointer      user_data)
{
  TwPlansView *self = user_data;
  gint64 wanted = self->wanted;
  gint64 current = self->page != NULL ? tw_plan_page_get_id (self->page) : 0;

  g_clear_object (&self->reading);
  if (summaries == NULL)
    {
      tw_plan_failed_show (self->failed, error);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failed));
      return;
    }

  if (self->page != NULL)
    tw_plan_page_show (self->page, NULL);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  self->summaries = summaries;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->table));
  fill_list (self);

  self->wanted = 0;
  if (wanted != 0 && tw_plan_find_summary (self->summaries, wanted) != NULL)
    {
      tw_table_select (self->table, wanted);
      tw_plans_view_show_plan (self, wanted, TRUE);
      if (self->focus_wanted)
        tw_plans_view_focus_page (self);
      self->focus_wanted = FALSE;
    }
  else if (current != 0 && tw_plan_find_summary (self->summaries, current) != NULL)
    {
      tw_plan_page_show (self->page, tw_plans_view_get_current (self));
      tw_plan_desk_show_details (self->desk, FALSE);
    }
  else if (summaries->len > 0)
    tw_plans_view_open_soon (self);
  tw_plans_view_update (self);
}

void
tw_plans_view_read (TwPlansView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  self->dirty = FALSE;
  tw_plan_read_anew (get_document (self), 0, &self->reading, on_read, self);
}

static gboolean
open_activated (gpointer user_data)
{
  TwPlansView *self = user_data;
  gint64 plan = self->activated;

  self->opening = 0;
  if (tw_plan_find_summary (self->summaries, plan) == NULL)
    return G_SOURCE_REMOVE;

  tw_plans_view_show_plan (self, plan, TRUE);
  tw_plans_view_focus_page (self);

  return G_SOURCE_REMOVE;
}

/* After the key is done with: the window would give the same Enter to what has the focus then. */
static void
on_row_activated (TwPlansView *self,
                  gint64       key)
{
  self->activated = key;
  g_clear_handle_id (&self->opening, g_source_remove);
  self->opening = g_idle_add (open_activated, self);
}

/* Beside the list the page follows the row. */
static void
on_selection_changed (TwPlansView *self)
{
  gint64 key = tw_table_get_current (self->table);

  if (key != 0 && tw_plans_view_is_wide (self) && tw_plan_find_summary (self->summaries, key) != NULL
      && (self->page == NULL || tw_plan_page_get_id (self->page) != key))
    tw_plans_view_show_plan (self, key, FALSE);
  tw_plans_view_update (self);
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Open"), "view.open");
  g_menu_append (menu, _("Open in New _Window"), "view.open-window");
  g_menu_append (menu, _("_Edit Plan…"), "view.edit-plan");
  g_menu_append (menu, _("New From _Template…"), "view.new-from-template");
  g_menu_append (menu, _("E_xport…"), "view.export");
  g_menu_append (menu, _("_Remove"), "view.remove");

  return G_MENU_MODEL (menu);
}

void
tw_plans_view_create_list (TwPlansView *self)
{
  g_autoptr (GMenuModel) menu = create_menu ();
  TwTableColumn shown[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      shown[i] = columns[i];
      shown[i].title = columns[i].title != NULL ? _(columns[i].title) : NULL;
    }

  self->table = TW_TABLE (tw_table_new ("plans", _("Plans")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-plans-symbolic", _("No Plans"),
                      _("A plan holds both sides’ goals for a year."),
                      tw_status_page_buttons (_("_New Plan…"), "view.new",
                                              _("From _Template…"), "view.new-from-template"));
  self->source = tw_rows_source_new (shown);
  tw_table_set_source (self->table, self->source);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
}
