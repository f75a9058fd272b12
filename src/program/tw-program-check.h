/* tw-program-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"
#include "tw-finding.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

/* Findings of design: what a program that loads may still get wrong. Codes are `W1` … `W10` of
 * the language reference, and `CHK-10` for facts that the partner type doesn't produce. A
 * finding of severity error blocks publishing; all but `CHK-10` can be waived with a reason.
 * What a refusal at load says (bands out of order is CHK-51, a gap between closed ranges CHK-50)
 * never gets this far. */

/**
 * tw_program_check:
 * @document: a program
 *
 * The findings that the text alone gives: W1 to W8, W10 and CHK-10.
 *
 * W2 blocks where the total pay can fall, and warns where a marginal rate merely falls; W4 blocks
 * where the divisor is a baseline; W8 and W10 always block.
 *
 * Returns: (transfer full) (element-type TwFinding): in document order
 */
GPtrArray  *tw_program_check           (const TwProgramDocument *document);

/**
 * tw_program_check_payout:
 * @periods: (array length=n_periods): the last pay periods, half-open
 *
 * W9: which rules pay on no fact of @dataset in any of @periods, and for how many enrolled
 * partners.
 */
GPtrArray  *tw_program_check_payout    (const TwProgramDocument *document,
                                        const TwDataset         *dataset,
                                        const TwSpan            *periods,
                                        guint                    n_periods,
                                        GError                 **error);

/* (nullable): the check behind a finding's code as the catalogue numbers it: W2 → CHK-53. */
const char *tw_program_check_catalogue (const char              *code);
/* (transfer none): one line for people: “Falling payout”. */
const char *tw_program_check_title     (const char              *code);

G_END_DECLS
