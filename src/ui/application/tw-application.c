/* tw-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "application/tw-settings.h"
#include "tw-ui-resources.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <stdlib.h>

/* Two places of which threads get their memory: each keeps what was given back. */
#define ARENAS    2
/* What is larger than this goes back to the system as soon as it is free. */
#define THRESHOLD (1024 * 1024)

struct _TwApplication
{
  AdwApplication  parent_instance;

  GHashTable     *documents;      /* char* path -> TwDocument*, both owned */
};

G_DEFINE_FINAL_TYPE (TwApplication, tw_application, ADW_TYPE_APPLICATION)

static TwWindow *
find_window (TwApplication *self,
             TwDocument    *document)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (TW_IS_WINDOW (l->data) && tw_window_get_document (l->data) == document)
        return l->data;
    }

  return NULL;
}

/* A workspace closes with its last window, so that one plain file is left. */
static void
close_unused (TwApplication *self)
{
  GHashTableIter iter;
  TwDocument *document;

  g_hash_table_iter_init (&iter, self->documents);

  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &document))
    {
      if (find_window (self, document) == NULL)
        {
          tw_document_close (document);
          g_hash_table_iter_remove (&iter);
        }
    }
}

TwWindow *
tw_application_create_window (TwApplication *self)
{
  TwWindow *window = tw_window_new (GTK_APPLICATION (self));

  g_signal_connect_object (window, "destroy", G_CALLBACK (close_unused), self, G_CONNECT_SWAPPED);

  return window;
}

/* A window stays open all day: what one figure over a million sales needed for a second is not kept for the next. */
static void
limit_memory (void)
{
  mallopt (M_ARENA_MAX, ARENAS);
  mallopt (M_MMAP_THRESHOLD, THRESHOLD);
  mallopt (M_TRIM_THRESHOLD, THRESHOLD);
}

static void
tw_application_startup (GApplication *application)
{
  limit_memory ();
  G_APPLICATION_CLASS (tw_application_parent_class)->startup (application);

  tw_application_install_actions (TW_APPLICATION (application));
  tw_preferences_apply ();
  /* A definition that gets the focus when it is shown isn't meant to be copied at once. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static void
tw_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (tw_application_create_window (TW_APPLICATION (application)));

  gtk_window_present (window);
}

static void
tw_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  TwApplication *self = TW_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autoptr (GError) error = NULL;

      if (path != NULL && tw_application_open_path (self, NULL, path, &error))
        continue;

      tw_application_activate (application);
      if (error != NULL)
        tw_window_show_error (
            TW_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self))),
            _("The Workspace Was Not Opened"),
            error);
    }
}

static void
tw_application_shutdown (GApplication *application)
{
  TwApplication *self = TW_APPLICATION (application);
  GHashTableIter iter;
  TwDocument *document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &document))
    tw_document_close (document);

  g_hash_table_remove_all (self->documents);

  G_APPLICATION_CLASS (tw_application_parent_class)->shutdown (application);
}

static void
tw_application_finalize (GObject *object)
{
  g_hash_table_unref (TW_APPLICATION (object)->documents);

  G_OBJECT_CLASS (tw_application_parent_class)->finalize (object);
}

static void
tw_application_class_init (TwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_application_finalize;

  application_class->startup = tw_application_startup;
  application_class->activate = tw_application_activate;
  application_class->open = tw_application_open;
  application_class->shutdown = tw_application_shutdown;
}

static void
tw_application_init (TwApplication *self)
{
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

TwApplication *
tw_application_new (GApplicationFlags flags)
{
  /* Resources of a static library are registered by hand: the linker drops a constructor nobody
   * calls. */
  g_resources_register (tw_ui_get_resource ());

  return g_object_new (TW_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/io/github/tierwright/Tierwright",
                       "flags", flags | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}

static char *
canonical_path (const char *path)
{
  char *resolved = realpath (path, NULL);
  char *copy;

  if (resolved == NULL)
    return g_canonicalize_filename (path, NULL);

  copy = g_strdup (resolved);
  free (resolved);

  return copy;
}

TwDocument *
tw_application_find (TwApplication *self,
                     const char    *path)
{
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (TW_IS_APPLICATION (self), NULL);

  canonical = canonical_path (path);

  return g_hash_table_lookup (self->documents, canonical);
}

/* The desktop lists recent files of all programs; ours is one of them. */
static void
tell_desktop (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = {
    .mime_type = (char *) "application/vnd.tierwright.workspace+sqlite3",
    .app_name = (char *) "Tierwright",
    .app_exec = (char *) "tierwright %f",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
tw_application_show (TwApplication *self,
                     GtkWindow     *parent,
                     TwDocument    *document)
{
  char *path;
  TwWindow *window;

  g_return_if_fail (TW_IS_APPLICATION (self));
  g_return_if_fail (TW_IS_DOCUMENT (document));

  path = canonical_path (tw_document_get_path (document));
  g_hash_table_replace (self->documents, path, g_object_ref (document));
  tw_settings_add_recent (path);
  tell_desktop (path);

  window = find_window (self, document);
  if (window == NULL && TW_IS_WINDOW (parent)
      && tw_window_get_document (TW_WINDOW (parent)) == NULL)
    window = TW_WINDOW (parent);
  if (window == NULL)
    window = tw_application_create_window (self);

  tw_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

gboolean
tw_application_open_path (TwApplication  *self,
                          GtkWindow      *parent,
                          const char     *path,
                          GError        **error)
{
  g_autoptr (TwDocument) document = NULL;

  g_return_val_if_fail (TW_IS_APPLICATION (self), FALSE);

  g_set_object (&document, tw_application_find (self, path));

  if (document == NULL)
    {
      g_autofree char *canonical = canonical_path (path);

      if (tw_application_show_preparing (self, canonical))
        return TRUE;
      if (tw_workspace_is_older (path))
        {
          tw_application_update (self, parent, canonical);
          return TRUE;
        }
    }
  if (document == NULL)
    document = tw_document_open (path, error);

  if (document == NULL)
    return FALSE;

  tw_application_show (self, parent, document);

  return TRUE;
}
