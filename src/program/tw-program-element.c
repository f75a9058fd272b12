/* tw-program-element.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-unconfirmed.h"

#include "tw-program-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the parts of a program are called when they are listed for people. */

static const struct
{
  const char *key;
  const char *label;
} words[] = {
  { "enter", N_("criteria to enter") },
  { "keep", N_("criteria to keep") },
  { "by_invitation", N_("by invitation") },
  { "needs_lower", N_("needs the lower tiers") },
  { "benefits", N_("benefits") },
  { "governance", N_("governance") },
  { "investment", N_("investment") },
  { "kind", N_("kind") },
  { "direction", N_("direction") },
  { "payee", N_("payee") },
  { "who", N_("eligibility") },
  { "valid", N_("dates") },
  { "window", N_("window") },
  { "counts", N_("what counts") },
  { "qualifier", N_("qualifier") },
  { "table", N_("bands") },
  { "rate", N_("rate") },
  { "price", N_("price per unit") },
  { "flat", N_("amount") },
  { "adjust", N_("adjustment") },
  { "lines", N_("lines") },
  { "rerate", N_("rating again") },
  { "split", N_("split") },
  { "stacking", N_("stacking") },
  { "reversal", N_("refunds") },
  { "clawback", N_("clawback") },
  { "timing", N_("timing") },
  { "accrual", N_("accrual") },
  { "rounding", N_("rounding") },
  { "calendar", N_("calendar") },
  { "fx", N_("exchange rates") },
  { "attribution", N_("attribution") },
  { "define", N_("definition") },
  { "tier_policy", N_("tier reviews") },
  { "limits", N_("limit") },
  { "funds", N_("fund") },
  { "payment", N_("payment") },
  { "budget", N_("budget") },
  { "tiers", N_("tiers") },
  { "designations", N_("designations") },
  { "rules", N_("rules") },
};

static const char *
word_for (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].key, key) == 0)
      return g_dgettext (GETTEXT_PACKAGE, words[i].label);

  return key;
}

static const char *
text_at (JsonNode   *root,
         const char *path)
{
  JsonNode *node = tw_program_text_lookup (root, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/* (nullable): what an element of a list calls itself. */
static const char *
name_at (JsonNode   *root,
         const char *path)
{
  g_autofree char *name = g_strconcat (path, "/name", NULL);
  g_autofree char *id = g_strconcat (path, "/id", NULL);
  const char *text = text_at (root, name);

  if (text == NULL)
    text = text_at (root, id);

  return text != NULL ? text : text_at (root, path);
}

/* The last step that is a place in a list, counted from 1; 0 where there is none below @from. */
static guint64
last_place (char  **steps,
            guint   from)
{
  guint64 place = 0;

  for (guint i = from; steps[i] != NULL; i++)
    {
      guint64 index;

      if (g_ascii_string_to_unsigned (steps[i], 10, 0, G_MAXINT32, &index, NULL))
        place = index + 1;
    }

  return place;
}

static gboolean
has_parts (const char *list)
{
  return strcmp (list, "tiers") == 0 || strcmp (list, "designations") == 0 ||
         strcmp (list, "rules") == 0;
}

/* Of a tier or a rule, whose name is @owner. */
static char *
name_part (JsonNode    *root,
           const char  *path,
           const char  *owner,
           char       **steps)
{
  const char *own = name_at (root, path);
  guint64 place;

  if (steps[3] == NULL)
    return g_strdup_printf (_("“%s”"), owner);
  if (own != NULL && steps[4] != NULL)
    /* Translators: a tier or a rule, which part of it, and what that is called: “Gold”: benefits,
     * “Named channel manager”. */
    return g_strdup_printf (_("“%s”: %s, “%s”"), owner, word_for (steps[3]), own);
  place = last_place (steps, 4);
  if (place > 0)
    /* Translators: a tier or a rule, which part of it, and the place in its list: “Gold”: criteria
     * to enter, 2. */
    return g_strdup_printf (_("“%s”: %s, %" G_GUINT64_FORMAT), owner, word_for (steps[3]), place);

  /* Translators: a tier or a rule and which part of it: “Volume rebate”: window. */
  return g_strdup_printf (_("“%s”: %s"), owner, word_for (steps[3]));
}

char *
tw_program_element_name (const TwProgramDocument *document,
                         const char              *path)
{
  JsonNode *root = tw_program_document_get_root (document);
  g_auto (GStrv) steps = NULL;
  g_autofree char *element = NULL;
  const char *own;

  g_return_val_if_fail (path != NULL, NULL);

  steps = g_strsplit (path, "/", -1);
  if (path[0] == '\0' || steps[1] == NULL)
    return g_strdup (_("everything inherited"));
  if (steps[2] == NULL)
    return g_strdup (word_for (steps[1]));
  element = g_strdup_printf ("/%s/%s", steps[1], steps[2]);
  own = strcmp (steps[1], "define") == 0 ? steps[2] : name_at (root, element);
  if (has_parts (steps[1]) && own != NULL)
    return name_part (root, path, own, steps);
  if (own != NULL)
    /* Translators: a kind of part of a program and what it is called: definition “revenue”. */
    return g_strdup_printf (_("%s “%s”"), word_for (steps[1]), own);

  /* Translators: a kind of part of a program and its place in the list: limit 2. */
  return g_strdup_printf (_("%s %" G_GUINT64_FORMAT), word_for (steps[1]), last_place (steps, 2));
}
