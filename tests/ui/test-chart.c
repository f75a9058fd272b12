/* test-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "common/tw-card-grid.h"
#include "common/tw-chart-card-private.h"
#include "common/tw-chart-save.h"
#include "common/tw-chart-view-private.h"
#include "tw-chart-table.h"
#include "tw-pin.h"
#include "tw-ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  GtkWidget   *window;
  GtkWidget   *before;
  TwChartView *view;
  GtkWidget   *after;
  GString     *log;
} Fixture;

/* --- specs --- */

static void
add_mark (TwChartSpec *spec,
          guint        series,
          const char  *label,
          const char  *text,
          double       x,
          double       y,
          gint64       n,
          guint        flags,
          const char  *key)
{
  TwChartMark mark = TW_CHART_MARK_INIT;

  mark.label = label;
  mark.text = text;
  mark.x = x;
  mark.y = y;
  mark.n = n;
  mark.flags = flags;
  mark.key = key;
  tw_chart_spec_add_mark (spec, series, &mark);
}

static TwChartSpec *
create_bars (void)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_BARS, "roi", "ROI by partner type");
  const char *const categories[] = { "Reseller", "ISV", "OEM", NULL };
  TwChartAxis axis = TW_CHART_AXIS_INIT;
  guint series = tw_chart_spec_add_series (spec, "ROI", TW_CHART_ROLE_NORMAL);

  axis.scale = TW_CHART_SCALE_CATEGORICAL;
  axis.categories = categories;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &axis);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, "2026-Q3");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_FINDING, "Resellers return most.");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DEFINITION, "What comes back per unit.");
  add_mark (spec, series, "Reseller", "92.0\xc2\xa0%", 0, 0.92, 12, TW_CHART_MARK_LOW_SAMPLE, "r");
  add_mark (spec, series, "ISV", "70.0\xc2\xa0%", 1, 0.7, 40, 0, "i");
  add_mark (spec, series, "OEM", "15.0\xc2\xa0%", 2, 0.15, 31, 0, "o");

  return spec;
}

static TwChartSpec *
create_two_series (void)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_LINES, "two", "Two lines");
  guint with = tw_chart_spec_add_series (spec, "With", TW_CHART_ROLE_NORMAL);
  guint without = tw_chart_spec_add_series (spec, "Without", TW_CHART_ROLE_NORMAL);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *label = g_strdup_printf ("Q%u", i + 1);

      add_mark (spec, with, label, "1", i, i + 1, -1, 0, label);
      add_mark (spec, without, label, "2", i, 5 - i, -1, 0, label);
    }

  return spec;
}

static TwChartSpec *
create_scatter (guint n)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_SCATTER, "many", "Many");
  guint series = tw_chart_spec_add_series (spec, "Partners", TW_CHART_ROLE_NORMAL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("P%u", i + 1);

      add_mark (spec, series, label, label, i % 100, i / 100.0, -1, 0, label);
    }

  return spec;
}

static TwChartSpec *
create_payout (double threshold)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_PAYOUT, "payout", "Payout");
  guint series = tw_chart_spec_add_series (spec, "Payout", TW_CHART_ROLE_NORMAL);
  TwChartAxis axis = TW_CHART_AXIS_INIT;

  axis.min = 0;
  axis.max = 100000;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &axis);
  axis.max = 5000;
  tw_chart_spec_set_axis (spec, TW_CHART_Y, &axis);
  add_mark (spec, series, "0", "0", 0, 0, -1, 0, NULL);
  add_mark (spec, series, "50,000", "500", threshold, 500, -1, 0, NULL);
  add_mark (spec, series, "100,000", "2,500", 100000, 2500, -1, 0, NULL);
  tw_chart_spec_add_handle (spec, TW_CHART_X, threshold, 500, "Threshold of band 2", "t");
  tw_chart_spec_add_handle (spec, TW_CHART_Y, threshold, 500, "Rate of band 2", "r");

  return spec;
}

/* --- keys --- */

static gboolean
press_on (GtkWidget       *widget,
          guint            keyval,
          GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == state
              && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                               gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }

  return FALSE;
}

