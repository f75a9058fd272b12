/* tw-entity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An entity is declared once, as a constant: from the declaration follow validation, rows,
 * lists, import mapping, exports and the labels of the audit trail (design.md section 4).
 *
 * Invariants, held by a test against the schema: the table and every column exist; a required field
 * stands on a NOT NULL column and nothing else does but by a default; choices are those of the
 * CHECK; a reference stands on a foreign key to its target's table; names are unique in their
 * entity. */

typedef enum
{
  TW_FIELD_TEXT,        /* one line */
  TW_FIELD_NOTE,        /* several lines */
  TW_FIELD_INTEGER,
  TW_FIELD_QUANTITY,    /* millionths */
  TW_FIELD_MONEY,       /* minor units of the currency in the field named by `currency` */
  TW_FIELD_RATE,        /* millionths, written as a percentage */
  TW_FIELD_UNIT_PRICE,  /* millionths of a major unit */
  TW_FIELD_FX_RATE,     /* mantissa in `column`, decimals in `scale_column` */
  TW_FIELD_DATE,        /* ISO text in the workspace, a day number in a #TwCell */
  TW_FIELD_BOOLEAN,
  TW_FIELD_CHOICE,      /* a stable key as text */
  TW_FIELD_REFERENCE,   /* the row id of a `target` */
  TW_FIELD_TAGS,        /* words, separated by commas */
  TW_FIELD_CURRENCY,    /* a code of the workspace's currencies */
  TW_FIELD_FACT,        /* the row id of a fact; its kind is in the field `fact_kind` */
  TW_FIELD_TERM,        /* what the field `type` of an agreement term says: tw_field_for_term() */
} TwFieldType;

typedef enum
{
  TW_FIELD_REQUIRED  = 1 << 0,
  TW_FIELD_UNIQUE    = 1 << 1,  /* within the entity, the external id usually */
  TW_FIELD_SEARCHED  = 1 << 2,  /* a text search of a list looks here */
  TW_FIELD_SUMMED    = 1 << 3,  /* a totals row adds it up */
  TW_FIELD_READ_ONLY = 1 << 4,  /* shown, set by the program alone */
  TW_FIELD_MINOR     = 1 << 5,  /* no column by default */
  TW_FIELD_LAST_DAY  = 1 << 6,  /* the last day of a span; the workspace holds the day after */
  TW_FIELD_OWNER     = 1 << 7,  /* a reference: the row belongs to its target and is removed with it */
  TW_FIELD_MOMENT    = 1 << 8,  /* a text: a moment in UTC, shown in the time of the person's place */
} TwFieldFlags;

typedef struct
{
  const char *key;
  const char *label;
} TwChoice;

/**
 * TwField:
 * @name: stable and lower case; in filters, mappings, `--set` and exports
 * @column: where it stands in the table
 * @label: for people, to be translated with tw_field_get_label()
 * @target: the name of the entity that a reference points to
 * @currency: the name of the field with the currency of a money or a unit price
 * @scale_column: for an FX rate
 * @fallback: for a date: names of fields separated by blanks; the first that is known stands in
 * @unit: what a quantity counts, untranslated
 * @initial: the default in plain form, also that of the column
 * @choices: ended by a %NULL key
 * @rank: (nullable): a column of the table or query that lists are sorted by instead of the value: the place of a stage,
 *   an amount in one currency
 * @least: with @most, what a number may be at least, as it is kept; a CHECK of the column says the same
 * @most: and at most; 0: it may be anything
 * @attribute: id of the attribute that the workspace defines, 0 for a declared field
 */
typedef struct
{
  const char     *name;
  const char     *column;
  const char     *label;
  TwFieldType     type;
  guint           flags;
  const char     *target;
  const char     *currency;
  const char     *scale_column;
  const TwChoice *choices;
  const char     *initial;
  const char     *fallback;
  const char     *unit;
  const char     *help;
  const char     *rank;
  gint64          least;
  gint64          most;
  gint64          attribute;
} TwField;

