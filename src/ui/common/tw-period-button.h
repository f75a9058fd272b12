/* tw-period-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_PERIOD_BUTTON (tw_period_button_get_type ())
G_DECLARE_FINAL_TYPE (TwPeriodButton, tw_period_button, TW, PERIOD_BUTTON, AdwBin)

/**
 * TwPeriodButton:
 *
 * Shows the period that all views follow and changes it: typed, by preset, or in a grid of a fiscal
 * year's quarters and months. Property `direction`: where the popover opens.
 */
void  tw_period_button_set_document (TwPeriodButton *self,
                                     TwDocument     *document);

G_END_DECLS
