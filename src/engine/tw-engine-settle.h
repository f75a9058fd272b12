/* tw-engine-settle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-job.h"

G_BEGIN_DECLS

/* What works on lines rather than on facts. */

/* tw-engine.c */
TwWork         *tw_work_new         (TwEngine       *engine,
                                     guint           partner);
void            tw_work_free        (TwWork         *work);
void            tw_work_drop        (TwWork         *work);
GArray         *tw_leaves_new       (void);
/* tw-opening.c */
void            tw_opening_balances (const TwEngine *engine,
                                     GArray         *balances);
/* tw-qualify.c */
void            tw_reviews_run      (TwWork         *work);
void        tw_reviews_at          (TwWork           *work,
                                    TwDate            date);
/* tw-guarantee.c */
void            tw_guarantees_run   (TwWork         *work);
/* tw-limit.c */
void            tw_limits_run       (TwWork         *work);
void            tw_limits_share     (TwEngine       *engine);
/* tw-clawback.c */
void            tw_clawbacks_run    (TwWork         *work);
/* tw-timing.c */
void            tw_timing_run       (TwWork         *work);
/* tw-fund.c */
void            tw_funds_run        (TwWork         *work);
/* tw-payment.c */
void            tw_payment_run      (TwWork         *work);
/* tw-work.c */
const TwRule   *tw_line_rule        (const TwWork   *work,
                                     const TwLine   *line);
TwLine         *tw_work_add_line    (TwWork         *work,
                                     TwLineKind      kind,
                                     guint           version,
                                     guint           rule,
                                     gint64          fact,
                                     gint64          amount);
void            tw_work_context     (TwWork         *work,
                                     TwContext      *context,
                                     guint           version,
                                     const TwRule   *rule,
                                     TwSpan          unit,
                                     GError        **error);
void            tw_work_balance     (TwWork         *work,
                                     TwBalanceKind   kind,
                                     const char     *name,
                                     TwDate          origin,
                                     gint64          amount,
                                     TwDate          expires);
const GArray   *tw_work_balances    (const TwWork   *work);
/* Unit by unit: the one `n` pay periods after the one that ends on @last; its last day. */
TwDate          tw_work_expiry      (const TwWork   *work,
                                     const TwProgram *program,
                                     TwPer           per,
                                     TwCalendarUnit  unit,
                                     TwDate          last,
                                     int             n);
guint           tw_work_version     (const TwWork   *work);

G_END_DECLS
