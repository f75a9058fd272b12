/* tw-design-check-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-check-replay.h"
#include "tw-check-settings.h"
#include "tw-check-tables.h"
#include "tw-dataset.h"
#include "tw-design-check.h"
#include "tw-metric-facts.h"
#include "tw-program-design.h"

G_BEGIN_DECLS

/* What the predicates share: one run over one version. Everything is read when the first predicate asks for it, and
 * once. An error ends the run; until then tables that couldn't be read are empty. */

typedef struct _TwCheckRun
{
  const TwCheckInput  *input;
  TwProgramDocument   *document;
  TwProgram           *program;
  JsonNode            *root;
  JsonObject          *object;
  gint64               program_id;   /* 0: of none yet */
  TwDate               today;
  gint64               settings[TW_CHECK_SETTINGS];
  TwCheckTables       *tables;
  GHashTable          *members;      /* gint64* partner id -> nothing; see tw_run_members() */
  GPtrArray           *language;     /* TwFinding: what the text alone gives */
  char                *scope;        /* of protection: category, product or customer */
  TwMetricFacts       *facts;
  TwDataset           *dataset;
  GHashTable          *tiers;        /* gint64* partner id -> place of its tier + 1 */
  GHashTable          *reviews;      /* gint64* partner id -> day of the last one held */
  GHashTable          *credits;      /* of opportunities; tw_check_has_credit() */
  TwCheckReplay       *replay;
  gboolean             replayed;     /* or tried to */
  int                 *whole;        /* tw_run_whole() */
  const TwDesignCheck *check;        /* the one that is asked */
  GPtrArray           *results;      /* TwCheckResult */
  GError              *error;
} TwCheckRun;

gboolean       tw_check_run_init     (TwCheckRun        *run,
                                      const TwCheckInput *input,
                                      GError           **error);
void           tw_check_run_clear    (TwCheckRun        *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwCheckRun, tw_check_run_clear)

typedef void (*TwCheckFunc) (TwCheckRun *run);

/* ---- what a predicate says (tw-design-check.c) ---- */

/* (transfer none): a finding of the check that is asked, to which evidence is added. */
TwCheckResult *tw_run_found          (TwCheckRun        *run,
                                      TwSeverity         severity,
                                      const char        *path,
                                      const char        *format,
                                      ...) G_GNUC_PRINTF (4, 5);
void           tw_check_evidence     (TwCheckResult     *result,
                                      const char        *entity,
                                      gint64             id,
                                      const char        *name,
                                      const char        *value);
/* A place in the document as evidence. */
void           tw_check_evidence_at  (TwCheckResult     *result,
                                      const char        *path,
                                      const char        *name,
                                      const char        *value);
/* Evidence that is gathered before its number is known: (transfer full) (element-type TwCheckEvidence). */
GPtrArray     *tw_check_rows_new     (void);
void           tw_check_rows_add     (GPtrArray         *rows,
                                      const char        *entity,
                                      gint64             id,
                                      const char        *name,
                                      const char        *value);
/* (transfer none) (nullable): a finding with @rows as its evidence; nothing where there are none. */
TwCheckResult *tw_run_found_rows     (TwCheckRun        *run,
                                      GPtrArray         *rows,
                                      TwSeverity         severity,
                                      const char        *path,
                                      const char        *format,
                                      ...) G_GNUC_PRINTF (5, 6);
/* @reason: translated, a whole sentence. */
void           tw_run_not_applicable (TwCheckRun        *run,
                                      const char        *reason);
/* Whether @table has rows; where it has none, says that its records aren't there. */
gboolean       tw_run_recorded       (TwCheckRun        *run,
                                      const TwCheckTable *table);

/* ---- what it asks (tw-check-data.c, tw-check-replay.c) ---- */

const TwCheckTable  *tw_run_table    (TwCheckRun        *run,
                                      const char        *entity);
/* Whether the partner is enrolled today; where nobody is enrolled by name, whether it is an active one of the type. */
gboolean             tw_run_is_member (TwCheckRun       *run,
                                      gint64             partner);
