/* tw-chart-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-chart-grid.h"

/* Two of the least charts beside each other, with titles that don't break after every word. */
#define TWO_COLUMNS   640
#define THREE_COLUMNS 1500
#define GAP           12

struct _TwChartGrid
{
  GtkWidget  parent_instance;

  guint      columns;       /* of the last allocation */
};

G_DEFINE_FINAL_TYPE (TwChartGrid, tw_chart_grid, GTK_TYPE_WIDGET)

static guint
columns_for (int width)
{
  return width >= THREE_COLUMNS ? 3 : width >= TWO_COLUMNS ? 2 : 1;
}

static int
card_width (int   width,
            guint columns)
{
  return MAX ((width - GAP * (int) (columns - 1)) / (int) columns, 1);
}

/* The height of the row that begins with @card; @next becomes the first card of the next row. */
static int
row_height (GtkWidget  *card,
            int         width,
            guint       columns,
            GtkWidget **next)
{
  int height = 0;

  for (guint i = 0; i < columns && card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      int natural;

      if (!gtk_widget_should_layout (card))
        continue;
      gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
      i++;
    }
  *next = card;

  return height;
}

static int
total_height (TwChartGrid *self,
              int         width)
{
  guint columns = columns_for (width);
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self));
  int height = 0;

  while (card != NULL)
    {
      int row = row_height (card, card_width (width, columns), columns, &card);

      height += row + (height > 0 && row > 0 ? GAP : 0);
    }

  return height;
}

static GtkSizeRequestMode
tw_chart_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
widest_minimum (TwChartGrid *self)
{
  int widest = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      int minimum;

      gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
    }

  return widest;
}

static void
tw_chart_grid_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  TwChartGrid *self = TW_CHART_GRID (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest_minimum (self);
      *natural = MAX (*minimum, TWO_COLUMNS);
    }
  else
    {
      *minimum = *natural = total_height (self, for_size > 0 ? for_size : MAX (widest_minimum (self), TWO_COLUMNS));
    }
}

static void
tw_chart_grid_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  TwChartGrid *self = TW_CHART_GRID (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *card = gtk_widget_get_first_child (widget);
  int card_size;
  int y = 0;

  self->columns = columns_for (width);
  card_size = card_width (width, self->columns);
  while (card != NULL)
    {
      GtkWidget *next;
      int row = row_height (card, card_size, self->columns, &next);
      guint column = 0;

      for (; card != next; card = gtk_widget_get_next_sibling (card))
        if (gtk_widget_should_layout (card))
          {
            guint place = mirrored ? self->columns - 1 - column : column;

            gtk_widget_size_allocate (card, &(GtkAllocation){ (int) place * (card_size + GAP), y, card_size, row }, -1);
            column++;
          }
      y += row + GAP;
    }
}

static void
tw_chart_grid_dispose (GObject *object)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (card);

  G_OBJECT_CLASS (tw_chart_grid_parent_class)->dispose (object);
}

static void
tw_chart_grid_class_init (TwChartGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_chart_grid_dispose;
  widget_class->get_request_mode = tw_chart_grid_get_request_mode;
  widget_class->measure = tw_chart_grid_measure;
  widget_class->size_allocate = tw_chart_grid_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tw_chart_grid_init (TwChartGrid *self)
{
}

GtkWidget *
tw_chart_grid_new (void)
{
  return g_object_new (TW_TYPE_CHART_GRID, NULL);
}

void
tw_chart_grid_append (TwChartGrid *self,
                     GtkWidget  *card)
{
  g_return_if_fail (TW_IS_CHART_GRID (self));

  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

guint
tw_chart_grid_find (TwChartGrid *self,
                   GtkWidget  *card)
{
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child), position++)
    if (child == card)
      return position;

  return G_MAXUINT;
}

void
tw_chart_grid_move (TwChartGrid *self,
                   GtkWidget  *card,
                   guint       position)
{
  guint now = tw_chart_grid_find (self, card);
  GtkWidget *before = NULL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_return_if_fail (now != G_MAXUINT);

  /* The card that will stand before it, not counting the card itself. */
  for (guint i = 0; i < position && child != NULL;)
    {
      if (child != card)
        {
          before = child;
          i++;
        }
      child = gtk_widget_get_next_sibling (child);
    }
  gtk_widget_insert_after (card, GTK_WIDGET (self), before);
}

guint
tw_chart_grid_get_columns (TwChartGrid *self)
{
  g_return_val_if_fail (TW_IS_CHART_GRID (self), 0);

  return self->columns;
}
