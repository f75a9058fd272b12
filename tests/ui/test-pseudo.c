/* test-pseudo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* With a catalogue in which every text stands between marks (make-pseudo): whatever a view shows without marks and
 * without being data was never translated, and marks side by side are a glued sentence. */

#include "config.h"

#include "application/tw-views.h"
#include "application/tw-window-private.h"
#include "common/tw-tooltip.h"
#include "tw-query.h"
#include "tw-ui-sample.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static TwApplication *application;
static TwDocument *document;
static GHashTable *data;        /* set of char*: every text of the workspace */
static GPtrArray *wrong;        /* char* */

/* --- what is data --- */

/* A program holds its names inside of JSON. */
static void
collect_value (const char *value)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  g_hash_table_add (data, g_strdup (value));
  if (*value != '{')
    return;

  regex = g_regex_new ("\"([^\"]+)\"", 0, 0, NULL);
  for (g_regex_match (regex, value, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (data, g_match_info_fetch (match, 1));
}

static void
collect_table (TwWorkspace *workspace,
               const char  *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" LIMIT 20000", table);
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, NULL);

  while (query != NULL && tw_query_step (query, NULL))
    {
      for (int i = 0; i < tw_query_n_columns (query); i++)
        {
          if (!tw_query_is_null (query, i))
            collect_value (tw_query_text (query, i));
        }
    }
}

static void
collect_data (void)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwQuery) tables = tw_query_new (
      workspace,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      " AND name NOT LIKE 'search%' AND name <> 'line'",
      NULL);

  while (tw_query_step (tables, NULL))
    collect_table (workspace, tw_query_text (tables, 0));
  g_hash_table_add (data, g_strdup (tw_document_get_name (document)));
  g_hash_table_add (data, g_strdup (tw_document_get_path (document)));
}

/* Numbers, codes, dates, what is made of data and signs alone; and keys and titles that GTK and libadwaita translate
 * themselves. */
static gboolean
is_plain (const char *text)
{
  static GRegex *regex = NULL;
  g_autofree char *rest = NULL;

  if (regex == NULL)
    regex = g_regex_new ("[A-Z]{2,4}\\b|\\b(Ctrl|Shift|Alt|Page[ _]Up|Page[ _]Down|Return|Space|Delete|Escape|Menu|Left|Right)\\b|(^|\\+)[A-Z]$"
                         "|\\b(Tierwright|tierwright)\\b|\\bF\\d+\\b|^(Shortcuts|Preferences|Search)$"
                         "|\\bQ[1-4]\\b|\\bH[12]\\b|\\b(FY|n)\\b",
                         0, 0, NULL);
  rest = g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);

  for (const char *p = rest; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_month (const char *text)
{
  return g_regex_match_simple ("^\\d{1,2}\\.? \\p{L}+\\.? \\d{4}(, \\d\\d:\\d\\d)?$|^\\p{L}+\\.? \\d{4}$", text, 0, 0);
}

static gboolean
is_data (const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (g_hash_table_contains (data, text) || is_plain (text))
    return TRUE;

  /* "Kestrel · EMEA" */
  parts = g_regex_split_simple (" [·–—] |: |, |\n| \\(|\\)", text, 0, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0' && !g_hash_table_contains (data, parts[i]) && !is_plain (parts[i])
          && !is_month (parts[i]))
        return FALSE;
    }

  return g_strv_length (parts) > 1;
}

/* --- what is glued --- */

static gboolean
is_between (const char *text,
            gsize       length)
{
  static const char *const separators[] = { ", ", " · ", " – ", ": ", "\n" };
  gboolean begins = FALSE;
  gboolean ends = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      gsize n = strlen (separators[i]);

      begins = begins || (length >= n && strncmp (text, separators[i], n) == 0);
      ends = ends || (length >= n && strncmp (text + length - n, separators[i], n) == 0);
    }

  return begins && ends;
}

/* Inside of a template what stands between two parts is the translator's; but nothing at all was never in one. */
static gboolean
is_glued (const char *text)
{
  const char *closed = NULL;
  int depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ']')
        {
          depth = MAX (depth - 1, 0);
          closed = p + 1;
        }
      else if (*p == '[')
        {
          if (closed != NULL && (closed == p || (depth == 0 && !is_between (closed, (gsize) (p - closed)))))
            return TRUE;
          closed = NULL;
          depth++;
        }
    }

  return FALSE;
}

static void
test_glued (void)
{
  g_assert_false (is_glued ("[A]"));
  g_assert_false (is_glued ("[[A] [B]]"));
  g_assert_false (is_glued ("[Chart of [[A] [B]]]"));
  g_assert_false (is_glued ("[A] · [B], 12.00 USD, [n 4]"));
  g_assert_true (is_glued ("[A][B]"));
  g_assert_true (is_glued ("[A] [B]"));
  g_assert_true (is_glued ("[A] 12 [B]"));
  g_assert_true (is_glued ("[A], 12 [B]"));
  g_assert_true (is_glued ("[Chart of [A][, B]]"));
  g_assert_true (is_glued ("[[A] [B]] [C]"));
}

/* --- what is shown --- */

