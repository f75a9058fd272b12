/* tw-matrix-grid-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-grid-private.h"

/* Where the cells stand: titles at the start and on top stay, the rest scrolls below them. */

#define MIN_ROW 32
#define MIN_TITLE 180
#define MAX_TITLE 420
#define MIN_COLUMN 104
#define MAX_COLUMN 240
/* Columns share the width down to this, where then all of them are seen; their texts wrap. */
#define SHARED_COLUMN 150
#define VALUE_HEIGHT 28

/* The widest of what the columns hold, measured once per change. */
static int
get_natural_column (TwMatrixGrid *self)
{
  int widest = MIN_COLUMN;

  if (self->natural_column > 0 || self->matrix == NULL)
    return MAX (self->natural_column, MIN_COLUMN);

  for (guint i = 0; i < self->matrix->n_tiers; i++)
    {
      int natural;

      gtk_widget_measure (g_ptr_array_index (self->heads, i), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                          &natural, NULL, NULL);
      widest = MAX (widest, natural);
    }
  for (guint i = 0; i < tw_matrix_grid_count (self); i++)
    {
      TwGridRow *row = tw_matrix_grid_get_row (self, i);
      const TwMatrixRow *info = tw_matrix_get_row (self->matrix, i);

      /* Sentences are cut off; the whole of them is in the name and the editor. */
      if (info->whole || info->kind == TW_MATRIX_ATTENDEES)
        continue;
      for (guint j = 0; j < self->matrix->n_tiers; j++)
        {
          TwMatrixField *field = g_ptr_array_index (row->fields, j);
          const char *text = tw_matrix_field_get_text (field);
          int natural;

          /* Short texts fit anyway. */
          if (text == NULL || g_utf8_strlen (text, -1) < 9)
            continue;
          gtk_widget_measure (GTK_WIDGET (field), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                              NULL, NULL);
          widest = MAX (widest, natural);
        }
    }
  self->natural_column = MIN (widest, MAX_COLUMN);

  return self->natural_column;
}

static int
measure_height (TwMatrixField *field,
                int            width)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (field), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL,
                      NULL);

  return height;
}

static void
lay_out_columns (TwMatrixGrid *self,
                 int           width)
{
  guint n = MAX (self->matrix->n_tiers, 1);
  int natural = get_natural_column (self);

  if (self->narrow)
    {
      self->title_width = width;
      self->column_width = width;
      self->head_height = 0;
      return;
    }
  self->title_width = CLAMP (width * 36 / 100, MIN_TITLE, MAX_TITLE);
  self->column_width = MAX (natural, (width - self->title_width) / (int) n);
  self->column_width = MIN (self->column_width, MAX (natural, MAX_COLUMN));
  if (self->title_width + self->column_width * (int) n > width)
    {
      int title = MAX (MIN_TITLE, MIN (self->title_width, width * 28 / 100));
      int shared = (width - title) / (int) n;

      /* Below that they scroll, but then as many as can be are in sight. */
      self->title_width = title;
      self->column_width = MAX (shared, MIN (natural, SHARED_COLUMN));
    }
  self->title_width = MAX (self->title_width,
                           MIN (width - self->column_width * (int) n, width * 60 / 100));
  self->head_height = MIN_ROW;
  for (guint i = 0; i < self->matrix->n_tiers; i++)
    self->head_height = MAX (self->head_height,
                             measure_height (g_ptr_array_index (self->heads, i),
                                             self->column_width));
}

static void
lay_out_rows (TwMatrixGrid *self)
{
  int y = 0;

  for (guint i = 0; i < tw_matrix_grid_count (self); i++)
    {
      TwGridRow *row = tw_matrix_grid_get_row (self, i);
      gboolean heading = tw_matrix_get_row (self->matrix, i)->kind == TW_MATRIX_HEADING;

      row->shown = tw_matrix_grid_is_shown (self, (int) i);
      row->y = y;
      row->height = 0;
      if (!row->shown)
        continue;
      row->height = MAX (measure_height (row->title, self->title_width), MIN_ROW);
      if (self->narrow && !heading)
        row->height += VALUE_HEIGHT;
      y += row->height;
    }
  self->total_height = y;
}

void
tw_matrix_grid_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : MAX (self->total_height, 400);
}

/* --- allocating --- */

static void
place (TwMatrixGrid  *self,
       TwMatrixField *field,
       gboolean       shown,
       int            x,
       int            y,
       int            width,
       int            height)
{
  GtkAllocation allocation = { x, y, MAX (width, 1), MAX (height, 1) };
  int unused;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_set_child_visible (GTK_WIDGET (field), shown);
  if (!shown)
    return;
  /* GTK asks to be asked. */
  gtk_widget_measure (GTK_WIDGET (field), GTK_ORIENTATION_VERTICAL, width, &unused, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (GTK_WIDGET (field), &allocation, -1);
}

static void
place_row (TwMatrixGrid *self,
           guint         index,
           int           left,
           int           top,
           int           bottom)
{
  TwGridRow *row = tw_matrix_grid_get_row (self, index);
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, index);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int y = self->head_height + row->y - top;
  gboolean seen = row->shown && y + row->height > 0 && y < bottom;
  gboolean heading = info->kind == TW_MATRIX_HEADING;
  int title = self->narrow && !heading ? row->height - VALUE_HEIGHT : row->height;

  for (guint i = 0; i < self->matrix->n_tiers; i++)
    {
      TwMatrixField *field = g_ptr_array_index (row->fields, i);
      int x = self->title_width + (int) i * self->column_width - left;

      if (self->narrow)
        place (self, field, seen && !heading && (info->whole ? i == 0 : (int) i == self->tier), 0,
               y + title, width, VALUE_HEIGHT);
      else if (info->whole)
        place (self, field, seen && i == 0, self->title_width - left, y,
               self->column_width * (int) self->matrix->n_tiers, row->height);
      else
        place (self, field, seen && !heading && x < width && x + self->column_width > self->title_width, x, y,
               self->column_width, row->height);
    }
  for (guint i = self->matrix->n_tiers; i < row->fields->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (row->fields, i), FALSE);
  place (self, row->title, seen, 0, y, heading && !self->narrow ? width : self->title_width, title);
}

