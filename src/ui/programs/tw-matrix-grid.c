/* tw-matrix-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-grid-private.h"

#include <string.h>

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

guint tw_matrix_grid_signals[2];

G_DEFINE_FINAL_TYPE_WITH_CODE (TwMatrixGrid, tw_matrix_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

guint
tw_matrix_grid_count (TwMatrixGrid *self)
{
  return self->matrix != NULL ? self->matrix->rows->len : 0;
}

TwGridRow *
tw_matrix_grid_get_row (TwMatrixGrid *self,
                        guint         row)
{
  return g_ptr_array_index (self->rows, row);
}

GtkWidget *
tw_matrix_grid_get_field (TwMatrixGrid *self,
                          int           row,
                          int           column)
{
  TwGridRow *place;

  g_return_val_if_fail (TW_IS_MATRIX_GRID (self), NULL);

  if (self->matrix == NULL || row >= (int) tw_matrix_grid_count (self) ||
      column >= (int) self->matrix->n_tiers)
    return NULL;
  if (row < 0)
    return column < 0 ? NULL : g_ptr_array_index (self->heads, column);
  place = tw_matrix_grid_get_row (self, row);
  if (column < 0 || tw_matrix_get_row (self->matrix, row)->kind == TW_MATRIX_HEADING)
    return GTK_WIDGET (place->title);

  return g_ptr_array_index (place->fields, tw_matrix_get_row (self->matrix, row)->whole ? 0 : column);
}

/* --- folding --- */

/* Headings stand open; what says more of a row, where there is anything to say. */
static gboolean
is_empty_below (TwMatrixGrid *self,
                int           row)
{
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);

  for (guint i = row + 1; i <= row + info->n_below; i++)
    for (guint j = 0; j < self->matrix->n_tiers; j++)
      if (tw_matrix_get_row (self->matrix, i)->cells[j].owner != NULL)
        return FALSE;

  return TRUE;
}

gboolean
tw_matrix_grid_is_folded (TwMatrixGrid *self,
                          int           row)
{
  const TwMatrixRow *info;
  gpointer folded;

  g_return_val_if_fail (TW_IS_MATRIX_GRID (self), FALSE);

  info = tw_matrix_get_row (self->matrix, row);
  if (info->n_below == 0)
    return FALSE;
  if (g_hash_table_lookup_extended (self->folds, info->key, NULL, &folded))
    return GPOINTER_TO_INT (folded);

  return info->kind != TW_MATRIX_HEADING && is_empty_below (self, row);
}

gboolean
tw_matrix_grid_is_shown (TwMatrixGrid *self,
                         int           row)
{
  for (int parent = tw_matrix_get_row (self->matrix, row)->parent; parent >= 0;
       parent = tw_matrix_get_row (self->matrix, parent)->parent)
    if (tw_matrix_grid_is_folded (self, parent))
      return FALSE;

  return TRUE;
}

gboolean
tw_matrix_grid_fold (TwMatrixGrid *self,
                     int           row,
                     gboolean      fold)
{
  const TwMatrixRow *info;

  g_return_val_if_fail (TW_IS_MATRIX_GRID (self), FALSE);

  info = row >= 0 ? tw_matrix_get_row (self->matrix, row) : NULL;
  if (info == NULL || info->n_below == 0 || tw_matrix_grid_is_folded (self, row) == fold)
    return FALSE;
  g_hash_table_replace (self->folds, g_strdup (info->key), GINT_TO_POINTER (fold));
  tw_matrix_grid_update (self);

  return TRUE;
}

/* --- filling --- */

/* Children that come later lie above: values, titles, headings, the corner. */
static TwMatrixField *
add_field (TwMatrixGrid *self,
           GtkWidget    *before)
{
  GtkWidget *field = tw_matrix_field_new ();

  gtk_widget_insert_before (field, GTK_WIDGET (self), before);
  gtk_widget_set_child_visible (field, FALSE);

  return TW_MATRIX_FIELD (field);
}

static void
fill_field (TwMatrixGrid  *self,
            TwMatrixField *field,
            int            row,
            int            column,
            guint          depth)
{
  TwMatrixFieldFlags flags = 0;
  g_autofree char *name = NULL;
  g_autofree char *text = self->fill (row, column, &name, &flags, self->user_data);

  tw_matrix_field_set_place (field, row, column);
  tw_matrix_field_set (field, text, name, flags, depth);
}

static void
fill_row (TwMatrixGrid *self,
          guint         index)
{
  TwGridRow *row = tw_matrix_grid_get_row (self, index);
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, index);

  while (row->fields->len < self->matrix->n_tiers)
    g_ptr_array_add (row->fields,
                     add_field (self, gtk_widget_get_first_child (GTK_WIDGET (self))));
  fill_field (self, row->title, (int) index, -1, info->depth);
  for (guint i = 0; i < self->matrix->n_tiers; i++)
    fill_field (self, g_ptr_array_index (row->fields, i), (int) index, (int) i, 0);
}

