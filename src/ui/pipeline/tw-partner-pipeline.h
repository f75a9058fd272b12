/* tw-partner-pipeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

/* The opportunities in which @partner has a role, whatever their state, as a list with sums; Enter opens the page of
 * one in the pipeline. Follows the document by itself. */
GtkWidget *tw_partner_pipeline_new (TwDocument *document,
                                    gint64      partner);

G_END_DECLS