static void
configure (GtkAdjustment *adjustment,
           int            upper,
           int            page)
{
  if (adjustment == NULL)
    return;
  upper = MAX (upper, page);
  gtk_adjustment_configure (adjustment,
                            CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - page), 0,
                            upper, page * 0.1, page * 0.9, page);
}

static int
get_value (TwMatrixGrid *self,
           guint         which)
{
  return self->adjustments[which] != NULL ? (int) gtk_adjustment_get_value (self->adjustments[which])
                                          : 0;
}

void
tw_matrix_grid_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (widget);
  int left;

  if (self->matrix == NULL)
    return;
  lay_out_columns (self, width);
  lay_out_rows (self);
  configure (self->adjustments[0],
             self->narrow ? width : self->title_width + self->column_width * (int) self->matrix->n_tiers,
             width);
  configure (self->adjustments[1], self->total_height + self->head_height, height);

  left = get_value (self, 0);
  for (guint i = 0; i < tw_matrix_grid_count (self); i++)
    place_row (self, i, left, get_value (self, 1), height);
  for (guint i = 0; i < self->matrix->n_tiers; i++)
    {
      int x = self->title_width + (int) i * self->column_width - left;

      place (self, g_ptr_array_index (self->heads, i),
             !self->narrow && x < width && x + self->column_width > self->title_width, x, 0,
             self->column_width, self->head_height);
    }
  place (self, self->corner, !self->narrow, 0, 0, self->title_width, self->head_height);
}

/* --- drawing --- */

/* Where a dragged title would come to stand. */
static void
draw_target (TwMatrixGrid *self,
             GtkSnapshot  *snapshot)
{
  GdkRGBA color = { 0.2, 0.5, 0.9, 1 };
  GtkWidget *field = self->drags_column ? tw_matrix_grid_get_field (self, -1, self->drag_to)
                                        : tw_matrix_grid_get_field (self, self->drag_to, -1);
  gboolean after = self->drag_to > self->drag_from;
  graphene_rect_t bounds;

  if (field == NULL || !gtk_widget_compute_bounds (field, GTK_WIDGET (self), &bounds))
    return;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_color",
                                  &color);
  if (self->drags_column)
    graphene_rect_init (&bounds, bounds.origin.x + (after ? bounds.size.width - 2 : 0), 0, 3,
                        gtk_widget_get_height (GTK_WIDGET (self)));
  else
    graphene_rect_init (&bounds, 0, bounds.origin.y + (after ? bounds.size.height - 2 : 0),
                        gtk_widget_get_width (GTK_WIDGET (self)), 3);
  gtk_snapshot_append_color (snapshot, &color, &bounds);
}

void
tw_matrix_grid_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  TwMatrixGrid *self = TW_MATRIX_GRID (widget);
  guint n = self->matrix != NULL ? tw_matrix_grid_count (self) : 0;

  /* Values, then the titles over them, then the headings over both. */
  for (guint i = 0; i < n; i++)
    {
      TwGridRow *row = tw_matrix_grid_get_row (self, i);

      for (guint j = 0; j < self->matrix->n_tiers; j++)
        gtk_widget_snapshot_child (widget, g_ptr_array_index (row->fields, j), snapshot);
    }
  for (guint i = 0; i < n; i++)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (tw_matrix_grid_get_row (self, i)->title),
                               snapshot);
  for (guint i = 0; n > 0 && i < self->matrix->n_tiers; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->heads, i), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->corner), snapshot);
  if ((self->drags_row || self->drags_column) && self->drag_to != self->drag_from)
    draw_target (self, snapshot);
}

/* --- scrolling --- */

static void
show_span (GtkAdjustment *adjustment,
           int            from,
           int            length,
           int            covered)
{
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment) - covered;

  if (from < value)
    gtk_adjustment_set_value (adjustment, from);
  else if (from + length > value + page)
    gtk_adjustment_set_value (adjustment, MIN (from, from + length - page));
}

void
tw_matrix_grid_scroll_to (TwMatrixGrid *self,
                          int           row,
                          int           column)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  TwGridRow *place;

  if (self->matrix == NULL || width == 0)
    return;

  lay_out_columns (self, width);
  lay_out_rows (self);
  configure (self->adjustments[1], self->total_height + self->head_height,
             gtk_widget_get_height (GTK_WIDGET (self)));
  if (row >= 0 && self->adjustments[1] != NULL)
    {
      place = tw_matrix_grid_get_row (self, row);
      show_span (self->adjustments[1], place->y, place->height, self->head_height);
    }
  if (column >= 0 && !self->narrow && self->adjustments[0] != NULL &&
      !(row >= 0 && tw_matrix_get_row (self->matrix, row)->whole))
    show_span (self->adjustments[0], column * self->column_width, self->column_width,
               self->title_width);
}
