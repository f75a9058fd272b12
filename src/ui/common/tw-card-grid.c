/* tw-card-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-card-grid.h"

#define SPACING 12

struct _TwCardGrid
{
  GtkWidget parent_instance;

  int       column_width;
  guint     columns_max;
};

G_DEFINE_FINAL_TYPE (TwCardGrid, tw_card_grid, GTK_TYPE_WIDGET)

static GtkWidget *
next_card (GtkWidget *card)
{
  while (card != NULL && !gtk_widget_should_layout (card))
    card = gtk_widget_get_next_sibling (card);

  return card;
}

static GtkWidget *
first_card (TwCardGrid *self)
{
  return next_card (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

guint
tw_card_grid_columns (TwCardGrid *self,
                      int         width)
{
  int columns;

  g_return_val_if_fail (TW_IS_CARD_GRID (self), 1);

  columns = (width + SPACING) / (self->column_width + SPACING);

  return CLAMP (columns, 1, (int) self->columns_max);
}

static int
get_card_width (guint columns,
                int   width)
{
  return (width - (int) (columns - 1) * SPACING) / (int) columns;
}

/* The height of the row that begins with @card; *@card becomes the first of the next one. */
static int
measure_row (GtkWidget **card,
             guint       columns,
             int         width)
{
  int height = 0;

  for (guint i = 0; i < columns && *card != NULL; i++)
    {
      int natural;

      gtk_widget_measure (*card, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
      *card = next_card (gtk_widget_get_next_sibling (*card));
    }

  return height;
}

static int
measure_height (TwCardGrid *self,
                int         width)
{
  guint columns = tw_card_grid_columns (self, width);
  int card_width = get_card_width (columns, width);
  GtkWidget *card = first_card (self);
  int height = 0;

  while (card != NULL)
    height += measure_row (&card, columns, card_width) + SPACING;

  return MAX (height - SPACING, 0);
}

static GtkSizeRequestMode
tw_card_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tw_card_grid_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  TwCardGrid *self = TW_CARD_GRID (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      int width = for_size;

      if (width < 0)
        gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

      *minimum = *natural = measure_height (self, width);
      return;
    }

  *minimum = 0;
  for (GtkWidget *card = first_card (self); card != NULL;
       card = next_card (gtk_widget_get_next_sibling (card)))
    {
      int card_minimum;

      gtk_widget_measure (card, orientation, -1, &card_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, card_minimum);
    }

  *natural = MAX (*minimum, self->column_width * (int) self->columns_max
                              + SPACING * ((int) self->columns_max - 1));
}

static void
tw_card_grid_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  TwCardGrid *self = TW_CARD_GRID (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint columns = tw_card_grid_columns (self, width);
  int card_width = get_card_width (columns, width);
  GtkWidget *card = first_card (self);
  int y = 0;

  while (card != NULL)
    {
      GtkWidget *next = card;
      int row_height = measure_row (&next, columns, card_width);

      for (guint i = 0; card != next; i++)
        {
          int x = (int) i * (card_width + SPACING);

          gtk_widget_size_allocate (card,
                                    &(GtkAllocation){ rtl ? width - x - card_width : x, y, card_width, row_height },
                                    -1);
          card = next_card (gtk_widget_get_next_sibling (card));
        }

      y += row_height + SPACING;
    }
}

static void
tw_card_grid_dispose (GObject *object)
{
  tw_card_grid_clear (TW_CARD_GRID (object));

  G_OBJECT_CLASS (tw_card_grid_parent_class)->dispose (object);
}

static void
tw_card_grid_class_init (TwCardGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_card_grid_dispose;
  widget_class->get_request_mode = tw_card_grid_get_request_mode;
  widget_class->measure = tw_card_grid_measure;
  widget_class->size_allocate = tw_card_grid_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "cardgrid");
}

static void
tw_card_grid_init (TwCardGrid *self)
{
}

GtkWidget *
tw_card_grid_new (int   column_width,
                  guint columns_max)
{
  TwCardGrid *self;

  g_return_val_if_fail (column_width > 0 && columns_max > 0, NULL);

  self = g_object_new (TW_TYPE_CARD_GRID, NULL);
  self->column_width = column_width;
  self->columns_max = columns_max;

  return GTK_WIDGET (self);
}

void
tw_card_grid_append (TwCardGrid *self,
                     GtkWidget  *card)
{
  g_return_if_fail (TW_IS_CARD_GRID (self));

  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

void
tw_card_grid_clear (TwCardGrid *self)
{
  GtkWidget *card;

  g_return_if_fail (TW_IS_CARD_GRID (self));

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (card);
}
