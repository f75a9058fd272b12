/* tw-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-entity.h"
#include "tw-metric-table.h"

G_BEGIN_DECLS

/* How values look in the window: in the numbers and dates of the person's locale. The plain form,
 * from which all of these start, is the same everywhere (tw-field-text.h). */

/* (transfer full): "-1204.50" becomes "−1,204.50": grouped, with the locale's signs. Text that is
 * not a plain number comes back as it is. */
char *tw_format_number (const char  *plain);
/* (transfer full): a plain number or percentage with at least @decimals decimals, "3%" as "3.00%". Other
 * text comes back as it is. */
char *tw_format_pad    (const char  *plain,
                        guint        decimals);
/* (transfer full): a plain number or percentage as people see it, with at least as many decimals as @beside,
 * (nullable), which it stands next to. Other text comes back as it is. */
char *tw_format_beside (const char  *plain,
                        const char  *beside);
/* (transfer full): "8.75%" becomes "8.75 %", with a blank that doesn't break; "3%" becomes "3.0 %". */
char *tw_format_rate   (const char  *plain);
/* (transfer full), also @text: from right to left the sign of a rate would come to stand before its number. */
char *tw_format_isolate (char       *text);
/* (transfer full): minor units with @digits decimals, followed by the code unless @currency is
 * %NULL. */
char *tw_format_money  (gint64       amount,
                        int          digits,
                        const char  *currency);
/* (transfer full): "100,000". */
char *tw_format_count  (guint        count);
/* (transfer full): "30 Sep 2026". */
char *tw_format_date   (TwDate       date);
/* (transfer full): "20 Nov 2026, 14:05" of UTC text, in the time of the person's place. */
char *tw_format_moment (const char  *at);
/* How the metrics write numbers here. */
const TwMetricFormat *tw_format_metric (void);
/* (transfer full): the plain form of a field of @type as people see it. */
char *tw_format_plain  (TwFieldType  type,
                        const char  *plain);
gboolean tw_format_is_numeric (TwFieldType type);

/* The label of a field as the title of a column: "Fact currency" becomes "Fact Currency". Only English
 * is capitalized so; a translation and the name that somebody gave a field stay as they are. */
const char *tw_format_header (const TwField *field);

G_END_DECLS
