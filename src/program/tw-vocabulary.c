/* tw-vocabulary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-vocabulary.h"

#include "tw-currency.h"

#include <string.h>

struct _TwVocabulary
{
  gatomicrefcount ref_count;
  TwCalendar *calendar;
  GHashTable *attributes;  /* "scope.name" -> TwValueType */
  GHashTable *currencies;  /* code -> digits */
  GHashTable *categories;  /* set of names; empty: anything goes */
  GHashTable *roles;       /* likewise */
};

/* Types of attributes: n number, m money, t text, d date, b yes/no. What every fact may carry: */
#define EVERY_FACT                                                                                 \
  "id:t kind:t partner:t customer:t product:t person:t amount:m currency:t units:n reverses:t "    \
  "replaces:t "                                                                                    \
  "date:d role:t status:t name:t category:t "

#define SALE                                                                                       \
  "booked:d delivered:d invoiced:d collected:d received:d start:d end:d list:m cost:m margin:m "   \
  "unit_price:n "                                                                                  \
  "term_months:n acv:m tcv:m previous_acv:m motion:t order:t deal:t subscription:t share:n "       \
  "rate:n "

typedef struct
{
  const char *kind;
  const char *types;       /* partner types that produce it; "*": any */
  const char *attributes;
} Kind;

/* The order of kinds is that of the reference; types are the matrix of requirements 1.5.3, where
 * sometimes counts as produced. */
static const Kind kinds[] = {
  { "sale", "reseller", SALE },
  { "marketplace", "isv reseller", SALE },
  { "unit_report", "oem", "reported:d period:d prorated_units:n country:t subscription:t " },
  { "opportunity", "isv reseller si",
    "created:d stage_date:d closed:d value:m probability:n days_open:n stage:t motion:t deal:t "
    "margin:m acv:m tcv:m " },
  { "registration", "isv reseller si",
    "submitted:d approved:d expires:d closed:d deal:t stage:t " },
  { "services", "reseller si", SALE },
  { "certification", "*", "awarded:d expires:d score:n level:t " },
  { "reference", "*", "awarded:d expires:d score:n start:d end:d level:t " },
  { "activity", "*", "awarded:d expires:d score:n start:d end:d observed:d level:t " },
  { "listing", "isv oem si", "awarded:d expires:d score:n start:d end:d observed:d level:t " },
  { "deployment", "isv oem si",
    "awarded:d expires:d score:n start:d end:d observed:d level:t seats:n " },
  { "accreditation", "*", "awarded:d expires:d score:n start:d end:d level:t " },
  { "subscription", "*",
    "start:d end:d observed:d expires:d seats:n rate:n score:n motion:t subscription:t acv:m "
    "previous_acv:m " },
  { "adoption", "isv oem si",
    "start:d end:d observed:d expires:d seats:n rate:n score:n level:t subscription:t " },
  { "claim", "*", "incurred:d submitted:d paid:d share:n rate:n " },
  { "spend", "*", "incurred:d submitted:d paid:d share:n rate:n " },
  { "payment", "*", "incurred:d submitted:d paid:d share:n rate:n " },
  { "target", "*", "period:d start:d end:d margin:m " },
  { "opening", "*", "period:d balance:t expires:d " },
  { "standing", "*", "reviewed:d tier:t " },
};

static const struct
{
  const char *scope;
  const char *attributes;
} scopes[] = {
  { "customer", "id:t name:t segment:t region:t country:t industry:t first_purchase:d new:b " },
  { "product", "id:t name:t category:t strategic:b " },
  { "person", "id:t name:t partner:t role:t email:t " },
  { "partner",
    "id:t name:t type:t subtype:t region:t country:t currency:t manager:t status:t since:d group:t "
    "tier:t tier_since:d designation:t segment:t enrolled:d " },
  { "agreement", "start:d end:d currency:t " },
  { "enrolment", "start:d end:d " },
  { "period", "days:n start:d end:d name:t " },
};

static gboolean
parse_type (char         letter,
            TwValueType *type)
{
  switch (letter)
    {
    case 'n':
      *type = TW_VALUE_NUMBER;
      return TRUE;
    case 'm':
      *type = TW_VALUE_MONEY;
      return TRUE;
    case 't':
      *type = TW_VALUE_TEXT;
      return TRUE;
    case 'd':
      *type = TW_VALUE_DATE;
      return TRUE;
    case 'b':
      *type = TW_VALUE_BOOL;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_list (TwVocabulary *self,
          const char   *scope,
          const char   *list)
{
  g_auto (GStrv) entries = g_strsplit (list, " ", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      char *colon = strchr (entries[i], ':');
      TwValueType type;

      if (colon == NULL || !parse_type (colon[1], &type))
        continue;
      *colon = '\0';
      tw_vocabulary_add_attribute (self, scope, entries[i], type);
    }
}

/**
 * tw_vocabulary_new:
 *
 * Returns: (transfer full): the language's own words, the calendar year, and ISO 4217
 */
TwVocabulary *
tw_vocabulary_new (void)
{
  TwVocabulary *self = g_new0 (TwVocabulary, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->calendar = tw_calendar_new (1, 1, NULL);
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->currencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      add_list (self, kinds[i].kind, EVERY_FACT);
      add_list (self, kinds[i].kind, kinds[i].attributes);
    }
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    add_list (self, scopes[i].scope, scopes[i].attributes);

  return self;
}

TwVocabulary *
tw_vocabulary_ref (const TwVocabulary *self)
{
  TwVocabulary *own = (TwVocabulary *) self;

  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&own->ref_count);

  return own;
}

void
tw_vocabulary_free (TwVocabulary *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  tw_calendar_free (self->calendar);
  g_hash_table_unref (self->attributes);
  g_hash_table_unref (self->currencies);
  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->roles);
  g_free (self);
}