static void
check_text (const char *where,
            const char *text)
{
  if (text == NULL || strchr (text, '[') != NULL || strstr (text, "…[") != NULL || is_month (text)
      || is_data (text))
    {
      /* Rules read as whole sentences and clauses, one for each thing a rule says. */
      if (text != NULL && !g_str_equal (where, "program") && is_glued (text))
        g_ptr_array_add (wrong, g_strdup_printf ("%s: glued: %s", where, text));
      return;
    }

  g_ptr_array_add (wrong, g_strdup_printf ("%s: untranslated: %s", where, text));
}

/* The words of a sentence stand apart, with fields between them: one text. */
static gboolean
check_sentence (const char *where,
                GtkWidget  *widget)
{
  g_autoptr (GString) text = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "TwRuleSentence"))
    return FALSE;

  text = g_string_new (NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      g_string_append_printf (text, "%s ", gtk_label_get_text (GTK_LABEL (child)));
  if (!g_str_has_prefix (text->str, "[") || !g_str_has_suffix (text->str, "] "))
    g_ptr_array_add (wrong, g_strdup_printf ("%s: untranslated: %s", where, text->str));

  return TRUE;
}

static void
check_widget (const char *where,
              GtkWidget  *widget)
{
  g_autofree char *name = NULL;
  gboolean sentence;

  /* The buttons of the frame speak by the catalogue of GTK. */
  if (!gtk_widget_get_mapped (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;

  if (GTK_IS_LABEL (widget))
    check_text (where, gtk_label_get_text (GTK_LABEL (widget)));
  check_text (where, tw_tooltip_get (widget));
  name = tw_ui_test_get_name (widget);
  check_text (where, name);
  sentence = check_sentence (where, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!sentence || !GTK_IS_LABEL (child))
        check_widget (where, child);
    }
}

static void
report (void)
{
  for (guint i = 0; i < wrong->len; i++)
    g_printerr ("# %s\n", (char *) wrong->pdata[i]);

  g_assert_cmpuint (wrong->len, ==, 0);
}

/* The window that @action opens. */
static void
check_window (TwWindow   *window,
              const char *action)
{
  g_autoptr (GList) all = NULL;

  if (g_str_has_prefix (action, "app."))
    g_action_group_activate_action (G_ACTION_GROUP (application), action + 4, NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  tw_ui_test_settle ();
  all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      if (l->data == window || !gtk_widget_get_mapped (l->data))
        continue;
      check_widget (action, l->data);
      gtk_window_destroy (l->data);
    }
  tw_ui_test_settle ();
}

static void
test_views (void)
{
  TwWindow *window = tw_window_new (GTK_APPLICATION (application));

  tw_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
  tw_ui_test_settle ();

  for (guint i = 0; i < tw_views_count (); i++)
    {
      const TwViewInfo *info = tw_views_nth (i);

      tw_window_show_view (window, info->name);
      tw_ui_test_settle ();
      check_widget (info->name, GTK_WIDGET (window));
    }

  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  tw_ui_test_settle ();
  check_widget ("history", GTK_WIDGET (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.close-pane", NULL);
  g_assert_true (tw_window_open_record (window, "partner", 1));
  tw_ui_test_settle ();
  check_widget ("partner", GTK_WIDGET (window));
  g_assert_true (tw_window_open_record (window, "program", 1));
  tw_ui_test_settle ();
  check_widget ("program", GTK_WIDGET (window));
  check_window (window, "win.help");
  check_window (window, "win.search");
  check_window (window, "win.shortcuts");
  check_window (window, "app.preferences");
  gtk_window_destroy (GTK_WINDOW (window));
  tw_ui_test_settle ();
  report ();
}

/* The catalogue was found at all. */
static void
test_catalogue (void)
{
  g_assert_true (g_str_has_prefix (_("Partners"), "["));
}

/* (nullable): where the catalogue of the sources as they are now stands. */
static char *
make_catalogue (const char *dir)
{
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "ui", "make-pseudo", NULL);
  g_autofree char *top = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", NULL);
  g_autofree char *out = g_build_filename (dir, "locale", NULL);
  const char *argv[] = { "python3", script, top, out, NULL };
  int status = 1;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL)
      || status != 0)
    return NULL;

  return g_steal_pointer (&out);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "Sample.tierwright", NULL);
  g_autofree char *catalogue = NULL;
  g_autoptr (GError) error = NULL;
  int result = 0;

  tw_ui_test_init (&argc, &argv);
  /* The sample is made before, in English, as the texts of its history are kept. */
  tw_ui_sample_make (path);

  catalogue = make_catalogue (dir);
  if (setlocale (LC_MESSAGES, "de_DE.UTF-8") == NULL || catalogue == NULL)
    {
      g_print ("1..0 # SKIP no xgettext, or no locale to translate into\n");
      return 0;
    }
  g_setenv ("LANGUAGE", "xx", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, catalogue);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  document = tw_document_open (path, &error);
  g_assert_no_error (error);
  data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  wrong = g_ptr_array_new_with_free_func (g_free);
  collect_data ();

  g_test_add_func ("/ui/pseudo/glued", test_glued);
  g_test_add_func ("/ui/pseudo/catalogue", test_catalogue);
  g_test_add_func ("/ui/pseudo/views", test_views);

  result = g_test_run ();
  tw_document_close (document);
  g_object_unref (document);
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);
  g_hash_table_unref (data);
  g_ptr_array_unref (wrong);

  return result;
}
