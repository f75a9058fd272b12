/* test-table-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A long list reads the rows that are seen, when they are seen; the others, and what is read out, when it stands still. */

#include "config.h"

#include "application/tw-settings.h"
#include "common/tw-table.h"
#include "tw-ui-test.h"

#include <string.h>

#define N_ROWS 100000
/* A window of this height shows some dozen rows; a list view keeps two hundred. */
#define HEIGHT     500
#define FEW        40
#define MANY       150

static const TwTableColumn columns[] = {
  { .id = "name", .title = "Name" },
  { .id = "amount", .title = "Amount", .numeric = TRUE },
};

/* --- a source that counts who asks it --- */

typedef struct
{
  TwTableSource  parent_instance;
  guint          n_asked;
  gboolean       reversed;      /* the last row stands first */
} LongSource;

typedef struct
{
  TwTableSourceClass parent_class;
} LongSourceClass;

static GType long_source_get_type (void);
static void long_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (LongSource, long_source, TW_TYPE_TABLE_SOURCE,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, long_model_init))

static gint64
long_get_key (TwTableSource *source,
              guint          position)
{
  return ((LongSource *) source)->reversed ? N_ROWS - position : position + 1;
}

static guint
long_find_key (TwTableSource *source,
               gint64         key)
{
  return ((LongSource *) source)->reversed ? N_ROWS - key : key - 1;
}

static gpointer
long_get_item (GListModel *model,
               guint       position)
{
  g_autofree char *text = NULL;

  if (position >= N_ROWS)
    return NULL;

  ((LongSource *) model)->n_asked++;
  text = g_strdup_printf ("%d", (int) long_get_key ((TwTableSource *) model, position));

  return gtk_string_object_new (text);
}

static guint
long_get_n_items (GListModel *model)
{
  return N_ROWS;
}

static GType
long_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static void
long_model_init (GListModelInterface *iface)
{
  iface->get_item = long_get_item;
  iface->get_n_items = long_get_n_items;
  iface->get_item_type = long_get_item_type;
}

static GListModel *
long_get_model (TwTableSource *source)
{
  return G_LIST_MODEL (source);
}

static const TwTableColumn *
long_get_column (TwTableSource *source,
                 guint          column)
{
  return column < G_N_ELEMENTS (columns) ? &columns[column] : NULL;
}

static char *
long_get_text (TwTableSource *source,
               gpointer       item,
               guint          column)
{
  return g_strdup_printf (column == 0 ? "Row %s" : "%s.00", gtk_string_object_get_string (item));
}

static void
long_set_sort (TwTableSource *source,
               const char    *column,
               gboolean       descending)
{
  ((LongSource *) source)->reversed = column != NULL && descending;
  g_list_model_items_changed (G_LIST_MODEL (source), 0, N_ROWS, N_ROWS);
}

static TwTableState
long_get_state (TwTableSource  *source,
                const GError  **error)
{
  return TW_TABLE_READY;
}

static void
long_source_class_init (LongSourceClass *klass)
{
  TwTableSourceClass *source_class = TW_TABLE_SOURCE_CLASS (klass);

  source_class->get_model = long_get_model;
  source_class->get_column = long_get_column;
  source_class->get_text = long_get_text;
  source_class->get_key = long_get_key;
  source_class->find_key = long_find_key;
  source_class->set_sort = long_set_sort;
  source_class->get_state = long_get_state;
}

static void
long_source_init (LongSource *self)
{
}

/* --- the list --- */

typedef struct
{
  LongSource    *source;
  GtkWidget     *window;
  GtkWidget     *table;
  GtkAdjustment *adjustment;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  GtkWidget *view;

  fixture->source = g_object_new (long_source_get_type (), NULL);
  fixture->table = g_object_ref_sink (tw_table_new ("test", "Test"));
  tw_table_set_source (TW_TABLE (fixture->table), TW_TABLE_SOURCE (fixture->source));
  fixture->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (fixture->window), "Test");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, HEIGHT);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->table);
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  view = tw_ui_test_find (fixture->table, GTK_TYPE_COLUMN_VIEW);
  fixture->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GSettings) settings = tw_settings_new_for_list ("test");

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (fixture->table);
  g_assert_finalize_object (fixture->source);
  g_settings_reset (settings, "sort");
}