void
tw_vocabulary_add_attribute (TwVocabulary *self,
                             const char   *scope,
                             const char   *name,
                             TwValueType   type)
{
  g_return_if_fail (self != NULL && scope != NULL && name != NULL);

  /* A value of 0 in the table would look like a missing entry. */
  g_hash_table_insert (self->attributes, g_strconcat (scope, ".", name, NULL),
                       GINT_TO_POINTER (type + 1));
  if (strcmp (scope, "fact") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      tw_vocabulary_add_attribute (self, kinds[i].kind, name, type);
}

void
tw_vocabulary_add_currency (TwVocabulary *self,
                            const char   *code,
                            int           digits)
{
  g_return_if_fail (self != NULL && code != NULL && digits >= 0 &&
                    digits <= TW_CURRENCY_MAX_DIGITS);

  g_hash_table_insert (self->currencies, g_strdup (code), GINT_TO_POINTER (digits + 1));
}

void
tw_vocabulary_add_category (TwVocabulary *self,
                            const char   *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_hash_table_add (self->categories, g_strdup (name));
}

void
tw_vocabulary_add_role (TwVocabulary *self,
                        const char   *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_hash_table_add (self->roles, g_strdup (name));
}

void
tw_vocabulary_set_calendar (TwVocabulary     *self,
                            const TwCalendar *calendar)
{
  TwCalendar *copy;

  g_return_if_fail (self != NULL && calendar != NULL);

  copy = tw_calendar_copy (calendar);
  tw_calendar_free (self->calendar);
  self->calendar = copy;
}

const TwCalendar *
tw_vocabulary_get_calendar (const TwVocabulary *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->calendar;
}

int
tw_vocabulary_get_digits (const TwVocabulary *self,
                          const char         *code)
{
  gpointer digits;

  g_return_val_if_fail (self != NULL && code != NULL, -1);

  digits = g_hash_table_lookup (self->currencies, code);

  return digits != NULL ? GPOINTER_TO_INT (digits) - 1 : tw_currency_digits (code);
}

gboolean
tw_vocabulary_get_attribute (const TwVocabulary *self,
                             const char         *scope,
                             const char         *name,
                             TwValueType        *type)
{
  g_autofree char *key = NULL;
  gpointer found;

  g_return_val_if_fail (self != NULL && scope != NULL && name != NULL && type != NULL, FALSE);

  key = g_strconcat (scope, ".", name, NULL);
  found = g_hash_table_lookup (self->attributes, key);
  if (found == NULL)
    return FALSE;
  *type = GPOINTER_TO_INT (found) - 1;

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char **
tw_vocabulary_list_attributes (const TwVocabulary *self,
                               const char         *scope)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;
  gsize length;

  g_return_val_if_fail (self != NULL && scope != NULL, NULL);

  length = strlen (scope);
  g_hash_table_iter_init (&iter, self->attributes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (strncmp (key, scope, length) == 0 && ((const char *) key)[length] == '.')
      g_ptr_array_add (names, g_strdup ((const char *) key + length + 1));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

gboolean
tw_vocabulary_knows_category (const TwVocabulary *self,
                              const char         *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return g_hash_table_size (self->categories) == 0 ||
         g_hash_table_contains (self->categories, name);
}

gboolean
tw_vocabulary_knows_role (const TwVocabulary *self,
                          const char         *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return g_hash_table_size (self->roles) == 0 || g_hash_table_contains (self->roles, name);
}

const char *
tw_fact_kind_nth (guint index)
{
  return index < G_N_ELEMENTS (kinds) ? kinds[index].kind : NULL;
}

gboolean
tw_fact_kind_is_known (const char *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return TRUE;

  return FALSE;
}

gboolean
tw_fact_kind_is_produced (const char *kind,
                          const char *partner_type)
{
  g_return_val_if_fail (kind != NULL && partner_type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      {
        g_auto (GStrv) types = g_strsplit (kinds[i].types, " ", -1);

        return strcmp (kinds[i].types, "*") == 0 ||
               g_strv_contains ((const char * const *) types, partner_type);
      }

  return FALSE;
}
