/* tw-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "application/tw-settings.h"
#include "common/tw-format.h"
#include "common/tw-table-edit.h"
#include "common/tw-tab-stop.h"

#include <glib/gi18n-lib.h>

#define SELECTION_MS 80
/* The cells of a list of so few rows show others as soon as there are others. */
#define FEW_ROWS     200

G_DEFINE_FINAL_TYPE (TwTable, tw_table, ADW_TYPE_BIN)

enum
{
  ROW_ACTIVATED,
  DETAILS,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

/* --- changes --- */

/* The row that had the focus went away, and GTK found nothing to give it to, or leaves it on what nobody sees: a row
 * takes it as soon as there is one. */
static void
take_lost_focus (TwTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean lost = focus == NULL ? self->lost_focus : !gtk_widget_get_mapped (focus) && self->had_focus;

  if (root != NULL && lost && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_table_focus_row (self);
}

static gboolean
on_lost_focus (gpointer user_data)
{
  take_lost_focus (user_data);

  return G_SOURCE_REMOVE;
}

static void
on_source_changed (TwTable *self)
{
  tw_table_selection_remap (self->selection);
  tw_table_update_chips (self);
  tw_table_update_page (self);
  tw_table_queue_totals (self);
  /* After the view has made its rows. */
  if (self->had_focus)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_lost_focus, g_object_ref (self), g_object_unref);
}

/* What has the focus stands where it stood; the row that it was on may stand elsewhere. */
static void
follow_focus (TwTable *self,
              gint64   key)
{
  guint position = key != 0 ? get_class (self)->find_key (self->source, key) : TW_NO_POSITION;

  if (position != TW_NO_POSITION)
    tw_table_focus_position (self, position);
}

static void
on_rows_changed (TwTable *self)
{
  GtkListItem *focus = tw_table_get_focus_item (self);
  gint64 key = focus != NULL ? tw_table_row_get_key (gtk_list_item_get_item (focus)) : 0;

  if (focus != NULL && get_class (self)->get_key (self->source, gtk_list_item_get_position (focus)) != key)
    follow_focus (self, key);
  /* In a turn of its own before the next frame: giving the rows of a long list to its widgets takes long enough. */
  if (tw_table_source_count (self->source) > FEW_ROWS)
    tw_table_queue_fill (self);
  else
    tw_table_fill_view (self);
  tw_table_update_chips (self);
  tw_table_update_page (self);
  tw_table_queue_totals (self);
}

static gboolean
on_selection_timeout (gpointer user_data)
{
  TwTable *self = user_data;

  self->selection_source = 0;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

void
tw_table_selection_moved (TwTable *self)
{
  tw_table_update_cursor (self);
  tw_table_queue_totals (self);

  if (self->selection_source == 0)
    self->selection_source = g_timeout_add (SELECTION_MS, on_selection_timeout, self);
}

static void
on_size_class (TwTable *self)
{
  gboolean had_focus;
  gint64 key;

  if (self->source == NULL)
    return;

  had_focus = tw_table_get_focus_item (self) != NULL;
  key = tw_table_get_current (self);
  tw_table_give_model (self);
  tw_table_update_page (self);
  tw_table_queue_totals (self);

  /* The row that had the focus is hidden with its page: the same one of the other page takes it. */
  if (key != 0)
    tw_table_scroll_to (self, get_class (self)->find_key (self->source, key));
  if (had_focus && !tw_table_focus_position (self, get_class (self)->find_key (self->source, key)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_activate (TwTable *self,
             guint    position)
{
  gint64 key = get_class (self)->get_key (self->source, position);

  if (key != 0)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, key);
}

/* A window whose focus is nowhere answers no key of a list. */
static void
watch_focus (TwTable *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus != NULL)
    {
      self->had_focus = gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
      self->lost_focus = FALSE;
    }
  else if (self->had_focus)
    {
      self->lost_focus = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_lost_focus, g_object_ref (self), g_object_unref);
    }
}

static void
on_focus_widget (TwTable *self)
{
  watch_focus (self);
  if (self->source != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_table_update_cursor (self);
}

static void
update_compact (TwTable *self)
{
  if (g_settings_get_boolean (self->appearance, "compact-rows"))
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "compact");
}

/* --- life --- */

static void
tw_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tw_table_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (on_focus_widget), widget, G_CONNECT_SWAPPED);
}

static void
tw_table_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_widget, widget);

  GTK_WIDGET_CLASS (tw_table_parent_class)->unroot (widget);
}

