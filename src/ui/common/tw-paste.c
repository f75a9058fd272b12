/* tw-paste.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-paste.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The cell that begins at @p, and where it ends. Quotes only mean something where they enclose all
 * of the cell: 'the 3" model' is text. */
static char *
take_cell (const char **p)
{
  const char *start = *p;
  const char *end = start + strcspn (start, "\t\r\n");
  g_autoptr (GString) cell = NULL;

  if (*start != '"')
    {
      *p = end;
      return g_strndup (start, end - start);
    }

  cell = g_string_new (NULL);
  for (const char *c = start + 1; *c != '\0'; c++)
    {
      if (*c == '"' && c[1] == '"')
        c++;
      else if (*c == '"' && strchr ("\t\r\n", c[1]) != NULL)
        {
          *p = c + 1;
          return g_string_free (g_steal_pointer (&cell), FALSE);
        }
      else if (*c == '"')
        break;

      g_string_append_c (cell, *c);
    }

  *p = end;

  return g_strndup (start, end - start);
}

static void
skip_line_end (const char **p)
{
  if (**p == '\r')
    (*p)++;
  if (**p == '\n')
    (*p)++;
}

GPtrArray *
tw_paste_parse (const char  *text,
                GError     **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *p = text;
  gsize n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  do
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (rows, row);
      g_ptr_array_add (row, take_cell (&p));
      while (*p == '\t')
        {
          p++;
          g_ptr_array_add (row, take_cell (&p));
        }

      n += row->len;
      if (n > TW_PASTE_MAX_CELLS)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                       _("The clipboard holds more than %d cells. Import a file of that size instead."),
                       TW_PASTE_MAX_CELLS);
          return NULL;
        }

      skip_line_end (&p);
    }
  while (*p != '\0');

  return g_steal_pointer (&rows);
}
