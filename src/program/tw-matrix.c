/* tw-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-private.h"

#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- nodes --- */

static void
cell_clear (TwMatrixCell *cell)
{
  g_free (cell->owner);
  g_free (cell->path);
  g_free (cell->list);
  g_free (cell->plain);
  g_free (cell->words);
  g_free (cell->suffix);
}

static void
node_free (gpointer data)
{
  TwMatrixNode *node = data;

  g_ptr_array_unref (node->children);
  g_free (node);
}

static TwMatrixNode *
node_new (TwMatrixRow *row)
{
  TwMatrixNode *node = g_new0 (TwMatrixNode, 1);

  node->row = row;
  node->children = g_ptr_array_new_with_free_func (node_free);

  return node;
}

TwMatrixNode *
tw_matrix_node_find (TwMatrixNode *parent,
                     const char   *key)
{
  for (guint i = 0; i < parent->children->len; i++)
    {
      TwMatrixNode *node = g_ptr_array_index (parent->children, i);
      const char *own = node->row->key;

      /* Below a parent its key is the beginning of each. */
      if (parent->row != NULL)
        own += strlen (parent->row->key) + 1;
      if (strcmp (own, key) == 0)
        return node;
    }

  return NULL;
}

TwMatrixNode *
tw_matrix_node_add (TwMatrixBuild   *build,
                    TwMatrixNode    *parent,
                    int              position,
                    TwMatrixRowKind  kind,
                    const char      *key,
                    char            *title)
{
  TwMatrixRow *row = g_new0 (TwMatrixRow, 1);
  TwMatrixNode *node = node_new (row);

  row->kind = kind;
  row->key = parent->row != NULL ? g_strdup_printf ("%s\n%s", parent->row->key, key)
                                 : g_strdup (key);
  row->title = title;
  row->depth = parent->row != NULL ? parent->row->depth + 1 : 0;
  row->cells = g_new0 (TwMatrixCell, MAX (build->matrix->n_tiers, 1));
  for (guint i = 0; i < MAX (build->matrix->n_tiers, 1); i++)
    row->cells[i].sign = "";
  g_ptr_array_insert (parent->children, position, node);

  return node;
}

TwMatrixCell *
tw_matrix_node_cell (TwMatrixBuild    *build,
                     TwMatrixNode     *parent,
                     TwMatrixRowKind   kind,
                     const char       *key,
                     const char       *title,
                     guint             tier,
                     TwMatrixNode    **node)
{
  TwMatrixNode *found = tw_matrix_node_find (parent, key);

  if (found == NULL)
    found = tw_matrix_node_add (build, parent, -1, kind, key, g_strdup (title));
  if (node != NULL)
    *node = found;

  return &found->row->cells[tier];
}

const char *
tw_matrix_text (TwMatrixBuild *build,
                const char    *path)
{
  JsonNode *node = tw_program_text_lookup (build->root, path);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

char *
tw_matrix_begin (const char *sentence)
{
  g_autofree char *first = NULL;

  if (sentence == NULL || *sentence == '\0')
    return g_strdup ("");
  first = g_utf8_strup (sentence, g_utf8_next_char (sentence) - sentence);

  return g_strconcat (first, g_utf8_next_char (sentence), NULL);
}

/* --- the table --- */

static void
row_free (gpointer data)
{
  TwMatrixRow *row = data;

  g_free (row->key);
  g_free (row->title);
  g_free (row->choices);
  g_free (row->cells);
  g_free (row);
}

/* The rows from top to bottom. */
static void
flatten (TwMatrix     *self,
         TwMatrixNode *node,
         int           parent)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      TwMatrixNode *child = g_ptr_array_index (node->children, i);
      int index = (int) self->rows->len;

      child->row->parent = parent;
      g_ptr_array_add (self->rows, child->row);
      flatten (self, child, index);
      child->row->n_below = self->rows->len - index - 1;
    }
}

static void
add_tier (TwMatrix     *self,
          const TwTier *tier,
          gboolean      designation,
          guint         index)
{
  TwMatrixTier *column = &self->tiers[self->n_tiers++];

  column->name = g_strdup (tier->name);
  column->path = g_strdup (tier->path);
  column->root = g_strconcat (tier->path, "/enter", NULL);
  column->designation = designation;
  column->by_invitation = tier->by_invitation;
  column->everybody = tier->enter != NULL && tier->enter->kind == TW_CONDITION_ALL &&
                      tier->enter->n_children == 0;
  column->index = index;
}

static void
add_tiers (TwMatrix        *self,
           const TwProgram *program)
{
  self->tiers = g_new0 (TwMatrixTier, program->n_tiers + program->n_designations);
  for (guint i = 0; i < program->n_tiers; i++)
    add_tier (self, &program->tiers[i], FALSE, i);
  for (guint i = 0; i < program->n_designations; i++)
    add_tier (self, &program->designations[i], TRUE, i);
}

