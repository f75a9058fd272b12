/* tw-reprice-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which literals differ between two documents of one shape: thresholds, rates and limits of rules' tables, thresholds of
 * tiers' criteria. Everything else is another shape. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-reprice-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Parts of a document that have no effect on any amount. */
static const char *const silent[] = { "/name", "/objective", "/budget", "/notes", "/unconfirmed" };

static void
other_shape (TwRepriceDiff *diff,
             const char    *path)
{
  if (diff->shape)
    return;

  diff->shape = TRUE;
  diff->reason = g_strdup_printf (_("More than a threshold or a rate differs, at %s."), path);
}

TwExpr **
tw_reprice_exprs (const TwProgram *program)
{
  TwExpr **exprs = g_new0 (TwExpr *, program->n_ids + 1);

  for (guint i = 0; i < program->exprs->len; i++)
    {
      TwExpr *expr = g_ptr_array_index (program->exprs, i);

      exprs[expr->id] = expr;
    }

  return exprs;
}

/* Whether the literal at @path gives the value of @expr by picks alone. */
static gboolean
is_leaf (const TwProgram *program,
         const TwExpr    *expr,
         const char      *path)
{
  if (expr == NULL)
    return FALSE;

  switch (expr->kind)
    {
    case TW_EXPR_LITERAL:
      return g_strcmp0 (expr->path, path) == 0;
    case TW_EXPR_PICK_TEXT:
    case TW_EXPR_PICK_RANGE:
      for (guint i = 1; i < expr->n_args; i++)
        if (is_leaf (program, expr->args[i], path))
          return TRUE;
      return is_leaf (program, expr->otherwise, path);
    case TW_EXPR_IF:
      return is_leaf (program, expr->args[0], path) || is_leaf (program, expr->otherwise, path);
    default:
      return FALSE;
    }
}

