/* tw-flow-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-flow-layout.h"

struct _TwFlowLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;
  int              line_spacing;
};

G_DEFINE_FINAL_TYPE (TwFlowLayout, tw_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *child;
  int        width;
  int        height;
} Word;

/* The children of one line from @first on, at most @width wide. @next: the first of the line after. */
static int
measure_line (TwFlowLayout *self,
              GtkWidget    *first,
              int           width,
              GArray       *words,
              GtkWidget   **next)
{
  int used = 0;
  int height = 0;

  g_array_set_size (words, 0);
  *next = NULL;
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Word word = { child, 0, 0 };
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &word.width, NULL, NULL);
      word.width = MAX (minimum, MIN (word.width, width));
      if (words->len > 0 && used + self->spacing + word.width > width)
        {
          *next = child;
          break;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, word.width, NULL, &word.height, NULL, NULL);
      used += (words->len > 0 ? self->spacing : 0) + word.width;
      height = MAX (height, word.height);
      g_array_append_val (words, word);
    }

  return height;
}

static void
tw_flow_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  TwFlowLayout *self = TW_FLOW_LAYOUT (manager);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  GtkWidget *line = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      while (line != NULL)
        {
          int height = measure_line (self, line, for_size < 0 ? G_MAXINT : for_size, words, &line);

          *natural += height + (*natural > 0 ? self->line_spacing : 0);
        }
      *minimum = *natural;
      return;
    }

  for (; line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (line))
        continue;
      gtk_widget_measure (line, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static GtkSizeRequestMode
tw_flow_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tw_flow_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  TwFlowLayout *self = TW_FLOW_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int y = 0;

  while (line != NULL)
    {
      int line_height = measure_line (self, line, width, words, &line);
      int x = 0;

      for (guint i = 0; i < words->len; i++)
        {
          const Word *word = &g_array_index (words, Word, i);
          int left = rtl ? width - x - word->width : x;

          gtk_widget_size_allocate (word->child,
                                    &(GtkAllocation){ left, y + (line_height - word->height) / 2,
                                                      word->width, word->height },
                                    -1);
          x += word->width + self->spacing;
        }
      y += line_height + self->line_spacing;
    }
}

static void
tw_flow_layout_class_init (TwFlowLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = tw_flow_layout_measure;
  manager_class->allocate = tw_flow_layout_allocate;
  manager_class->get_request_mode = tw_flow_layout_get_request_mode;
}

static void
tw_flow_layout_init (TwFlowLayout *self)
{
}

GtkLayoutManager *
tw_flow_layout_new (int spacing,
                    int line_spacing)
{
  TwFlowLayout *self = g_object_new (TW_TYPE_FLOW_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;

  return GTK_LAYOUT_MANAGER (self);
}
