/* tw-dataset-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"
#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_dataset_load:
 * @workspace: an open workspace; only read
 *
 * Everything a calculation reads, as the engine's columns: partners with types, groups and
 * attributes, customers, products, persons, facts of every kind with their credits, agreements
 * with negotiated terms, enrolments, tiers held, and FX rates. One scan per table.
 *
 * Row numbers of partners and facts are the dataset's own; tw_dataset_fact_key() leads back.
 *
 * Returns: (transfer full): a finished dataset
 */
TwDataset *tw_dataset_load       (TwWorkspace      *workspace,
                                  GError          **error);
/**
 * tw_dataset_load_for:
 * @documents: (element-type TwProgramDocument): the programs that will be calculated
 *
 * The same with only those columns of sales that @documents read: a third of the memory for the
 * usual program. Everything else is loaded whole.
 */
TwDataset *tw_dataset_load_for   (TwWorkspace      *workspace,
                                  GPtrArray        *documents,
                                  GError          **error);
/* (transfer full) (element-type utf8): names of the columns of sales that tw_dataset_load_for() loads for @documents, whose
 * texts they are. */
GHashTable *tw_dataset_wanted    (GPtrArray        *documents);
/* tw_dataset_load_for() every published version of every program: what a calculation of any
 * period reads. */
TwDataset *tw_dataset_load_published (TwWorkspace  *workspace,
                                  GError          **error);
/* Whether a calculation of one partner under @program looks at sales of partners outside its group: at measures or
 * limits over all of them, or at first purchases of customers. */
gboolean   tw_program_reads_all    (const TwProgram *program);
/**
 * tw_dataset_load_partner:
 * @partner: row id of a partner
 * @whole: (out): whether all sales were loaded
 *
 * tw_dataset_load_published() with the sales of that partner and of its group alone, where that is enough to
 * calculate the partner: where no published program is one of tw_program_reads_all(), and no sale is credited to, reverses or replaces one of another partner. Everything else is loaded whole.
 *
 * Returns: (transfer full): a finished dataset
 */
TwDataset *tw_dataset_load_partner (TwWorkspace    *workspace,
                                  gint64            partner,
                                  gboolean         *whole,
                                  GError          **error);
/* Kind number (table fact_kind) and row id in that kind's table, of fact row @fact. */
void       tw_dataset_fact_key   (const TwDataset  *dataset,
                                  gint64            fact,
                                  int              *kind,
                                  gint64           *id);
/* Row id in table partner (customer, product, person) of a row of the relation. */
gint64     tw_dataset_entity_id  (const TwDataset  *dataset,
                                  TwRelationId      relation,
                                  gint64            row);

G_END_DECLS