static void
build_today (TwMatrixBuild *build)
{
  TwMatrixNode *today = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "today",
                                            g_strdup (_("Today")));

  tw_matrix_node_add (build, today, -1, TW_MATRIX_PARTNERS, "partners", g_strdup (_("Partners")));
  tw_matrix_node_add (build, today, -1, TW_MATRIX_COST, "cost", g_strdup (_("Cost per partner")));
}

TwMatrix *
tw_matrix_new (TwProgramDocument *document)
{
  TwMatrix *self;
  TwMatrixBuild build = { 0 };

  g_return_val_if_fail (document != NULL, NULL);

  self = g_new0 (TwMatrix, 1);
  self->document = tw_program_document_ref (document);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  build.matrix = self;
  build.program = tw_program_document_get_program (document);
  build.root = tw_program_document_get_root (document);
  build.top = node_new (NULL);

  add_tiers (self, build.program);
  tw_matrix_build_criteria (&build);
  tw_matrix_build_design (&build);
  tw_matrix_build_policy (&build);
  build_today (&build);
  flatten (self, build.top, -1);
  node_free (build.top);

  return self;
}

void
tw_matrix_free (TwMatrix *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    {
      TwMatrixRow *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j < MAX (self->n_tiers, 1); j++)
        cell_clear (&row->cells[j]);
    }
  g_ptr_array_unref (self->rows);
  for (guint i = 0; i < self->n_tiers; i++)
    {
      g_free (self->tiers[i].name);
      g_free (self->tiers[i].path);
      g_free (self->tiers[i].root);
    }
  g_free (self->tiers);
  tw_program_document_unref (self->document);
  g_free (self);
}

/* --- looking --- */

const TwMatrixRow *
tw_matrix_get_row (const TwMatrix *self,
                   guint           row)
{
  g_return_val_if_fail (row < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, row);
}

const TwMatrixCell *
tw_matrix_get_cell (const TwMatrix *self,
                    guint           row,
                    guint           tier)
{
  const TwMatrixRow *found = tw_matrix_get_row (self, row);

  return &found->cells[found->whole ? 0 : tier];
}

int
tw_matrix_find_row (const TwMatrix *self,
                    const char     *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (tw_matrix_get_row (self, i)->key, key) == 0)
      return (int) i;

  return -1;
}

int
tw_matrix_find_tier (const TwMatrix *self,
                     const char     *name)
{
  for (guint i = 0; i < self->n_tiers; i++)
    if (strcmp (self->tiers[i].name, name) == 0)
      return (int) i;

  return -1;
}

/* How many characters of whole steps two paths share. */
static guint
count_shared (const char *a,
              const char *b)
{
  guint shared = 0;
  guint i = 0;

  for (;; i++)
    {
      gboolean a_step = a[i] == '\0' || a[i] == '/';
      gboolean b_step = b[i] == '\0' || b[i] == '/';

      if (a_step && b_step)
        shared = i;
      if (a[i] == '\0' || a[i] != b[i])
        return shared;
    }
}

/* What a path means to a cell: its whole value, or how much of the way they go together. */
static guint
match_cell (const TwMatrixCell *cell,
            const char         *path,
            gboolean           *exact)
{
  guint by_path = cell->path != NULL ? count_shared (cell->path, path) : 0;
  guint by_owner = cell->owner != NULL ? count_shared (cell->owner, path) : 0;

  *exact = cell->owner != NULL && (g_strcmp0 (cell->path, path) == 0 || strcmp (cell->owner, path) == 0);

  return MAX (by_path, by_owner);
}

static gboolean
find_tier_heading (const TwMatrix *self,
                   const char     *path,
                   gboolean        nearest,
                   int            *tier)
{
  for (guint i = 0; i < self->n_tiers; i++)
    {
      gsize length = strlen (self->tiers[i].path);

      *tier = (int) i;
      if (strcmp (self->tiers[i].path, path) == 0)
        return TRUE;
      if (strncmp (self->tiers[i].path, path, length) == 0 && path[length] == '/' &&
          (nearest || strcmp (path + length, "/name") == 0))
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_matrix_find (const TwMatrix *self,
                const char     *path,
                gboolean        nearest,
                int            *row,
                int            *tier)
{
  gboolean heading = find_tier_heading (self, path, nearest, tier);
  guint best = heading ? strlen (self->tiers[*tier].path) : strlen ("/tiers");

  *row = -1;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const TwMatrixRow *one = tw_matrix_get_row (self, i);

      for (guint j = 0; j < (one->whole ? 1 : self->n_tiers); j++)
        {
          gboolean exact;
          guint shared = match_cell (&one->cells[j], path, &exact);

          if (exact || (nearest && shared > best))
            {
              best = shared;
              *row = (int) i;
              *tier = (int) j;
            }
          if (exact)
            return TRUE;
        }
    }

  return *row >= 0 || heading;
}

const char *
tw_matrix_choice_label (const TwMatrixRow *row,
                        const char        *id)
{
  for (guint i = 0; i < row->n_choices; i++)
    if (g_strcmp0 (row->choices[i].id, id) == 0)
      return row->choices[i].label;

  return NULL;
}