/* So that the row with this place is the first that is seen. */
static void
move_to (Fixture *fixture,
         guint    position)
{
  double height = gtk_adjustment_get_upper (fixture->adjustment) / N_ROWS;

  gtk_adjustment_set_value (fixture->adjustment, position * height);
}

/* Until the list is laid out as it was told: before that it doesn't know where to go next. */
static void
wait_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->table);
  gint64 before = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (fixture->table);
  while (gdk_frame_clock_get_frame_counter (clock) <= before + 1)
    {
      gtk_widget_queue_draw (fixture->table);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
is_named (gpointer data)
{
  return tw_ui_test_find_named (((Fixture *) data)->table, "Name: Row 70001") != NULL;
}

static void
assert_first (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *cells = tw_ui_test_get_cells (fixture->table, 200);

  g_test_message ("%s", cells);
  g_assert_nonnull (strstr (cells, expected));
}

/* What is seen is read and shown before the list is drawn, what is not comes later. */
static void
test_seen (Fixture       *fixture,
           gconstpointer  unused)
{
  guint before = fixture->source->n_asked;

  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), >, N_ROWS * 10.0);
  move_to (fixture, 70000);
  g_assert_cmpuint (fixture->source->n_asked - before, >, 10);
  g_assert_cmpuint (fixture->source->n_asked - before, <=, FEW);

  tw_ui_test_wait (is_named, fixture);
  assert_first (fixture, "Row 70001|70001.00|Row 70002|70002.00|Row 70003");
  g_assert_nonnull (tw_ui_test_find_named (fixture->table, "Amount: 70003.00"));
  g_assert_nonnull (tw_ui_test_find_named (fixture->table, "Row 70003, 70003.00"));
  tw_ui_test_settle ();
  tw_ui_test_assert_named (fixture->window);
}

static gboolean
has_all (gpointer data)
{
  return ((Fixture *) data)->source->n_asked > MANY;
}

/* A drag asks for what is seen of it; where it ends all rows are filled, and read out. */
static void
test_dragged (Fixture       *fixture,
              gconstpointer  unused)
{
  for (guint i = 1; i <= 35; i++)
    {
      wait_frame (fixture);
      fixture->source->n_asked = 0;
      move_to (fixture, i * 2000);
      g_assert_cmpuint (fixture->source->n_asked, >, 10);
      g_assert_cmpuint (fixture->source->n_asked, <=, FEW);
    }

  tw_ui_test_wait (has_all, fixture);
  tw_ui_test_wait (is_named, fixture);
  assert_first (fixture, "Row 70001|70001.00|Row 70002");
  g_assert_nonnull (tw_ui_test_find_named (fixture->table, "Row 70002, 70002.00"));
}

/* Sorted at its end the list stands at its beginning, and what was selected is selected. */
static void
test_sorted_far (Fixture       *fixture,
                 gconstpointer  unused)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (tw_ui_test_find (fixture->table, GTK_TYPE_COLUMN_VIEW));
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_range (5, 100);
  g_autoptr (GArray) keys = NULL;

  gtk_selection_model_set_selection (model, chosen, chosen);
  move_to (fixture, 90000);
  tw_ui_test_settle ();
  fixture->source->n_asked = 0;
  gtk_widget_activate_action (fixture->table, "table.sort-descending", "s", "amount");
  tw_ui_test_settle ();

  g_assert_true (fixture->source->reversed);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0);
  assert_first (fixture, "Row 100000|100000.00|Row 99999|99999.00");
  g_assert_nonnull (tw_ui_test_find_named (fixture->table, "Row 99999, 99999.00"));
  g_assert_cmpuint (fixture->source->n_asked, <, 1000);

  keys = tw_table_get_selected (TW_TABLE (fixture->table));
  g_assert_cmpuint (keys->len, ==, 100);
  g_assert_cmpint (g_array_index (keys, gint64, 0), ==, 105);
  g_assert_cmpint (g_array_index (keys, gint64, 99), ==, 6);
  g_assert_false (gtk_selection_model_is_selected (model, 5));
  g_assert_true (gtk_selection_model_is_selected (model, N_ROWS - 6));
}

#define ADD(name, func) g_test_add ("/ui/table-fill/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  tw_ui_test_init (&argc, &argv);

  ADD ("seen", test_seen);
  ADD ("dragged", test_dragged);
  ADD ("sorted-far", test_sorted_far);

  return g_test_run ();
}