static gboolean
is_mirrored (TwTable *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
get_far_end (GtkAdjustment *horizontal)
{
  return MAX (gtk_adjustment_get_upper (horizontal) - gtk_adjustment_get_page_size (horizontal), 0);
}

static gboolean
on_start_moved (gpointer user_data)
{
  TwTable *self = user_data;

  self->mirror_source = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self->view));

  return G_SOURCE_REMOVE;
}

/* From right to left the column that identifies the rows stands at the far end of what scrolls, also when there is more
 * or less room than before. That is known while the view lays its columns out, which then stand where they were: it has
 * to do so once more, and can't be asked to before it is done. */
static void
on_width_changed (TwTable       *self,
                  GtkAdjustment *horizontal)
{
  double before = gtk_adjustment_get_value (horizontal);

  if (!is_mirrored (self) || gtk_adjustment_get_upper (horizontal) <= 1)
    return;

  self->keeping_start = TRUE;
  gtk_adjustment_set_value (horizontal, get_far_end (horizontal) - self->from_start);
  self->keeping_start = FALSE;

  if (self->mirror_source == 0 && ABS (gtk_adjustment_get_value (horizontal) - before) >= 1)
    self->mirror_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_start_moved, self, NULL);
}

static void
on_scrolled_sideways (TwTable       *self,
                      GtkAdjustment *horizontal)
{
  if (is_mirrored (self) && !self->keeping_start && gtk_adjustment_get_upper (horizontal) > 1)
    self->from_start = MAX (get_far_end (horizontal) - gtk_adjustment_get_value (horizontal), 0);
}

static void
tw_table_map (GtkWidget *widget)
{
  TwTable *self = TW_TABLE (widget);

  GTK_WIDGET_CLASS (tw_table_parent_class)->map (widget);

  if (self->source != NULL)
    tw_table_patch_header (self);
}

static void
clear_sources (TwTable *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->selection_source, g_source_remove);
  g_clear_handle_id (&self->totals_source, g_source_remove);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->view_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_handle_id (&self->mirror_source, g_source_remove);
}