/* As the toolkit does: the widget with the focus, then what is around it. */
static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  for (GtkWidget *widget = gtk_root_get_focus (GTK_ROOT (fixture->window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      if (press_on (widget, keyval, state))
        return TRUE;
    }

  return FALSE;
}

static void
assert_focus (Fixture    *fixture,
              const char *name)
{
  g_autofree char *found = tw_ui_test_get_name (gtk_root_get_focus (GTK_ROOT (fixture->window)));

  g_assert_cmpstr (found, ==, name);
}

static GtkEventController *
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

static void
drag (Fixture *fixture,
      double   x,
      double   y,
      double   dx,
      double   dy)
{
  GtkEventController *gesture = find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  g_signal_emit_by_name (gesture, "drag-update", dx / 2, dy / 2);
  g_signal_emit_by_name (gesture, "drag-update", dx, dy);
  g_signal_emit_by_name (gesture, "drag-end", dx, dy);
}

static void
release_key (Fixture *fixture)
{
  g_signal_emit_by_name (find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_EVENT_CONTROLLER_KEY), "key-released",
                         GDK_KEY_Right, 0, 0);
}

/* --- what happened, as a text --- */

static void
on_activated (Fixture    *fixture,
              const char *key)
{
  g_string_append_printf (fixture->log, "activated %s;", key);
}

static void
on_brushed (Fixture *fixture,
            char   **keys)
{
  g_autofree char *joined = g_strjoinv (",", keys);

  g_string_append_printf (fixture->log, "brushed %s;", joined);
}

static void
on_moved (Fixture *fixture,
          guint    handle,
          double   value)
{
  g_string_append_printf (fixture->log, "moved %u %g;", handle, value);
}

static void
on_released (Fixture *fixture,
             guint    handle,
             double   value)
{
  g_string_append_printf (fixture->log, "released %u %g;", handle, value);
}

static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
}

/* --- */

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  fixture->log = g_string_new (NULL);
  fixture->window = g_object_ref (gtk_window_new ());
  fixture->before = gtk_button_new_with_label ("Before");
  fixture->after = gtk_button_new_with_label ("After");
  fixture->view = TW_CHART_VIEW (tw_chart_view_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->view), TRUE);
  g_signal_connect_swapped (fixture->view, "mark-activated", G_CALLBACK (on_activated), fixture);
  g_signal_connect_swapped (fixture->view, "brushed", G_CALLBACK (on_brushed), fixture);
  g_signal_connect_swapped (fixture->view, "handle-moved", G_CALLBACK (on_moved), fixture);
  g_signal_connect_swapped (fixture->view, "handle-released", G_CALLBACK (on_released), fixture);
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), fixture->after);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
}

static void
show (Fixture     *fixture,
      TwChartSpec *spec)
{
  tw_chart_view_set_spec (fixture->view, spec);
  tw_chart_spec_unref (spec);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->window);
  g_string_free (fixture->log, TRUE);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *name = NULL;

  show (fixture, create_bars ());
  name = tw_ui_test_get_name (GTK_WIDGET (fixture->view));
  g_assert_cmpstr (name, ==, "ROI by partner type, bar chart, 2026-Q3, 3 marks");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->view),
                                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Resellers return most."));
  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (fixture->view), GTK_ACCESSIBLE_ROLE_LIST));
  g_assert_nonnull (tw_ui_test_find_named (fixture->window, "Reseller, 92.0\xc2\xa0%, n 12, low sample, 1 of 3"));
  g_assert_nonnull (tw_ui_test_find_named (fixture->window, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3"));
  g_assert_true (gtk_test_accessible_has_role (
      GTK_ACCESSIBLE (tw_ui_test_find_named (fixture->window, "OEM, 15.0\xc2\xa0%, n 31, 3 of 3")),
      GTK_ACCESSIBLE_ROLE_LIST_ITEM));
  tw_ui_test_assert_named (fixture->window);
}

static void
test_tab (Fixture       *fixture,
          gconstpointer  data)
{
  show (fixture, create_bars ());
  gtk_widget_grab_focus (fixture->before);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  assert_focus (fixture, "Reseller, 92.0\xc2\xa0%, n 12, low sample, 1 of 3");
  press (fixture, GDK_KEY_Right, 0);
  assert_focus (fixture, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3");
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (fixture->after));
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
  assert_focus (fixture, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3");
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_focus (fixture->before));
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, create_two_series ());
  tw_chart_view_focus_mark (fixture->view, "Q2");
  assert_focus (fixture, "Q2, With, 1, 2 of 8");
  g_assert_true (press (fixture, GDK_KEY_Page_Down, 0));
  assert_focus (fixture, "Q2, Without, 2, 6 of 8");
  press (fixture, GDK_KEY_End, 0);
  assert_focus (fixture, "Q4, Without, 2, 8 of 8");
  press (fixture, GDK_KEY_Right, 0);
  assert_focus (fixture, "Q4, Without, 2, 8 of 8");
  press (fixture, GDK_KEY_Page_Up, 0);
  assert_focus (fixture, "Q4, With, 1, 4 of 8");
  press (fixture, GDK_KEY_Home, 0);
  assert_focus (fixture, "Q1, With, 1, 1 of 8");
  press (fixture, GDK_KEY_Left, 0);
  assert_focus (fixture, "Q1, With, 1, 1 of 8");
}

