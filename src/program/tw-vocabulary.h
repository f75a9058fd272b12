/* tw-vocabulary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-calendar.h"
#include "tw-program.h"

G_BEGIN_DECLS

/**
 * TwVocabulary:
 *
 * The words that a program may use beside those of the language: attributes of facts, partners and
 * agreements with their types, currencies, categories, roles, and the fiscal calendar. A new
 * vocabulary knows the built-in attributes of every fact kind and the currencies of ISO 4217; a
 * workspace adds its own. Not changed while programs are loaded with it, so threads may share it.
 */
typedef struct _TwVocabulary TwVocabulary;

TwVocabulary *tw_vocabulary_new            (void);
/* Documents keep the one that they were read with. */
TwVocabulary *tw_vocabulary_ref            (const TwVocabulary *self);
/* Gives up a reference; the last one frees. */
void          tw_vocabulary_free           (TwVocabulary       *self);
/* @scope is `partner`, `customer`, `product`, `person`, `agreement` or a fact kind; `fact`:
 * every kind. */
void          tw_vocabulary_add_attribute  (TwVocabulary       *self,
                                            const char         *scope,
                                            const char         *name,
                                            TwValueType         type);
void          tw_vocabulary_add_currency   (TwVocabulary       *self,
                                            const char         *code,
                                            int                 digits);
/* From the first category on, picks and comparisons may only name those that were added. */
void          tw_vocabulary_add_category   (TwVocabulary       *self,
                                            const char         *name);
void          tw_vocabulary_add_role       (TwVocabulary       *self,
                                            const char         *name);
void          tw_vocabulary_set_calendar   (TwVocabulary       *self,
                                            const TwCalendar   *calendar);

/* What a program is built with; the window's completion asks it too. */
const TwCalendar *tw_vocabulary_get_calendar (const TwVocabulary *self);
/* -1: unknown currency. */
int           tw_vocabulary_get_digits     (const TwVocabulary *self,
                                            const char         *code);
/* FALSE: @scope has no attribute of this name. */
gboolean      tw_vocabulary_get_attribute  (const TwVocabulary *self,
                                            const char         *scope,
                                            const char         *name,
                                            TwValueType        *type);
/* (transfer full): names of @scope's attributes, sorted; NULL-terminated. */
char        **tw_vocabulary_list_attributes (const TwVocabulary *self,
                                            const char         *scope);
gboolean      tw_vocabulary_knows_category (const TwVocabulary *self,
                                            const char         *name);
gboolean      tw_vocabulary_knows_role     (const TwVocabulary *self,
                                            const char         *name);

/* (nullable): the kind with this index, in the order of the reference; NULL after the last. */
const char   *tw_fact_kind_nth             (guint               index);
gboolean      tw_fact_kind_is_known        (const char         *kind);
/* Whether partners of a type produce facts of a kind (requirements 1.5.3: always or sometimes). */
gboolean      tw_fact_kind_is_produced     (const char         *kind,
                                            const char         *partner_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwVocabulary, tw_vocabulary_free)

G_END_DECLS
