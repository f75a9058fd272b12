/* tw-ui-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-test.h"

#include "tw-model-test.h"

void
tw_ui_test_init (int    *argc,
                 char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_disable_setlocale ();
  adw_init ();
  /* A window is at rest when nothing moves: neither a page that slides in nor the cursor of a text. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
tw_ui_test_spin (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, on_timeout, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
tw_ui_test_wait (TwUiTestCondition condition,
                 gpointer          data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (20, on_timeout, &late);

  while (!condition (data) && !late)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }

  g_assert_false (late);
  g_source_remove (source);
}

TwDocument *
tw_ui_test_document (const char *dir,
                     int         n,
                     int         n_sales)
{
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autofree char *path = g_strdup (tw_workspace_get_path (workspace));
  g_autoptr (GError) error = NULL;
  TwDocument *document;

  if (n > 0)
    tw_model_test_fill (workspace, n, n_sales);

  tw_model_test_close (workspace);
  document = tw_document_open (path, &error);
  g_assert_no_error (error);

  return document;
}

TwApplication *
tw_ui_test_application (void)
{
  TwApplication *application = tw_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

GtkWidget *
tw_ui_test_find (GtkWidget *widget,
                 GType      type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = tw_ui_test_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

char *
tw_ui_test_get_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;

  /* There is no getter: the check gives back what it found instead. */
  return gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");
}

GtkWidget *
tw_ui_test_find_named (GtkWidget  *widget,
                       const char *label)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      g_autofree char *other = gtk_test_accessible_check_property (accessible,
                                                                   GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                   label);
      if (other == NULL)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = tw_ui_test_find_named (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
collect_cells (GtkWidget *widget,
               GString   *cells,
               guint     *limit)
{
  if (!gtk_widget_get_mapped (widget) || *limit == 0)
    return;

  if (GTK_IS_INSCRIPTION (widget))
    {
      const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

      g_string_append_printf (cells, "%s%s", cells->len > 0 ? "|" : "", text != NULL ? text : "");
      (*limit)--;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_cells (child, cells, limit);
}

char *
tw_ui_test_get_cells (GtkWidget *widget,
                      guint      limit)
{
  GString *cells = g_string_new (NULL);

  collect_cells (widget, cells, &limit);

  return g_string_free (cells, FALSE);
}

/* Buttons and the like are called what the label inside them says. */
static gboolean
has_text_inside (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_text_inside (child))
        return TRUE;
    }

  return FALSE;
}

/* The text of an entry goes by the name of the entry, and an entry row's by that of the row. */
static gboolean
has_named_ancestor (GtkWidget *widget)
{
  GtkWidget *parent = widget;

  for (guint i = 0; i < 5 && parent != NULL; i++, parent = gtk_widget_get_parent (parent))
    {
      g_autofree char *name = tw_ui_test_get_name (parent);

      if (name != NULL && *name != '\0')
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  g_autofree char *name = tw_ui_test_get_name (widget);

  if (name != NULL)
    return *name != '\0' && !g_regex_match_simple ("^(Gtk|Adw|Tw)[A-Z]", name, 0, 0);

  if (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;

  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    return has_named_ancestor (widget);

  return has_text_inside (widget);
}

/* GTK's own containers that can have the focus but that nobody meets by it. */
static gboolean
is_container (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget) || GTK_IS_LIST_BASE (widget) ||
         GTK_IS_COLUMN_VIEW (widget) || GTK_IS_STACK (widget) || GTK_IS_POPOVER (widget) ||
         GTK_IS_VIEWPORT (widget);
}

static GtkWidget *
find_nameless (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) &&
      gtk_widget_is_sensitive (widget) && !is_container (widget) && !is_named (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nameless (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
tw_ui_test_assert_named (GtkWidget *widget)
{
  GtkWidget *nameless = find_nameless (widget);

  /* Rows that nobody sees yet get their cells, and so their names, in turns. */
  for (guint i = 0; nameless != NULL && i < 40; i++)
    {
      tw_ui_test_spin (50);
      nameless = find_nameless (widget);
    }

  if (nameless != NULL)
    g_error ("A %s of class %s in a %s has no name", G_OBJECT_TYPE_NAME (nameless),
             gtk_widget_get_css_name (nameless), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (nameless)));
}