static void
test_rtl (Fixture       *fixture,
          gconstpointer  data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->view), GTK_TEXT_DIR_RTL);
  show (fixture, create_bars ());
  tw_chart_view_focus_mark (fixture->view, "r");
  press (fixture, GDK_KEY_Left, 0);
  assert_focus (fixture, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3");
}

/* Two children take turns over any number of marks. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_children = 0;

  show (fixture, create_scatter (10000));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_children += TW_IS_CHART_CHILD (child);
  g_assert_cmpuint (n_children, ==, 2);

  tw_chart_view_focus_mark (fixture->view, NULL);
  assert_focus (fixture, "P1, P1, 1 of 10000");
  for (guint i = 0; i < 3; i++)
    press (fixture, GDK_KEY_Down, 0);
  assert_focus (fixture, "P4, P4, 4 of 10000");
  press (fixture, GDK_KEY_End, 0);
  assert_focus (fixture, "P10000, P10000, 10000 of 10000");
  press (fixture, GDK_KEY_Return, 0);
  assert_log (fixture, "activated P10000;");
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, create_bars ());
  tw_chart_view_focus_mark (fixture->view, "r");
  press (fixture, GDK_KEY_Return, 0);
  assert_log (fixture, "activated r;");
  press (fixture, GDK_KEY_space, 0);
  assert_log (fixture, "brushed r;");
  assert_focus (fixture, "Reseller, 92.0\xc2\xa0%, n 12, low sample, selected, 1 of 3");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_log (fixture, "brushed r,i;");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_log (fixture, "brushed r,i,o;");
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_log (fixture, "brushed r,i;");
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  assert_log (fixture, "brushed ;");
  /* Then Escape belongs to what is around the chart. */
  g_assert_false (press_on (GTK_WIDGET (fixture->view), GDK_KEY_Escape, 0));
}

/* A drag over the middles of the first two bars, and a click on the third. */
static void
test_pointer (Fixture       *fixture,
              gconstpointer  data)
{
  const TwChartRect *first;
  const TwChartRect *last;
  GtkEventController *click;

  show (fixture, create_bars ());
  first = &tw_chart_layout_get_hit (fixture->view->layout, 0)->bounds;
  last = &tw_chart_layout_get_hit (fixture->view->layout, 2)->bounds;
  drag (fixture, first->x + 1, first->y + 20, last->x - 10 - first->x, 6);
  assert_log (fixture, "brushed r,i;");

  click = find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_GESTURE_CLICK);
  g_signal_emit_by_name (click, "released", 1, last->x + last->width / 2, last->y + last->height / 2);
  assert_log (fixture, "activated o;");
  assert_focus (fixture, "OEM, 15.0\xc2\xa0%, n 31, 3 of 3");
}

static gboolean
is_shown (gpointer data)
{
  GtkWidget *popover = TW_CHART_VIEW (data)->popover;

  return popover != NULL && gtk_widget_get_mapped (popover);
}