typedef enum
{
  TW_ENTITY_FACT       = 1 << 0,  /* something that happened; gets credits, heeds period locks */
  TW_ENTITY_GROUPED    = 1 << 5,  /* the table asks nothing beyond the declarations: inserted in groups */
  TW_ENTITY_BATCHED    = 1 << 4,  /* columns `batch` and `batch_row` tell the import it came with */
  TW_ENTITY_SEARCHED   = 1 << 1,  /* found by the search over every entity */
  TW_ENTITY_READ_ONLY  = 1 << 2,  /* a list over a query, or rows that only the program writes */
  TW_ENTITY_ATTRIBUTES = 1 << 3,  /* the workspace may define further fields */
} TwEntityFlags;

/**
 * TwBetween:
 * @kind: what must hold
 * @field: the name of the field at which it is said
 * @other: what it is held against; for %TW_BETWEEN_NEEDS names separated by blanks, of which one is enough
 * @message: a sentence that says what to enter, to be translated
 *
 * What must hold between two fields of a row. The tables hold it as well; this says it in words, before anything is
 * written.
 */
typedef enum
{
  TW_BETWEEN_ONE_OF,    /* one of the two has a value, and not both */
  TW_BETWEEN_NEEDS,     /* @field has a value only where another one has */
  TW_BETWEEN_DIFFER,    /* they aren't the same */
  TW_BETWEEN_DATE,      /* @field is a date such as 2026-01-31 where @other says "date" */
} TwBetweenKind;

typedef struct
{
  TwBetweenKind  kind;
  const char    *field;
  const char    *other;
  const char    *message;
} TwBetween;

/**
 * TwEntity:
 * @name: stable and singular: `partner`
 * @kind: the plural that the command line takes: `partners`
 * @fact: the kind of rules.md 2.1, or %NULL
 * @table: the table; for a list over a query %NULL
 * @query: instead of a table, a SELECT with an integer column `id` and a column per field
 * @part_column: (nullable): the column that tells this entity from others in the same table
 * @part: (nullable): what stands there
 * @title: the name of the field that titles a row
 * @key: (nullable): the name of the field with the external id
 * @identity: (nullable): without a key, names of fields separated by blanks that tell one row
 *   from another
 * @order: (nullable): the name of the field by which lists are sorted at first; %NULL: by arrival
 * @alone: (nullable): names of fields separated by blanks: spans of rows equal in them can't
 *   overlap
 * @date: (nullable): the name of the field with the date that places a fact; period locks look
 *   at it
 * @between: (nullable): what must hold between fields
 */
typedef struct
{
  const char    *name;
  const char    *kind;
  const char    *label;
  const char    *label_plural;
  const char    *fact;
  const char    *table;
  const char    *query;
  const char    *part_column;
  const char    *part;
  const char    *title;
  const char    *key;
  const char    *order;
  const char    *identity;
  const char    *alone;
  const char    *date;
  gboolean       descending;
  guint          flags;
  const TwField *fields;
  guint          n_fields;
  const TwBetween *between;
  guint          n_between;
} TwEntity;

/* The registry, in the order in which entities can be imported: what is referred to comes first. */
guint            tw_entity_count           (void);
const TwEntity  *tw_entity_nth             (guint           index);
/* By name, by kind (`sales`), or %NULL. */
const TwEntity  *tw_entity_find            (const char     *name);
/* (nullable): the entity of a fact kind of rules.md 2.1. */
const TwEntity  *tw_entity_for_fact        (const char     *fact);
/* (nullable) */
const TwField   *tw_entity_get_field       (const TwEntity *entity,
                                            const char     *name);
/* The place of a field in its entity's declaration, or -1. */
int              tw_entity_get_index       (const TwEntity *entity,
                                            const char     *name);
/* Translated. */
const char      *tw_entity_get_label       (const TwEntity *entity,
                                            gboolean        plural);
const char      *tw_field_get_label        (const TwField  *field);
/* Translated; (nullable). */
const char      *tw_field_get_help         (const TwField  *field);
/* Translated; the key itself where it is none of the choices. */
const char      *tw_field_get_choice_label (const TwField  *field,
                                            const char     *key);

/* The field that a %TW_FIELD_TERM is, given the term's type (`money`, `number`, `rate`,
 * `yesno`); %NULL for `date` and `text`, whose value stands in the field `text`. */
const TwField   *tw_field_for_term         (const char     *type);

G_END_DECLS
