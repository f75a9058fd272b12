/* tw-statement-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "tw-statement.h"

G_BEGIN_DECLS

/* The readable parts of a statement as groups of boxed lists. Removing an adjustment activates
 * `view.remove-adjustment` with its row. */

/* What it comes to, its rules, adjustments, tie-out and where it comes from. */
GtkWidget *tw_statement_summary_new   (const TwStatement *statement);
/* The tiers, what each asks for and what is missing. */
GtkWidget *tw_statement_tier_path_new (const TwStatement *statement);

G_END_DECLS
