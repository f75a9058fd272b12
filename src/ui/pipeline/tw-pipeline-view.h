/* tw-pipeline-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_PIPELINE_VIEW (tw_pipeline_view_get_type ())
G_DECLARE_FINAL_TYPE (TwPipelineView, tw_pipeline_view, TW, PIPELINE_VIEW, TwView)

/**
 * TwPipelineView:
 *
 * Opportunities as a board by stage or as a list, deal registrations, and the page of one opportunity.
 */
TwView *tw_pipeline_view_new (TwDocument *document);

G_END_DECLS
