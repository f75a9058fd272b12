/* tw-plain-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-plain-text.h"

gboolean
tw_char_turns_text (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

const char *
tw_text_find_bad (const char *text,
                  gboolean    lines)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (tw_char_turns_text (c))
        return p;
      /* C0, DEL and C1 are no text. */
      if (g_unichar_iscntrl (c) && !(lines && (c == '\n' || c == '\t' || c == '\r')))
        return p;
    }

  return NULL;
}
