/* tw-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-item.h"

#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-item-private.h"

/* The title and the key of a reference. */
typedef struct
{
  char *title;
  char *key;
} Target;

struct _TwItem
{
  GObject     parent_instance;

  TwItemPlan *plan;      /* owned */
  gint64      id;
  TwCell     *cells;     /* one per field */
  Target     *targets;   /* one per field */
};

G_DEFINE_FINAL_TYPE (TwItem, tw_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Plans ---------------------------------------------------------------------------------------- */

TwItemPlan *
tw_item_plan_new (TwWorkspace     *workspace,
                  const TwEntity  *entity,
                  GError         **error)
{
  g_autoptr (GPtrArray) fields = tw_fields_load (workspace, entity, error);
  g_autoptr (GString) sql = NULL;
  TwItemPlan *plan;

  /* The list goes on without the attributes, and says why. */
  if (fields == NULL)
    fields = tw_fields_declared (entity);
  plan = g_new0 (TwItemPlan, 1);
  g_atomic_ref_count_init (&plan->count);
  plan->workspace = g_object_ref (workspace);
  plan->entity = entity;
  plan->slots = g_new0 (TwSlot, fields->len);
  plan->fields = g_steal_pointer (&fields);
  sql = tw_sql_select (entity, plan->fields, plan->slots);
  g_string_append (sql, " WHERE t.id = :id");
  plan->sql = g_string_free (g_steal_pointer (&sql), FALSE);
  return plan;
}

TwItemPlan *
tw_item_plan_ref (TwItemPlan *plan)
{
  g_atomic_ref_count_inc (&plan->count);
  return plan;
}

void
tw_item_plan_unref (TwItemPlan *plan)
{
  if (!g_atomic_ref_count_dec (&plan->count))
    return;
  g_free (plan->sql);
  g_free (plan->slots);
  g_ptr_array_unref (plan->fields);
  g_object_unref (plan->workspace);
  g_free (plan);
}

/* Items ---------------------------------------------------------------------------------------- */

static void
tw_item_finalize (GObject *object)
{
  TwItem *self = TW_ITEM (object);

  for (guint i = 0; i < self->plan->fields->len; i++)
    {
      tw_cell_clear (&self->cells[i]);
      g_free (self->targets[i].title);
      g_free (self->targets[i].key);
    }
  g_free (self->cells);
  g_free (self->targets);
  tw_item_plan_unref (self->plan);
  G_OBJECT_CLASS (tw_item_parent_class)->finalize (object);
}

static void
tw_item_class_init (TwItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_item_finalize;

  /**
   * TwItem::changed:
   *
   * The row was read again and holds other values.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_item_init (TwItem *self)
{
}

TwItem *
tw_item_new (TwItemPlan *plan,
             gint64      id)
{
  TwItem *self = g_object_new (TW_TYPE_ITEM, NULL);

  self->plan = tw_item_plan_ref (plan);
  self->id = id;
  self->cells = g_new0 (TwCell, plan->fields->len);
  self->targets = g_new0 (Target, plan->fields->len);
  return self;
}

static gboolean
replace_text (char       **place,
              const char  *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

void
tw_item_read (TwItem   *self,
              TwQuery  *query,
              gboolean  notify)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->plan->fields->len; i++)
    {
      const TwSlot *slot = &self->plan->slots[i];
      g_auto (TwCell) cell = TW_CELL_INIT;

      tw_sql_read_cell (query, self->plan->fields->pdata[i], slot, &cell);
      if (!tw_cell_equal (&cell, &self->cells[i]))
        {
          TwCell old = self->cells[i];

          self->cells[i] = cell;
          cell = old;
          changed = TRUE;
        }
      if (slot->title >= 0)
        changed |= replace_text (&self->targets[i].title, tw_query_text (query, slot->title));
      if (slot->key >= 0)
        changed |= replace_text (&self->targets[i].key, tw_query_text (query, slot->key));
    }
  if (changed && notify)
    g_signal_emit (self, signals[CHANGED], 0);
}

gint64
tw_item_get_id (TwItem *self)
{
  g_return_val_if_fail (TW_IS_ITEM (self), 0);
  return self->id;
}

const TwEntity *
tw_item_get_entity (TwItem *self)
{
  g_return_val_if_fail (TW_IS_ITEM (self), NULL);
  return self->plan->entity;
}

GPtrArray *
tw_item_get_fields (TwItem *self)
{
  g_return_val_if_fail (TW_IS_ITEM (self), NULL);
  return self->plan->fields;
}

const TwCell *
tw_item_get_value (TwItem *self,
                   guint   field)
{
  static const TwCell null_cell = TW_CELL_INIT;

  g_return_val_if_fail (TW_IS_ITEM (self), &null_cell);
  g_return_val_if_fail (field < self->plan->fields->len, &null_cell);
  return &self->cells[field];
}

const char *
tw_item_get_title (TwItem *self,
                   guint   field)
{
  const TwField *declared;

  g_return_val_if_fail (TW_IS_ITEM (self), NULL);
  g_return_val_if_fail (field < self->plan->fields->len, NULL);

  declared = self->plan->fields->pdata[field];
  if (declared->type == TW_FIELD_CHOICE && self->cells[field].text != NULL)
    return tw_field_get_choice_label (declared, self->cells[field].text);
  return self->targets[field].title;
}

const char *
tw_item_get_key (TwItem *self,
                 guint   field)
{
  g_return_val_if_fail (TW_IS_ITEM (self), NULL);
  g_return_val_if_fail (field < self->plan->fields->len, NULL);
  return self->targets[field].key;
}

/* The field as it stands in this row; see tw_field_for_term(). */
static const TwField *
effective_field (TwItem *self,
                 guint   index)
{
  const TwField *field = self->plan->fields->pdata[index];
  const TwField *term;
  guint type;

  if (field->type != TW_FIELD_TERM
      || tw_fields_find (self->plan->fields, "type", &type) == NULL)
    return field;
  term = tw_field_for_term (self->cells[type].text);
  return term != NULL ? term : field;
}

int
tw_item_get_digits (TwItem *self,
                    guint   field)
{
  const TwField *declared;
  guint currency;
  int digits;

  g_return_val_if_fail (TW_IS_ITEM (self), 0);
  g_return_val_if_fail (field < self->plan->fields->len, 0);

  declared = effective_field (self, field);
  if (declared->type != TW_FIELD_MONEY)
    return 0;
  if (declared->attribute != 0)
    return self->cells[field].scale;
  if (tw_fields_find (self->plan->fields, declared->currency, &currency) == NULL)
    return 2;
  digits = tw_workspace_currency_digits (self->plan->workspace, self->cells[currency].text);
  return digits < 0 ? 2 : digits;
}

char *
tw_item_get_text (TwItem   *self,
                  guint     field,
                  gboolean  keys)
{
  const TwField *declared;
  const char *text;

  g_return_val_if_fail (TW_IS_ITEM (self), NULL);
  g_return_val_if_fail (field < self->plan->fields->len, NULL);

  declared = effective_field (self, field);
  if (self->cells[field].kind != TW_CELL_NULL
      && (declared->type == TW_FIELD_REFERENCE || declared->type == TW_FIELD_FACT))
    {
      text = keys ? self->targets[field].key : self->targets[field].title;
      if (text == NULL)
        text = self->targets[field].title;
      return g_strdup (text != NULL ? text : "");
    }
  if (declared->type == TW_FIELD_CHOICE && !keys && self->cells[field].text != NULL)
    return g_strdup (tw_field_get_choice_label (declared, self->cells[field].text));
  return tw_field_format (declared, tw_item_get_digits (self, field), &self->cells[field]);
}
