/* tw-field-editor-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-field-editor.h"

G_BEGIN_DECLS

struct _TwFieldEditor
{
  GObject        parent_instance;

  const TwField *field;
  gboolean       applies;
  gboolean       setting;       /* by program: nobody typed */
  char          *stored;        /* plain form */

  /* borrowed: rows of the group */
  GtkWidget     *row;
  GtkWidget     *control;       /* what holds the value */
  GtkWidget     *message_row;
  GtkLabel      *message;
  GtkWidget     *link;
  char          *linked;        /* owned, (nullable): what had been typed when the link was shown */
};

G_END_DECLS
