/* screenshots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures of every view and of the windows above them, for people to look at.
 *
 *   screenshots FILE FOLDER NAME WIDTH HEIGHT [WHAT]…
 *
 * Each becomes FOLDER/NAME-what.png. WHAT is the name of a view, a record's page such as
 * `statement-page`, or `history`, `search`, `commands`,
 * `shortcuts`, `preferences`, `help`, `start`; without any it is all of them. Style, contrast, scale and language
 * come from the environment, as make-screenshots sets it.
 *
 * With TW_SHADOW=1 the window has the shadow and the round corners that a compositor gives it, in a margin of 30 px:
 * pictures for a store. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-table.h"
#include "tw-model-test.h"
#include "tw-ui-test.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;
static const char *prefix;
static char **wanted;

/* On a busy machine TW_PATIENCE=5 waits five times as long for what is read beside the window. */
static void
settle (guint ms)
{
  const char *patience = g_getenv ("TW_PATIENCE");

  tw_ui_test_spin (ms * (patience != NULL ? MAX (atoi (patience), 1) : 1));
}

#define MARGIN 30
#define CORNER 12

static gboolean
has_shadow (void)
{
  return g_getenv ("TW_SHADOW") != NULL;
}

/* The window as it stands on a desktop, MARGIN px from each edge. */
static void
snapshot_with_shadow (GtkSnapshot  *snapshot,
                      GdkPaintable *paintable,
                      int           width,
                      int           height)
{
  const GdkRGBA near_shadow = { 0, 0, 0, 0.18 }, far_shadow = { 0, 0, 0, 0.22 }, edge = { 0, 0, 0, 0.1 };
  const GdkRGBA edges[] = { edge, edge, edge, edge };
  const float widths[] = { 1, 1, 1, 1 };
  graphene_rect_t frame = GRAPHENE_RECT_INIT (MARGIN, MARGIN, width, height);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &frame, CORNER);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &far_shadow, 0, 4, 0, 22);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &near_shadow, 0, 1, 0, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN, MARGIN));
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, widths, edges);
}

static void
save (GtkWidget  *window,
      const char *name)
{
  int scale = gtk_widget_get_scale_factor (window);
  int margins = has_shadow () ? 2 * MARGIN : 0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (gtk_widget_get_width (window) + margins) * scale,
                                               (gtk_widget_get_height (window) + margins) * scale);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", folder, prefix, name);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_scale (snapshot, scale, scale);
  if (has_shadow ())
    snapshot_with_shadow (snapshot, paintable, gtk_widget_get_width (window), gtk_widget_get_height (window));
  else
    gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    g_error ("%s is empty", name);

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &bounds);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s can't be written", path);
}

static gboolean
is_wanted (const char *name)
{
  return wanted[0] == NULL || g_strv_contains ((const char *const *) wanted, name);
}

/* The newest window above @window. */
static GtkWidget *
find_dialog (GtkWidget *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (l->data != window && gtk_widget_get_mapped (l->data))
        return l->data;
    }

  return NULL;
}

static void
save_dialog (TwWindow   *window,
             const char *action,
             const char *name)
{
  GtkWidget *dialog;

  if (!is_wanted (name))
    return;

  if (g_str_has_prefix (action, "app."))
    g_action_group_activate_action (
        G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), action + 4, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);

  settle (700);
  dialog = find_dialog (GTK_WIDGET (window));
  if (dialog == NULL)
    return;

  if (g_str_equal (name, "search") || g_str_equal (name, "commands"))
    {
      GtkWidget *entry = tw_ui_test_find (dialog, GTK_TYPE_SEARCH_ENTRY);

      gtk_editable_set_text (GTK_EDITABLE (entry), g_str_equal (name, "search") ? "a" : ">");
      settle (900);
    }

  save (dialog, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (200);
}

static void
save_views (TwWindow *window)
{
  for (guint i = 0; i < tw_views_count (); i++)
    {
      const char *name = tw_views_nth (i)->name;

      if (!is_wanted (name))
        continue;

      tw_window_show_view (window, name);
      settle (1500);
      save (GTK_WIDGET (window), name);
    }
}