/* Hover and focus show the same: value, n, definition. */
static void
test_value (Fixture       *fixture,
            gconstpointer  data)
{
  const TwChartRect *bar;

  show (fixture, create_bars ());
  tw_chart_view_focus_mark (fixture->view, "i");
  tw_ui_test_wait (is_shown, fixture->view);
  g_assert_cmpstr (gtk_label_get_text (fixture->view->popover_title), ==, "ISV");
  g_assert_cmpstr (gtk_label_get_text (fixture->view->popover_value), ==, "70.0\xc2\xa0% · n 40");
  g_assert_cmpstr (gtk_label_get_text (fixture->view->popover_text), ==, "What comes back per unit.");
  assert_focus (fixture, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3");

  bar = &tw_chart_layout_get_hit (fixture->view->layout, 0)->bounds;
  g_signal_emit_by_name (find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion",
                         bar->x + bar->width / 2, bar->y + bar->height / 2);
  g_assert_cmpstr (gtk_label_get_text (fixture->view->popover_value), ==, "92.0\xc2\xa0% · n 12 · low sample");
  g_signal_emit_by_name (find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_EVENT_CONTROLLER_MOTION), "leave");
  tw_ui_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (fixture->view->popover_title), ==, "ISV");
  gtk_widget_grab_focus (fixture->after);
  tw_ui_test_settle ();
  g_assert_false (is_shown (fixture->view));
}

/* A new spec keeps the selection and the mark with the focus by their keys. */
/* The value's own surface takes the pointer from the chart for a moment when it appears under it. */
static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  GtkEventController *motion =
    find_controller (GTK_WIDGET (fixture->view), GTK_TYPE_EVENT_CONTROLLER_MOTION);
  const TwChartRect *bar;
  double x;
  double y;

  show (fixture, create_bars ());
  bar = &tw_chart_layout_get_hit (fixture->view->layout, 0)->bounds;
  x = bar->x + bar->width / 2;
  y = bar->y + bar->height / 2;
  g_signal_emit_by_name (motion, "motion", x, y);
  tw_ui_test_wait (is_shown, fixture->view);

  g_signal_emit_by_name (motion, "leave");
  g_signal_emit_by_name (motion, "motion", x, y);
  g_assert_true (gtk_widget_get_mapped (fixture->view->popover));
  tw_ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (fixture->view->popover));

  g_signal_emit_by_name (motion, "leave");
  tw_ui_test_settle ();
  g_assert_false (gtk_widget_get_mapped (fixture->view->popover));
}

static void
test_new_spec (Fixture       *fixture,
               gconstpointer  data)
{
  TwChartSpec *other = tw_chart_spec_new (TW_CHART_BARS, "roi", "ROI by partner type");
  guint series = tw_chart_spec_add_series (other, "ROI", TW_CHART_ROLE_NORMAL);
  g_auto (GStrv) keys = NULL;

  show (fixture, create_bars ());
  tw_chart_view_focus_mark (fixture->view, "i");
  press (fixture, GDK_KEY_space, 0);
  add_mark (other, series, "OEM", "20 %", 0, 0.2, -1, 0, "o");
  add_mark (other, series, "ISV", "10 %", 1, 0.1, -1, 0, "i");
  tw_chart_view_set_spec (fixture->view, other);
  tw_chart_spec_unref (other);
  keys = tw_chart_view_get_selected (fixture->view);
  g_assert_cmpstr (keys[0], ==, "i");
  g_assert_null (keys[1]);
  tw_chart_view_focus_mark (fixture->view, NULL);
  assert_focus (fixture, "ISV, 10 %, selected, 2 of 2");
}

/* A mark that is only called as its series is goes by its category. */
static void
test_category (Fixture       *fixture,
               gconstpointer  data)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_LINES, "trend", "Trend");
  const char *const quarters[] = { "2026-Q1", "2026-Q2", NULL };
  TwChartAxis axis = TW_CHART_AXIS_INIT;

  axis.scale = TW_CHART_SCALE_CATEGORICAL;
  axis.categories = quarters;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &axis);
  tw_chart_spec_add_series (spec, "Reseller", TW_CHART_ROLE_NORMAL);
  tw_chart_spec_add_series (spec, "ISV", TW_CHART_ROLE_NORMAL);
  add_mark (spec, 0, "Reseller", "7", 0, 7, -1, 0, "a");
  add_mark (spec, 0, "Reseller", "9", 1, 9, -1, 0, "b");
  add_mark (spec, 1, "ISV", "4, n 12, low sample", 1, 4, 12, TW_CHART_MARK_LOW_SAMPLE, "c");
  show (fixture, spec);
  g_assert_nonnull (tw_ui_test_find_named (fixture->window, "2026-Q2, Reseller, 9, 2 of 3"));
  g_assert_nonnull (tw_ui_test_find_named (fixture->window, "2026-Q2, ISV, 4, n 12, low sample, 3 of 3"));
}

