/* tw-totals-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-totals-row.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

/* The padding of a cell, so that the digits stand under the digits. */
#define CELL_PADDING 8
/* A sum may be longer than the column is wide; to its left nothing else stands. */
#define LABEL_ROOM 120

struct _TwTotalsRow
{
  GtkWidget      parent_instance;

  GtkColumnView *view;          /* borrowed, a sibling */
  GHashTable    *labels;        /* GtkColumnViewColumn* -> GtkLabel*, children of this */
  guint          relayout;
};

G_DEFINE_FINAL_TYPE (TwTotalsRow, tw_totals_row, GTK_TYPE_WIDGET)

/* The titles stand in the first child of the view, in the order of the columns that are shown. */
static GtkWidget *
find_title (TwTotalsRow         *self,
            GtkColumnViewColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, i);

      if (other == NULL)
        return NULL;
      if (other == column)
        return title;

      title = gtk_widget_get_next_sibling (title);
    }

  return NULL;
}

static void
tw_totals_row_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
tw_totals_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  TwTotalsRow *self = TW_TOTALS_ROW (widget);
  GHashTableIter iter;
  GtkColumnViewColumn *column;
  GtkWidget *label;

  g_hash_table_iter_init (&iter, self->labels);

  while (g_hash_table_iter_next (&iter, (gpointer *) &column, (gpointer *) &label))
    {
      GtkWidget *title = find_title (self, column);
      graphene_rect_t bounds;
      int minimum, natural, right, start;

      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

      if (title == NULL || !gtk_widget_compute_bounds (title, widget, &bounds))
        {
          gtk_widget_size_allocate (
              label, &(GtkAllocation){ -natural - 1, 0, natural, height }, -1);
          continue;
        }

      right = (int) (bounds.origin.x + bounds.size.width) - CELL_PADDING;
      start = MAX (minimum, MIN (natural, (int) bounds.size.width + LABEL_ROOM));
      gtk_widget_size_allocate (label, &(GtkAllocation) { right - start, 0, start, height }, -1);
    }
}

static gboolean
on_relayout (gpointer user_data)
{
  TwTotalsRow *self = user_data;

  self->relayout = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* The titles get their places after this row has: a moment later they are known. */
static void
queue_relayout (TwTotalsRow *self)
{
  if (self->relayout == 0)
    self->relayout = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_relayout, self, NULL);
}

static void
tw_totals_row_dispose (GObject *object)
{
  TwTotalsRow *self = TW_TOTALS_ROW (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  tw_totals_row_clear (self);

  G_OBJECT_CLASS (tw_totals_row_parent_class)->dispose (object);
}

static void
tw_totals_row_finalize (GObject *object)
{
  g_hash_table_unref (TW_TOTALS_ROW (object)->labels);

  G_OBJECT_CLASS (tw_totals_row_parent_class)->finalize (object);
}

static void
tw_totals_row_class_init (TwTotalsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_totals_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_totals_row_finalize;
  widget_class->measure = tw_totals_row_measure;
  widget_class->size_allocate = tw_totals_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "totals");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tw_totals_row_init (TwTotalsRow *self)
{
  self->labels = g_hash_table_new (NULL, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Totals"),
                                  -1);
}

GtkWidget *
tw_totals_row_new (GtkColumnView *view,
                   GtkAdjustment *horizontal)
{
  TwTotalsRow *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (TW_TYPE_TOTALS_ROW, NULL);
  self->view = view;
  g_signal_connect_object (horizontal, "value-changed", G_CALLBACK (queue_relayout), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (horizontal, "changed", G_CALLBACK (queue_relayout), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (queue_relayout), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
tw_totals_row_clear (TwTotalsRow *self)
{
  GtkWidget *child;

  g_return_if_fail (TW_IS_TOTALS_ROW (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_hash_table_remove_all (self->labels);
}

int
tw_totals_row_set (TwTotalsRow         *self,
                   GtkColumnViewColumn *column,
                   const char          *text)
{
  GtkWidget *label;
  int natural;

  g_return_val_if_fail (TW_IS_TOTALS_ROW (self), 0);

  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  tw_tooltip_set (label, text);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  g_hash_table_insert (self->labels, column, label);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  queue_relayout (self);

  return natural + CELL_PADDING;
}
