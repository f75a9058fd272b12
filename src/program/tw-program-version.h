/* tw-program-version.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-check.h"
#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Versions of programs in a workspace: each a row with its tiers and rules as rows of canonical
 * JSON.
 *
 * Invariants: a draft always loads; what is in review, published or retired doesn't change (published
 * and retired also held by triggers); spans of published versions of one program don't overlap; the same rule `id` in
 * successive versions is the same rule. Every function that writes is one history edit, so it can
 * be undone. */

/**
 * TwProgramVersion:
 *
 * A row of the list of versions. Dates are %TW_DATE_NONE where there is none.
 */
typedef struct
{
  gint64  id;            /* of the version */
  gint64  program;       /* of the program */
  char   *name;
  char   *partner_type;
  char   *currency;
  int     number;
  char   *state;         /* draft, in_review, published, retired */
  TwDate  valid_from;
  TwDate  valid_to;      /* exclusive */
  char   *published_by;
  char   *published_at;
  guint   n_rules;
  guint   n_tiers;
} TwProgramVersion;

void               tw_program_version_free      (TwProgramVersion        *version);
/* (transfer full) (element-type TwProgramVersion): by name, then number. */
GPtrArray         *tw_program_versions_list     (TwWorkspace             *workspace,
                                                 GError                 **error);
/* (transfer full): what the workspace knows: attributes, terms, currencies, categories,
 * calendar. */
TwVocabulary      *tw_program_vocabulary_new    (TwWorkspace             *workspace,
                                                 GError                 **error);

/**
 * tw_program_version_import:
 * @document: a program
 * @version: (out) (optional): id of the new version
 *
 * Adds @document as a draft: the next version of the program of this name, or the first version of
 * a new one. All or nothing.
 *
 * Returns: %FALSE with %TW_ERROR_REFUSED where a program of this name has another partner type or
 *   currency
 */
gboolean           tw_program_version_import    (TwWorkspace             *workspace,
                                                 const TwProgramDocument *document,
                                                 gint64                  *version,
                                                 GError                 **error);
/* As tw_program_version_import(), where the history is to say that somebody made it here. */
gboolean           tw_program_version_create    (TwWorkspace             *workspace,
                                                 const TwProgramDocument *document,
                                                 gint64                  *version,
                                                 GError                 **error);
/* (transfer full): the version read back; its program's `id` (the program's name) and `version`
 * are set. */
TwProgramDocument *tw_program_version_load      (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 GPtrArray               *findings,
                                                 GError                 **error);
/* The version of program @name, by number, or with 0 the newest. */
gboolean           tw_program_version_find      (TwWorkspace             *workspace,
                                                 const char              *name,
                                                 int                      number,
                                                 gint64                  *version,
                                                 GError                 **error);
/* The published version of a program that prices facts of @date; 0 where there is none. */
gboolean           tw_program_version_in_force  (TwWorkspace             *workspace,
                                                 gint64                   program,
                                                 TwDate                   date,
                                                 gint64                  *version,
                                                 GError                 **error);
/* (transfer full) (element-type TwProgramDocument): published and retired versions of a program
 * that price facts, by date. */
GPtrArray         *tw_program_version_load_published (TwWorkspace        *workspace,
                                                 gint64                   program,
                                                 GError                 **error);

/**
 * tw_program_version_edit:
 * @path: where in the document, such as `/rules/0/table/bands/1/rate`
 * @json: the new value as JSON text (`"3%"` with its quotes); %NULL removes the key or element
 *
 * Changes a draft at one place, if the whole program still loads. Nothing is written where it
 * doesn't.
 */
gboolean           tw_program_version_edit      (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 const char              *path,
                                                 const char              *json,
                                                 GError                 **error);
/* Replaces a draft's whole document, keeping rows of tiers and rules whose key stays. */
gboolean           tw_program_version_replace   (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 const TwProgramDocument *document,
                                                 GError                 **error);
/* A new draft that begins as a copy of @version; @from is its first day. */
gboolean           tw_program_version_amend     (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 TwDate                   from,
                                                 gint64                  *draft,
                                                 GError                 **error);
/* Removes a draft, and its program with it where it was the only version and nothing else names
 * it. */
gboolean           tw_program_version_remove    (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 GError                 **error);

/* (transfer full) (element-type TwFinding): what the design checks say of the text alone, by severity, with what was
 * waived turned to information. */
GPtrArray         *tw_program_version_check     (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 GError                 **error);
/* (transfer full) (element-type TwFinding): W9 over the last four complete pay periods before
 * @today; with %TW_DATE_NONE over the four that end with the period of the last fact. */
GPtrArray         *tw_program_version_check_payout (TwWorkspace          *workspace,
                                                 gint64                   version,
                                                 TwDate                   today,
                                                 GError                 **error);
/* Answers for a finding with a reason; refused for the static half of CHK-10 and for what isn't found. */
gboolean           tw_program_version_waive     (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 const char              *code,
                                                 const char              *path,
                                                 const char              *reason,
                                                 GError                 **error);
/**
 * tw_program_version_submit:
 *
 * Draft → in review: whoever reviews sees what was submitted, so it can't be changed until it is
 * withdrawn.
 *
 * Returns: %FALSE with %TW_ERROR_CONFLICT where it is no draft, or where a published version prices
 *   the same days, which is named
 */
gboolean           tw_program_version_submit    (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 GError                 **error);
/* In review → draft; @reason stands in the history. %TW_ERROR_REFUSED without a reason,
 * %TW_ERROR_CONFLICT where it isn't in review. */
gboolean           tw_program_version_withdraw  (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 const char              *reason,
                                                 GError                 **error);
/* Draft or in review → published. %TW_ERROR_REFUSED with blocking findings (added to @findings),
 * %TW_ERROR_CONFLICT where its span overlaps a published one; an open-ended predecessor is ended
 * the day before instead. */
gboolean           tw_program_version_publish   (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 GPtrArray               *findings,
                                                 GError                 **error);
/* The same in a thread: the checks end at once when @cancellable is cancelled, and %TW_ERROR_CONFLICT says that somebody
 * edited the version while it was checked. */
gboolean           tw_program_version_publish_checked (TwWorkspace       *workspace,
                                                 gint64                   version,
                                                 GCancellable            *cancellable,
                                                 GPtrArray               *findings,
                                                 GError                 **error);
/* Published → retired on @last_day, from which on it prices no fact any more. */
gboolean           tw_program_version_retire    (TwWorkspace             *workspace,
                                                 gint64                   version,
                                                 TwDate                   last_day,
                                                 GError                 **error);

/* (transfer full) (element-type TwFinding): published versions whose text isn't what was
 * published. */
GPtrArray         *tw_program_versions_verify   (TwWorkspace             *workspace,
                                                 GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramVersion, tw_program_version_free)

G_END_DECLS
