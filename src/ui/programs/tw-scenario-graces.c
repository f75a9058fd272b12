/* tw-scenario-graces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenario-graces.h"

#include "application/tw-window.h"
#include "common/tw-rows-source.h"
#include "common/tw-table.h"

#include <glib/gi18n-lib.h>

struct _TwScenarioGraces
{
  AdwBin   parent_instance;

  TwTable *table;
};

G_DEFINE_FINAL_TYPE (TwScenarioGraces, tw_scenario_graces, ADW_TYPE_BIN)

enum
{
  COLUMN_PARTNER,
  COLUMN_TIER,
  COLUMN_REVIEWED,
  COLUMN_UNTIL,
  COLUMN_STATE,
  N_COLUMNS,
};

static TwTableSource *
create_source (void)
{
  const TwTableColumn columns[] = {
    { .id = "partner", .title = _("Partner"), .filterable = TRUE, .width = 220 },
    { .id = "tier", .title = _("Tier"), .filterable = TRUE, .width = 120 },
    { .id = "reviewed", .title = _("Last Found Below"), .width = 150, .date = TRUE },
    { .id = "until", .title = _("Grace Ends"), .width = 130, .date = TRUE },
    { .id = "state", .title = _("At the End"), .filterable = TRUE, .width = 150 },
    { 0 },
  };

  return tw_rows_source_new (columns);
}

void
tw_scenario_graces_show (TwScenarioGraces         *self,
                         const TwScenarioGraceRow *rows,
                         guint                     n_rows)
{
  g_autoptr (TwTableSource) source = create_source ();

  g_return_if_fail (TW_IS_SCENARIO_GRACES (self));

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *reviewed = tw_date_format (rows[i].reviewed);
      g_autofree char *until = tw_date_format (rows[i].until);
      const char *cells[N_COLUMNS + 1] = { NULL };

      cells[COLUMN_PARTNER] = rows[i].name;
      cells[COLUMN_TIER] = rows[i].tier != NULL ? rows[i].tier : "";
      cells[COLUMN_REVIEWED] = reviewed;
      cells[COLUMN_UNTIL] = until;
      cells[COLUMN_STATE] = rows[i].state;
      tw_rows_source_add (TW_ROWS_SOURCE (source), rows[i].id, cells);
    }

  tw_rows_source_update (TW_ROWS_SOURCE (source));
  tw_table_set_source (self->table, source);
}

static void
on_row_activated (TwScenarioGraces *self,
                  gint64            id)
{
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), "partner", id);
}

static void
tw_scenario_graces_class_init (TwScenarioGracesClass *klass)
{
}

static void
tw_scenario_graces_init (TwScenarioGraces *self)
{
  self->table = TW_TABLE (tw_table_new ("scenario-graces", _("Partners in grace")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  tw_table_set_empty (self->table, "tw-partners-symbolic", _("Nobody Is in Grace"),
                      _("In these days no review found a partner below what keeps its tier, or the policy gives no grace."),
                      NULL);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));
}

GtkWidget *
tw_scenario_graces_new (void)
{
  return g_object_new (TW_TYPE_SCENARIO_GRACES, NULL);
}
