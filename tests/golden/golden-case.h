/* golden-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "tw-dataset.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

/* A case of FORMAT.md: read, with its programs loaded. Mistakes in a case are test failures that
 * name it. */

/* Successive versions of one program. */
typedef struct
{
  const char *name;
  GPtrArray  *versions;   /* element-type TwProgram, by effective_from; owned by the documents */
} GoldenProgram;

/* A tier held, from the case or from a review of an earlier run. */
typedef struct
{
  char   *partner;
  char   *program;
  char   *designation;    /* NULL: the ladder */
  char   *tier;           /* NULL: none */
  TwDate  from;
  TwDate  to;             /* last day; TW_DATE_NONE: open */
} GoldenTier;

typedef struct
{
  char         *family;
  char         *id;
  JsonParser   *parser;
  JsonObject   *json;
  TwCalendar   *calendar;
  TwVocabulary *vocabulary;
  GPtrArray    *documents;   /* element-type TwProgramDocument */
  GPtrArray    *programs;    /* element-type GoldenProgram */
  GPtrArray    *findings;    /* of loading, with warnings */
  GPtrArray    *tiers;       /* element-type GoldenTier */
} GoldenCase;

GoldenCase *golden_case_load          (const char        *path);
void        golden_case_free          (GoldenCase        *self);
/* Loads the programs; FALSE where one was refused, which only a case with `refused` may be. */
gboolean    golden_case_load_programs (GoldenCase        *self);
/* Digits of a currency in this case. */
int         golden_case_digits        (const GoldenCase  *self,
                                       const char        *currency);
/* The currency of amounts that name none: the first program's. */
const char *golden_case_currency      (const GoldenCase  *self);

/* (transfer full): the finished dataset of run number @run, an index into `periods`. */
TwDataset  *golden_case_dataset       (const GoldenCase  *self,
                                       guint              run);

/* JSON by type, with a failure that says where the case is wrong. */
const char *golden_text               (JsonObject        *object,
                                       const char        *key);
JsonArray  *golden_array              (JsonObject        *object,
                                       const char        *key);
TwDate      golden_date               (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GoldenCase, golden_case_free)

G_END_DECLS