guint                tw_run_n_members (TwCheckRun       *run);
/* (transfer container) (element-type gint64): ids in order. */
GArray              *tw_run_members  (TwCheckRun        *run);
/* The same by index of the metrics' partners. */
gboolean             tw_run_is_member_at (TwCheckRun    *run,
                                      gsize              index);
/* What a row is called; "" where there is none. */
const char          *tw_run_name     (TwCheckRun        *run,
                                      const char        *entity,
                                      gint64             id);
/* (nullable): %NULL with the run's error set. */
TwMetricFacts       *tw_run_facts    (TwCheckRun        *run);
/* (nullable): the same where investments are recorded; else %NULL, and says so. */
const TwMetricFacts *tw_run_invested (TwCheckRun        *run);
/* (transfer full): per partner of the metrics, what it brought from @from to before @to, in minor units of the workspace's
 * currency: its sales, royalties charged, and with @won the opportunities won with its help. */
gint64              *tw_run_contributions (TwCheckRun   *run,
                                      TwDate             from,
                                      TwDate             to,
                                      gboolean           won);
/* (transfer full): likewise what was invested in each by name. */
gint64              *tw_run_investments (TwCheckRun     *run,
                                      TwDate             from,
                                      TwDate             to);
/* (nullable): likewise, or where there is nothing to replay. */
const TwCheckReplay *tw_run_replay   (TwCheckRun        *run);
/* (nullable): the replay, where facts and partners give something to ask it; says why where they don't. */
const TwCheckReplay *tw_run_replay_or_say (TwCheckRun   *run);
/* The id of a partner by its index in the replay. */
gint64               tw_run_replayed_partner (TwCheckRun *run,
                                      gsize              index);
/* Such a partner to the rows of a finding. */
void                 tw_run_add_replayed (TwCheckRun    *run,
                                      GPtrArray         *rows,
                                      gsize              index,
                                      const char        *value);
/* (nullable): the highest bands of tw_check_replay_high() over the same periods; likewise. */
const int           *tw_run_whole    (TwCheckRun        *run);
/* (nullable): the dataset that was replayed; likewise. */
const TwDataset     *tw_run_dataset  (TwCheckRun        *run);
/* The tier that a partner holds today in this program; -1 none, else its place from the lowest. */
int                  tw_run_tier     (TwCheckRun        *run,
                                      gint64             partner);
/* The last review held with a partner; %TW_DATE_NONE: none. */
TwDate               tw_run_last_review (TwCheckRun     *run,
                                      gint64             partner);
/* The row's `amount` in the program's currency at the rate of a day; FALSE where no rate is known. */
gboolean             tw_run_convert  (TwCheckRun        *run,
                                      const TwCheckTable *table,
                                      gsize              row,
                                      TwDate             date,
                                      gint64            *amount);
/* (transfer full): "1,234.50 USD", in the program's or the workspace's currency. */
char                *tw_run_money    (TwCheckRun        *run,
                                      gint64             amount);
char                *tw_run_reporting (TwCheckRun       *run,
                                      gint64             amount);

/* For g_ptr_array_sort() of texts. */
int                  tw_check_compare_texts (gconstpointer a,
                                      gconstpointer      b);
/* Whether a path is that of @place or leads into it. */
gboolean             tw_check_is_at (const char         *path,
                                      const char        *place);
/* Whether anybody has a part in an opportunity. */
gboolean             tw_check_has_credit (TwCheckRun    *run,
                                      gint64             opportunity);
/* Whether a row passes a measure's filter, as far as the filter compares texts of the row. */
gboolean             tw_check_filter_holds (const TwCheckTable *table,
                                      gsize              row,
                                      const TwCondition *where);

/* A bar of a condition: at least so much of a value. */
typedef struct
{
  const TwExpr *value;
  const char   *path;     /* of the condition */
  TwFraction    least;
} TwCheckThreshold;

/* Adds the bars of a condition (element-type TwCheckThreshold). @must: only those that nothing leads around. */
void                 tw_check_thresholds (const TwProgram   *program,
                                      const TwCondition *condition,
                                      gboolean           must,
                                      GArray            *thresholds);

/* ---- predicates by what they are about ---- */

