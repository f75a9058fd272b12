/* tw-program-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-scan.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-error.h"

/* A number has at most so many characters; what a program means by numbers stands in quotes. */
#define MAX_NUMBER 18

typedef enum
{
  DUE_VALUE,
  DUE_FIRST_ITEM,     /* a value or the end of the list */
  DUE_FIRST_KEY,      /* a key or the end of the object */
  DUE_KEY,
  DUE_COLON,
  DUE_MORE,           /* a comma or the end of what is open */
  DUE_END,            /* of the text */
} Due;

typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  char        open[TW_PROGRAM_TEXT_MAX_DEPTH + 1];   /* closing brackets, innermost last */
  guint       depth;
  Due         due;
} Scan;

/* Line and column, both from 1; columns in characters. */
static void
find_place (const Scan *scan,
            const char *at,
            int        *line,
            int        *column)
{
  const char *start = scan->text;

  *line = 1;
  for (const char *p = scan->text; p < at; p++)
    if (*p == '\n')
      {
        (*line)++;
        start = p + 1;
      }
  *column = (int) g_utf8_pointer_to_offset (start, at) + 1;
}

static gboolean
refuse (const Scan  *scan,
        const char  *at,
        const char  *what,
        GError     **error)
{
  int line;
  int column;

  find_place (scan, at, &line, &column);
  /* Translators: line, column, and what is wrong there, a sentence without its full stop. */
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("The program isn't valid JSON (%1$d:%2$d: %3$s). Correct the text there and load it again."), line, column, what);

  return FALSE;
}

static const char *
due_text (const Scan *scan)
{
  switch (scan->due)
    {
    case DUE_FIRST_KEY:
    case DUE_KEY:
      return _("a key in double quotes is due here");
    case DUE_COLON:
      return _("a colon is due between key and value");
    case DUE_MORE:
      return scan->open[scan->depth - 1] == '}' ? _("a comma or the closing brace is due here")
                                                : _("a comma or the closing bracket is due here");
    case DUE_END:
      return _("nothing may come after the end of the program");
    case DUE_FIRST_ITEM:
    case DUE_VALUE:
    default:
      return _("a value is due here: a text in double quotes, a number, true, false, null, a list or an object");
    }
}

/* The four digits of an escape such as \u00e4. */
static gboolean
read_hex (const Scan *scan,
          const char *at,
          guint      *code)
{
  *code = 0;
  for (int i = 0; i < 4; i++)
    {
      if (at + i >= scan->end || !g_ascii_isxdigit (at[i]))
        return FALSE;
      *code = *code * 16 + (guint) g_ascii_xdigit_value (at[i]);
    }

  return TRUE;
}

/* At the backslash of an escape; goes behind it. */
static gboolean
scan_escape (Scan    *scan,
             GError **error)
{
  const char *at = scan->at;
  guint code;
  guint low;

  if (at + 1 >= scan->end || strchr ("\"\\/bfnrtu", at[1]) == NULL)
    return refuse (scan, at, _("a backslash stands before one of \" \\ / b f n r t u alone"), error);
  scan->at += 2;
  if (at[1] != 'u')
    return TRUE;
  if (!read_hex (scan, scan->at, &code))
    return refuse (scan, at, _("four hexadecimal digits are due after \\u"), error);
  scan->at += 4;
  if (code == 0)
    return refuse (scan, at, _("the character \\u0000 can't be part of a text"), error);
  if (code < 0xd800 || code > 0xdfff)
    return TRUE;
  if (code > 0xdbff || scan->at + 1 >= scan->end || scan->at[0] != '\\' || scan->at[1] != 'u' ||
      !read_hex (scan, scan->at + 2, &low) || low < 0xdc00 || low > 0xdfff)
    return refuse (scan, at, _("this is half of a character; write both halves, or the character itself"), error);
  scan->at += 6;

  return TRUE;
}

/* At the opening quote; goes behind the closing one. */
static gboolean
scan_string (Scan    *scan,
             GError **error)
{
  const char *start = scan->at++;

  while (scan->at < scan->end && *scan->at != '"')
    if (*scan->at == '\\')
      {
        if (!scan_escape (scan, error))
          return FALSE;
      }
    else if ((guchar) *scan->at < 0x20)
      return refuse (scan, scan->at, _("a text can't hold a line break or tab as it is; write \\n or \\t"), error);
    else
      scan->at++;
  if (scan->at >= scan->end)
    return refuse (scan, start, _("this text has no closing quote"), error);
  scan->at++;

  return TRUE;
}

