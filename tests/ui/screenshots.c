/* screenshots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures of every view, page, dialog, popover and assistant, for people to look at.
 *
 *   screenshots STEPS FILE FOLDER NAME WIDTH HEIGHT [SECTION]…
 *
 * STEPS is tests/ui/screens, which tells what the steps are. Each picture becomes FOLDER/NAME-picture.png; what a
 * program can see to be wrong with it goes to the standard output, a line each. FILE is changed. Without SECTION it is
 * all of them but those for a store. Style, contrast, scale and language come from the environment, as make-screenshots
 * sets it.
 *
 * With TW_SHADOW=1 the window has the shadow and the round corners that a compositor gives it, in a margin of 30 px:
 * pictures for a store. */

#include "config.h"

#include "application/tw-window-private.h"
#include "common/tw-tab-bar.h"
#include "common/tw-table.h"
#include "import/tw-import-assistant.h"
#include "tw-model-test.h"
#include "tw-ui-layout.h"
#include "tw-ui-test.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;
static const char *prefix;
static int asked_width;
static TwWindow *window;
static TwDocument *document;

/* On a busy machine TW_PATIENCE=5 waits five times as long for what is read beside the window. */
static void
settle (guint ms)
{
  const char *patience = g_getenv ("TW_PATIENCE");

  tw_ui_test_spin (ms * (patience != NULL ? MAX (atoi (patience), 1) : 1));
  tw_ui_test_settle ();
}

/* --- what is on top --- */

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);

  return found == NULL && GTK_IS_POPOVER (widget) ? widget : found;
}

/* (nullable): the newest window above the main one. */
static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (l->data != (gpointer) window && gtk_widget_get_mapped (l->data)
          && (found == NULL || gtk_window_get_transient_for (l->data) == GTK_WINDOW (found)))
        found = l->data;
    }

  return found;
}

static GtkWidget *
find_top (void)
{
  GtkWidget *dialog = find_dialog ();
  GtkWidget *top = dialog != NULL ? dialog : GTK_WIDGET (window);
  GtkWidget *popover = find_popover (top);

  return popover != NULL ? popover : top;
}

/* --- pictures --- */

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
tell_flaws (GtkWidget  *top,
            const char *name)
{
  g_autoptr (GPtrArray) flaws = tw_ui_layout_look (top, TW_UI_LAYOUT_WRONG | TW_UI_LAYOUT_SHORTENED);

  if (top == (GtkWidget *) window && gtk_widget_get_width (top) > asked_width)
    g_print ("%s-%s: %d px wide instead of %d\n", prefix, name, gtk_widget_get_width (top), asked_width);
  else if (gtk_widget_get_width (top) > asked_width)
    g_print ("%s-%s: %d px wide, the window %d\n", prefix, name, gtk_widget_get_width (top), asked_width);
  for (guint i = 0; i < flaws->len; i++)
    g_print ("%s-%s: %s\n", prefix, name, (char *) flaws->pdata[i]);
}

/* Nobody keeps dialogs within the screen here, as a small one would. */
static void
narrow (GtkWidget *top)
{
  int width, height;

  if (top == (GtkWidget *) window || !GTK_IS_WINDOW (top) || gtk_widget_get_width (top) <= asked_width)
    return;

  gtk_window_get_default_size (GTK_WINDOW (top), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (top), asked_width, height);
  settle (300);
}

static void
save (const char *name)
{
  GtkWidget *top = find_top ();
  int scale = gtk_widget_get_scale_factor (top);
  int width = gtk_widget_get_width (top), height = gtk_widget_get_height (top);
  gboolean shadow = has_shadow () && top == GTK_WIDGET (window);
  int margins = shadow ? 2 * MARGIN : 0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (width + margins) * scale, (height + margins) * scale);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", folder, prefix, name);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (top);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_scale (snapshot, scale, scale);
  if (shadow)
    snapshot_with_shadow (snapshot, paintable, width, height);
  else
    gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    {
      g_print ("%s-%s: nothing is drawn\n", prefix, name);
      return;
    }

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (top)), node, &bounds);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s can't be written", path);
  tell_flaws (top, name);
}

/* --- finding --- */