/* --- handles --- */

static void
focus_handle (Fixture *fixture,
              guint    handle)
{
  gtk_widget_grab_focus (fixture->view->handles->pdata[handle]);
}

static void
test_handle_keys (Fixture       *fixture,
                  gconstpointer  data)
{
  double step;
  g_autofree char *expected = NULL;

  show (fixture, create_payout (50000));
  step = tw_chart_layout_handle_step (fixture->view->layout, 0);
  g_assert_cmpfloat (step, >, 0);
  gtk_widget_grab_focus (fixture->before);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  assert_focus (fixture, "Threshold of band 2, 50000");

  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Left, GDK_CONTROL_MASK);
  release_key (fixture);
  expected = g_strdup_printf ("moved 0 %g;moved 0 %g;moved 0 %g;released 0 %g;", 50000 + step, 50000 + 11 * step,
                              50000 + 10.9 * step, 50000 + 10.9 * step);
  assert_log (fixture, expected);

  /* Escape puts back what wasn't released. */
  press (fixture, GDK_KEY_Left, 0);
  g_string_truncate (fixture->log, 0);
  press (fixture, GDK_KEY_Escape, 0);
  release_key (fixture);
  assert_log (fixture, "moved 0 50000;");

  /* Up moves the rate at the same corner. */
  tw_chart_view_set_rate_step (fixture->view, 25);
  press (fixture, GDK_KEY_Up, 0);
  release_key (fixture);
  assert_log (fixture, "moved 1 525;released 1 525;");
}

/* The pointer at the place of a value gives the value that as many key presses give. */
static void
test_handle_drag (Fixture       *fixture,
                  gconstpointer  data)
{
  TwChartRect area;
  double step, place;
  g_autofree char *released = NULL;

  show (fixture, create_payout (50000));
  step = tw_chart_layout_handle_step (fixture->view->layout, 0);
  focus_handle (fixture, 0);
  for (guint i = 0; i < 7; i++)
    press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  release_key (fixture);
  released = g_strdup_printf ("released 0 %g;", 50000 + 70 * step);
  g_assert_true (g_str_has_suffix (fixture->log->str, released));
  g_string_truncate (fixture->log, 0);

  g_assert_true (tw_chart_layout_get_handle (fixture->view->layout, 0, &area));
  g_assert_true (tw_chart_layout_to_place (fixture->view->layout, TW_CHART_X, 50000 + 70 * step, &place));
  drag (fixture, area.x + area.width / 2, area.y + area.height / 2, place - area.x - area.width / 2, 3);
  g_assert_true (g_str_has_suffix (fixture->log->str, released));
  g_assert_null (strstr (strstr (fixture->log->str, "released") + 1, "released"));
  g_string_truncate (fixture->log, 0);

  /* Nothing is released where nothing moved. */
  drag (fixture, area.x + area.width / 2, area.y + area.height / 2, 0, 0);
  g_assert_null (strstr (fixture->log->str, "released"));
}

static void
test_handle_entry (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *entry;

  show (fixture, create_payout (50000));
  focus_handle (fixture, 0);
  press (fixture, GDK_KEY_Return, 0);
  entry = gtk_popover_get_child (GTK_POPOVER (fixture->view->entry_popover));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "50000");
  gtk_editable_set_text (GTK_EDITABLE (entry), "a lot");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "a lot");
  assert_log (fixture, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "61,250.50");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  assert_log (fixture, "moved 0 61250.5;released 0 61250.5;");
  tw_ui_test_settle ();
  assert_focus (fixture, "Threshold of band 2, 50000");
}

/* --- the card --- */

