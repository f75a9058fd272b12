/* tw-table-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Columns of a table: made from the source, shown, hidden, moved, sized and sorted, and kept. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include <glib/gi18n-lib.h>

#define SAVE_MS 500
#define KEY_WIDENED "tw-widened"
#define WIDTH_TEXT 150
#define WIDTH_NUMBER 120
/* A sum has its currency after it, and a gap to the sum beside it. */
#define WIDTH_SUM 140
/* A title is read whole in the default width. */
#define WIDTH_CHARACTER 7
#define WIDTH_ARROW 32
#define WIDTH_FIRST 200

/* What a sorter knows of its column. */
typedef struct
{
  TwTable *table;       /* borrowed: the table owns the columns that own the sorters */
  int      column;
} Probe;

static const TwTableColumn *
get_column (TwTable *self,
            guint    column)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
}

int
tw_table_index_of (TwTable             *self,
                   GtkColumnViewColumn *column)
{
  guint index;

  return g_ptr_array_find (self->columns, column, &index) ? (int) index : -1;
}

int
tw_table_get_shown (TwTable *self,
                    guint    index)
{
  g_autoptr (GtkColumnViewColumn) column = NULL;

  column = g_list_model_get_item (gtk_column_view_get_columns (self->view), index);

  return column != NULL ? tw_table_index_of (self, column) : -1;
}

/* --- sorting ---
 *
 * The sorter of a column view doesn't tell in 4.8 by which column it sorts. But it asks the sorter
 * of that column first, which notes itself and answers “smaller”; the answer of the whole then
 * tells the direction. */

static int
note_column (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  Probe *probe = user_data;

  if (probe->table->probe_column < 0)
    probe->table->probe_column = probe->column;

  return GTK_ORDERING_SMALLER;
}

int
tw_table_get_sort (TwTable  *self,
                   gboolean *descending)
{
  GtkOrdering ordering;

  self->probe_column = -1;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->probes[0],
                                 self->probes[1]);
  *descending = ordering == GTK_ORDERING_LARGER;

  return self->probe_column;
}

static void
on_sorter_changed (TwTable *self)
{
  gboolean descending;
  int column;

  if (self->restoring)
    return;

  column = tw_table_get_sort (self, &descending);

  tw_table_leave_rows (self);
  if (TW_TABLE_SOURCE_GET_CLASS (self->source)->set_sort != NULL)
    TW_TABLE_SOURCE_GET_CLASS (self->source)->set_sort (
      self->source, column >= 0 ? get_column (self, column)->id : NULL, descending);

  tw_table_update_chooser (self);
  tw_table_patch_header (self);
  tw_table_queue_save (self);
}

void
tw_table_sort (TwTable  *self,
               int       column,
               gboolean  descending)
{
  gboolean was_restoring = self->restoring;

  /* Forgetting the old order first emits too, and would sort the list once for nothing. */
  self->restoring = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  self->restoring = was_restoring;

  if (column >= 0)
    gtk_column_view_sort_by_column (self->view, self->columns->pdata[column],
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  else
    on_sorter_changed (self);
}

static int
get_default_width (const TwTableColumn *column,
                   guint                index)
{
  int title = g_utf8_strlen (column->title, -1) * WIDTH_CHARACTER + WIDTH_ARROW;

  if (column->width > 0)
    return column->width;
  if (index == 0)
    return WIDTH_FIRST;

  return MAX (title, column->summed ? WIDTH_SUM : column->numeric ? WIDTH_NUMBER : WIDTH_TEXT);
}

/* --- settings --- */

/* Whether the column is as wide as it was made for what is in it now. */
static gboolean
is_widened (GtkColumnViewColumn *column)
{
  return gtk_column_view_column_get_fixed_width (column) ==
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), KEY_WIDENED));
}