static gboolean
is_text (GtkWidget  *widget,
         const char *text)
{
  const char *own = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                    : GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL;
  g_autofree char *name = tw_ui_test_get_name (widget);

  return g_strcmp0 (own, text) == 0 || (name != NULL && g_str_has_prefix (name, text));
}

static gboolean
holds_text (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (is_text (widget, text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (holds_text (child, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
can_be_pressed (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_EXPANDER (widget)
         || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton");
}

/* The innermost that can be pressed and is called @text. */
static GtkWidget *
find_pressable (GtkWidget  *widget,
                const char *text)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_pressable (child, text);

      if (found != NULL)
        return found;
    }

  return can_be_pressed (widget) && holds_text (widget, text) ? widget : NULL;
}

static gboolean
activate (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  /* The innermost group of that name is the one that is meant. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child) && activate (child, name, parameter))
        return TRUE;
    }

  return gtk_widget_activate_action_variant (widget, name, parameter);
}

/* --- steps --- */

static gboolean
press (const char *text)
{
  GtkWidget *found = find_pressable (find_top (), text);

  if (found == NULL)
    return FALSE;
  if (GTK_IS_MENU_BUTTON (found))
    gtk_menu_button_popup (GTK_MENU_BUTTON (found));
  else if (GTK_IS_BUTTON (found))
    g_signal_emit_by_name (found, "clicked");
  else
    gtk_widget_activate (found);

  return TRUE;
}

/* Of the page's tabs, whether they stand beside each other or in a list. */
static gboolean
show_tab (const char *number)
{
  GtkWidget *bar = tw_ui_test_find (find_top (), TW_TYPE_TAB_BAR);
  GtkWidget *names = bar != NULL ? gtk_widget_get_last_child (bar) : NULL;

  if (!GTK_IS_DROP_DOWN (names))
    return FALSE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (names), atoi (number) - 1);

  return TRUE;
}

static gboolean
run_action (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autoptr (GVariant) parameter = NULL;

  if (parts[1] != NULL)
    parameter = g_variant_ref_sink (g_variant_parse (NULL, parts[1], NULL, NULL, NULL));
  if (g_str_has_prefix (parts[0], "app."))
    {
      g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))), parts[0] + 4,
                                      parameter);
      return TRUE;
    }

  return activate (find_top (), parts[0], parameter);
}

/* "R01 Name": the texts of a record are asked of the workspace. */
static gboolean
open_record (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  gint64 id = parts[1] != NULL ? tw_model_test_int (tw_document_get_workspace (document), parts[1]) : 0;

  return id != 0 && tw_window_open_record (window, parts[0], id);
}

static gboolean
select_rows (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  GtkWidget *list = tw_ui_test_find (find_top (), GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *model;

  if (list != NULL)
    model = gtk_column_view_get_model (GTK_COLUMN_VIEW (list));
  else if ((list = tw_ui_test_find (find_top (), GTK_TYPE_LIST_VIEW)) != NULL)
    model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  else
    return FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint position = (guint) atoi (parts[i]) - 1;

      if (position >= g_list_model_get_n_items (G_LIST_MODEL (model)))
        return FALSE;
      gtk_selection_model_select_item (model, position, i == 0);
    }

  return TRUE;
}

/* The tallest thing that scrolls down. */
static GtkAdjustment *
find_scrolled (GtkWidget *widget,
               double    *longest)
{
  GtkAdjustment *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *own = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
      double more = gtk_adjustment_get_upper (own) - gtk_adjustment_get_page_size (own);

      if (more > *longest)
        {
          *longest = more;
          found = own;
        }
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAdjustment *inner = find_scrolled (child, longest);

      if (inner != NULL)
        found = inner;
    }

  return found;
}

static gboolean
scroll (const char *text)
{
  double longest = 0;
  GtkAdjustment *adjustment = find_scrolled (find_top (), &longest);

  if (adjustment == NULL)
    return TRUE;

  gtk_adjustment_set_value (adjustment, g_str_equal (text, "end")
                                            ? gtk_adjustment_get_upper (adjustment)
                                            : atof (text) * gtk_adjustment_get_page_size (adjustment));

  return TRUE;
}

