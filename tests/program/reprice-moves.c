/* reprice-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "reprice-moves.h"

#include <string.h>

#include "tw-program-text.h"

void
reprice_same (const char *what,
              const char *where,
              gint64      value,
              gint64      other)
{
  if (value != other)
    g_error ("%s of %s: %" G_GINT64_FORMAT ", should be %" G_GINT64_FORMAT, what, where, value, other);
}

static void
same_partner (const TwReplay *one,
              const TwReplay *full,
              guint           p,
              gboolean        counts,
              const char     *where)
{
  for (guint r = 0; r < full->rules->len; r++)
    {
      const char *id = g_array_index (full->rules, TwReplayRule, r).id;
      const TwReplayCell *a = tw_replay_cell (one, p, r);
      const TwReplayCell *b = tw_replay_cell (full, p, r);

      reprice_same (id, where, a->amount, b->amount);
      if (!counts)
        continue;
      reprice_same ("measure", where, a->measure, b->measure);
      reprice_same ("lines", where, a->n_lines, b->n_lines);
      reprice_same ("band", where, a->band, b->band);
    }
  for (guint k = 0; k < full->periods->len; k++)
    {
      const TwReplayPart *a = tw_replay_part (one, p, k);
      const TwReplayPart *b = tw_replay_part (full, p, k);

      reprice_same ("cost of a period", where, a->cost, b->cost);
      reprice_same ("what limits made of it", where, a->common, b->common);
      reprice_same ("tier", where, a->tier, b->tier);
      reprice_same ("facts", where, a->n_facts, b->n_facts);
      if (!counts)
        continue;
      reprice_same ("measure of a period", where, a->measure, b->measure);
      reprice_same ("paid", where, a->paid, b->paid);
      reprice_same ("facts earned", where, a->n_earned, b->n_earned);
    }
}

void
reprice_equal (const TwReplay *one,
               const TwReplay *full,
               gboolean        counts,
               const char     *where)
{
  reprice_same ("cost", where, one->cost, full->cost);
  reprice_same ("common cost", where, one->common, full->common);
  for (guint p = 0; p < full->partners->len; p++)
    {
      const char *id = g_array_index (full->partners, TwReplayPartner, p).external_id;
      g_autofree char *who = g_strdup_printf ("%s, partner %s", where, id);

      same_partner (one, full, p, counts, who);
    }
  for (guint r = 0; r < full->rules->len; r++)
    reprice_same ("cost of a rule", where, g_array_index (one->rules, TwReplayRule, r).cost,
                  g_array_index (full->rules, TwReplayRule, r).cost);
  for (guint t = 0; t < full->tiers->len; t++)
    {
      reprice_same ("cost of a tier", where, g_array_index (one->tiers, TwReplayTier, t).cost,
                    g_array_index (full->tiers, TwReplayTier, t).cost);
      reprice_same ("partners of a tier", where, g_array_index (one->tiers, TwReplayTier, t).n_after,
                    g_array_index (full->tiers, TwReplayTier, t).n_after);
    }
  reprice_same ("moves", where, one->moves->len, full->moves->len);
}

/* A number written as text, about a tenth higher or lower in its last digits. */
static char *
nudge (const char *text,
       gboolean    up)
{
  gboolean percent = g_str_has_suffix (text, "%");
  const char *dot = strchr (text, '.');
  int decimals = dot == NULL ? 0 : (int) strlen (dot + 1) - percent;
  double value = g_ascii_strtod (text, NULL);
  char buffer[64];

  if (value == 0)
    return NULL;
  value = decimals == 0 && !percent && value < 10 ? value + (up ? 1 : -1) : value * (up ? 1.1 : 0.9);
  if (percent && decimals < 2)
    decimals = 2;
  g_ascii_formatd (buffer, sizeof buffer, decimals == 0 ? "%.0f" : decimals == 1 ? "%.1f" : "%.2f", value);

  return g_strdup_printf ("%s%s", buffer, percent ? "%" : "");
}

static void
check_move (RepriceMoves *moves,
            guint         index,
            const char   *path,
            const char   *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GPtrArray) changed = g_ptr_array_copy (moves->documents, NULL, NULL);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (TwReplay) full = NULL;
  const TwReplay *repriced;
  TwRepriceInfo info;

  g_ptr_array_set_free_func (changed, NULL);
  tw_program_edits_set_text (edits, path, text);
  document = tw_program_edits_apply (g_ptr_array_index (moves->documents, index), edits, moves->vocabulary, NULL, NULL);
  if (document == NULL || !tw_replay_data_serves (moves->data, document))
    return;
  changed->pdata[index] = document;
  repriced = tw_reprice_change (moves->reprice, index, document, NULL, &info, &error);
  g_assert_no_error (error);
  /* With its lines, so that nothing is summed in another way. */
  full = tw_replay_run (moves->data, changed, moves->flags | TW_REPLAY_LINES, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  reprice_equal (repriced, full, FALSE, path);
  if (moves->tells)
    g_print ("  %s = %s: way %d, %u partners, %" G_GINT64_FORMAT " us (%" G_GINT64_FORMAT " us replayed) %s\n", path, text,
             info.way, info.n_partners, info.duration_us, full->duration_us, info.reason != NULL ? info.reason : "");
  g_free (info.reason);
  moves->n_moved++;
  moves->ways[info.way]++;
}

static gboolean
is_number (JsonNode *node)
{
  const char *text;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);

  return g_ascii_isdigit (text[0]) && strlen (text) < 15 && strchr (text, '-') == NULL && strchr (text, ' ') == NULL;
}

static void
walk_literals (RepriceMoves *moves,
               guint         index,
               JsonNode     *node,
               const char   *path)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (node));

      for (GList *l = names; l != NULL; l = l->next)
        {
          g_autofree char *at = tw_program_text_path (path, l->data);

          walk_literals (moves, index, json_object_get_member (json_node_get_object (node), l->data), at);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        {
          g_autofree char *at = g_strdup_printf ("%s/%u", path, i);

          walk_literals (moves, index, json_array_get_element (json_node_get_array (node), i), at);
        }
    }
  else if (is_number (node))
    {
      for (int up = 0; up < 2; up++)
        {
          g_autofree char *text = nudge (json_node_get_string (node), up);

          if (text != NULL)
            check_move (moves, index, path, text);
        }
    }
}

void
reprice_move_all (RepriceMoves *moves)
{
  static const char *const parts[] = { "/define", "/rules", "/limits", "/funds", "/tiers", "/designations" };

  for (guint v = 0; v < moves->documents->len; v++)
    for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
      {
        JsonNode *root = tw_program_document_get_root (g_ptr_array_index (moves->documents, v));
        JsonNode *node = tw_program_text_lookup (root, parts[part]);

        if (node != NULL)
          walk_literals (moves, v, node, parts[part]);
      }
}
