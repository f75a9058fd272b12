/* tw-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwDraft:
 * @texts: (element-type utf8 utf8): what was typed, by field
 *
 * What somebody typed into a form and didn't save. It stands in a file of the person's own (mode
 * 0600, below the folder for state), by workspace and form, and goes when the form is saved or given
 * up: what is left there is left by a crash.
 */
typedef struct
{
  GDateTime  *at;
  GHashTable *texts;
} TwDraft;

/* (transfer full) (nullable): what was left of the form called @form. */
TwDraft *tw_draft_read   (TwWorkspace  *workspace,
                          const char   *form);
/* Replaces what is there, all or nothing. */
gboolean tw_draft_write  (TwWorkspace  *workspace,
                          const char   *form,
                          GHashTable   *texts,
                          GError      **error);
void     tw_draft_remove (TwWorkspace  *workspace,
                          const char   *form);
void     tw_draft_free   (TwDraft      *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDraft, tw_draft_free)

G_END_DECLS