static void
row_free (gpointer data)
{
  TwGridRow *row = data;

  gtk_widget_unparent (GTK_WIDGET (row->title));
  for (guint i = 0; i < row->fields->len; i++)
    gtk_widget_unparent (g_ptr_array_index (row->fields, i));
  g_ptr_array_unref (row->fields);
  g_free (row);
}

static TwGridRow *
add_row (TwMatrixGrid *self)
{
  TwGridRow *row = g_new0 (TwGridRow, 1);

  row->title = add_field (self, self->heads->len > 0 ? g_ptr_array_index (self->heads, 0)
                                                     : GTK_WIDGET (self->corner));
  row->fields = g_ptr_array_new ();
  g_ptr_array_add (self->rows, row);

  return row;
}

void
tw_matrix_grid_update (TwMatrixGrid *self)
{
  guint n = tw_matrix_grid_count (self);

  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  self->natural_column = 0;
  while (self->rows->len < n)
    add_row (self);
  g_ptr_array_set_size (self->rows, (int) n);
  while (self->matrix != NULL && self->heads->len < self->matrix->n_tiers)
    g_ptr_array_add (self->heads, add_field (self, GTK_WIDGET (self->corner)));
  for (guint i = 0; i < n; i++)
    fill_row (self, i);
  for (guint i = 0; i < self->heads->len; i++)
    {
      if (self->matrix != NULL && i < self->matrix->n_tiers)
        fill_field (self, g_ptr_array_index (self->heads, i), -1, (int) i, 0);
      else
        gtk_widget_set_child_visible (g_ptr_array_index (self->heads, i), FALSE);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The cursor stays on the row that it was on, wherever that is now. */
void
tw_matrix_grid_set_matrix (TwMatrixGrid   *self,
                           const TwMatrix *matrix)
{
  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  self->matrix = matrix;
  if (matrix != NULL)
    {
      self->row = self->anchor_row = CLAMP (self->row, -1, (int) matrix->rows->len - 1);
      self->column = self->anchor_column = CLAMP (self->column, -1, (int) matrix->n_tiers - 1);
      self->tier = CLAMP (self->tier, 0, MAX ((int) matrix->n_tiers - 1, 0));
    }
  tw_matrix_grid_update (self);
  tw_matrix_grid_show_range (self);
}

void
tw_matrix_grid_set_narrow (TwMatrixGrid *self,
                           gboolean      narrow,
                           int           tier)
{
  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  self->narrow = narrow;
  self->tier = tier;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  if (narrow && self->column >= 0)
    self->column = self->anchor_column = tier;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  tw_matrix_grid_show_range (self);
}

/* --- cursor --- */

void
tw_matrix_grid_get_cursor (TwMatrixGrid *self,
                           int          *row,
                           int          *column)
{
  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  *row = self->row;
  *column = self->column;
}

void
tw_matrix_grid_get_range (TwMatrixGrid *self,
                          GdkRectangle *range)
{
  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  range->x = MIN (self->column, self->anchor_column);
  range->y = MIN (self->row, self->anchor_row);
  range->width = ABS (self->column - self->anchor_column) + 1;
  range->height = ABS (self->row - self->anchor_row) + 1;
}

static void
show_field (TwMatrixGrid       *self,
            TwMatrixField      *field,
            const GdkRectangle *range)
{
  gboolean several = range->width > 1 || range->height > 1;
  int row;
  int column;

  tw_matrix_field_get_place (field, &row, &column);
  if (several && row >= range->y && row < range->y + range->height && column >= range->x &&
      column < range->x + range->width)
    gtk_widget_add_css_class (GTK_WIDGET (field), "cell-range");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field), "cell-range");
}

void
tw_matrix_grid_show_range (TwMatrixGrid *self)
{
  GdkRectangle range;

  tw_matrix_grid_get_range (self, &range);
  for (guint i = 0; i < tw_matrix_grid_count (self); i++)
    {
      TwGridRow *row = tw_matrix_grid_get_row (self, i);

      for (guint j = 0; j < self->matrix->n_tiers; j++)
        show_field (self, g_ptr_array_index (row->fields, j), &range);
    }
}

void
tw_matrix_grid_set_cursor (TwMatrixGrid *self,
                           int           row,
                           int           column,
                           gboolean      extend,
                           gboolean      focus)
{
  GtkWidget *field;

  g_return_if_fail (TW_IS_MATRIX_GRID (self));

  if (self->matrix == NULL || (row < 0 && column < 0))
    return;
  for (int parent = row >= 0 ? tw_matrix_get_row (self->matrix, row)->parent : -1; parent >= 0;
       parent = tw_matrix_get_row (self->matrix, parent)->parent)
    tw_matrix_grid_fold (self, parent, FALSE);

  self->row = row;
  self->column = column;
  if (!extend)
    {
      self->anchor_row = row;
      self->anchor_column = column;
    }
  tw_matrix_grid_show_range (self);
  tw_matrix_grid_scroll_to (self, row, column);
  field = tw_matrix_grid_get_field (self, row, column);
  if (field == NULL || !focus)
    return;
  /* What is scrolled to is seen with the next layout; the focus needs it now. */
  gtk_widget_set_child_visible (field, TRUE);
  gtk_widget_grab_focus (field);
}