void tw_ask_language      (TwCheckRun *run);   /* what the text alone gives */
void tw_ask_objective     (TwCheckRun *run);   /* 01 */
void tw_ask_counting      (TwCheckRun *run);   /* 02 */
void tw_ask_gap           (TwCheckRun *run);   /* 03 */
void tw_ask_route         (TwCheckRun *run);   /* 04 */
void tw_ask_model         (TwCheckRun *run);   /* 05 */
void tw_ask_signed        (TwCheckRun *run);   /* 06 */
void tw_ask_notice        (TwCheckRun *run);   /* 07 */
void tw_ask_escalation    (TwCheckRun *run);   /* 08 */
void tw_ask_migration     (TwCheckRun *run);   /* 09 */
void tw_ask_computable    (TwCheckRun *run);   /* 10 */
void tw_ask_template      (TwCheckRun *run);   /* 11 */
void tw_ask_resale        (TwCheckRun *run);   /* 12 */
void tw_ask_elements      (TwCheckRun *run);   /* 13 */
void tw_ask_renewal       (TwCheckRun *run);   /* 14 */
void tw_ask_cohort        (TwCheckRun *run);   /* 15 */
void tw_ask_shallow       (TwCheckRun *run);   /* 16 */
void tw_ask_ownership     (TwCheckRun *run);   /* 17 */
void tw_ask_headcount     (TwCheckRun *run);   /* 18 */
void tw_ask_rival         (TwCheckRun *run);   /* 19 */
void tw_ask_attribution   (TwCheckRun *run);   /* 20 */
void tw_ask_baseline      (TwCheckRun *run);   /* 21 */
void tw_ask_credit        (TwCheckRun *run);   /* 22 */
void tw_ask_outcome       (TwCheckRun *run);   /* 23 */
void tw_ask_spend         (TwCheckRun *run);   /* 24 */
void tw_ask_uniform       (TwCheckRun *run);   /* 25 */
void tw_ask_managers      (TwCheckRun *run);   /* 26 */
void tw_ask_ladder        (TwCheckRun *run);   /* 27 */
void tw_ask_recruiting    (TwCheckRun *run);   /* 28 */
void tw_ask_path          (TwCheckRun *run);   /* 29 */
void tw_ask_nominal       (TwCheckRun *run);   /* 30 */
void tw_ask_lapsed        (TwCheckRun *run);   /* 31 */
void tw_ask_gate          (TwCheckRun *run);   /* 32 */
void tw_ask_dependency    (TwCheckRun *run);   /* 33 */
void tw_ask_risk          (TwCheckRun *run);   /* 34 */
void tw_ask_category      (TwCheckRun *run);   /* 35 */
void tw_ask_trial         (TwCheckRun *run);   /* 36 */
void tw_ask_protection    (TwCheckRun *run);   /* 37 */
void tw_ask_displacement  (TwCheckRun *run);   /* 38 */
void tw_ask_funds         (TwCheckRun *run);   /* 39 */
void tw_ask_governance    (TwCheckRun *run);   /* 40 */
void tw_ask_compliance    (TwCheckRun *run);   /* 41 */
void tw_ask_documents     (TwCheckRun *run);   /* 42 */
void tw_ask_minimum       (TwCheckRun *run);   /* 43 */
void tw_ask_seed          (TwCheckRun *run);   /* 44 */
void tw_ask_goals         (TwCheckRun *run);   /* 45 */
void tw_ask_packs         (TwCheckRun *run);   /* 46 */
void tw_ask_response      (TwCheckRun *run);   /* 47 */
void tw_ask_uncertified   (TwCheckRun *run);   /* 48 */
void tw_ask_starved       (TwCheckRun *run);   /* 49 */
void tw_ask_cliff         (TwCheckRun *run);   /* 52 */
void tw_ask_falling       (TwCheckRun *run);   /* 53 */
void tw_ask_reach         (TwCheckRun *run);   /* 54 */
void tw_ask_edges         (TwCheckRun *run);   /* 57 */
void tw_ask_budget        (TwCheckRun *run);   /* 59 */
void tw_ask_complexity    (TwCheckRun *run);   /* 60 */
void tw_ask_individual    (TwCheckRun *run);   /* 61 */
void tw_ask_unconfirmed   (TwCheckRun *run);

G_END_DECLS
