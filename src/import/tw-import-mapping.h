/* tw-import-mapping.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-csv-format.h"
#include "tw-entity.h"

G_BEGIN_DECLS

/* A value map whose key is this stands for every value that isn't named. */
#define TW_IMPORT_OTHERWISE "*"

/**
 * TwImportField:
 * @field: a field of the entity; for partners also `type` and `type_from`, which make a partner
 * type
 * @columns: (element-type guint): the columns it is read from, counted from 0. Several are joined
 * by a slash, which is how an external id is built.
 * @ordinal: whether a number is put behind, counting the rows with the same value: for an external
 * id that no columns make unique
 * @constant: (nullable): the value of every row instead, in plain form
 * @values: (nullable) (element-type utf8 utf8): what values of the file stand for;
 * %TW_IMPORT_OTHERWISE
 * @suggested: whether the program proposed it and nobody has confirmed it
 * @reason: (nullable): why it was proposed
 *
 * Where one field comes from. With neither columns nor a constant it isn't imported.
 */
typedef struct
{
  const TwField *field;
  GArray        *columns;
  gboolean       ordinal;
  char          *constant;
  GHashTable    *values;
  gboolean       suggested;
  char          *reason;
} TwImportField;

/**
 * TwImportMapping:
 * @fields: (element-type TwImportField): one for each field of the entity, in its order
 * @headings: the names of the file's columns
 * @unpivot: for exchange rates: every column that is named by a currency makes a row of its own,
 * with the heading as quoted currency and the cell as rate
 * @profile: (nullable): the name of the saved mapping that it came from
 */
typedef struct
{
  const TwEntity *entity;
  GPtrArray      *fields;
  GStrv           headings;
  gboolean        unpivot;
  char           *profile;
} TwImportMapping;

TwImportMapping *tw_import_mapping_new        (const TwEntity         *entity,
                                               GStrv                   headings);
void             tw_import_mapping_free       (TwImportMapping        *self);
TwImportField   *tw_import_mapping_get        (TwImportMapping        *self,
                                               const char             *name);
/* Fills in what names and contents of the columns suggest; @currency: the workspace's. */
void             tw_import_mapping_suggest    (TwImportMapping        *self,
                                               TwCsvProfile           *profile,
                                               const char             *currency);
/* @columns: headings, several joined by `+`; "" takes the field out. A `#` at the end adds the
 * ordinal. */
gboolean         tw_import_mapping_set_column (TwImportMapping        *self,
                                               const char             *field,
                                               const char             *columns,
                                               GError                **error);
gboolean         tw_import_mapping_set_value  (TwImportMapping        *self,
                                               const char             *field,
                                               const char             *value,
                                               GError                **error);
gboolean         tw_import_mapping_map_value  (TwImportMapping        *self,
                                               const char             *field,
                                               const char             *from,
                                               const char             *to,
                                               GError                **error);
/* (transfer full): JSON, by headings and not by positions. */
char            *tw_import_mapping_to_json    (TwImportMapping        *self,
                                               const TwCsvFormat      *format);
/* Replaces what is set; %TW_ERROR_NOT_FOUND where the file lacks a column that the mapping names.
 */
gboolean         tw_import_mapping_apply_json (TwImportMapping        *self,
                                               const char             *json,
                                               TwCsvFormat            *format,
                                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwImportMapping, tw_import_mapping_free)

G_END_DECLS
