/* tw-program-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-tab.h"

#include "tw-error.h"

typedef struct
{
  TwProgramState  state;
  gboolean        has_state;
} TwProgramTabPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TwProgramTab, tw_program_tab, ADW_TYPE_BIN)

/* A row or a group isn't focusable itself, but something in it may be. */
static gboolean
tw_program_tab_real_jump (TwProgramTab *self,
                          const char   *path)
{
  GtkWidget *place = tw_program_tab_find (self, path, TRUE);

  if (place == NULL)
    return FALSE;

  if (!gtk_widget_grab_focus (place))
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
tw_program_tab_class_init (TwProgramTabClass *klass)
{
  klass->jump = tw_program_tab_real_jump;
}

static void
tw_program_tab_init (TwProgramTab *self)
{
}

void
tw_program_tab_refresh (TwProgramTab         *self,
                        const TwProgramState *state)
{
  TwProgramTabPrivate *priv = tw_program_tab_get_instance_private (self);

  g_return_if_fail (TW_IS_PROGRAM_TAB (self));
  g_return_if_fail (state != NULL);

  priv->state = *state;
  priv->has_state = TRUE;
  TW_PROGRAM_TAB_GET_CLASS (self)->refresh (self, &priv->state);
}

void
tw_program_tab_clear (TwProgramTab *self)
{
  TwProgramTabPrivate *priv = tw_program_tab_get_instance_private (self);

  g_return_if_fail (TW_IS_PROGRAM_TAB (self));

  priv->has_state = FALSE;
  TW_PROGRAM_TAB_GET_CLASS (self)->clear (self);
}

const TwProgramState *
tw_program_tab_get_state (TwProgramTab *self)
{
  TwProgramTabPrivate *priv = tw_program_tab_get_instance_private (self);

  g_return_val_if_fail (TW_IS_PROGRAM_TAB (self), NULL);

  return priv->has_state ? &priv->state : NULL;
}

GtkWidget *
tw_program_tab_find (TwProgramTab *self,
                     const char   *path,
                     gboolean      nearest)
{
  TwProgramTabClass *klass = TW_PROGRAM_TAB_GET_CLASS (self);

  g_return_val_if_fail (TW_IS_PROGRAM_TAB (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return klass->find != NULL ? klass->find (self, path, nearest) : NULL;
}

gboolean
tw_program_tab_jump (TwProgramTab *self,
                     const char   *path)
{
  g_return_val_if_fail (TW_IS_PROGRAM_TAB (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return TW_PROGRAM_TAB_GET_CLASS (self)->jump (self, path);
}

void
tw_program_tab_collect_refused (TwProgramTab *self,
                                GPtrArray    *paths)
{
  TwProgramTabClass *klass = TW_PROGRAM_TAB_GET_CLASS (self);

  g_return_if_fail (TW_IS_PROGRAM_TAB (self));

  if (klass->collect_refused != NULL)
    klass->collect_refused (self, paths);
}

char *
tw_program_tab_get_title (TwProgramTab *self)
{
  TwProgramTabClass *klass = TW_PROGRAM_TAB_GET_CLASS (self);

  g_return_val_if_fail (TW_IS_PROGRAM_TAB (self), NULL);

  return klass->get_title != NULL ? klass->get_title (self) : NULL;
}

/* --- writing --- */

/* Asks the program first: its findings say what is wrong without the words of the file around them.
 */
static gboolean
check_edits (const TwProgramState  *state,
             GPtrArray             *edits,
             GError               **error)
{
  g_autoptr (TwVocabulary) vocabulary =
      tw_program_vocabulary_new (tw_document_get_workspace (state->workspace), error);
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwProgramDocument) changed = NULL;
  g_autoptr (GError) local = NULL;

  if (vocabulary == NULL)
    return FALSE;

  changed = tw_program_edits_apply (state->program, edits, vocabulary, findings, &local);
  if (changed != NULL)
    return TRUE;

  if (findings->len > 0)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                         ((TwFinding *) g_ptr_array_index (findings, 0))->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

gboolean
tw_program_tab_write (TwProgramTab  *self,
                      GPtrArray     *edits,
                      const char    *label,
                      GError       **error)
{
  const TwProgramState *state = tw_program_tab_get_state (self);
  const TwProgramEdit *first;
  TwWorkspace *workspace;

  g_return_val_if_fail (TW_IS_PROGRAM_TAB (self), FALSE);
  g_return_val_if_fail (edits != NULL && edits->len > 0, FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  first = g_ptr_array_index (edits, 0);
  workspace = tw_document_get_workspace (state->workspace);
  if (!check_edits (state, edits, error))
    return FALSE;

  return label != NULL
             ? tw_program_version_change (workspace, state->version->id, edits, label, error)
             : tw_program_version_edit (workspace, state->version->id, first->path, first->json,
                                        error);
}
