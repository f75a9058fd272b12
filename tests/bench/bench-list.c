/* bench-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of all sales against a bare list, each in a window of 1280×800.
 *
 *   bench-list bare ROWS    a column view of eight labels over a model that makes its items when asked
 *   bench-list sales FILE   the list of all sales of a workspace
 *
 * prints how long the first frame of the list took in an open window (`shown`), how frames worked while the list was
 * rolled and dragged (`roll`, `drag`: frames, those below 16 ms, most work, mean work), and for sales how sorting with a
 * selection went (`sort`: rows that stayed selected of how many, the longest callback) after a filter (`filter`: first rows,
 * all rows, the longest callback).
 */

#include "config.h"

#include "bench-clock.h"
#include "bench-loop.h"
#include "bench-start.h"
#include "bench-widgets.h"
#include "common/tw-list-source.h"
#include "common/tw-table.h"

#include <string.h>

#define COLUMNS 8
/* Three rows for each notch of a wheel, three notches in a frame: as fast as anybody turns it. */
#define ROLL    300.0
#define ROLLS   400
#define DRAGS   200
/* So many rows are selected while the list is sorted. */
#define SELECTED 100

/* --- a bare list --- */

#define BARE_TYPE_MODEL (bare_model_get_type ())
G_DECLARE_FINAL_TYPE (BareModel, bare_model, BARE, MODEL, GObject)

struct _BareModel
{
  GObject parent_instance;
  guint   n;
};

static GType
bare_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
bare_get_n_items (GListModel *model)
{
  return BARE_MODEL (model)->n;
}

static gpointer
bare_get_item (GListModel *model,
               guint       position)
{
  g_autofree char *text = NULL;

  if (position >= BARE_MODEL (model)->n)
    return NULL;

  text = g_strdup_printf ("%u,234.56", position);
  return gtk_string_object_new (text);
}

static void
bare_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = bare_get_item_type;
  iface->get_n_items = bare_get_n_items;
  iface->get_item = bare_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BareModel, bare_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bare_model_init_list))

static void
bare_model_class_init (BareModelClass *klass)
{
}

static void
bare_model_init (BareModel *self)
{
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
create_bare (guint n)
{
  BareModel *model = g_object_new (BARE_TYPE_MODEL, NULL);
  GtkWidget *view;
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  model->n = n;
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (model))));
  for (guint i = 0; i < COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
      gtk_column_view_column_set_fixed_width (column, 1280 / COLUMNS - 2);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/* --- measuring --- */

static void
print_frames (const char *name)
{
  const BenchLoop *loop = bench_loop_get ();

  printf ("%s %u %u %.4f %.4f\n", name, loop->n_frames, loop->n_in_time, loop->longest_frame / 1e3,
          loop->frames_work / 1e3 / MAX (loop->n_frames, 1));
  printf ("%s-block %.4f %.4f\n", name, loop->longest_wall / 1e3, loop->longest / 1e3);
}

typedef struct
{
  GtkAdjustment *adjustment;
  double         step;
  guint          left;
} Scroll;

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Scroll *scroll = data;
  double end = gtk_adjustment_get_upper (scroll->adjustment) - gtk_adjustment_get_page_size (scroll->adjustment);
  double value = gtk_adjustment_get_value (scroll->adjustment) + scroll->step;

  if (scroll->left == 0)
    return G_SOURCE_REMOVE;

  scroll->left--;
  gtk_adjustment_set_value (scroll->adjustment, MIN (value, end));
  return G_SOURCE_CONTINUE;
}

static void
scroll (const char *name,
        GtkWidget  *list,
        double      step,
        guint       steps)
{
  Scroll scroll = { bench_find_adjustment (list), step, steps };

  gtk_adjustment_set_value (scroll.adjustment, 0);
  bench_loop_settle ();
  bench_loop_reset (name);
  gtk_widget_add_tick_callback (list, on_tick, &scroll, NULL);
  while (scroll.left > 0)
    g_main_context_iteration (NULL, TRUE);

  print_frames (name);
  bench_loop_settle ();
}

static GtkWidget *
show_window (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  bench_loop_watch_frames (window);
  bench_loop_reset ("window");
  gtk_window_present (GTK_WINDOW (window));
  bench_loop_frame ();
  bench_loop_settle ();
  return window;
}

static void
show_list (GtkWidget *window,
           GtkWidget *list)
{
  BenchClock elapsed = { 0 };
  BenchClock start = bench_now ();

  bench_loop_reset ("show");
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), list);
  bench_loop_frame ();
  bench_add (&elapsed, start);
  bench_print ("shown", elapsed);
  bench_loop_settle ();
}

