/* tw-reading-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-reading-page.h"

#define WIDTH 860
/* A list in a dialog. */
#define HEIGHT_MAX 320
#define HEIGHT_HEADING 44
#define HEIGHT_ROW 72
/* A label that may wrap does so at the first chance in a row: amounts and names don't. */
#define LONG_VALUE 28

GtkWidget *
tw_reading_page_new (GtkWidget *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (box, "reading-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  /* A chart among the rows has the height that it would like to have. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))),
                                     GTK_SCROLL_NATURAL);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

GtkWidget *
tw_reading_page_new_low (GtkWidget *box,
                         guint      n)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  /* Rows are measured wider than a dialog then lets them be, so that their own height would be too
   * low. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MAX);
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (scroller), MIN (HEIGHT_MAX, HEIGHT_HEADING + (int) n * HEIGHT_ROW));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);

  return scroller;
}

void
tw_reading_page_replace (AdwBin    *bin,
                         GtkWidget *page)
{
  GtkWidget *old = adw_bin_get_child (bin);
  double position = 0;

  if (GTK_IS_SCROLLED_WINDOW (old))
    position =
        gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (old)));

  adw_bin_set_child (bin, page);

  /* The next allocation sets the true bounds and keeps the value within them. */
  if (GTK_IS_SCROLLED_WINDOW (page) && position > 0)
    gtk_adjustment_configure (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page)),
                              position, 0, G_MAXINT, 1, 1, 1);
}

GtkWidget *
tw_reading_page_add_group (GtkWidget  *box,
                           const char *title)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (heading), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_top (heading, 12);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);

  return list;
}

GtkWidget *
tw_reading_page_add_row (GtkWidget  *list,
                         const char *title,
                         const char *subtitle,
                         const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  const char *parts[] = { title, value, subtitle };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", parts[i]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);

      gtk_label_set_wrap (GTK_LABEL (label), g_utf8_strlen (value, -1) > LONG_VALUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      g_object_set_data_full (G_OBJECT (row), "tw-value", g_strdup (value), g_free);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return row;
}

/* --- what a page says --- */

GtkWidget *
tw_reading_page_find (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (gtk_widget_has_css_class (widget, "reading-page"))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *page = tw_reading_page_find (child);

      if (page != NULL)
        return page;
    }

  return NULL;
}

static void
take_texts (GPtrArray  *texts,
            const char *title,
            const char *subtitle,
            const char *value)
{
  char **text = g_new0 (char *, 4);

  text[0] = g_strdup (title != NULL ? title : "");
  text[1] = g_strdup (subtitle != NULL ? subtitle : "");
  text[2] = g_strdup (value != NULL ? value : "");
  g_ptr_array_add (texts, text);
}

static void
read_below (GtkWidget *widget,
            GPtrArray *texts)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (ADW_IS_ACTION_ROW (widget))
    {
      take_texts (texts, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                  adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)),
                  g_object_get_data (G_OBJECT (widget), "tw-value"));
      return;
    }
  if (GTK_IS_LABEL (widget))
    {
      char **text = g_new0 (char *, 2);

      text[0] = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
      g_ptr_array_add (texts, text);
      return;
    }

  /* A button says what can be done, which paper can't. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !GTK_IS_BUTTON (widget);
       child = gtk_widget_get_next_sibling (child))
    read_below (child, texts);
}

GPtrArray *
tw_reading_page_read (GtkWidget *page)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  read_below (page, texts);

  return texts;
}
