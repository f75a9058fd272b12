/* tw-run-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-run-private.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-program-version.h"

void
tw_run_program_free (TwRunProgram *self)
{
  g_clear_pointer (&self->engine, tw_engine_free);
  for (guint i = 0; self->rows != NULL && i < self->documents->len; i++)
    g_clear_pointer (&self->rows[i].rules, g_array_unref);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->covered, g_array_unref);
  g_clear_pointer (&self->opening, tw_opening_free);
  g_clear_pointer (&self->adjusted, g_hash_table_unref);
  g_free (self->versions);
  g_free (self->partners);
  g_free (self->name);
  g_free (self);
}

gboolean
tw_run_program_shares (const TwRunProgram *self)
{
  for (guint i = 0; i < self->documents->len; i++)
    for (guint j = 0; j < self->versions[i]->n_limits; j++)
      if (self->versions[i]->limits[j].over_program)
        return TRUE;

  return FALSE;
}

static gboolean
load_versions (TwRunProgram  *self,
               TwWorkspace   *workspace,
               GError       **error)
{
  self->documents = tw_program_version_load_published (workspace, self->id, error);
  if (self->documents == NULL)
    return FALSE;

  self->versions = g_new0 (TwProgram *, self->documents->len);
  self->rows = g_new0 (TwVersionRows, self->documents->len);
  for (guint i = 0; i < self->documents->len; i++)
    {
      self->versions[i] = tw_program_document_get_program (g_ptr_array_index (self->documents, i));
      if (!tw_run_read_version (workspace, self->id, (int) self->versions[i]->version, &self->rows[i], error))
        return FALSE;
      if (self->rows[i].rules->len != self->versions[i]->n_rules)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                       _("Version %u of “%s” has %u rules in its document and %u in the workspace. Check the "
                         "workspace, or restore a copy."),
                       self->versions[i]->version, self->name, self->versions[i]->n_rules,
                       self->rows[i].rules->len);
          return FALSE;
        }
    }

  return TRUE;
}

/* Any version that prices facts of the period says by which period the program pays. */
static gboolean
pays_by (const TwRunProgram *self,
         TwSpan              span)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      const TwProgram *program = self->versions[i];

      if (program->effective_from < span.end && program->effective_to > span.start
          && tw_program_pays_by (program, span))
        return TRUE;
    }

  return FALSE;
}

static gboolean
load_covered (TwRunProgram  *self,
              TwWorkspace   *workspace,
              TwRowIndex    *index,
              TwSpan         span,
              GError       **error)
{
  self->covered = tw_run_read_covered (workspace, self->id, span, error);
  if (self->covered == NULL)
    return FALSE;

  self->partners = g_new (guint, self->covered->len);
  for (guint i = 0; i < self->covered->len; i++)
    {
      const TwCoveredRow *row = &g_array_index (self->covered, TwCoveredRow, i);

      self->partners[i] = (guint) tw_row_index_partner (index, row->partner);
    }

  return TRUE;
}

static gboolean
load_opening (TwRunProgram  *self,
              TwWorkspace   *workspace,
              TwRowIndex    *index,
              const char    *period,
              TwSpan         span,
              GError       **error)
{
  self->opening = tw_opening_load (workspace, self->id, index, span.start,
                                   tw_programs_look_back (self->versions, self->documents->len, index->dataset),
                                   error);
  if (self->opening == NULL)
    return FALSE;

  self->adjusted = tw_run_read_adjusted (workspace, self->id, period, error);
  if (self->adjusted == NULL)
    return FALSE;

  tw_opening_adjust (self->opening, index, self->adjusted, span);
  return TRUE;
}

static gboolean
make_engine (TwRunProgram  *self,
             TwRowIndex    *index,
             const char    *period,
             TwSpan         span,
             TwRunFlags     flags,
             GError       **error)
{
  TwEngineInput input = {
    .versions = self->versions,
    .n_versions = self->documents->len,
    .dataset = index->dataset,
    .period = span,
    .period_name = period,
    .statement_date = TW_DATE_NONE,
    .no_steps = (flags & TW_RUN_STEPS) == 0,
  };

  tw_opening_give (self->opening, &input);
  self->engine = tw_engine_new (&input, error);
  if (self->engine == NULL)
    {
      g_prefix_error (error, _("“%s” could not be calculated. "), self->name);
      return FALSE;
    }

  return TRUE;
}

TwRunProgram *
tw_run_program_new (TwWorkspace        *workspace,
                    const TwProgramRow *row,
                    TwRowIndex         *index,
                    const char         *period,
                    TwSpan              span,
                    TwRunFlags          flags,
                    GError            **error)
{
  g_autoptr (TwRunProgram) self = g_new0 (TwRunProgram, 1);

  self->id = row->program;
  self->name = g_strdup (row->name);
  self->documents = NULL;

  if (!load_versions (self, workspace, error) || ((flags & TW_RUN_PAYING) && !pays_by (self, span))
      || !load_covered (self, workspace, index, span, error) || self->covered->len == 0
      || !load_opening (self, workspace, index, period, span, error)
      || !make_engine (self, index, period, span, flags, error))
    return NULL;

  return g_steal_pointer (&self);
}
