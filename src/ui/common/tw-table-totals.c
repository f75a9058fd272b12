/* tw-table-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands below the rows: how many there are, and their sums. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

#define TOTALS_MS 80

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

static void
append_sums (TwTable   *self,
             GString   *text,
             GPtrArray *sums,
             guint      column)
{
  const TwTableColumn *info = get_class (self)->get_column (self->source, column);
  gboolean any = FALSE;

  for (guint i = 0; i < sums->len; i++)
    {
      const TwTableSum *sum = sums->pdata[i];

      if (sum->column != column)
        continue;

      g_string_append (text, any ? " · " : "   ");
      if (!any)
        g_string_append_printf (text, "%s ", info->title);
      g_string_append (text, sum->text);
      if (sum->currency != NULL)
        g_string_append_printf (text, "\u00a0%s", sum->currency);
      any = TRUE;
    }
}

static guint
count_sums (GPtrArray *sums,
            guint      column)
{
  guint n = 0;

  for (guint i = 0; i < sums->len; i++)
    n += ((TwTableSum *) sums->pdata[i])->column == column;

  return n;
}

static gboolean
is_shown (TwTable *self,
          int      column)
{
  int shown;

  for (guint i = 0; (shown = tw_table_get_shown (self, i)) >= 0; i++)
    {
      if (shown == column)
        return TRUE;
    }

  return FALSE;
}

/* One sum stands under its column; sums of several currencies are never added up and stand side by
 * side in the line below, as do those of columns that aren't shown. */
static void
show_sums (TwTable   *self,
           GString   *text,
           GPtrArray *sums)
{
  gboolean narrow = tw_size_bin_get_size_class (self->size_bin) == TW_SIZE_NARROW;
  gboolean has_currency = is_shown (self, tw_table_source_find_column (self->source, "currency"));
  int last = -1;

  for (guint i = 0; i < sums->len; i++)
    {
      const TwTableSum *sum = sums->pdata[i];
      GtkColumnViewColumn *column = self->columns->pdata[sum->column];
      g_autofree char *full = NULL;

      if ((int) sum->column == last)
        continue;

      last = sum->column;
      if (narrow || !is_shown (self, last) || count_sums (sums, last) > 1)
        {
          append_sums (self, text, sums, last);
          continue;
        }

      full = sum->currency != NULL && !has_currency
                 ? g_strdup_printf ("%s\u00a0%s", sum->text, sum->currency)
                 : g_strdup (sum->text);
      /* A sum has about as many digits as the longest of its numbers. */
      tw_table_widen_column (self, sum->column, tw_totals_row_set (self->totals, column, full));
    }
}

static void
append_counts (TwTable *self,
               GString *text,
               guint    selected)
{
  guint n = tw_table_source_count (self->source);
  guint all = get_class (self)->count_all (self->source);
  g_autofree char *shown = tw_format_count (n);
  g_autofree char *total = tw_format_count (all);
  g_autofree char *chosen = tw_format_count (selected);

  if (selected > 1)
    /* Translators: rows of a list. */
    g_string_append_printf (text, ngettext ("%s selected · ", "%s selected · ", selected),
                            chosen);

  /* Translators: rows that pass the filters, of all rows. */
  g_string_append_printf (text, _("%1$s of %2$s"), shown, total);
}

GtkWidget *
tw_table_get_list (TwTable  *self,
                   gboolean  narrow)
{
  GtkWidget *list = GTK_WIDGET (self->rows);

  if (narrow)
    return list;

  for (list = gtk_widget_get_first_child (GTK_WIDGET (self->view)); list != NULL; list = gtk_widget_get_next_sibling (list))
    if (GTK_IS_LIST_VIEW (list))
      break;

  return list;
}

/* Scrolling is an action of the list inside; on the column view itself it does nothing. */
void
tw_table_scroll_to (TwTable *self,
                    guint    position)
{
  gboolean narrow = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "rows") == 0;
  GtkWidget *list = tw_table_get_list (self, narrow);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->places)))
    tw_table_rows_show_all (self->places);

  if (list != NULL)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

/* After a change of the filter the list stands anywhere: what is selected, else the beginning, is
 * what people look for. */
static void
show_current (TwTable *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  if (!self->refiltered || get_class (self)->get_state (self->source, NULL) != TW_TABLE_READY ||
      tw_table_source_count (self->source) == 0)
    return;

  self->refiltered = FALSE;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  tw_table_scroll_to (self, gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected));
}

static gboolean
on_totals (gpointer user_data)
{
  TwTable *self = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) chosen = g_string_new (NULL);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  guint selected = tw_table_selection_count (self->selection);

  if (tw_table_selection_is_busy (self->selection))
    return G_SOURCE_CONTINUE;

  self->totals_source = 0;
  append_counts (self, text, selected);
  tw_totals_row_clear (self->totals);

  if (selected > 1)
    keys = tw_table_selection_get_keys (self->selection);
  if (get_class (self)->get_sums != NULL)
    sums = get_class (self)->get_sums (self->source, keys != NULL ? (gint64 *) keys->data : NULL,
                                       keys != NULL ? keys->len : 0);
  if (sums != NULL)
    show_sums (self, text, sums);

  for (guint i = 0; selected > 1 && sums != NULL && i < sums->len; i++)
    {
      const TwTableSum *sum = sums->pdata[i];

      if (i == 0 || ((TwTableSum *) sums->pdata[i - 1])->column != sum->column)
        append_sums (self, chosen, sums, sum->column);
    }

  tw_table_update_bulk (self, selected, chosen->str);
  gtk_label_set_text (self->footer, text->str);
  tw_table_update_page (self);
  show_current (self);

  return G_SOURCE_REMOVE;
}

void
tw_table_queue_totals (TwTable *self)
{
  if (self->totals_source == 0)
    self->totals_source = g_timeout_add (TOTALS_MS, on_totals, self);
}
