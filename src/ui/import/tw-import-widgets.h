/* tw-import-widgets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-import-mapping.h"
#include "tw-import-report.h"

G_BEGIN_DECLS

/* What the steps of the import assistant are made of. */

/* Whether every row needs @field and neither a column nor a value nor the program fills it. */
gboolean    tw_import_is_lacking         (const TwImportMapping *mapping,
                                          const TwImportField *field);
/* A row that shows data: its texts aren't markup. */
GtkWidget  *tw_import_row_new            (const char         *title,
                                          const char         *subtitle);
/* A row with a number at its end. */
GtkWidget  *tw_import_count_row_new      (const char         *title,
                                          const char         *subtitle,
                                          guint64             count);
/* @labels: (transfer none): ended by NULL. @search: with a search field, for long lists. */
GtkDropDown *tw_import_drop_down_new     (const char *const  *labels,
                                          const char         *name,
                                          gboolean            search);
/* Takes all rows out of @group that were noted in @rows, a list of widgets, and empties that. */
void        tw_import_clear_rows         (AdwPreferencesGroup *group,
                                          GPtrArray          *rows);
void        tw_import_add_row            (AdwPreferencesGroup *group,
                                          GPtrArray          *rows,
                                          GtkWidget          *row);
/* New, changed, unchanged and rejected rows. */
void        tw_import_add_counts         (AdwPreferencesGroup *group,
                                          GPtrArray          *rows,
                                          TwImportReport     *report,
                                          gboolean            done,
                                          gboolean            updated);

G_END_DECLS
