/* tw-data-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwDataWord:
 * @scope: `partner`, `customer`, `product`, `agreement` or a kind of fact
 * @name: of an attribute
 * @value: (nullable): a text that it has in the data; %NULL: the attribute itself, which the workspace defines
 *
 * Something that a program of this workspace can name.
 */
typedef struct
{
  char *scope;
  char *name;
  char *value;
} TwDataWord;

/* The most values that are read of one attribute: more are no classes. */
#define TW_DATA_WORDS_MAX 200

/**
 * tw_data_words_read:
 *
 * The workspace's own attributes and terms, then the values by which partners, customers and products are told apart.
 * Reads whole tables of these: meant for a thread.
 *
 * Returns: (transfer full) (element-type TwDataWord)
 */
GPtrArray *tw_data_words_read (TwWorkspace  *workspace,
                               GError      **error);

G_END_DECLS
