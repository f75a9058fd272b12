/* tw-program-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Programs, their versions and what a version is made of, as plain rows: texts of JSON that only
 * program/ understands. Functions that write expect to stand inside an action of the history.
 * Dates are %TW_DATE_NONE where the column is NULL; `valid_to` is the day after the last. */

typedef struct
{
  gint64  id;
  gint64  program;
  char   *name;          /* of the program */
  char   *partner_type;
  char   *currency;
  int     number;
  char   *state;
  TwDate  valid_from;
  TwDate  valid_to;
  char   *body;
  char   *digest;        /* (nullable) */
  char   *published_by;  /* (nullable) */
  char   *published_at;  /* (nullable) */
  guint   n_rules;
  guint   n_tiers;
} TwVersionRow;

typedef enum
{
  TW_PART_TIER,
  TW_PART_RULE,
} TwVersionPart;

/* A tier (or designation) or a rule of a version. */
typedef struct
{
  gint64    id;
  char     *key;          /* the rule's id, the tier's name */
  gboolean  designation;  /* tiers only */
  int       position;
  char     *body;
} TwPartRow;

typedef struct
{
  gint64  id;
  char   *code;
  char   *path;           /* (nullable) */
  char   *reason;
  char   *waived_by;
  char   *waived_at;
} TwWaiverRow;

void      tw_version_row_clear     (TwVersionRow        *row);
void      tw_part_row_clear        (TwPartRow           *row);
/* (transfer full) (element-type TwVersionRow): by name and number; @program and @version 0: all. */
GArray   *tw_version_rows_read     (TwWorkspace         *workspace,
                                    gint64               program,
                                    gint64               version,
                                    GError             **error);
/* (transfer full) (element-type TwPartRow): in document order, tiers before designations. */
GArray   *tw_part_rows_read        (TwWorkspace         *workspace,
                                    gint64               version,
                                    TwVersionPart        part,
                                    GError             **error);
/* (transfer full) (element-type TwWaiverRow) */
GArray   *tw_waiver_rows_read      (TwWorkspace         *workspace,
                                    gint64               version,
                                    GError             **error);
/* @program is 0 where no program has this name; the texts are (transfer full). */
gboolean  tw_program_row_find      (TwWorkspace         *workspace,
                                    const char          *name,
                                    gint64              *program,
                                    char               **partner_type,
                                    char               **currency,
                                    GError             **error);
gboolean  tw_program_row_add       (TwWorkspace         *workspace,
                                    const char          *name,
                                    const char          *partner_type,
                                    const char          *currency,
                                    gint64              *program,
                                    GError             **error);
/* Program, number, span and body of @row, as a draft. */
gboolean  tw_version_row_add       (TwWorkspace         *workspace,
                                    const TwVersionRow  *row,
                                    gint64              *version,
                                    GError             **error);
/* Span and body of a draft. */
gboolean  tw_version_row_update    (TwWorkspace         *workspace,
                                    const TwVersionRow  *row,
                                    GError             **error);
/* State, last day, digest and publisher. */
gboolean  tw_version_row_set_state (TwWorkspace         *workspace,
                                    const TwVersionRow  *row,
                                    GError             **error);
/* Adds a part (id 0) or writes it anew. */
gboolean  tw_part_row_write        (TwWorkspace         *workspace,
                                    gint64               version,
                                    TwVersionPart        part,
                                    const TwPartRow     *row,
                                    GError             **error);
gboolean  tw_part_row_delete       (TwWorkspace         *workspace,
                                    TwVersionPart        part,
                                    gint64               id,
                                    GError             **error);
/* With its parts and waivers, and with the program where nothing else names it. */
gboolean  tw_version_row_delete    (TwWorkspace         *workspace,
                                    const TwVersionRow  *row,
                                    GError             **error);
gboolean  tw_waiver_row_add        (TwWorkspace         *workspace,
                                    gint64               version,
                                    const TwWaiverRow   *row,
                                    GError             **error);

/* A word of the workspace that programs may use: an attribute, a negotiated term, a currency or
 * a category. */
typedef enum
{
  TW_WORD_ATTRIBUTE,   /* scope: entity or fact kind; type: as in table attribute */
  TW_WORD_TERM,        /* type: as in table agreement_term */
  TW_WORD_CURRENCY,    /* digits */
  TW_WORD_CATEGORY,
} TwWordKind;

typedef struct
{
  TwWordKind  kind;
  char       *scope;
  char       *name;
  char       *type;
  int         digits;
} TwWordRow;

/* (transfer full) (element-type TwWordRow) */
GArray   *tw_word_rows_read        (TwWorkspace         *workspace,
                                    GError             **error);
/* The currency through which rates are crossed (transfer full). */
gboolean  tw_workspace_read_pivot  (TwWorkspace         *workspace,
                                    char               **pivot,
                                    GError             **error);

G_END_DECLS