static void
save_page (TwWindow   *window,
           TwDocument *document,
           const char *table,
           const char *sql)
{
  g_autofree char *name = g_strconcat (table, "-page", NULL);
  gint64 id;

  if (!is_wanted (name))
    return;

  id = tw_model_test_int (tw_document_get_workspace (document), sql);
  if (id == 0 || !tw_window_open_record (window, table, id))
    return;
  settle (1500);
  if (g_str_equal (table, "statement"))
    {
      gtk_widget_activate_action (GTK_WIDGET (window->view), "view.next-tab", NULL);
      settle (900);
      tw_table_select (TW_TABLE (tw_ui_test_find (GTK_WIDGET (window->view), TW_TYPE_TABLE)), id * (1 << 24) + 4);
      settle (300);
      gtk_widget_activate_action (GTK_WIDGET (window->view), "view.why", NULL);
      settle (900);
    }
  save (GTK_WIDGET (window), name);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  settle (300);
}

static void
save_pages (TwWindow   *window,
            TwDocument *document)
{
  save_page (window, document, "statement",
             "SELECT s.id FROM statement s JOIN partner p ON p.id = s.partner WHERE p.external_id = 'R01'"
             " ORDER BY s.id DESC LIMIT 1");
  save_page (window, document, "program_version", "SELECT min (id) FROM program_version");
  save_page (window, document, "partner", "SELECT id FROM partner WHERE external_id = 'R01'");
  save_page (window, document, "opportunity", "SELECT max (id) FROM opportunity");
}

/* The page of the program that has scenarios, tab by tab; two of its dialogs; two versions of another compared. */
static void
save_program (TwWindow   *window,
              TwDocument *document)
{
  /* Of a published version the rules are shown first; from there once around. */
  static const char * const tabs[] = { "rules", "checks", "scenarios", "objective", "tiers" };
  TwWorkspace *workspace = tw_document_get_workspace (document);
  gint64 id = tw_model_test_int (workspace, "SELECT v.id FROM program_version v JOIN program p ON p.id = v.program"
                                            " WHERE p.name = 'Reseller Growth'");
  gint64 first = tw_model_test_int (workspace, "SELECT min (id) FROM program_version WHERE program ="
                                               " (SELECT program FROM program_version WHERE number = 2)");
  gint64 second = tw_model_test_int (workspace, "SELECT id FROM program_version WHERE number = 2");

  if (!is_wanted ("program") || !tw_window_open_record (window, "program_version", id))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *name = g_strconcat ("program-", tabs[i], NULL);

      tw_ui_test_spin (4000);
      save (GTK_WIDGET (window), name);
      gtk_widget_activate_action (GTK_WIDGET (window->view), "view.next-tab", NULL);
    }
  gtk_widget_activate_action (GTK_WIDGET (window->view), "view.proposals", NULL);
  tw_ui_test_spin (1500);
  save (GTK_WIDGET (window), "program-proposals");
  tw_window_open_record (window, "program_version", first);
  tw_ui_test_spin (500);
  gtk_widget_activate_action (GTK_WIDGET (window->view), "view.compare", "x", second);
  tw_ui_test_spin (3000);
  save (GTK_WIDGET (window), "program-compare");
}

static void
save_history (TwWindow *window)
{
  GtkWidget *row;

  if (!is_wanted ("history"))
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  settle (800);
  row = tw_ui_test_find (tw_window_get_details (window), ADW_TYPE_EXPANDER_ROW);
  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  settle (600);
  save (GTK_WIDGET (window), "history");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  settle (400);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwApplication) application = NULL;
  g_autoptr (TwDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  TwWindow *window;

  if (argc < 6)
    return 2;

  folder = argv[2];
  prefix = argv[3];
  wanted = argv + 6;
  setlocale (LC_ALL, "");
  if (g_getenv ("TW_LOCALE_DIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TW_LOCALE_DIR"));
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  if (g_getenv ("TW_RIGHT_TO_LEFT") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  application = tw_ui_test_application ();
  window = tw_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[4]), atoi (argv[5]));
  /* The frame that a window has where nothing can draw its shadow. */
  if (has_shadow ())
    gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_window_present (GTK_WINDOW (window));
  settle (500);
  if (is_wanted ("start"))
    save (GTK_WIDGET (window), "start");

  document = tw_document_open (argv[1], &error);
  if (document == NULL)
    g_error ("%s", error->message);
  if (g_getenv ("TW_PERIOD") != NULL && !tw_document_set_period (document, g_getenv ("TW_PERIOD"), &error))
    g_error ("%s", error->message);
  tw_window_set_document (window, document);
  save_views (window);
  save_pages (window, document);
  save_program (window, document);
  save_history (window);
  save_dialog (window, "win.search", "search");
  save_dialog (window, "win.search", "commands");
  save_dialog (window, "win.shortcuts", "shortcuts");
  save_dialog (window, "win.help", "help");
  save_dialog (window, "app.preferences", "preferences");
  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);

  return 0;
}