static char *
get_cells (TwChartSpec *spec)
{
  GString *cells = g_string_new (NULL);

  for (guint row = 0; row < tw_chart_spec_n_rows (spec); row++)
    for (guint column = 0; column < tw_chart_spec_n_columns (spec); column++)
      {
        g_autofree char *cell = tw_chart_spec_get_cell (spec, row, column);

        g_string_append_printf (cells, "%s%s", cells->len > 0 ? "|" : "", cell);
      }

  return g_string_free (cells, FALSE);
}

static void
test_card_table (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwChartSpec) spec = create_bars ();
  TwChartCard *card = TW_CHART_CARD (tw_chart_card_new ("ROI"));
  g_autofree char *expected = get_cells (spec);
  g_autofree char *cells = NULL;

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (card));
  tw_chart_card_set_spec (card, spec);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_cmpstr (tw_chart_card_get_title (card), ==, "ROI by partner type");
  tw_chart_view_focus_mark (card->view, "i");
  g_assert_true (press (fixture, GDK_KEY_t, 0));
  tw_ui_test_settle ();
  g_assert_true (gtk_toggle_button_get_active (card->table_button));
  cells = tw_ui_test_get_cells (GTK_WIDGET (card->table), 100);
  g_assert_cmpstr (cells, ==, expected);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (card->table)));
  tw_ui_test_assert_named (fixture->window);
  gtk_widget_activate_action (GTK_WIDGET (card), "chart.table", NULL);
  tw_ui_test_settle ();
  assert_focus (fixture, "ISV, 70.0\xc2\xa0%, n 40, 2 of 3");
  fixture->view = card->view;
}

static void
on_try_again (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_card_error (Fixture       *fixture,
                 gconstpointer  data)
{
  TwChartCard *card = TW_CHART_CARD (tw_chart_card_new ("ROI"));
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is on fire.");
  guint tries = 0;

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (card));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (card, "try-again", G_CALLBACK (on_try_again), &tries);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (card->stack), ==, "loading");
  tw_chart_card_set_error (card, error);
  g_assert_cmpstr (gtk_label_get_text (card->error_label), ==, "The disk is on fire.");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (card->stack), ==, "error");
  gtk_widget_activate_action (GTK_WIDGET (card), "chart.try-again", NULL);
  g_assert_cmpuint (tries, ==, 1);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (card->actions), "copy"));
}

static gboolean
has_picture (gpointer data)
{
  return gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (data), "image/png");
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_card_copy (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwChartSpec) spec = create_bars ();
  TwChartCard *card = TW_CHART_CARD (tw_chart_card_new ("ROI"));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (card));
  g_autofree char *expected = tw_chart_spec_to_tsv (spec);
  g_autofree char *text = NULL;

  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (card));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_chart_card_set_spec (card, spec);
  gtk_widget_activate_action (GTK_WIDGET (card), "chart.copy", NULL);
  tw_ui_test_wait (has_picture, clipboard);
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, &text);
  tw_ui_test_wait (has_text, &text);
  g_assert_cmpstr (text, ==, expected);
}

/* --- with a document --- */

static gboolean
is_idle (gpointer data)
{
  return tw_document_get_job (data) == NULL;
}

static TwApplication *application;

typedef struct
{
  char          *dir;
  TwDocument    *document;
  TwWindow      *window;
  TwChartSpec   *spec;
  GtkWidget     *card;
} Opened;

static void
open_document (Opened        *opened,
               gconstpointer  data)
{
  opened->dir = tw_test_make_dir ();
  opened->document = tw_ui_test_document (opened->dir, 3, 0);
  opened->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  opened->spec = create_bars ();
  opened->card = tw_chart_card_new ("ROI");
  tw_window_set_document (opened->window, opened->document);
  gtk_window_present (GTK_WINDOW (opened->window));
  tw_view_push (tw_window_show_view (opened->window, "partners"), opened->card, "Chart");
  tw_chart_card_set_spec (TW_CHART_CARD (opened->card), opened->spec);
  tw_chart_card_set_pin (TW_CHART_CARD (opened->card), opened->document, "my-chart", NULL);
}

