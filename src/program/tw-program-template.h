/* tw-program-template.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/**
 * TwProgramTemplate:
 *
 * A program that ships with Tierwright as an example to start from: its numbers are examples and
 * say so in the program's notes.
 */
typedef struct
{
  const char *id;            /* `reseller-growth` */
  const char *title;         /* for people: tw_program_template_get_title() */
  const char *partner_type;  /* isv, reseller, oem, si */
  const char *summary;       /* for people: tw_program_template_get_summary() */
} TwProgramTemplate;

guint                    tw_program_template_count (void);
const TwProgramTemplate *tw_program_template_nth   (guint                index);
/* (nullable): the template with this id. */
const TwProgramTemplate *tw_program_template_find  (const char          *id);
/* Translated. */
const char              *tw_program_template_get_title   (const TwProgramTemplate *template);
const char              *tw_program_template_get_summary (const TwProgramTemplate *template);
/* (transfer full): its JSON as it ships; %TW_ERROR_NOT_FOUND. */
char                    *tw_program_template_text  (const char          *id,
                                                    GError             **error);
/* (transfer full): the program to begin with: the same with every element marked as unconfirmed (tw-program-unconfirmed.h),
 * which blocks publishing until somebody has confirmed or changed it. */
JsonNode                *tw_program_template_root  (const char          *id,
                                                    GError             **error);
/* (transfer full): the JSON Schema of the language. */
char                    *tw_program_schema_text    (void);

G_END_DECLS
