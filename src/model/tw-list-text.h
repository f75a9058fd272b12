/* tw-list-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-filter.h"

G_BEGIN_DECLS

typedef enum
{
  TW_LIST_TEXT_CSV,     /* RFC 4180: comma, CRLF, quotes where needed */
  TW_LIST_TEXT_TSV,     /* for the clipboard: tabs and line ends inside a cell become blanks */
} TwListTextForm;

/**
 * tw_list_text_write:
 * @fields: (nullable) (array zero-terminated=1): names of fields in the order wanted; %NULL: all
 * @ids: (nullable): these rows in this order; %NULL: those of the filter, in the order of @sort
 * @sort: (nullable): name of a field
 * @headers: whether the first line holds names: for CSV the stable names, for TSV the labels
 * @keys: references by external id (what an import takes), else by title
 *
 * Renders raw numbers without grouping and ISO dates, in one pass and without keeping rows.
 */
gboolean  tw_list_text_write (TwWorkspace         *workspace,
                              const TwEntity      *entity,
                              const TwFilter      *filter,
                              const char          *sort,
                              gboolean             descending,
                              const gint64        *ids,
                              gsize                n_ids,
                              const char * const  *fields,
                              TwListTextForm       form,
                              gboolean             headers,
                              gboolean             keys,
                              GOutputStream       *stream,
                              GCancellable        *cancellable,
                              GError             **error);

/* Appends one cell, quoted as @form asks. */
void      tw_list_text_cell  (GString             *line,
                              const char          *text,
                              TwListTextForm       form);

G_END_DECLS
