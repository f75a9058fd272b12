/* tw-board-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-layout.h"

struct _TwBoardLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TwBoardLayout, tw_board_layout, GTK_TYPE_LAYOUT_MANAGER)

static guint
count_shown (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);

  return n;
}

int
tw_board_layout_share (int   available,
                       guint n)
{
  int width;

  g_return_val_if_fail (n > 0, available);

  if (n == 1)
    return available;

  width = CLAMP (available / (int) n, TW_BOARD_COLUMN_WIDTH, TW_BOARD_COLUMN_MOST);

  return TW_BOARD_COLUMN_WIDTH + (width - TW_BOARD_COLUMN_WIDTH) / TW_BOARD_COLUMN_STEP * TW_BOARD_COLUMN_STEP;
}

static GtkSizeRequestMode
board_layout_get_request_mode (GtkLayoutManager *manager,
                               GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
board_layout_measure (GtkLayoutManager *manager,
                      GtkWidget        *widget,
                      GtkOrientation    orientation,
                      int               for_size,
                      int              *minimum,
                      int              *natural,
                      int              *minimum_baseline,
                      int              *natural_baseline)
{
  int n = count_shown (widget);

  *minimum = *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = n * TW_BOARD_COLUMN_WIDTH;
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0, child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
board_layout_allocate (GtkLayoutManager *manager,
                       GtkWidget        *widget,
                       int               width,
                       int               height,
                       int               baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n = count_shown (widget);
  int share = n > 0 ? tw_board_layout_share (width, n) : 0;
  int x = rtl ? width - share : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { x, 0, share, height };

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_size_allocate (child, &place, -1);
      x += rtl ? -share : share;
    }
}

static void
tw_board_layout_class_init (TwBoardLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = board_layout_get_request_mode;
  layout_class->measure = board_layout_measure;
  layout_class->allocate = board_layout_allocate;
}

static void
tw_board_layout_init (TwBoardLayout *self)
{
}

GtkLayoutManager *
tw_board_layout_new (void)
{
  return g_object_new (TW_TYPE_BOARD_LAYOUT, NULL);
}
