/* tw-definition.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwDefinition:
 * @id: stable
 * @term: untranslated
 * @text: untranslated: one or two sentences
 *
 * What a word of the trade means here. The same texts stand in tooltips and in Help.
 */
typedef struct
{
  const char *id;
  const char *term;
  const char *text;
} TwDefinition;

guint               tw_definition_count       (void);
const TwDefinition *tw_definition_nth         (guint       index);
/* (nullable) */
const TwDefinition *tw_definition_find        (const char *id);
/* (nullable): by its translated term, whatever the case: the title of a column says the same as the glossary. */
const TwDefinition *tw_definition_find_term   (const char *term);
/* Says the definition of @id on hover over @widget, and to who can't hover as its description. */
void                tw_definition_set_tooltip (GtkWidget  *widget,
                                               const char *id);

G_END_DECLS
