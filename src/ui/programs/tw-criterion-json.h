/* tw-criterion-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The blanks of the sentence that a criterion is, in their order. */
typedef enum
{
  TW_CRITERION_COUNTS,      /* choice: the number of, the sum of … */
  TW_CRITERION_OF,          /* text: which attribute */
  TW_CRITERION_FACT,        /* choice */
  TW_CRITERION_WHERE,       /* text: `level is implementation; product.strategic is yes` */
  TW_CRITERION_WINDOW,      /* choice */
  TW_CRITERION_LENGTH,      /* text: `12 months` */
  TW_CRITERION_TEST,        /* choice: at least, more than … */
  TW_CRITERION_THRESHOLD,   /* text */
  TW_CRITERION_STAY,        /* text */
  TW_CRITERION_REGIONS,     /* text: `EMEA 80000; APAC 60000` */
  TW_CRITERION_WHOLE,       /* text: the condition as JSON, where it says more than the blanks */
} TwCriterionPart;
#define TW_N_CRITERION_PARTS (TW_CRITERION_WHOLE + 1)

/**
 * TwCriterion:
 * @choices: of the parts that are choices
 * @texts: (nullable): of the others, owned; numbers in plain form
 */
typedef struct
{
  guint  choices[TW_N_CRITERION_PARTS];
  char  *texts[TW_N_CRITERION_PARTS];
} TwCriterion;

void        tw_criterion_clear           (TwCriterion      *self);
/* What a new one begins with. */
void        tw_criterion_set_standard    (TwCriterion      *self);
/* Fills the blanks from a condition; what they can't say stands whole in the last one. */
void        tw_criterion_from_json       (TwCriterion      *self,
                                          JsonNode         *node);
/* (transfer full): the condition; %NULL where a blank doesn't make sense. */
char       *tw_criterion_to_json         (const TwCriterion *self,
                                          GError          **error);

guint       tw_criterion_count_choices   (TwCriterionPart   part);
const char *tw_criterion_choice_label    (TwCriterionPart   part,
                                          guint             choice);
const char *tw_criterion_part_label      (TwCriterionPart   part);
gboolean    tw_criterion_needs_attribute (guint             counts);
gboolean    tw_criterion_needs_length    (guint             window);

G_END_DECLS