void
tw_table_save_columns (TwTable *self)
{
  GVariantBuilder widths;
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  gboolean descending;
  int column;

  g_variant_builder_init (&widths, G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; (column = tw_table_get_shown (self, i)) >= 0; i++)
    {
      int width = gtk_column_view_column_get_fixed_width (self->columns->pdata[column]);

      /* What is there tomorrow may be shorter. */
      if (is_widened (self->columns->pdata[column]))
        width = get_default_width (get_column (self, column), column);

      g_strv_builder_add (shown, get_column (self, column)->id);
      g_variant_builder_add (&widths, "{si}", get_column (self, column)->id, width);
    }

  ids = g_strv_builder_end (shown);
  column = tw_table_get_sort (self, &descending);
  g_settings_set_strv (self->settings, "columns", (const char *const *) ids);
  g_settings_set_value (self->settings, "widths", g_variant_builder_end (&widths));
  g_settings_set (self->settings, "sort", "(sb)", column >= 0 ? get_column (self, column)->id : "",
                  descending);
}

static gboolean
on_save (gpointer user_data)
{
  TwTable *self = user_data;

  self->save_source = 0;
  tw_table_save_columns (self);

  return G_SOURCE_REMOVE;
}

void
tw_table_queue_save (TwTable *self)
{
  if (self->restoring)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_MS, on_save, self);
}

void
tw_table_save_filters (TwTable *self)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  GVariantBuilder filters;
  const char *column;
  const char *value;
  int operation;

  if (self->restoring || klass->get_filter == NULL)
    return;

  g_variant_builder_init (&filters, G_VARIANT_TYPE ("a(sis)"));

  for (guint i = 0; klass->get_filter (self->source, i, &column, &operation, &value); i++)
    g_variant_builder_add (&filters, "(sis)", column, operation, value != NULL ? value : "");

  g_settings_set_value (self->settings, "filters", g_variant_builder_end (&filters));
}

/* A condition that means nothing in this workspace (a tier it doesn't have) is left out. */
void
tw_table_load_filters (TwTable *self)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  g_autoptr (GVariantIter) iter = NULL;
  const char *column;
  const char *value;
  int operation;

  if (klass->add_filter == NULL)
    return;

  g_settings_get (self->settings, "filters", "a(sis)", &iter);

  while (g_variant_iter_next (iter, "(&si&s)", &column, &operation, &value))
    {
      if (tw_table_source_find_column (self->source, column) >= 0)
        klass->add_filter (self->source, column, operation, value, NULL);
    }
}

/* --- columns --- */

static GMenuModel *
create_header_menu (const TwTableColumn *column,
                    gboolean             first)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();
  g_autoptr (GMenu) hide = g_menu_new ();
  g_autofree char *ascending = g_strdup_printf ("table.sort-ascending::%s", column->id);
  g_autofree char *descending = g_strdup_printf ("table.sort-descending::%s", column->id);
  g_autofree char *fitted = g_strdup_printf ("table.fit-column::%s", column->id);
  g_autofree char *hidden = g_strdup_printf ("table.hide-column::%s", column->id);

  g_menu_append (sort, _("Sort _Ascending"), ascending);
  g_menu_append (sort, _("Sort _Descending"), descending);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append (hide, _("_Fit Width"), fitted);
  if (!first)
    g_menu_append (hide, _("_Hide Column"), hidden);
  g_menu_append (hide, _("_Columns and Sorting…"), "table.choose-columns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (hide));

  return G_MENU_MODEL (menu);
}

static GtkColumnViewColumn *
create_column (TwTable             *self,
               const TwTableColumn *info,
               guint                index)
{
  GtkColumnViewColumn *column;
  g_autoptr (GMenuModel) menu = create_header_menu (info, index == 0);
  g_autoptr (GtkSorter) sorter = NULL;
  Probe *probe = g_new0 (Probe, 1);

  probe->table = self;
  probe->column = index;
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, probe, g_free));

  column = gtk_column_view_column_new (info->title, tw_table_create_factory (self, index));
  if (TW_TABLE_SOURCE_GET_CLASS (self->source)->set_sort != NULL)
    gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_header_menu (column, menu);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, get_default_width (info, index));
  gtk_column_view_column_set_expand (column, index == 0);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (tw_table_queue_save), self,
                           G_CONNECT_SWAPPED);

  return column;
}