static void
skip_digits (Scan *scan)
{
  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
}

static gboolean
scan_number (Scan    *scan,
             GError **error)
{
  const char *start = scan->at;
  const char *digits;

  if (*scan->at == '-')
    scan->at++;
  digits = scan->at;
  skip_digits (scan);
  if (scan->at == digits || (*digits == '0' && scan->at - digits > 1))
    return refuse (scan, start, _("this is no number as JSON writes it"), error);
  if (scan->at < scan->end && *scan->at == '.')
    {
      digits = ++scan->at;
      skip_digits (scan);
      if (scan->at == digits)
        return refuse (scan, start, _("digits are due after the point"), error);
    }
  if (scan->at < scan->end && (*scan->at == 'e' || *scan->at == 'E'))
    return refuse (scan, start, _("write the number without an exponent, and in quotes"), error);
  if (scan->at - start > MAX_NUMBER)
    return refuse (scan, start, _("the number is too long; write it in quotes"), error);

  return TRUE;
}

static gboolean
scan_word (Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0 &&
          (scan->at + length == scan->end || !g_ascii_isalnum (scan->at[length])))
        {
          scan->at += length;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
open_bracket (Scan    *scan,
              GError **error)
{
  int line;
  int column;

  if (scan->depth == TW_PROGRAM_TEXT_MAX_DEPTH)
    {
      find_place (scan, scan->at, &line, &column);
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("Line %d of the program lies more than %d brackets deep. Name parts of it in “define” and refer to the names."),
                   line, TW_PROGRAM_TEXT_MAX_DEPTH);
      return FALSE;
    }
  scan->due = *scan->at == '{' ? DUE_FIRST_KEY : DUE_FIRST_ITEM;
  scan->open[scan->depth++] = *scan->at == '{' ? '}' : ']';
  scan->at++;

  return TRUE;
}

static void
leave_value (Scan *scan)
{
  scan->due = scan->depth > 0 ? DUE_MORE : DUE_END;
}

static gboolean
scan_value (Scan    *scan,
            GError **error)
{
  gboolean good;

  if (*scan->at == '{' || *scan->at == '[')
    return open_bracket (scan, error);
  if (*scan->at == '"')
    good = scan_string (scan, error);
  else if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
    good = scan_number (scan, error);
  else
    good = scan_word (scan) || refuse (scan, scan->at, due_text (scan), error);
  leave_value (scan);

  return good;
}

/* One token at a character that is no blank. */
static gboolean
scan_token (Scan    *scan,
            GError **error)
{
  char c = *scan->at;
  gboolean closes = scan->depth > 0 && c == scan->open[scan->depth - 1] &&
                    (scan->due == DUE_MORE || scan->due == DUE_FIRST_ITEM || scan->due == DUE_FIRST_KEY);

  if (closes)
    {
      scan->depth--;
      scan->at++;
      leave_value (scan);
      return TRUE;
    }
  if (scan->due == DUE_VALUE || scan->due == DUE_FIRST_ITEM)
    return scan_value (scan, error);
  if ((scan->due == DUE_KEY || scan->due == DUE_FIRST_KEY) && c == '"')
    {
      scan->due = DUE_COLON;
      return scan_string (scan, error);
    }
  if ((scan->due == DUE_COLON && c == ':') || (scan->due == DUE_MORE && c == ','))
    {
      scan->due = c == ':' || scan->open[scan->depth - 1] == ']' ? DUE_VALUE : DUE_KEY;
      scan->at++;
      return TRUE;
    }

  return refuse (scan, scan->at, due_text (scan), error);
}

gboolean
tw_program_scan (const char  *text,
                 gsize        size,
                 GError     **error)
{
  Scan scan = { .text = text, .at = text, .end = text + size, .due = DUE_VALUE };

  while (scan.at < scan.end)
    if (*scan.at == ' ' || *scan.at == '\t' || *scan.at == '\n' || *scan.at == '\r')
      scan.at++;
    else if (!scan_token (&scan, error))
      return FALSE;
  /* Nothing but blanks is told as what holds no object. */
  if (scan.due != DUE_END && (scan.depth > 0 || scan.due != DUE_VALUE))
    return refuse (&scan, scan.end, _("the text ends before everything is closed"), error);

  return TRUE;
}