int
tw_matrix_grid_step_row (TwMatrixGrid *self,
                         int           row,
                         int           steps)
{
  int n = (int) tw_matrix_grid_count (self);
  int step = steps > 0 ? 1 : -1;
  int first = self->narrow ? 0 : -1;

  for (int i = row + step; i >= first && i < n && steps != 0; i += step)
    {
      if (i >= 0 && !tw_matrix_grid_is_shown (self, i))
        continue;
      /* Above the titles of the rows there is nothing. */
      if (i < 0 && self->column < 0)
        break;
      row = i;
      steps -= step;
    }

  return row;
}

int
tw_matrix_grid_step_column (TwMatrixGrid *self,
                            int           column,
                            int           steps)
{
  int n = self->matrix != NULL ? (int) self->matrix->n_tiers : 0;

  if (self->narrow)
    return steps > 0 ? self->tier : -1;

  return CLAMP (column + steps, self->row < 0 ? 0 : -1, n - 1);
}

int
tw_matrix_grid_get_page (TwMatrixGrid *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) / 40 - 1, 1);
}

gboolean
tw_matrix_grid_pick (TwMatrixGrid *self,
                     double        x,
                     double        y,
                     int          *row,
                     int          *column)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *field = picked != NULL && !TW_IS_MATRIX_FIELD (picked)
                       ? gtk_widget_get_ancestor (picked, TW_TYPE_MATRIX_FIELD) : picked;

  if (field == NULL || !TW_IS_MATRIX_FIELD (field) || field == GTK_WIDGET (self->corner))
    return FALSE;
  tw_matrix_field_get_place (TW_MATRIX_FIELD (field), row, column);

  return TRUE;
}

/* --- GtkWidget --- */

/* One stop of the Tab key: the arrows go from cell to cell. */
static gboolean
tw_matrix_grid_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if ((focus != NULL && gtk_widget_is_ancestor (focus, widget)) || tw_matrix_grid_count (self) == 0)
    return FALSE;
  tw_matrix_grid_set_cursor (self, MAX (self->row, self->column < 0 ? 0 : -1), self->column, FALSE,
                             TRUE);

  return TRUE;
}

static gboolean
tw_matrix_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && tw_matrix_grid_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
set_adjustment (TwMatrixGrid  *self,
                guint          which,
                GtkAdjustment *adjustment)
{
  if (self->adjustments[which] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[which], gtk_widget_queue_allocate,
                                          self);
  g_set_object (&self->adjustments[which], adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate),
                             self, G_CONNECT_SWAPPED);
}

static void
tw_matrix_grid_set_property (GObject      *object,
                             guint         property,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (object);

  switch (property)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, 0, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, 1, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[property - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tw_matrix_grid_get_property (GObject    *object,
                             guint       property,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (object);

  if (property <= PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[property - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, self->policies[property - PROP_HSCROLL_POLICY]);
}

static void
tw_matrix_grid_dispose (GObject *object)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (object);

  self->matrix = NULL;
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->heads->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->heads, i));
  g_ptr_array_set_size (self->heads, 0);
  if (self->corner != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->corner));
  self->corner = NULL;
  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);

  G_OBJECT_CLASS (tw_matrix_grid_parent_class)->dispose (object);
}

static void
tw_matrix_grid_finalize (GObject *object)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->heads);
  g_hash_table_unref (self->folds);

  G_OBJECT_CLASS (tw_matrix_grid_parent_class)->finalize (object);
}

static void
tw_matrix_grid_class_init (TwMatrixGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_matrix_grid_dispose;
  object_class->finalize = tw_matrix_grid_finalize;
  object_class->set_property = tw_matrix_grid_set_property;
  object_class->get_property = tw_matrix_grid_get_property;
  widget_class->measure = tw_matrix_grid_measure;
  widget_class->size_allocate = tw_matrix_grid_size_allocate;
  widget_class->snapshot = tw_matrix_grid_snapshot;
  widget_class->focus = tw_matrix_grid_focus;
  widget_class->grab_focus = tw_matrix_grid_grab_focus;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  tw_matrix_grid_signals[0] =
      g_signal_new ("reorder", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_BOOLEAN, G_TYPE_INT, G_TYPE_INT);
  tw_matrix_grid_signals[1] =
      g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 6, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_BOOLEAN,
                    G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "tiermatrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
tw_matrix_grid_init (TwMatrixGrid *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->heads = g_ptr_array_new ();
  self->folds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->corner = add_field (self, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self->corner), FALSE);
  tw_matrix_field_set (self->corner, "", "", TW_MATRIX_FIELD_HEAD, 0);
  self->column = self->anchor_column = 0;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  tw_matrix_grid_init_drag (self);
}

GtkWidget *
tw_matrix_grid_new (TwMatrixGridFill fill,
                    gpointer         user_data)
{
  TwMatrixGrid *self = g_object_new (TW_TYPE_MATRIX_GRID, NULL);

  self->fill = fill;
  self->user_data = user_data;

  return GTK_WIDGET (self);
}