static gboolean
write_text (const char *text)
{
  GtkWidget *top = find_top ();
  g_auto (GStrv) parts = g_strsplit (text, " = ", 2);
  GtkWidget *entry = parts[1] != NULL ? tw_ui_test_find_named (top, parts[0]) : tw_ui_test_find (top, GTK_TYPE_EDITABLE);

  if (entry == NULL || !GTK_IS_EDITABLE (entry))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (entry), parts[1] != NULL ? parts[1] : text);

  return TRUE;
}

static void
close_all (void)
{
  for (GtkWidget *top = find_top (); top != GTK_WIDGET (window); top = find_top ())
    {
      if (GTK_IS_POPOVER (top))
        gtk_popover_popdown (GTK_POPOVER (top));
      else
        gtk_window_destroy (GTK_WINDOW (top));
      tw_ui_test_settle ();
    }
}

static gboolean
import_file (const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

  tw_import_start (window, file);

  return TRUE;
}

/* Its root, whatever was open in it. */
static gboolean
show_view (const char *name)
{
  TwView *view = tw_window_show_view (window, name);

  while (view != NULL && tw_view_get_page (view) != NULL && tw_view_pop (view))
    tw_ui_test_spin (300);

  return view != NULL;
}

static gboolean
run_step (const char *verb,
          const char *rest)
{
  if (g_str_equal (verb, "view"))
    return show_view (rest);
  if (g_str_equal (verb, "record"))
    return open_record (rest);
  if (g_str_equal (verb, "period"))
    return tw_document_set_period (document, rest, NULL);
  if (g_str_equal (verb, "action"))
    return run_action (rest);
  if (g_str_equal (verb, "tab"))
    return show_tab (rest);
  if (g_str_equal (verb, "press"))
    return press (rest);
  if (g_str_equal (verb, "select"))
    return select_rows (rest);
  if (g_str_equal (verb, "scroll"))
    return scroll (rest);
  if (g_str_equal (verb, "write"))
    return write_text (rest);
  if (g_str_equal (verb, "import"))
    return import_file (rest);
  if (g_str_equal (verb, "wait"))
    return tw_ui_test_spin (atoi (rest)), TRUE;
  if (g_str_equal (verb, "close"))
    return close_all (), TRUE;
  if (g_str_equal (verb, "save"))
    return narrow (find_top ()), save (rest), TRUE;

  return FALSE;
}

static void
run_section (char **lines)
{
  close_all ();
  tw_ui_test_spin (200);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  tw_document_set_period (document, "2026-Q2", NULL);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '['; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);

      if (parts[0] == NULL || *parts[0] == '\0' || *parts[0] == '#')
        continue;
      if (!run_step (parts[0], parts[1] != NULL ? parts[1] : ""))
        {
          g_print ("%s: “%s %s” can't be done\n", prefix, parts[0], parts[1]);
          return;
        }
      if (!g_str_equal (parts[0], "save"))
        settle (250);
    }
}

static void
run_sections (const char  *path,
              char       **wanted)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *end = lines[i][0] == '[' ? strchr (lines[i], ']') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (lines[i] + 1, end - lines[i] - 1) : NULL;

      if (name != NULL && (wanted[0] != NULL ? g_strv_contains ((const char *const *) wanted, name)
                                             : !g_str_has_prefix (name, "store-")))
        run_section (lines + i + 1);
    }
}

static void
open_window (const char *path,
             int         height)
{
  g_autoptr (TwApplication) application = tw_ui_test_application ();
  g_autoptr (GError) error = NULL;

  window = tw_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), asked_width, height);
  /* The frame that a window has where nothing can draw its shadow. */
  if (has_shadow ())
    gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_window_present (GTK_WINDOW (window));
  settle (500);
  save ("start");

  document = tw_document_open (path, &error);
  if (document == NULL)
    g_error ("%s", error->message);
  tw_window_set_document (window, document);
  g_object_ref (application);
}

int
main (int    argc,
      char **argv)
{
  if (argc < 7)
    return 2;

  folder = argv[3];
  prefix = argv[4];
  asked_width = atoi (argv[5]);
  setlocale (LC_ALL, "");
  if (g_getenv ("TW_LOCALE_DIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TW_LOCALE_DIR"));
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  if (g_getenv ("TW_RIGHT_TO_LEFT") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  open_window (argv[2], atoi (argv[6]));
  run_sections (argv[1], argv + 7);
  close_all ();
  gtk_window_destroy (GTK_WINDOW (window));
  tw_document_close (document);

  return 0;
}
