/* tw-document-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"

G_BEGIN_DECLS

struct _TwDocument
{
  GObject      parent_instance;

  /* owned */
  TwWorkspace *workspace;
  TwCalendar  *calendar;
  char        *path;
  char        *name;
  char        *period;
  char        *undo_label;
  char        *redo_label;
  GQueue       jobs;            /* TwJob*, the head is the one that runs */

  TwSpan       span;
  gboolean     read_only;
  guint        poll_source;
  guint        changed_source;
};

/* tw-document-period.c */
/* Where this person was in this workspace, else where its data ends, else today. */
void tw_document_restore_period  (TwDocument *self);
/* After a change of the workspace, whose fiscal year may be another one now. */
void tw_document_follow_calendar (TwDocument *self);

G_END_DECLS
