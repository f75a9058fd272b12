/* tw-ui-bad-input.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-ui-test.h"

G_BEGIN_DECLS

/* What people and their clipboards put into a form that doesn't belong there. */

/* What a control without a field of an entity holds, by its accessible name; ended by NULL. */
typedef struct
{
  const char  *name;
  TwFieldType  type;
  guint        flags;
  const char  *text;    /* (nullable): something right, where it is empty at first */
} TwUiField;

/* Shows the dialog or the page with the controls, and returns it; with @data. */
typedef GtkWidget *(*TwUiOpenFunc) (gpointer data);
/* The dialog went away though @text stood in @field (nullable): it has to be there exactly. */
typedef void (*TwUiKeptFunc) (const TwField *field,
                              const char    *text,
                              gpointer       data);

/**
 * tw_ui_bad_input:
 * @what: for messages
 * @fields: (nullable)
 * @kept: (nullable)
 *
 * Puts each bad text into each control that takes text and presses the default button. What can't be is answered at
 * the control: it is marked, a message stands in the dialog, the text stays, and nothing is written. What may be is
 * kept as it was typed.
 *
 * Returns: how many controls there are
 */
guint tw_ui_bad_input (TwDocument      *document,
                       const char      *what,
                       TwUiOpenFunc     open,
                       const TwUiField *fields,
                       TwUiKeptFunc     kept,
                       gpointer         data);

G_END_DECLS
