/* test-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* At 360 and 800 px nothing is cut, squeezed, laid over something else or scrolled sideways but tables: in each view, on
 * the pages of records, and in what stands below a list while several rows are selected. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "tw-ui-layout.h"
#include "tw-ui-sample.h"

static const int widths[] = { 360, 800, 1200 };

static void
resize (TwUiSample *self,
        int         width)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 720);
  tw_ui_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, width);
}

static void
look (TwUiSample *self,
      const char *name)
{
  g_autoptr (GPtrArray) flaws = tw_ui_layout_look (GTK_WIDGET (self->window), TW_UI_LAYOUT_WRONG);

  for (guint i = 0; i < flaws->len; i++)
    g_test_message ("%s at %d: %s", name, gtk_widget_get_width (GTK_WIDGET (self->window)), (char *) flaws->pdata[i]);
  if (flaws->len > 0)
    g_test_fail ();
}

static void
test_views (TwUiSample    *self,
            gconstpointer  data)
{
  g_assert_true (tw_document_set_period (self->document, "2026-Q1", NULL));

  for (guint j = 0; j < 2; j++)
    {
      resize (self, widths[j]);
      for (guint i = 0; i < tw_views_count (); i++)
        {
          tw_ui_sample_show (self, tw_views_nth (i)->name);
          look (self, tw_views_nth (i)->name);
        }
    }
}

static void
look_at_tabs (TwUiSample *self,
              const char *table,
              const char *sql,
              guint       n_tabs)
{
  tw_ui_sample_open (self, table, sql);
  resize (self, widths[0]);
  for (guint i = 0; i < n_tabs; i++)
    {
      look (self, table);
      gtk_widget_activate_action (GTK_WIDGET (self->window->view), "view.next-tab", NULL);
      tw_ui_test_settle ();
    }
}

static void
test_pages (TwUiSample    *self,
            gconstpointer  data)
{
  look_at_tabs (self, "partner", "SELECT id FROM partner WHERE external_id = 'R01'", 8);
  look_at_tabs (self, "plan", "SELECT id FROM plan WHERE state = 'draft'", 5);
  look_at_tabs (self, "statement", "SELECT max (id) FROM statement", 4);
  look_at_tabs (self, "opportunity", "SELECT max (id) FROM opportunity", 2);
}

static gboolean
is_shown (GtkWidget  *widget,
          const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (is_shown (child, text))
        return TRUE;
    }

  return FALSE;
}

/* Five buttons and two sums. */
static void
test_several (TwUiSample    *self,
              gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (tw_ui_sample_show (self, "partners"));
  GtkWidget *list = tw_ui_test_find (view, GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (list));

  for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
    {
      resize (self, widths[j]);
      gtk_selection_model_select_range (model, 0, 3, TRUE);
      tw_ui_test_settle ();
      g_assert_true (is_shown (view, "Remove"));
      look (self, "several partners");
    }
}

/* The checker itself: it finds what is wrong on purpose. */
static void
test_flaws (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) over = NULL;
  g_autoptr (GPtrArray) sideways = NULL;

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("One and another"), 10, 10);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Far away"), 10, 90);
  gtk_window_set_child (GTK_WINDOW (window), fixed);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_present (GTK_WINDOW (window));
  tw_ui_test_settle ();
  none = tw_ui_layout_look (window, TW_UI_LAYOUT_WRONG);
  g_assert_cmpuint (none->len, ==, 0);

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new ("Over it"), 30, 12);
  tw_ui_test_settle ();
  over = tw_ui_layout_look (window, TW_UI_LAYOUT_WRONG);
  g_assert_cmpuint (over->len, ==, 1);
  g_assert_cmpstr (over->pdata[0], ==, "over “Over it”: GtkLabel “One and another”");

  g_object_ref (fixed);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), gtk_label_new ("A text that isn't wrapped and so is wider "
                                                                              "than the window that it stands in, by far"));
  g_object_unref (fixed);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  tw_ui_test_settle ();
  sideways = tw_ui_layout_look (window, TW_UI_LAYOUT_SIDEWAYS);
  g_assert_cmpuint (sideways->len, ==, 1);
  g_assert_true (g_str_has_prefix (sideways->pdata[0], "scrolls "));
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  tw_ui_sample_init (&argc, &argv);

  g_test_add_func ("/ui/layout/flaws", test_flaws);
  tw_ui_sample_add ("/ui/layout/views", test_views);
  tw_ui_sample_add ("/ui/layout/pages", test_pages);
  tw_ui_sample_add ("/ui/layout/several", test_several);

  return tw_ui_sample_run ();
}
