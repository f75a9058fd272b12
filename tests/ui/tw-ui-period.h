/* tw-ui-period.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-ui-test.h"

G_BEGIN_DECLS

/* A quarter that can be calculated, for the tests of statements and programs. */

/* The partner whose name needs care in markup and files. */
#define TW_UI_PARTNER "A <R&D> & Söhne"

/* (transfer full): three resellers and their sales of 2026-Q3, without a program; the document
 * shows the quarter. By hand: `A <R&D> & Söhne` sold 30,000.00 + 12,000.00 = 42,000.00 USD, Birch
 * 8,000.00, Cedar 500.00. */
TwDocument *tw_ui_period_document     (const char  *dir);
/* The program "Reseller Test" as JSON: 2 % of sales from 0, 5 % from 20,000.00, marginal; 100.00
 * for each sale of at least 10,000.00. A pays 400 + 1,100 + 200 = 1,700.00, Birch 160.00, Cedar
 * 10.00. */
char       *tw_ui_period_program      (void);
/* Imports and publishes it. */
void        tw_ui_period_publish      (TwDocument  *document);
/* Lets the main loop run until no job of @document is left. */
void        tw_ui_period_wait         (TwDocument  *document);
/* Presses the mapped button below @widget with this label (without mnemonics), as a click does. */
void        tw_ui_period_press        (GtkWidget   *widget,
                                       const char  *label);
/* Fails unless the keys @accelerator start @action. */
void        tw_ui_period_assert_key   (TwApplication *application,
                                       const char  *accelerator,
                                       const char  *action);
/* Draws @window into TW_UI_SHOTS/@name.png where that variable is set. */
void        tw_ui_period_shot         (GtkWidget   *window,
                                       const char  *name);

G_END_DECLS