static void
scroll_list (GtkWidget *list)
{
  GtkAdjustment *adjustment = bench_find_adjustment (list);

  scroll ("roll", list, ROLL, ROLLS);
  scroll ("drag", list, gtk_adjustment_get_upper (adjustment) / DRAGS, DRAGS - 1);
}

/* --- the list of sales --- */

/* Until what was begun is there, and whatever follows from it. */
static void
wait_ready (TwTableSource *source,
            BenchClock    *elapsed,
            BenchClock     start)
{
  const GError *failure = NULL;

  while (TW_TABLE_SOURCE_GET_CLASS (source)->get_state (source, &failure) == TW_TABLE_LOADING)
    g_main_context_iteration (NULL, TRUE);
  bench_add (elapsed, start);
  bench_loop_settle ();
}

static void
scroll_to_end (GtkWidget *table)
{
  GtkAdjustment *adjustment = bench_find_adjustment (table);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  bench_loop_settle ();
}

/* All sales again, sorted from where they end. The rows that were selected are so in the end, wherever they stand then. */
static void
sort_list (GtkWidget     *table,
           TwTableSource *source)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (bench_find (table, GTK_TYPE_COLUMN_VIEW));
  int place = tw_table_source_find_column (source, "amount");
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), place);
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (0, SELECTED);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  BenchClock elapsed = { 0 };
  guint n_kept = 0;

  TW_TABLE_SOURCE_GET_CLASS (source)->remove_filter (source, 0);
  wait_ready (source, &elapsed, bench_now ());
  scroll_to_end (table);
  gtk_selection_model_set_selection (gtk_column_view_get_model (view), range, range);
  before = tw_table_get_selected (TW_TABLE (table));
  bench_loop_settle ();
  bench_loop_reset ("sort");
  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
  wait_ready (source, &elapsed, bench_now ());

  after = tw_table_get_selected (TW_TABLE (table));
  for (guint i = 0; i < before->len; i++)
    for (guint k = 0; k < after->len; k++)
      n_kept += g_array_index (before, gint64, i) == g_array_index (after, gint64, k);
  printf ("sort-kept %u %u\n", n_kept, before->len);
  printf ("sort-block %.4f %.4f\n", bench_loop_get ()->longest_wall / 1e3, bench_loop_get ()->longest / 1e3);
}

static void
filter_list (TwTableSource *source)
{
  g_autoptr (GError) error = NULL;
  GListModel *model = TW_TABLE_SOURCE_GET_CLASS (source)->get_model (source);
  BenchClock first = { 0 };
  BenchClock all = { 0 };
  BenchClock start = bench_now ();
  guint before = g_list_model_get_n_items (model);

  bench_loop_reset ("filter");
  if (!TW_TABLE_SOURCE_GET_CLASS (source)->add_filter (source, "amount", TW_FILTER_AT_LEAST, "7500.00", &error))
    g_error ("%s", error->message);

  while (g_list_model_get_n_items (model) == before)
    g_main_context_iteration (NULL, TRUE);
  bench_add (&first, start);

  wait_ready (source, &all, start);
  bench_print ("filter-first", first);
  bench_print ("filter-all", all);
  printf ("filter-rows %u\n", g_list_model_get_n_items (model));
  printf ("filter-block %.4f %.4f\n", bench_loop_get ()->longest_wall / 1e3, bench_loop_get ()->longest / 1e3);
}

static void
run_sales (GtkApplication *application,
           const char     *path)
{
  g_autoptr (GError) error = NULL;
  TwDocument *document = tw_document_open (path, &error);
  GtkWidget *window = show_window (application);
  GtkWidget *table = tw_table_new ("bench", "Sales");
  TwTableSource *source;

  if (document == NULL)
    g_error ("%s", error->message);

  source = tw_list_source_new (tw_document_get_workspace (document), tw_entity_find ("sale"), NULL);
  tw_table_set_source (TW_TABLE (table), source);
  show_list (window, table);
  while (g_list_model_get_n_items (TW_TABLE_SOURCE_GET_CLASS (source)->get_model (source)) < 1000)
    bench_loop_spin (100);
  bench_loop_settle ();
  printf ("rows %u\n", tw_table_source_count (source));
  scroll_list (table);
  filter_list (source);
  sort_list (table, source);
}

static void
run_bare (GtkApplication *application,
          guint           n)
{
  GtkWidget *window = show_window (application);
  GtkWidget *list = create_bare (n);

  show_list (window, list);
  scroll_list (list);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;

  if (argc != 3)
    return 2;

  application = bench_start ();
  if (strcmp (argv[1], "bare") == 0)
    run_bare (GTK_APPLICATION (application), g_ascii_strtoull (argv[2], NULL, 10));
  else if (strcmp (argv[1], "sales") == 0)
    run_sales (GTK_APPLICATION (application), argv[2]);
  else
    return 2;

  bench_end ();
}
