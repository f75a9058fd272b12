/* tw-ui-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-layout.h"

#include <adwaita.h>

#include "common/tw-table.h"
#include "common/tw-totals-row.h"

/* Rounding of what is centered, and of a baseline. */
#define SLACK 2.0

typedef struct
{
  GtkWidget       *widget;
  graphene_rect_t  bounds;      /* what of it can be seen */
} Text;

typedef struct
{
  GtkWidget      *root;
  TwUiLayoutFlaw  flaws;
  GPtrArray      *lines;
  GArray         *texts;        /* of Text */
} Look;

/* What is on the way to what. */
typedef struct
{
  graphene_rect_t seen;         /* what can be seen of the parent, in pixels of the root */
  gboolean        free_x;       /* something scrolls to the rest */
  gboolean        free_y;
  gboolean        over;         /* may lie over others on purpose */
} Place;

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return NULL;
}

/* Such as "AdwActionRow › GtkBox › GtkLabel “Name”". */
static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (G_OBJECT_TYPE_NAME (widget));
  GtkWidget *parent = widget;

  for (guint i = 0; i < 8 && (parent = gtk_widget_get_parent (parent)) != NULL; i++)
    {
      const char *name = G_OBJECT_TYPE_NAME (parent);

      if (g_str_has_prefix (name, "Tw") || g_str_has_suffix (name, "Row") || g_str_has_suffix (name, "Button"))
        {
          g_string_prepend (text, " › ");
          g_string_prepend (text, name);
        }
    }
  if (get_text (widget) != NULL)
    g_string_append_printf (text, " “%s”", get_text (widget));

  return g_string_free (text, FALSE);
}

G_GNUC_PRINTF (4, 5) static void
tell (Look           *look,
      TwUiLayoutFlaw  flaw,
      GtkWidget      *widget,
      const char     *format,
      ...)
{
  g_autofree char *what = describe (widget);
  g_autofree char *how = NULL;
  va_list args;

  if ((look->flaws & flaw) == 0)
    return;

  va_start (args, format);
  how = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (look->lines, g_strdup_printf ("%s: %s", how, what));
}

static gboolean
is_shortened (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  /* Without a way to ask for its layout. */
  if (GTK_IS_INSCRIPTION (widget) && get_text (widget) != NULL)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, get_text (widget));
      int width;

      pango_layout_set_attributes (layout, gtk_inscription_get_attributes (GTK_INSCRIPTION (widget)));
      pango_layout_get_pixel_size (layout, &width, NULL);
      return width > gtk_widget_get_width (widget) + 1;
    }

  return FALSE;
}

static void
look_at_text (Look            *look,
              GtkWidget       *widget,
              graphene_rect_t *bounds,
              const Place     *place)
{
  Text text = { widget };
  int width = gtk_widget_get_allocated_width (widget) + gtk_widget_get_margin_start (widget)
              + gtk_widget_get_margin_end (widget);
  int height = gtk_widget_get_allocated_height (widget) + gtk_widget_get_margin_top (widget)
               + gtk_widget_get_margin_bottom (widget);
  int minimum;

  if (get_text (widget) == NULL || *get_text (widget) == '\0')
    return;

  /* With margins and padding, as it is measured. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (width < minimum - SLACK)
    tell (look, TW_UI_LAYOUT_SQUEEZED, widget, "squeezed, %d of %d px", width, minimum);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  if (height < minimum - SLACK)
    tell (look, TW_UI_LAYOUT_SQUEEZED, widget, "squeezed, %d of %d px high", height, minimum);
  if (is_shortened (widget))
    tell (look, TW_UI_LAYOUT_SHORTENED, widget, "shortened");
  if (!place->over && graphene_rect_intersection (bounds, &place->seen, &text.bounds))
    g_array_append_val (look->texts, text);
}

static void
look_at_place (Look            *look,
               GtkWidget       *widget,
               graphene_rect_t *bounds,
               const Place     *place)
{
  double left = place->seen.origin.x - bounds->origin.x;
  double right = bounds->origin.x + bounds->size.width - place->seen.origin.x - place->seen.size.width;
  double top = place->seen.origin.y - bounds->origin.y;
  double bottom = bounds->origin.y + bounds->size.height - place->seen.origin.y - place->seen.size.height;

  if (!place->free_x && (left > SLACK || right > SLACK))
    tell (look, TW_UI_LAYOUT_CUT, widget, "cut by %.0f px at the side", MAX (left, right));
  if (!place->free_y && (top > SLACK || bottom > SLACK))
    tell (look, TW_UI_LAYOUT_CUT, widget, "cut by %.0f px above or below", MAX (top, bottom));
}

/* Tables, grids and boards. The headers of the latter don't go together with that of tables. */
static gboolean
is_in_table (GtkWidget *widget)
{
  static const char * const grids[] = { "TwMatrixTab", "TwScenariosTab", "TwBoard" };

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      GType type = g_type_from_name (grids[i]);

      if (type != 0 && gtk_widget_get_ancestor (widget, type) != NULL)
        return TRUE;
    }

  return gtk_widget_get_ancestor (widget, TW_TYPE_TABLE) != NULL
         || gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) != NULL
         || (GTK_IS_SCROLLED_WINDOW (widget)
             && GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))));
}

