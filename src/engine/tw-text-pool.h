/* tw-text-pool.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts by dense numbers that begin at 0, one number per text: a million ids of facts cost little more than their copies.
 * Afterwards threads may read it together. */
typedef struct _TwTextPool TwTextPool;

TwTextPool *tw_text_pool_new    (void);
void        tw_text_pool_free   (TwTextPool       *self);
/* The number of @text, which is copied where it is new. */
gint64      tw_text_pool_add    (TwTextPool       *self,
                                 const char       *text,
                                 gsize             length);
/* -1 where @text isn't in the pool. */
gint64      tw_text_pool_find   (const TwTextPool *self,
                                 const char       *text);
/* (nullable): %NULL where there is no such number. */
const char *tw_text_pool_get    (const TwTextPool *self,
                                 gint64            number);
gsize       tw_text_pool_length (const TwTextPool *self);

G_END_DECLS
