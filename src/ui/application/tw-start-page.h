/* tw-start-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_START_PAGE (tw_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TwStartPage, tw_start_page, TW, START_PAGE, AdwBin)

/**
 * TwStartPage:
 *
 * What a window without a workspace shows: three ways in, and the workspaces used last. A workspace
 * dropped on it opens.
 */
void  tw_start_page_set_menu     (TwStartPage *self,
                                  GMenuModel  *menu);
/* @text: (nullable): what is being prepared; %NULL when it has ended. @fraction: 0 to 1. */
void  tw_start_page_set_progress (TwStartPage *self,
                                  const char  *text,
                                  double       fraction);

G_END_DECLS