static void
look_at_scrolling (Look      *look,
                   GtkWidget *widget,
                   Place     *inside)
{
  GtkScrolledWindow *window = GTK_SCROLLED_WINDOW (widget);
  GtkAdjustment *x = gtk_scrolled_window_get_hadjustment (window);
  GtkAdjustment *y = gtk_scrolled_window_get_vadjustment (window);
  double more = gtk_adjustment_get_upper (x) - gtk_adjustment_get_page_size (x);

  inside->free_x |= more > 0.5;
  inside->free_y |= gtk_adjustment_get_upper (y) - gtk_adjustment_get_page_size (y) > 0.5;
  if (more > 0.5 && !is_in_table (widget))
    tell (look, TW_UI_LAYOUT_SIDEWAYS, widget, "scrolls %.0f px sideways", more);
}

/* Pictures, and what draws itself. A widget without size shows nothing. */
static gboolean
shows_something (GtkWidget *widget)
{
  return get_text (widget) != NULL || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_IMAGE (widget)
         || GTK_IS_TEXT (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget)
         || GTK_IS_DROP_DOWN (widget) || GTK_IS_SCROLLED_WINDOW (widget);
}

/* A pane that folded lies over the content, with a shade between. */
static gboolean
is_covered (GtkWidget *widget,
            GtkWidget *child)
{
  return ADW_IS_FLAP (widget) && adw_flap_get_folded (ADW_FLAP (widget)) && adw_flap_get_reveal_flap (ADW_FLAP (widget))
         && gtk_widget_is_ancestor (adw_flap_get_content (ADW_FLAP (widget)), widget)
         && (child == adw_flap_get_content (ADW_FLAP (widget))
             || gtk_widget_is_ancestor (adw_flap_get_content (ADW_FLAP (widget)), child));
}

static void
look_at (Look        *look,
         GtkWidget   *widget,
         const Place *place)
{
  Place inside = *place;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || (GTK_IS_NATIVE (widget) && widget != look->root) || gtk_widget_get_opacity (widget) < 0.01
      || !gtk_widget_compute_bounds (widget, look->root, &bounds))
    return;

  if ((place->free_x || place->free_y) && !graphene_rect_intersection (&bounds, &place->seen, NULL))
    return;

  if (shows_something (widget) && bounds.size.width > 0 && bounds.size.height > 0)
    {
      look_at_place (look, widget, &bounds, place);
      look_at_text (look, widget, &bounds, place);
    }
  if (GTK_IS_SCROLLED_WINDOW (widget))
    look_at_scrolling (look, widget, &inside);
  /* The sums follow the list that they stand below. */
  inside.free_x |= TW_IS_TOTALS_ROW (widget);
  if (GTK_IS_SCROLLED_WINDOW (widget) || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN)
    {
      /* Scrolled out of sight. */
      if (!graphene_rect_intersection (&inside.seen, &bounds, &inside.seen))
        return;
    }
  /* A text that is edited scrolls by itself. */
  if (GTK_IS_TEXT (widget))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Place own = inside;

      if (is_covered (widget, child))
        continue;
      own.over |= GTK_IS_OVERLAY (widget) && child != gtk_overlay_get_child (GTK_OVERLAY (widget));
      look_at (look, child, &own);
    }
}

static void
look_at_overlaps (Look *look)
{
  for (guint i = 0; i < look->texts->len; i++)
    {
      Text *one = &g_array_index (look->texts, Text, i);

      for (guint j = i + 1; j < look->texts->len; j++)
        {
          Text *other = &g_array_index (look->texts, Text, j);
          graphene_rect_t both;

          if (graphene_rect_intersection (&one->bounds, &other->bounds, &both) && both.size.width > SLACK
              && both.size.height > 2 * SLACK)
            tell (look, TW_UI_LAYOUT_OVER, one->widget, "over “%s”", get_text (other->widget));
        }
    }
}

static gboolean
is_too_wide (GtkWidget *widget,
             int        width)
{
  int minimum;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget) || GTK_IS_VIEWPORT (widget))
    return FALSE;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum > width;
}

/* What it is that asks for more than there is: the innermost. */
static void
look_for_wide (Look      *look,
               GtkWidget *widget)
{
  int width = gtk_widget_get_width (look->root);
  gboolean inside = FALSE;
  int minimum;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      inside |= is_too_wide (child, width);
      if (gtk_widget_get_mapped (child) && !GTK_IS_NATIVE (child))
        look_for_wide (look, child);
    }
  if (inside || !is_too_wide (widget, width) || GTK_IS_COLUMN_VIEW (widget) || is_in_table (widget))
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  tell (look, TW_UI_LAYOUT_CUT, widget, "asks for %d px", minimum);
}

GPtrArray *
tw_ui_layout_look (GtkWidget      *root,
                   TwUiLayoutFlaw  flaws)
{
  Look look = { root, flaws, g_ptr_array_new_with_free_func (g_free), g_array_new (FALSE, FALSE, sizeof (Text)) };
  Place place = { GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (root), gtk_widget_get_height (root)) };

  look_at (&look, root, &place);
  look_for_wide (&look, root);
  if ((flaws & TW_UI_LAYOUT_OVER) != 0)
    look_at_overlaps (&look);
  g_array_unref (look.texts);

  return look.lines;
}
