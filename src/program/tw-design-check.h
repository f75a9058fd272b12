/* tw-design-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-date.h"
#include "tw-finding.h"
#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* The design checks: every known way in which a partner program fails, as a predicate over one version of a program
 * and what the workspace knows of its partners. A constant registry says what each detects and what mends it; a run
 * gives one result per finding, and one per check that found nothing or couldn't be asked.
 *
 * A check asks three questions of different cost. What the text alone says (TW_CHECK_TEXT) is there at once, while
 * somebody types. What the registers and facts of the workspace say (TW_CHECK_ROWS) takes a scan of them. What a replay
 * of the last periods says (TW_CHECK_REPLAY) takes a calculation.
 *
 * A check whose data the workspace doesn't hold is not applicable, with the reason in words, and never counts as
 * passed. */

/* The checks of the catalogue; the registry has further ones of the rule language behind them. */
#define TW_DESIGN_CHECKS 61

/* What a check takes to be asked. */
typedef enum
{
  TW_CHECK_TEXT   = 1 << 0,
  TW_CHECK_ROWS   = 1 << 1,
  TW_CHECK_REPLAY = 1 << 2,
  TW_CHECK_ALL    = TW_CHECK_TEXT | TW_CHECK_ROWS | TW_CHECK_REPLAY,
} TwCheckDepth;

typedef enum
{
  TW_CHECK_FOUND,
  TW_CHECK_WAIVED,          /* found, and somebody answered for it */
  TW_CHECK_NOT_APPLICABLE,  /* `reason` says what isn't recorded, or for which programs it is meant */
  TW_CHECK_NONE,            /* asked, and nothing found */
} TwCheckState;

/**
 * TwDesignCheck:
 * @code: stable: `CHK-01`; `W3` for what the rule language alone warns of
 * @title: untranslated: tw_design_check_get_title()
 * @detects: likewise: what is asked, in a sentence
 * @remedy: likewise: the change of structure that mends it
 * @severity: the highest that its findings have; an error blocks publishing
 * @types: (nullable): partner types that it is meant for, separated by blanks; %NULL: all
 * @depth: what it takes, joined by OR
 */
typedef struct
{
  const char   *code;
  const char   *title;
  const char   *detects;
  const char   *remedy;
  TwSeverity    severity;
  const char   *types;
  guint         depth;
} TwDesignCheck;

/* 61 of the catalogue in their order, then those of the language. */
guint                tw_design_check_count       (void);
const TwDesignCheck *tw_design_check_nth         (guint                index);
/* (nullable) */
const TwDesignCheck *tw_design_check_find        (const char          *code);
/* Translated. */
const char          *tw_design_check_get_title   (const TwDesignCheck *check);
const char          *tw_design_check_get_detects (const TwDesignCheck *check);
const char          *tw_design_check_get_remedy  (const TwDesignCheck *check);

/**
 * TwCheckEvidence:
 * @entity: (nullable): name of an entity of the model, %NULL where it is no record
 * @id: its row, 0 where it is no record
 * @path: (nullable): a place in the document instead
 * @name: what it is called
 * @value: (nullable): the figure or state that counts, in plain form
 */
typedef struct
{
  char   *entity;
  gint64  id;
  char   *path;
  char   *name;
  char   *value;
} TwCheckEvidence;

/**
 * TwCheckResult:
 * @severity: of this finding, at most the check's
 * @path: (nullable): where in the document it is mended; what the window jumps to
 * @message: the finding in words with its figures; of a check that found nothing its title
 * @remedy: what mends it
 * @reason: (nullable): why it isn't applicable, or why it was waived
 * @waived_by: (nullable)
 * @waived_at: (nullable): the moment as ISO 8601 text
 * @text: the text alone says it, though the check also asks for rows or a replay
 * @foreign: it isn't applicable because it is meant for programs with other partner types
 * @evidence: (element-type TwCheckEvidence): rows that show it, the first of them where there are many
 * @n_evidence: how many there are in all
 */
typedef struct
{
  const TwDesignCheck *check;
  TwCheckState         state;
  TwSeverity           severity;
  char                *path;
  char                *message;
  char                *remedy;
  char                *reason;
  char                *waived_by;
  char                *waived_at;
  gboolean             text;
  gboolean             foreign;
  GPtrArray           *evidence;
  guint                n_evidence;
} TwCheckResult;

void                 tw_check_result_free        (TwCheckResult       *result);

/**
 * TwCheckInput:
 * @workspace: an open workspace or a fork of it; only read
 * @version: the version, for its program's members, other programs and waivers; 0: of no program yet
 * @document: (nullable): the text as it stands now; %NULL: as it is stored
 * @today: %TW_DATE_NONE: the day of the last fact
 * @depth: which questions to ask; what needs others isn't among the results
 * @without: (nullable): codes separated by blanks that aren't asked
 */
typedef struct
{
  TwWorkspace             *workspace;
  gint64                   version;
  const TwProgramDocument *document;
  TwDate                   today;
  guint                    depth;
  GCancellable            *cancellable;
  const char              *without;
} TwCheckInput;

/**
 * tw_design_check_run:
 *
 * Asks every check. May be called in a thread with a workspace of its own.
 *
 * Returns: (transfer full) (element-type TwCheckResult): by state, severity (errors first), code and place
 */
GPtrArray           *tw_design_check_run         (const TwCheckInput  *input,
                                                  GError             **error);
/* (transfer full) (element-type TwCheckResult): what a refusal at load says, as checks: bands out of order are CHK-51,
 * a gap between closed ranges CHK-50; refusals that are no check of design are left out. */
GPtrArray           *tw_design_check_refusals    (GPtrArray           *findings);
/* How many were found with this severity. */
guint                tw_design_check_count_found (GPtrArray           *results,
                                                  TwSeverity           severity);

/**
 * TwFactMatrix:
 *
 * The proof that rules can be computed: what each rule needs against what partners of the type produce, and what
 * happened in the last periods. Rows are the rules, columns the kinds of facts that any rule needs.
 */
typedef struct
{
  gboolean needed;    /* by the rule */
  gboolean produced;  /* by partners of the type */
  guint64  rows;      /* facts of the kind in the last periods, of the enrolled partners */
} TwFactCell;

typedef struct
{
  char       *rule;       /* id */
  char       *name;
  char       *path;
  TwFactCell *cells;      /* one per kind */
  guint       n_paid;     /* enrolled partners that it would have paid */
} TwFactRow;

typedef struct
{
  char      **kinds;      /* of the rule language, NULL-terminated */
  guint       n_kinds;
  TwFactRow  *rows;
  guint       n_rows;
  guint       n_partners; /* enrolled, or of the type where nobody is enrolled by name */
  guint       n_periods;  /* 0: nothing was replayed */
} TwFactMatrix;

/* (transfer full): CHK-10 both ways. */
TwFactMatrix        *tw_fact_matrix_new          (const TwCheckInput  *input,
                                                  GError             **error);
void                 tw_fact_matrix_free         (TwFactMatrix        *matrix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCheckResult, tw_check_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFactMatrix, tw_fact_matrix_free)

G_END_DECLS
