/* reprice-program.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the text of a program made up from a seed: tables of every mode, picks, adjustments, stacking groups,
 * limits over several rules, funds, guarantees, clawbacks, timing, tiers. Some are refused when they are read. From
 * @from, up to the day before @to (nullable). */
char *reprice_program_text (guint32     seed,
                            const char *from,
                            const char *to);
/* (transfer full): statements that make partners, customers, products and sales of two years, some of negative
 * amounts, several on a day; with @refunds some take others back. */
char *reprice_facts_text   (guint32     seed,
                            gboolean    refunds);

G_END_DECLS