static void
show_default_columns (TwTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (!get_column (self, i)->hidden)
        gtk_column_view_append_column (self->view, self->columns->pdata[i]);
    }
}

static gboolean
show_kept_columns (TwTable *self)
{
  g_auto (GStrv) ids = g_settings_get_strv (self->settings, "columns");
  gboolean any = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int column = tw_table_source_find_column (self->source, ids[i]);

      if (column < 0)
        continue;

      gtk_column_view_append_column (self->view, self->columns->pdata[column]);
      any = TRUE;
    }

  return any;
}

static void
restore_columns (TwTable *self)
{
  g_autoptr (GVariantIter) widths = NULL;
  const char *id;
  int width;
  g_autofree char *sort = NULL;
  gboolean descending;

  if (!show_kept_columns (self))
    show_default_columns (self);

  g_settings_get (self->settings, "widths", "a{si}", &widths);
  while (g_variant_iter_next (widths, "{&si}", &id, &width))
    {
      int column = tw_table_source_find_column (self->source, id);

      if (column >= 0 && width > 0)
        gtk_column_view_column_set_fixed_width (self->columns->pdata[column], width);
    }

  g_settings_get (self->settings, "sort", "(sb)", &sort, &descending);
  if (tw_table_source_find_column (self->source, sort) >= 0)
    tw_table_sort (self, tw_table_source_find_column (self->source, sort), descending);
}

static void
remove_columns (TwTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
on_columns_changed (TwTable *self)
{
  if (self->restoring)
    return;

  tw_table_queue_save (self);
  tw_table_update_chooser (self);
  tw_table_patch_header (self);
  /* The cell that is marked is of another column now. */
  self->cursor = self->anchor = -1;
  tw_table_selection_moved (self);
}

void
tw_table_build_columns (TwTable *self)
{
  const TwTableColumn *info;

  self->restoring = TRUE;
  remove_columns (self);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; (info = get_column (self, i)) != NULL; i++)
    g_ptr_array_add (self->columns, create_column (self, info, i));

  restore_columns (self);
  self->restoring = FALSE;

  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (on_columns_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  on_sorter_changed (self);
}

/* A hidden column is taken out: an invisible one leaves a gap in 4.8. */
void
tw_table_hide_column (TwTable *self,
                      int      column)
{
  gboolean descending;

  /* The first identifies the row. */
  if (column <= 0)
    return;

  if (tw_table_get_sort (self, &descending) == column)
    tw_table_sort (self, -1, FALSE);

  gtk_column_view_remove_column (self->view, self->columns->pdata[column]);
}

/* Behind what stands before it where nothing was moved: at the end of a wide list nobody would see it come. */
void
tw_table_show_column (TwTable *self,
                      int      column)
{
  int position = -1;

  for (int before = column - 1; before >= 0 && position < 0; before--)
    position = tw_table_find_shown (self, before);

  gtk_column_view_insert_column (self->view, (guint) (position + 1), self->columns->pdata[column]);
}

void
tw_table_widen_column (TwTable *self,
                       guint    column,
                       int      width)
{
  GtkColumnViewColumn *shown = self->columns->pdata[column];
  gboolean was_restoring = self->restoring;
  int now = gtk_column_view_column_get_fixed_width (shown);

  if (width <= now || (now != get_default_width (get_column (self, column), column) && !is_widened (shown)))
    return;

  g_object_set_data (G_OBJECT (shown), KEY_WIDENED, GINT_TO_POINTER (width));
  self->restoring = TRUE;
  gtk_column_view_column_set_fixed_width (shown, width);
  self->restoring = was_restoring;
}

void
tw_table_reset_columns (TwTable *self)
{
  self->restoring = TRUE;
  remove_columns (self);

  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_column_set_fixed_width (self->columns->pdata[i],
                                            get_default_width (get_column (self, i), i));

  show_default_columns (self);
  self->restoring = FALSE;
  tw_table_sort (self, -1, FALSE);
  on_columns_changed (self);
}