static void
tw_table_dispose (GObject *object)
{
  TwTable *self = TW_TABLE (object);

  if (self->save_source != 0)
    tw_table_save_columns (self);

  clear_sources (self);

  if (self->view != NULL)
    {
      /* Taking the view apart changes its columns, about which nobody wants to hear any more. */
      self->restoring = TRUE;
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      gtk_column_view_set_model (self->view, NULL);
      gtk_list_view_set_model (self->rows, NULL);
    }

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->places);
  g_clear_object (&self->source);
  /* The bin would unparent what the template has already taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TW_TYPE_TABLE);
  self->view = NULL;
  self->rows = NULL;

  G_OBJECT_CLASS (tw_table_parent_class)->dispose (object);
}

static void
tw_table_finalize (GObject *object)
{
  TwTable *self = TW_TABLE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->appearance);
  g_clear_object (&self->menu);
  g_clear_object (&self->empty_child);
  g_free (self->empty_icon);
  g_free (self->empty_title);
  g_free (self->empty_description);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->filter_keys, g_strfreev);
  g_clear_object (&self->moved[FALSE]);
  g_clear_object (&self->moved[TRUE]);
  g_hash_table_unref (self->made);
  g_hash_table_unref (self->made_rows);
  g_free (self->chips_shown);
  g_free (self->name);

  G_OBJECT_CLASS (tw_table_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TwTable, size_bin);
  gtk_widget_class_bind_template_child (widget_class, TwTable, bar);
  gtk_widget_class_bind_template_child (widget_class, TwTable, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TwTable, filter_button);
  gtk_widget_class_bind_template_child (widget_class, TwTable, saved_button);
  gtk_widget_class_bind_template_child (widget_class, TwTable, columns_button);
  gtk_widget_class_bind_template_child (widget_class, TwTable, chips);
  gtk_widget_class_bind_template_child (widget_class, TwTable, stack);
  gtk_widget_class_bind_template_child (widget_class, TwTable, overlay);
  gtk_widget_class_bind_template_child (widget_class, TwTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, TwTable, view);
  gtk_widget_class_bind_template_child (widget_class, TwTable, rows);
  gtk_widget_class_bind_template_child (widget_class, TwTable, totals_box);
  gtk_widget_class_bind_template_child (widget_class, TwTable, footer);
  gtk_widget_class_bind_template_child (widget_class, TwTable, footer_box);
  gtk_widget_class_bind_template_child (widget_class, TwTable, bulk_bar);
}

static void
tw_table_class_init (TwTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TW_TYPE_SIZE_BIN);
  g_type_ensure (TW_TYPE_TAB_STOP);

  object_class->dispose = tw_table_dispose;
  object_class->finalize = tw_table_finalize;
  widget_class->root = tw_table_root;
  widget_class->unroot = tw_table_unroot;
  widget_class->map = tw_table_map;

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", TW_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DETAILS] = g_signal_new ("details", TW_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", TW_TYPE_TABLE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tierwright/Tierwright/tw-table.ui");
  bind_template (widget_class);
  tw_table_install_actions (widget_class);
  tw_table_install_filter_actions (widget_class);
}

static void
tw_table_init (TwTable *self)
{
  self->cursor = self->anchor = -1;
  self->made = g_hash_table_new (NULL, NULL);
  self->made_rows = g_hash_table_new (NULL, NULL);
  self->columns = g_ptr_array_new ();
  self->appearance = tw_settings_new ();
  self->probes[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->probes[1] = g_object_new (G_TYPE_OBJECT, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "changed",
                           G_CALLBACK (on_width_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "value-changed",
                           G_CALLBACK (on_scrolled_sideways), self, G_CONNECT_SWAPPED);

  self->totals = TW_TOTALS_ROW (
    tw_totals_row_new (self->view, gtk_scrolled_window_get_hadjustment (self->scroller)));
  gtk_box_append (self->totals_box, GTK_WIDGET (self->totals));

  tw_table_init_bar (self);
  tw_table_init_chooser (self);
  tw_table_init_keys (self);
  tw_table_init_range (self);
  tw_table_init_fit (self);
  tw_table_init_edit (self);
  tw_table_init_saved (self);
  tw_table_init_bulk (self);
  tw_table_init_fill (self);
  g_signal_connect_object (self->size_bin, "notify::size-class", G_CALLBACK (on_size_class), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->rows, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->appearance, "changed::compact-rows", G_CALLBACK (update_compact),
                           self, G_CONNECT_SWAPPED);
  update_compact (self);
}

GtkWidget *
tw_table_new (const char *name,
              const char *label)
{
  TwTable *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (TW_TYPE_TABLE, NULL);
  self->name = g_strdup (name);
  self->settings = tw_settings_new_for_list (name);

  if (label != NULL)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
    }

  return GTK_WIDGET (self);
}

void
tw_table_set_source (TwTable       *self,
                     TwTableSource *source)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (TW_IS_TABLE (self));
  g_return_if_fail (TW_IS_TABLE_SOURCE (source));

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);

  gtk_column_view_set_model (self->view, NULL);
  gtk_list_view_set_model (self->rows, NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->source, source);
  tw_table_set_rows (self, source);

  tw_table_load_filters (self);
  tw_table_build_columns (self);
  tw_table_prepare_filter (self);
  tw_table_prepare_saved (self);
  tw_table_update_chips (self);

  factory = tw_table_create_row_factory (self);
  gtk_list_view_set_factory (self->rows, factory);
  tw_table_give_model (self);
  g_signal_connect_object (source, "changed", G_CALLBACK (on_source_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (tw_table_selection_moved), self, G_CONNECT_SWAPPED);
  /* After the view, whenever it got the model: until it has the rows, a changed selection is of rows it doesn't know. */
  g_signal_connect_object (self->selection, "rows-changed", G_CALLBACK (on_rows_changed), self, G_CONNECT_SWAPPED);
  tw_table_update_page (self);
  tw_table_queue_totals (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_table_patch_header (self);
}

TwTableSource *
tw_table_get_source (TwTable *self)
{
  g_return_val_if_fail (TW_IS_TABLE (self), NULL);

  return self->source;
}

void
tw_table_set_menu (TwTable    *self,
                   GMenuModel *menu)
{
  g_return_if_fail (TW_IS_TABLE (self));

  g_set_object (&self->menu, menu);
}

char **
tw_table_get_columns (TwTable   *self,
                      char     **sort,
                      gboolean  *descending)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  int column;

  g_return_val_if_fail (TW_IS_TABLE (self), NULL);
  g_return_val_if_fail (self->source != NULL, NULL);

  for (guint i = 0; (column = tw_table_get_shown (self, i)) >= 0; i++)
    g_strv_builder_add (ids, get_class (self)->get_column (self->source, column)->id);

  column = tw_table_get_sort (self, descending);
  *sort = column >= 0 ? g_strdup (get_class (self)->get_column (self->source, column)->id) : NULL;

  return g_strv_builder_end (ids);
}

gboolean
tw_table_find (TwTable *self)
{
  g_return_val_if_fail (TW_IS_TABLE (self), FALSE);

  return gtk_widget_get_mapped (self->search_entry) && gtk_widget_grab_focus (self->search_entry);
}
