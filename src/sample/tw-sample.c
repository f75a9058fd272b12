/* tw-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sample"

#include "config.h"

#include "tw-sample.h"

#include "tw-entity.h"
#include "tw-error.h"
#include "tw-finding.h"
#include "tw-import-session.h"
#include "tw-program-document.h"
#include "tw-program-version.h"
#include "tw-sample-resources.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define SAMPLE_PATH "/io/github/tierwright/Tierwright/sample/"

/* Asking for the resource keeps the linker from leaving its object, and with it its registration, in
 * the library. */
static GBytes *
load_file (const char  *name,
           GError     **error)
{
  g_autofree char *path = g_strconcat (SAMPLE_PATH, name, NULL);

  return g_resource_lookup_data (tw_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static JsonObject *
load_manifest (JsonParser  *parser,
               GError     **error)
{
  g_autoptr (GBytes) bytes = load_file ("manifest.json", error);
  gsize size;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, error))
    return NULL;

  return json_node_get_object (json_parser_get_root (parser));
}

/* A rejected row is a mistake in the sample, so nothing less than every row is accepted. */
static gboolean
import_file (TwWorkspace   *workspace,
             const char    *name,
             const char    *kind,
             GCancellable  *cancellable,
             GError       **error)
{
  const TwEntity *entity = tw_entity_find (kind);
  g_autofree char *uri = g_strconcat ("resource://", SAMPLE_PATH, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (TwImportSession) session = NULL;

  g_return_val_if_fail (entity != NULL, FALSE);

  session = tw_import_session_new (workspace, entity);
  if (!tw_import_session_open (session, file, NULL, cancellable, error) ||
      !tw_import_session_commit (session, cancellable, error))
    {
      g_prefix_error (error, _("The sample's file %s can't be imported: "), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_program (TwWorkspace  *workspace,
             const char   *name,
             gboolean      publish,
             GError      **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_finding_free);
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 version;
  gsize size;
  const char *text;

  if (vocabulary == NULL)
    return FALSE;
  bytes = load_file (name, error);
  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &size);
  document = tw_program_document_parse (text, (gssize) size, vocabulary, findings, error);
  if (document == NULL ||
      !tw_program_version_import (workspace, document, &version, error) ||
      (publish && !tw_program_version_publish (workspace, version, findings, error)))
    {
      g_prefix_error (error, _("The sample's program %s can't be added: "), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
make_step (TwWorkspace   *workspace,
           JsonObject    *step,
           GCancellable  *cancellable,
           GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (json_object_has_member (step, "program"))
    return add_program (workspace, json_object_get_string_member (step, "program"),
                        json_object_get_boolean_member (step, "publish"), error);

  return import_file (workspace, json_object_get_string_member (step, "import"),
                      json_object_get_string_member (step, "kind"), cancellable, error);
}

static gboolean
fill (TwWorkspace       *workspace,
      JsonObject        *manifest,
      TwSampleProgress   progress,
      gpointer           user_data,
      GCancellable      *cancellable,
      GError           **error)
{
  JsonArray *steps = json_object_get_array_member (manifest, "steps");
  guint n_steps = json_array_get_length (steps);

  for (guint i = 0; i < n_steps; i++)
    {
      if (progress != NULL)
        progress ((double) i / n_steps, user_data);
      if (!make_step (workspace, json_array_get_object_element (steps, i), cancellable, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_sample_fill (TwWorkspace       *workspace,
                TwSampleProgress   progress,
                gpointer           user_data,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *manifest;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  manifest = load_manifest (parser, error);

  return manifest != NULL && fill (workspace, manifest, progress, user_data, cancellable, error);
}

TwWorkspace *
tw_sample_create (const char        *path,
                  const char        *user,
                  TwSampleProgress   progress,
                  gpointer           user_data,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TwWorkspace) workspace = NULL;
  JsonObject *manifest;
  TwWorkspaceInit init = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  manifest = load_manifest (parser, error);
  if (manifest == NULL)
    return NULL;
  init.name = json_object_get_string_member (manifest, "name");
  init.currency = json_object_get_string_member (manifest, "currency");
  workspace = tw_workspace_create (path, &init, user, error);
  if (workspace == NULL)
    return NULL;
  if (!fill (workspace, manifest, progress, user_data, cancellable, error))
    {
      tw_workspace_close (workspace, NULL);
      g_unlink (path);
      return NULL;
    }

  return g_steal_pointer (&workspace);
}
