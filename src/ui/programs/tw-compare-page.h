/* tw-compare-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "tw-program-compare.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

#define TW_TYPE_COMPARE_PAGE (tw_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (TwComparePage, tw_compare_page, TW, COMPARE_PAGE, AdwBin)

/**
 * TwComparePage:
 *
 * What differs between two versions of a program: by tier and rule, each in words, with who changed it and when, and
 * what both would have cost in the document's period. A row goes to its place in the newer version
 * (`view.compare-jump`).
 */
GtkWidget     *tw_compare_page_new          (TwDocument      *document,
                                             gint64           before,
                                             gint64           after);
/* Shows what is true now; for another period too. */
void           tw_compare_page_refresh      (TwComparePage   *self);
gint64         tw_compare_page_get_after    (TwComparePage   *self);
/* (nullable) (transfer none): %NULL until it was calculated. */
const TwProgramCost *tw_compare_page_get_cost (TwComparePage *self);
/* Fills a section of a menu with the other versions of @version's program; empty where there are none. */
void           tw_compare_fill_menu         (GMenu           *menu,
                                             TwWorkspace     *workspace,
                                             const TwProgramVersion *version);

G_END_DECLS
