/* tw-rule-bands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-form-private.h"

G_BEGIN_DECLS

/* One column of the grid of bands. */
typedef struct
{
  char *key;     /* below the band: `from`, `rate`, `rate/is/Gold` */
  char *title;
  gboolean pay;  /* may vary: the head of the column has a menu */
} TwBandColumn;

/* What a rule pays in a band of its measure: `rate` of money, else `price`. */
const char *tw_rule_bands_pay_key   (const TwRule  *rule);
/* (transfer full) (element-type TwBandColumn): from, what is paid (one column for each value that it goes
 * by), flat. */
GPtrArray  *tw_rule_bands_columns   (TwRuleForm    *form);
/* (transfer full): where the bands stand; a rule with one rate has them at itself. */
char       *tw_rule_bands_base      (TwRuleForm    *form,
                                     guint          band,
                                     gboolean      *plain);

/* --- changes, each one step; tw-rule-bands-change.c --- */

void        tw_rule_bands_insert    (TwRuleForm    *form,
                                     guint          after);
void        tw_rule_bands_remove    (TwRuleForm    *form,
                                     guint          band);
/* @edge: `from`, `to`, or empty for the table's */
void        tw_rule_bands_set_edge  (TwRuleForm    *form,
                                     guint          band,
                                     const char    *edge);
/* Lets what is paid in all bands go by @attribute with @values; none: one value for all again. */
void        tw_rule_bands_vary      (TwRuleForm    *form,
                                     const char    *key,
                                     const char    *attribute,
                                     char         **values);
/* Asks for the values first. */
void        tw_rule_bands_ask_vary  (TwRuleForm    *form,
                                     const char    *key,
                                     const char    *attribute);
/* (transfer full) (nullable): bands as JSON from what was copied from a spreadsheet: from, to, pay; or from,
 * pay. The error names the row. */
char       *tw_rule_bands_read      (const char    *text,
                                     const char    *pay_key,
                                     GError       **error);
/* Asks for such a text, beginning with what the clipboard has. */
void        tw_rule_bands_paste     (TwRuleForm    *form);

G_END_DECLS
