/* tw-application-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"

#include "tw-error.h"
#include "tw-sample-workspace.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The sample is made once, by import like anything else: it takes a few seconds. */

static void
enable_sample (TwApplication *self,
               gboolean       enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "sample")), enabled);
}

static void
on_ended (TwApplication *self)
{
  enable_sample (self, TRUE);
}

static gboolean
make_sample (const char         *path,
             TwPrepareProgress   progress,
             gpointer            data,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *draft = g_build_filename (folder, "Sample being made" TW_WORKSPACE_EXTENSION, NULL);
  g_autoptr (TwWorkspace) workspace = NULL;

  /* What a crash left of an earlier attempt. */
  g_remove (draft);
  workspace = tw_sample_workspace_create (draft, NULL, progress, data, cancellable, error);

  /* The window opens it again, in its own thread. */
  if (workspace == NULL || !tw_workspace_close (workspace, error))
    return FALSE;

  if (g_rename (draft, path) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The sample can’t be kept at “%s”: %s."), path,
                   g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

/**
 * tw_application_open_sample:
 * @parent: the window that asked
 *
 * Opens the sample workspace of this person, and makes it first where there is none yet.
 */
void
tw_application_open_sample (TwApplication *self,
                            GtkWindow     *parent)
{
  static const TwPreparation preparation = {
    N_("Preparing the sample…"), N_("The Sample Was Not Prepared"), make_sample, on_ended,
  };
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "tierwright", NULL);
  g_autofree char *path = g_build_filename (folder, "Sample" TW_WORKSPACE_EXTENSION, NULL);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!tw_application_open_path (self, parent, path, &error))
        tw_window_show_error (TW_WINDOW (parent), _("The Sample Was Not Opened"), error);
      return;
    }

  g_mkdir_with_parents (folder, 0700);
  enable_sample (self, FALSE);
  tw_application_prepare (self, parent, path, &preparation);
}
