/* tw-rule-form-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-form.h"

#include "programs/tw-formula-entry.h"
#include "tw-program-document.h"

G_BEGIN_DECLS

typedef struct _TwRulePart TwRulePart;

/* Builds what a part shows. */
typedef GtkWidget *(*TwRulePartBuild) (TwRuleForm *form,
                                       TwRulePart *part);
/* (transfer full): the present value in words, for the folded part. */
typedef char      *(*TwRulePartWords) (TwRuleForm *form);

/* A section of the form: built when it is first unfolded, and again when its keys changed. */
typedef struct
{
  const char      *id;
  const char      *title;      /* NULL: stands open, without an expander */
  const char      *keys;       /* of the item that it shows, with blanks between */
  TwRulePartBuild  build;
  TwRulePartWords  words;
} TwRulePartKind;

struct _TwRulePart
{
  const TwRulePartKind *kind;
  TwRuleForm           *form;
  char                 *built;     /* (nullable): the JSON that it was built from */
  AdwBin               *bin;
  AdwExpanderRow       *row;       /* (nullable) */
};

struct _TwRuleForm
{
  AdwBin                parent_instance;

  /* borrowed */
  TwProgramTab         *tab;
  const TwProgramState *state;

  /* owned */
  char                 *path;
  GHashTable           *places;    /* char* path -> TwRulePlace* */
  GPtrArray            *parts;     /* TwRulePart* */
  GtkListStore         *words;     /* for completion */
  GHashTable           *kept;      /* char* path -> char*: refused, of what isn't shown now */

  /* children */
  GtkWidget            *box;
  GtkLabel             *message;   /* why a button changed nothing */
};

/* --- tw-rule-form.c --- */

/* (nullable) (transfer none): what stands at @path. */
JsonNode   *tw_rule_form_lookup    (TwRuleForm     *self,
                                    const char     *path);
/* (nullable) (transfer none): the text that stands at @key of the item. */
const char *tw_rule_form_text      (TwRuleForm     *self,
                                    const char     *key);
/* (transfer full) */
char       *tw_rule_form_path      (TwRuleForm     *self,
                                    const char     *key);
/* (nullable): the rule that is shown. */
const TwRule *tw_rule_form_get_rule (TwRuleForm    *self);
const TwProgram *tw_rule_form_get_program (TwRuleForm *self);
gboolean    tw_rule_form_is_editable (TwRuleForm   *self);
/* @widget shows what stands at @path. */
void        tw_rule_form_add_place (TwRuleForm     *self,
                                    TwRulePart     *part,
                                    const char     *path,
                                    GtkWidget      *widget);
/* An entry for what stands at @path, or for what may stand there. */
GtkWidget  *tw_rule_form_entry     (TwRuleForm     *self,
                                    TwRulePart     *part,
                                    const char     *path,
                                    TwFormulaKind   kind,
                                    const char     *name);
/* A #TwFormulaFunc: sets or removes what stands at @path; @user_data is the form. */
gboolean    tw_rule_form_write     (const char     *path,
                                    const char     *json,
                                    gpointer        user_data,
                                    GError        **error);
/* Writes a list of edits; what was refused is told at the head of the form. */
gboolean    tw_rule_form_change    (TwRuleForm     *self,
                                    GPtrArray      *edits,
                                    const char     *label);
/* Unfolds the part with this id and puts the focus into it. */
void        tw_rule_form_open      (TwRuleForm     *self,
                                    const char     *id);
/* (transfer full): the name of the item, as a person gave it. */
char       *tw_rule_form_name      (TwRuleForm     *self);

/* --- tw-rule-fields.c --- */

typedef struct
{
  const char *value;     /* as the program writes it; the first is what holds where nothing stands */
  const char *title;
} TwRuleChoice;

typedef enum
{
  TW_RULE_FIELD_ENTRY,
  TW_RULE_FIELD_CHOICE,
  TW_RULE_FIELD_SWITCH,  /* true or false; `choices` tell which is written */
  TW_RULE_FIELD_WINDOW,
  TW_RULE_FIELD_KINDS,
} TwRuleFieldType;

typedef struct
{
  const char         *key;       /* below the base, `timing/hold_days` */
  const char         *title;
  TwRuleFieldType     type;
  TwFormulaKind       kind;      /* of an entry */
  const TwRuleChoice *choices;
  const char         *hint;      /* (nullable): what holds where nothing stands */
} TwRuleField;

/* Rows of title and control for what stands below @base. */
GtkWidget  *tw_rule_fields_new     (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *base,
                                    const TwRuleField  *fields,
                                    guint               n_fields);
/* (transfer full): “Title: value · Title: value” of the fields that have one; @none where none has. */
char       *tw_rule_fields_words   (TwRuleForm         *form,
                                    const char         *base,
                                    const TwRuleField  *fields,
                                    guint               n_fields,
                                    const char         *none);
/* A drop-down for the text at @path. */
GtkWidget  *tw_rule_choice_new     (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    const TwRuleChoice *choices);
/* (transfer none): how people see a word of @choices. */
const char *tw_rule_choice_title   (const TwRuleChoice *choices,
                                    const char         *value);
/* A drop-down of windows, with an entry for what one needs. */
GtkWidget  *tw_rule_window_new     (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    gboolean            in_rule);
/* A button with a list of kinds of facts to tick. */
GtkWidget  *tw_rule_kinds_new      (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name);
/* (transfer none): “sales” for `sale`. */
const char *tw_rule_kind_title     (const char         *kind);

/* --- tw-rule-parts.c --- */

/* The parts of the item at @path. */
const TwRulePartKind *tw_rule_parts_list (const char   *path,
                                    guint              *n_parts);

/* --- parts with forms of their own --- */

GtkWidget  *tw_rule_sentence_build (TwRuleForm     *form,
                                    TwRulePart     *part);
GtkWidget  *tw_rule_bands_build    (TwRuleForm     *form,
                                    TwRulePart     *part);
/* TRUE: the bands are of the same shape, and show their values now. */
gboolean    tw_rule_bands_update   (TwRuleForm     *form,
                                    TwRulePart     *part);
GtkWidget  *tw_rule_adjust_build   (TwRuleForm     *form,
                                    TwRulePart     *part);
char       *tw_rule_adjust_words   (TwRuleForm     *form);
GtkWidget  *tw_rule_measure_build  (TwRuleForm     *form,
                                    TwRulePart     *part);
/* All conditions and filters: rows that can be nested, and the whole as a formula. */
GtkWidget  *tw_rule_condition_new  (TwRuleForm     *form,
                                    TwRulePart     *part,
                                    const char     *path,
                                    const char     *name);

G_END_DECLS
