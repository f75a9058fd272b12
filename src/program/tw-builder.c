/* tw-builder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-plain-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A person mends what is at the top first; a thousand refusals help nobody. */
#define MAX_REFUSALS 100

/* Characters of a message. */
#define MAX_MESSAGE 600

/* Characters of what something is called; it stands in lists, headings and files. */
#define MAX_NAME 200

gsize
tw_builder_enter (TwBuilder  *b,
                  const char *key)
{
  gsize mark = b->path->len;

  g_string_append_c (b->path, '/');
  for (const char *p = key; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (b->path, "~0");
      else if (*p == '/')
        g_string_append (b->path, "~1");
      else
        g_string_append_c (b->path, *p);
    }

  return mark;
}

gsize
tw_builder_enter_index (TwBuilder *b,
                        guint      index)
{
  gsize mark = b->path->len;

  g_string_append_printf (b->path, "/%u", index);

  return mark;
}

void
tw_builder_leave (TwBuilder *b,
                  gsize      mark)
{
  g_string_truncate (b->path, mark);
}

/* A message quotes what was written; of a text that never ends it keeps both ends. (transfer full) */
static char *
shorten (char *message)
{
  g_autofree char *whole = message;
  g_autofree char *start = NULL;
  glong length = g_utf8_strlen (whole, -1);

  if (length <= MAX_MESSAGE)
    return g_steal_pointer (&whole);
  start = g_utf8_substring (whole, 0, MAX_MESSAGE / 2);

  return g_strconcat (start, "…", g_utf8_offset_to_pointer (whole, length - MAX_MESSAGE / 2), NULL);
}

void
tw_refuse (TwBuilder  *b,
           const char *code,
           const char *remedy,
           const char *format,
           ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (b->findings->len >= MAX_REFUSALS)
    return;
  va_start (args, format);
  message = shorten (g_strdup_vprintf (format, args));
  va_end (args);

  /* The same place is reached twice where a type is guessed first and built later. */
  for (guint i = 0; i < b->findings->len; i++)
    {
      const TwFinding *other = g_ptr_array_index (b->findings, i);

      if (strcmp (other->code, code) == 0 && strcmp (other->path, b->path->str) == 0 &&
          strcmp (other->message, message) == 0)
        return;
    }
  g_ptr_array_add (b->findings,
                   tw_finding_new (code, TW_SEVERITY_ERROR, b->path->str, message, remedy));
}