static void
close_document (Opened        *opened,
                gconstpointer  data)
{
  tw_ui_test_settle ();
  gtk_window_close (GTK_WINDOW (opened->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (opened->window);
  tw_document_close (opened->document);
  g_assert_finalize_object (opened->document);
  tw_chart_spec_unref (opened->spec);
  tw_test_remove_dir (opened->dir);
}

static void
test_card_pin (Opened        *opened,
               gconstpointer  data)
{
  TwWorkspace *workspace = tw_document_get_workspace (opened->document);

  g_assert_true (gtk_widget_activate_action (opened->card, "chart.pin", NULL));
  g_assert_cmpint (tw_pin_find (workspace, TW_PIN_CHART, "my-chart", NULL), !=, 0);
  g_assert_cmpstr (tw_document_get_undo_label (opened->document), ==, "Pinned “ROI by partner type”");
  g_assert_true (tw_document_undo (opened->document, NULL));
  g_assert_cmpint (tw_pin_find (workspace, TW_PIN_CHART, "my-chart", NULL), ==, 0);
}

static void
test_card_save (Opened        *opened,
                gconstpointer  data)
{
  const char *start = data;
  g_autofree char *path = g_build_filename (opened->dir, *start == '%' ? "a.pdf" : *start == '<' ? "a.SVG" : "a.png", NULL);
  g_autofree char *content = NULL;
  TwChartStyle style;
  gsize length;

  tw_chart_style_init (&style);
  tw_chart_save_to (opened->window, opened->spec, &style, path);
  tw_ui_test_wait (is_idle, opened->document);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 500);
  g_assert_cmpmem (content, strlen (start), start, strlen (start));
  g_unlink (path);
}

static void
test_card_print (Opened        *opened,
                 gconstpointer  data)
{
  g_autofree char *page = g_build_filename (opened->dir, "page.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GtkPrintOperation) print = NULL;
  TwChartStyle style;

  tw_chart_style_init (&style);
  print = tw_chart_print_new (opened->spec, &style);
  gtk_print_operation_set_export_filename (print, page);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (opened->window), NULL),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (page, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
  g_unlink (page);
}

/* Columns by width: 300 px each, 12 px between. */
static void
test_grid (void)
{
  GtkWidget *grid = g_object_ref_sink (tw_card_grid_new (300, 3));

  g_assert_cmpuint (tw_card_grid_columns (TW_CARD_GRID (grid), 240), ==, 1);
  g_assert_cmpuint (tw_card_grid_columns (TW_CARD_GRID (grid), 611), ==, 1);
  g_assert_cmpuint (tw_card_grid_columns (TW_CARD_GRID (grid), 612), ==, 2);
  g_assert_cmpuint (tw_card_grid_columns (TW_CARD_GRID (grid), 924), ==, 3);
  g_assert_cmpuint (tw_card_grid_columns (TW_CARD_GRID (grid), 4000), ==, 3);
  g_assert_finalize_object (grid);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();

#define TEST(_path, _name) \
  g_test_add ("/ui/chart/" _path, Fixture, NULL, set_up, test_##_name, tear_down)
  TEST ("names", names);
  TEST ("tab", tab);
  TEST ("series", series);
  TEST ("rtl", rtl);
  TEST ("many", many);
  TEST ("keys", keys);
  TEST ("pointer", pointer);
  TEST ("value", value);
  TEST ("leave", leave);
  TEST ("new-spec", new_spec);
  TEST ("category", category);
  TEST ("handle/keys", handle_keys);
  TEST ("handle/drag", handle_drag);
  TEST ("handle/entry", handle_entry);
  TEST ("card/table", card_table);
  TEST ("card/error", card_error);
  TEST ("card/copy", card_copy);
#define TEST_OPEN(_path, _data, _name) \
  g_test_add ("/ui/chart/card/" _path, Opened, _data, open_document, test_card_##_name, close_document)
  TEST_OPEN ("pin", NULL, pin);
  TEST_OPEN ("save-png", "\x89PNG", save);
  TEST_OPEN ("save-svg", "<?xml", save);
  TEST_OPEN ("save-pdf", "%PDF", save);
  TEST_OPEN ("print", NULL, print);
  g_test_add_func ("/ui/chart/grid", test_grid);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
