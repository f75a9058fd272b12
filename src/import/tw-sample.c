/* tw-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sample workspace is made as any person would make it: by importing CSV files with what the
 * importer proposes, and by importing programs. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-sample.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "tw-error.h"
#include "tw-import-session.h"
#include "tw-sample-resources.h"

#define FOLDER "/io/github/tierwright/Tierwright/sample/"

typedef struct
{
  TwWorkspace          *workspace;
  TwSampleProgramFunc   program;
  TwSamplePeriodFunc    period;
  gpointer              user_data;
  GCancellable         *cancellable;
} Sample;

static GFile *
sample_file (const char *name)
{
  g_autofree char *uri = g_strconcat ("resource://" FOLDER, name, NULL);

  return g_file_new_for_uri (uri);
}

static gboolean
import_step (Sample      *self,
             JsonObject  *step,
             GError     **error)
{
  const char *name = json_object_get_string_member (step, "import");
  const TwEntity *entity = tw_entity_find (json_object_get_string_member (step, "kind"));
  g_autoptr (TwImportSession) session = NULL;
  g_autoptr (GFile) file = sample_file (name);

  g_return_val_if_fail (entity != NULL, FALSE);

  session = tw_import_session_new (self->workspace, entity);
  if (tw_import_session_open (session, file, NULL, self->cancellable, error)
      && tw_import_session_commit (session, self->cancellable, error))
    return TRUE;

  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
program_step (Sample      *self,
              JsonObject  *step,
              GError     **error)
{
  const char *name = json_object_get_string_member (step, "program");
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *json = NULL;

  if (bytes == NULL)
    return FALSE;

  json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (self->program (self->workspace, json, json_object_get_boolean_member (step, "publish"),
                     self->user_data, error))
    return TRUE;

  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
run_step (Sample      *self,
          JsonObject  *step,
          GError     **error)
{
  if (json_object_has_member (step, "import"))
    return import_step (self, step, error);
  if (json_object_has_member (step, "program"))
    return program_step (self, step, error);

  return self->period (self->workspace, json_object_get_string_member (step, "approve"), self->user_data, error);
}

static gboolean
run_steps (Sample                *self,
           JsonArray             *steps,
           TwSampleProgressFunc   progress,
           GError               **error)
{
  guint n = json_array_get_length (steps);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      if (!run_step (self, step, error))
        return FALSE;
      if (progress != NULL)
        progress ((i + 1.0) / n, self->user_data);
    }
  return TRUE;
}

/**
 * tw_sample_create:
 * @path: where; nothing may exist there
 * @user: (nullable): who works, for history
 * @program: imports a program
 * @period: calculates and approves a period
 * @progress: (nullable): told after every step
 * @user_data: for both
 * @cancellable: (nullable): stops; nothing is left at @path then
 * @error: what went wrong
 *
 * Returns: (transfer full) (nullable): the open sample workspace
 */
TwWorkspace *
tw_sample_create (const char            *path,
                  const char            *user,
                  TwSampleProgramFunc    program,
                  TwSamplePeriodFunc     period,
                  TwSampleProgressFunc   progress,
                  gpointer               user_data,
                  GCancellable          *cancellable,
                  GError               **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) manifest = NULL;
  JsonObject *root;
  Sample self = { .program = program, .period = period, .user_data = user_data, .cancellable = cancellable };
  TwWorkspaceInit init = { 0 };

  g_return_val_if_fail (path != NULL && program != NULL && period != NULL, NULL);

  /* Calling it is what links the files into the program. */
  tw_sample_get_resource ();
  manifest = g_resources_lookup_data (FOLDER "manifest.json", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (manifest == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (manifest, NULL),
                                      g_bytes_get_size (manifest), error))
    return NULL;

  root = json_node_get_object (json_parser_get_root (parser));
  init.name = json_object_get_string_member (root, "name");
  init.currency = json_object_get_string_member (root, "currency");
  self.workspace = tw_workspace_create (path, &init, user, error);
  if (self.workspace == NULL)
    return NULL;
  if (run_steps (&self, json_object_get_array_member (root, "steps"), progress, error))
    return self.workspace;

  tw_workspace_close (self.workspace, NULL);
  g_object_unref (self.workspace);
  g_unlink (path);
  return NULL;
}