static const char *
node_name (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return _("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return _("a list");
  if (JSON_NODE_HOLDS_NULL (node))
    return _("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _("a text");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _("true or false");

  return _("a bare number");
}

static gboolean
is_listed (const char *keys,
           const char *key)
{
  gsize length = strlen (key);

  if (length == 0 || strchr (key, ' ') != NULL)
    return FALSE;
  for (const char *p = strstr (keys, key); p != NULL; p = strstr (p + 1, key))
    if ((p == keys || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return TRUE;

  return FALSE;
}

JsonObject *
tw_get_object (TwBuilder  *b,
               JsonNode   *node,
               const char *keys)
{
  JsonObject *object;
  g_autoptr (GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      tw_refuse (b, "E1", NULL, _("Here stands %s, but an object in braces is due."),
                 node_name (node));
      return NULL;
    }
  object = json_node_get_object (node);
  if (keys == NULL)
    return object;
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    if (!is_listed (keys, l->data))
      {
        gsize mark = tw_builder_enter (b, l->data);
        g_autofree char *remedy = g_strdup_printf (_("Possible here: %s."), keys);

        tw_refuse (b, "E1", remedy, _("“%s” is no field that can stand here."),
                   (const char *) l->data);
        tw_builder_leave (b, mark);
      }

  return object;
}

JsonArray *
tw_get_array (TwBuilder *b,
              JsonNode  *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  tw_refuse (b, "E1", NULL, _("Here stands %s, but a list in brackets is due."), node_name (node));

  return NULL;
}

const char *
tw_get_text (TwBuilder *b,
             JsonNode  *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  tw_refuse (b, "E1", _("Write numbers and names in quotes."),
             _("Here stands %s, but a text in quotes is due."), node_name (node));

  return NULL;
}

const char *
tw_member_text (TwBuilder  *b,
                JsonObject *object,
                const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  const char *text;
  gsize mark;

  if (node == NULL)
    return NULL;
  mark = tw_builder_enter (b, key);
  text = tw_get_text (b, node);
  if (text != NULL && text[0] == '\0')
    {
      tw_refuse (b, "E1", NULL, _("This text is empty."));
      text = NULL;
    }
  tw_builder_leave (b, mark);

  return text;
}

const char *
tw_member_name (TwBuilder  *b,
                JsonObject *object,
                const char *key)
{
  const char *text = tw_member_text (b, object, key);
  gboolean control = text != NULL && tw_text_find_bad (text, FALSE) != NULL;
  gsize mark;

  if (text == NULL || (!control && g_utf8_strlen (text, -1) <= MAX_NAME))
    return text;
  mark = tw_builder_enter (b, key);
  if (control)
    tw_refuse (b, "E1", _("Write it on one line, without invisible characters."), _("A name can't hold a line break, a tab or another character that isn't seen."));
  else
    tw_refuse (b, "E1", _("Say the rest in “notes”."), _("A name has at most %d characters, and this one has %ld."), MAX_NAME,
               g_utf8_strlen (text, -1));
  tw_builder_leave (b, mark);

  return NULL;
}

gboolean
tw_member_flag (TwBuilder  *b,
                JsonObject *object,
                const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  gsize mark;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  mark = tw_builder_enter (b, key);
  tw_refuse (b, "E1", NULL, _("Here stands %s, but true or false is due."), node_name (node));
  tw_builder_leave (b, mark);

  return FALSE;
}

static int
find_choice (const char *choices,
             const char *text)
{
  g_auto (GStrv) list = g_strsplit (choices, " ", -1);

  for (int i = 0; list[i] != NULL; i++)
    if (strcmp (list[i], text) == 0)
      return i;

  return -1;
}

int
tw_member_choice (TwBuilder  *b,
                  JsonObject *object,
                  const char *key,
                  const char *choices,
                  int         standard)
{
  const char *text = tw_member_text (b, object, key);
  int position;
  gsize mark;

  if (text == NULL)
    return standard;
  position = find_choice (choices, text);
  if (position >= 0)
    return position;
  mark = tw_builder_enter (b, key);
  tw_refuse (b, "E1", NULL, _("“%s” isn't possible here; possible are: %s."), text, choices);
  tw_builder_leave (b, mark);

  return standard;
}

gboolean
tw_get_count (TwBuilder *b,
              JsonNode  *node,
              int       *count)
{
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      GType type = json_node_get_value_type (node);
      guint64 value;

      if (type == G_TYPE_INT64 && json_node_get_int (node) >= 0 &&
          json_node_get_int (node) <= 1000000)
        {
          *count = (int) json_node_get_int (node);
          return TRUE;
        }
      if (type == G_TYPE_STRING &&
          g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, 1000000, &value, NULL))
        {
          *count = (int) value;
          return TRUE;
        }
    }
  tw_refuse (b, "E1", NULL, _("A whole number from 0 to 1,000,000 is due here."));

  return FALSE;
}

int
tw_member_count (TwBuilder  *b,
                 JsonObject *object,
                 const char *key,
                 int         standard)
{
  JsonNode *node = json_object_get_member (object, key);
  int count = standard;
  gsize mark;

  if (node == NULL)
    return standard;
  mark = tw_builder_enter (b, key);
  tw_get_count (b, node, &count);
  tw_builder_leave (b, mark);

  return count;
}

gboolean
tw_member_duration (TwBuilder  *b,
                    JsonObject *object,
                    const char *key,
                    TwDuration *duration)
{
  g_autoptr (GError) error = NULL;
  const char *text = tw_member_text (b, object, key);
  gsize mark;

  if (text == NULL || tw_duration_parse (text, duration, &error))
    return text != NULL;
  mark = tw_builder_enter (b, key);
  tw_refuse (b, "E1", NULL, _("“%s” is no duration; write “90 days”, “6 months” or “1 year”."),
             text);
  tw_builder_leave (b, mark);

  return FALSE;
}

gboolean
tw_get_date (TwBuilder *b,
             JsonNode  *node,
             TwDate    *date)
{
  const char *text = tw_get_text (b, node);

  if (text == NULL)
    return FALSE;
  if (tw_date_parse (text, date, NULL))
    return TRUE;
  tw_refuse (b, "E1", NULL, _("“%s” is no date; write it as 2026-03-31."), text);

  return FALSE;
}

gboolean
tw_get_share (TwBuilder  *b,
              JsonNode   *node,
              TwFraction *share,
              gboolean   *percent)
{
  g_autoptr (GError) error = NULL;
  const char *text = tw_get_text (b, node);
  gint64 millionths;

  if (text == NULL)
    return FALSE;
  if (!tw_number_parse (text, &millionths, &error))
    {
      tw_refuse (b, g_error_matches (error, TW_ERROR, TW_ERROR_RANGE) ? "E6" : "E1", NULL, "%s",
                 error->message);
      return FALSE;
    }
  if (millionths < 0)
    {
      tw_refuse (b, "E1", NULL, _("A share can't be negative, and this one is %s."), text);
      return FALSE;
    }
  *percent = g_str_has_suffix (text, "%");

  return tw_fraction_new (millionths, TW_MILLION, share);
}

gboolean
tw_get_money (TwBuilder  *b,
              JsonNode   *node,
              TwFraction *amount)
{
  const char *text = tw_get_text (b, node);
  TwExpr *literal;

  if (text == NULL)
    return FALSE;
  literal = tw_build_literal (b, text, WANT_MONEY);
  if (literal == NULL)
    return FALSE;
  *amount = literal->literal;

  return TRUE;
}

const char *
tw_intern_path (TwBuilder *b)
{
  return tw_program_intern (b->program, b->path->str);
}

gboolean
tw_looks_numeric (const char *text)
{
  const char *p = text;
  gboolean digit = FALSE;

  if (*p == '-' || *p == '+')
    p++;
  for (; *p != '\0' && *p != '%'; p++)
    {
      if (!g_ascii_isdigit (*p) && *p != '.' && *p != ',')
        return FALSE;
      digit |= g_ascii_isdigit (*p);
    }

  return digit && (*p == '\0' || p[1] == '\0');
}

gboolean
tw_looks_like_date (const char *text)
{
  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

const char *
tw_want_name (Want want)
{
  switch (want)
    {
    case WANT_NUMBER:
      return _("a number");
    case WANT_MONEY:
      return _("an amount of money");
    case WANT_TEXT:
      return _("a text");
    case WANT_DATE:
      return _("a date");
    case WANT_BOOL:
      return _("yes or no");
    case WANT_ANY:
    case WANT_WRONG:
    default:
      return _("a value");
    }
}