static gboolean
is_of_rule (const TwProgram *program,
            const TwRule    *rule,
            const char      *path)
{
  for (guint k = 0; k < rule->table->n_bands; k++)
    {
      const TwBand *band = &rule->table->bands[k];
      g_autofree char *from = g_strconcat (band->path, "/from", NULL);

      if (strcmp (from, path) == 0 || is_leaf (program, band->rate, path) || is_leaf (program, band->price, path)
          || (band->flat != NULL && band->flat->kind == TW_EXPR_LITERAL && strcmp (band->flat->path, path) == 0))
        return TRUE;
    }
  for (guint i = 0; i < rule->n_adjust; i++)
    {
      const TwAdjust *adjust = &rule->adjust[i];

      if ((adjust->kind == TW_ADJUST_FACTOR || adjust->kind == TW_ADJUST_MAX || adjust->kind == TW_ADJUST_MIN)
          && adjust->value != NULL && adjust->value->kind == TW_EXPR_LITERAL
          && strcmp (adjust->value->path, path) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_silent (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      gsize n = strlen (silent[i]);

      if (strncmp (path, silent[i], n) == 0 && (path[n] == '\0' || path[n] == '/'))
        return TRUE;
    }
  if (g_str_has_prefix (path, "/rules/") && (g_str_has_suffix (path, "/notes")))
    return TRUE;

  return g_str_has_prefix (path, "/tiers/")
         && (strstr (path, "/benefits") != NULL || strstr (path, "/governance") != NULL
             || strstr (path, "/investment") != NULL || strstr (path, "/notes") != NULL);
}

/* A threshold of a criterion: a literal somewhere under `enter` or `keep`. */
static gboolean
is_of_tier (const TwProgram *program,
            const char      *path)
{
  if ((!g_str_has_prefix (path, "/tiers/") && !g_str_has_prefix (path, "/designations/"))
      || (strstr (path, "/enter") == NULL && strstr (path, "/keep") == NULL))
    return FALSE;

  for (guint i = 0; i < program->exprs->len; i++)
    {
      const TwExpr *expr = g_ptr_array_index (program->exprs, i);

      if (expr->kind == TW_EXPR_LITERAL && g_strcmp0 (expr->path, path) == 0)
        return strstr (path, "least") != NULL || strstr (path, "most") != NULL || strstr (path, "than") != NULL;
    }

  return FALSE;
}

static void
classify (const TwProgram *program,
          const char      *path,
          TwRepriceDiff   *diff)
{
  gboolean found = FALSE;

  if (is_silent (path))
    return;

  for (guint r = 0; r < program->n_rules; r++)
    if (is_of_rule (program, &program->rules[r], path))
      {
        found = TRUE;
        diff->n_rules += !diff->rules[r];
        diff->rules[r] = TRUE;
      }
  for (guint l = 0; l < program->n_limits; l++)
    if (is_leaf (program, program->limits[l].value, path))
      {
        found = TRUE;
        diff->n_limits += !diff->limits[l];
        diff->limits[l] = TRUE;
      }
  if (found)
    return;
  if (is_of_tier (program, path))
    diff->tiers = TRUE;
  else
    other_shape (diff, path);
}

static void compare (const TwProgram *program,
                     JsonNode        *a,
                     JsonNode        *b,
                     const char      *path,
                     TwRepriceDiff   *diff);

static void
compare_objects (const TwProgram *program,
                 JsonObject      *a,
                 JsonObject      *b,
                 const char      *path,
                 TwRepriceDiff   *diff)
{
  g_autoptr (GList) names = json_object_get_members (a);
  g_autoptr (GList) others = json_object_get_members (b);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *at = g_strdup_printf ("%s/%s", path, (const char *) l->data);

      if (json_object_has_member (b, l->data))
        compare (program, json_object_get_member (a, l->data), json_object_get_member (b, l->data), at, diff);
      else if (!is_silent (at))
        other_shape (diff, at);
    }
  for (GList *l = others; l != NULL; l = l->next)
    {
      g_autofree char *at = g_strdup_printf ("%s/%s", path, (const char *) l->data);

      if (!json_object_has_member (a, l->data) && !is_silent (at))
        other_shape (diff, at);
    }
}

static void
compare (const TwProgram *program,
         JsonNode        *a,
         JsonNode        *b,
         const char      *path,
         TwRepriceDiff   *diff)
{
  if (diff->shape || json_node_equal (a, b))
    return;

  if (JSON_NODE_HOLDS_OBJECT (a) && JSON_NODE_HOLDS_OBJECT (b))
    {
      compare_objects (program, json_node_get_object (a), json_node_get_object (b), path, diff);
    }
  else if (JSON_NODE_HOLDS_ARRAY (a) && JSON_NODE_HOLDS_ARRAY (b)
           && json_array_get_length (json_node_get_array (a)) == json_array_get_length (json_node_get_array (b)))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (a)); i++)
        {
          g_autofree char *at = g_strdup_printf ("%s/%u", path, i);

          compare (program, json_array_get_element (json_node_get_array (a), i),
                   json_array_get_element (json_node_get_array (b), i), at, diff);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (a) && JSON_NODE_HOLDS_VALUE (b))
    {
      classify (program, path, diff);
    }
  else if (!is_silent (path))
    {
      other_shape (diff, path);
    }
}

/* The nodes have to correspond one by one, or what was kept of them by id means nothing. */
static void
compare_nodes (const TwProgram *a,
               const TwProgram *b,
               TwRepriceDiff   *diff)
{
  g_autofree TwExpr **from = tw_reprice_exprs (a);
  g_autofree TwExpr **to = tw_reprice_exprs (b);

  if (a->n_ids != b->n_ids || a->n_rules != b->n_rules || a->n_tiers != b->n_tiers)
    {
      other_shape (diff, "/");
      return;
    }
  for (guint i = 0; i < a->n_ids; i++)
    if ((from[i] == NULL) != (to[i] == NULL)
        || (from[i] != NULL && (from[i]->kind != to[i]->kind || from[i]->type != to[i]->type
                                || g_strcmp0 (from[i]->path, to[i]->path) != 0)))
      {
        other_shape (diff, from[i] != NULL ? from[i]->path : "/");
        return;
      }
}

void
tw_reprice_diff (const TwProgramDocument *from,
                 const TwProgramDocument *to,
                 TwRepriceDiff           *diff)
{
  const TwProgram *program = tw_program_document_get_program (from);

  *diff = (TwRepriceDiff){ .rules = g_new0 (guint8, program->n_rules + 1),
                           .limits = g_new0 (guint8, program->n_limits + 1) };
  compare (program, tw_program_document_get_root (from), tw_program_document_get_root (to), "", diff);
  if (!diff->shape)
    compare_nodes (program, tw_program_document_get_program (to), diff);
}

void
tw_reprice_diff_clear (TwRepriceDiff *diff)
{
  g_clear_pointer (&diff->rules, g_free);
  g_clear_pointer (&diff->limits, g_free);
  g_clear_pointer (&diff->reason, g_free);
}
