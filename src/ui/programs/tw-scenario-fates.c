/* tw-scenario-fates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenario-fates.h"

#include "application/tw-window.h"
#include "common/tw-rows-source.h"
#include "common/tw-table.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

struct _TwScenarioFates
{
  AdwBin      parent_instance;

  /* owned */
  GHashTable *reasons;    /* gint64 -> a sentence with the partner's name in it */

  /* children */
  TwTable    *table;
  GtkLabel   *reason;
};

G_DEFINE_FINAL_TYPE (TwScenarioFates, tw_scenario_fates, ADW_TYPE_BIN)

enum
{
  COLUMN_PARTNER,
  COLUMN_BEFORE,
  COLUMN_AFTER,
  COLUMN_CHANGE,
  COLUMN_TIER_BEFORE,
  COLUMN_TIER_AFTER,
  COLUMN_REASON,
  N_COLUMNS,
};

static TwTableSource *
create_source (void)
{
  const TwTableColumn columns[] = {
    { .id = "partner", .title = _("Partner"), .filterable = TRUE, .width = 190 },
    { .id = "before", .title = _("Before"), .numeric = TRUE, .width = 110 },
    { .id = "after", .title = _("After"), .numeric = TRUE, .width = 110 },
    { .id = "change", .title = _("Change"), .numeric = TRUE, .width = 110 },
    { .id = "tier-before", .title = _("Tier Before"), .hidden = TRUE, .filterable = TRUE, .width = 100 },
    { .id = "tier-after", .title = _("Tier After"), .filterable = TRUE, .width = 100 },
    { .id = "reason", .title = _("Reason"), .width = 320 },
    { 0 },
  };

  return tw_rows_source_new (columns);
}

static void
add_fate (TwScenarioFates      *self,
          TwTableSource        *source,
          const TwScenarioFate *fate,
          int                   digits)
{
  g_autofree char *before = tw_decimal_format (fate->before, digits);
  g_autofree char *after = tw_decimal_format (fate->after, digits);
  g_autofree char *change = tw_decimal_format (fate->change, digits);
  const char *cells[N_COLUMNS + 1] = { NULL };

  cells[COLUMN_PARTNER] = fate->name;
  cells[COLUMN_BEFORE] = before;
  cells[COLUMN_AFTER] = after;
  cells[COLUMN_CHANGE] = change;
  cells[COLUMN_TIER_BEFORE] = fate->tier_before != NULL ? fate->tier_before : "";
  cells[COLUMN_TIER_AFTER] = fate->tier_after != NULL ? fate->tier_after : "";
  cells[COLUMN_REASON] = fate->reason != NULL ? fate->reason : "";
  tw_rows_source_add (TW_ROWS_SOURCE (source), fate->id, cells);

  if (fate->reason != NULL)
    g_hash_table_insert (self->reasons, g_memdup2 (&fate->id, sizeof fate->id),
                         /* Translators: %1$s is a partner, %2$s a sentence that says why its pay changes. */
                         g_strdup_printf (_("%1$s: %2$s"), fate->name, fate->reason));
}

/* The whole sentence, where a cell has room for its beginning. */
static void
show_reason (TwScenarioFates *self)
{
  gint64 current = tw_table_get_current (self->table);
  const char *text = g_hash_table_lookup (self->reasons, &current);

  gtk_label_set_text (self->reason, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), text != NULL);
}

static void
on_row_activated (TwScenarioFates *self,
                  gint64           id)
{
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), "partner", id);
}

void
tw_scenario_fates_show (TwScenarioFates      *self,
                        const TwScenarioFate *fates,
                        guint                 n_fates,
                        int                   digits)
{
  g_autoptr (TwTableSource) source = create_source ();

  g_return_if_fail (TW_IS_SCENARIO_FATES (self));

  g_hash_table_remove_all (self->reasons);
  for (guint i = 0; i < n_fates; i++)
    add_fate (self, source, &fates[i], digits);

  tw_rows_source_update (TW_ROWS_SOURCE (source));
  tw_table_set_source (self->table, source);
  show_reason (self);
}

static void
tw_scenario_fates_finalize (GObject *object)
{
  g_hash_table_unref (TW_SCENARIO_FATES (object)->reasons);

  G_OBJECT_CLASS (tw_scenario_fates_parent_class)->finalize (object);
}

static void
tw_scenario_fates_class_init (TwScenarioFatesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_scenario_fates_finalize;
}

static void
tw_scenario_fates_init (TwScenarioFates *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->reasons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->table = TW_TABLE (tw_table_new ("scenario-partners", _("Winners and losers")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  tw_table_set_empty (self->table, "tw-partners-symbolic", _("Nobody Gains or Loses"),
                      _("Every partner would be paid the same under this scenario."), NULL);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (show_reason), self,
                           G_CONNECT_SWAPPED);

  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_xalign (self->reason, 0);
  gtk_widget_set_margin_start (GTK_WIDGET (self->reason), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->reason), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->reason), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->reason), 6);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), FALSE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_scenario_fates_new (void)
{
  return g_object_new (TW_TYPE_SCENARIO_FATES, NULL);
}
