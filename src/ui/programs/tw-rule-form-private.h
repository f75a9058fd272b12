/* tw-rule-form-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-form.h"

#include "programs/tw-formula-entry.h"
#include "tw-data-words.h"
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

/* A control and the part that it stands in. */
typedef struct
{
  GtkWidget  *widget;
  TwRulePart *part;
} TwRulePlace;

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
  GHashTable           *opened;    /* char* path: values whose own form stands open */
  GPtrArray            *data;      /* TwDataWord*: what the workspace's data can be called by */
  GCancellable         *reading;   /* (nullable): what reads them */

  /* children */
  GtkWidget            *box;
  GtkWidget            *list;      /* (nullable): of the expanders */
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
/* What @widget of tw_rule_form_add_place() has at @path; %NULL where nothing is shown. */
GtkWidget  *tw_rule_form_get_place (TwRuleForm     *self,
                                    const char     *path);
/* Opens or folds the form of the value at @path, which stands below @part's own. */
void        tw_rule_form_toggle    (TwRuleForm     *self,
                                    TwRulePart     *part,
                                    const char     *path);
gboolean    tw_rule_form_is_opened (TwRuleForm     *self,
                                    const char     *path);
/* An entry for what stands at @path, or for what may stand there. */
GtkWidget  *tw_rule_form_entry     (TwRuleForm     *self,
                                    TwRulePart     *part,
                                    const char     *path,
                                    TwFormulaKind   kind,
                                    const char     *name);
/* (transfer container) (element-type TwFormulaEntry): entries below @parent with something refused. */
GPtrArray  *tw_rule_form_list_refused (TwRuleForm  *self,
                                    const char     *parent);
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

typedef struct _TwRuleField TwRuleField;
typedef struct _TwRuleItems TwRuleItems;

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
  TW_RULE_FIELD_ATTRIBUTES, /* one or several to tick */
  TW_RULE_FIELD_RULES,      /* of the program, to tick */
  TW_RULE_FIELD_VARIANT,    /* one of several forms, each with fields of its own */
  TW_RULE_FIELD_ITEMS,      /* a list, or names with values */
} TwRuleFieldType;

/* A form that a value may have. */
typedef struct
{
  const char        *title;
  const char        *word;     /* (nullable): the text that it is; "" where nothing stands */
  const char        *head;     /* (nullable): the key that it has; no word and no head: any other value */
  const char        *second;   /* (nullable): a further key; beside the word "" the text that says the same */
  const char        *json;     /* (nullable): to begin with; `@` is what stood there before */
  const TwRuleField *fields;
  guint              n_fields;
} TwRuleVariant;

typedef struct
{
  const TwRuleVariant *variants;
  guint                n;
} TwRuleVariants;

struct _TwRuleField
{
  const char         *key;       /* below the base, `timing/hold_days`; empty: the base itself */
  const char         *title;
  TwRuleFieldType     type;
  TwFormulaKind       kind;      /* of an entry */
  const TwRuleChoice *choices;
  const char         *hint;      /* (nullable): what holds where nothing stands */
  const TwRuleVariants *variants;
  const TwRuleItems  *items;
};

/* A list whose elements have the same fields each. */
struct _TwRuleItems
{
  const char        *title;    /* of one element, with its number: “Step %u” */
  const char        *add;      /* on the button */
  const TwRuleField *fields;   /* of an element; a key "" is the element itself */
  guint              n_fields;
  gboolean           named;    /* an object: names with values */
  guint              least;    /* elements that must stay */
  /* (transfer full): a new element; of an object its value, and its name in @name */
  char            *(*make) (TwRuleForm *form, JsonNode *list, char **name);
};

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
/* @titles: (transfer full): a drop-down whose button is as narrow as it must be; its list shows the whole titles. */
GtkWidget  *tw_rule_drop_down_new  (GtkStringList      *titles);
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
/* A button with a list of kinds of facts to tick; @none as for tw_rule_ticks_new(). */
GtkWidget  *tw_rule_kinds_new      (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    const char         *none);
/* (transfer none): “sales” for `sale`. */
const char *tw_rule_kind_title     (const char         *kind);

/* (transfer full): a text as JSON. */
char       *tw_rule_quote          (const char         *text);
/* @control at @path with room for a refusal below it, which tw_rule_control_write() shows. */
GtkWidget  *tw_rule_control_finish (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    GtkWidget          *control);
/* @json: (nullable): what is to stand at the control's place */
gboolean    tw_rule_control_write  (GtkWidget          *control,
                                    const char         *json);
/* The same where what is written stands at another @path than the control is found by. */
gboolean    tw_rule_control_write_at (GtkWidget        *control,
                                    const char         *path,
                                    const char         *json);

/* --- tw-rule-ticks.c --- */

typedef struct
{
  char *value;
  char *title;
} TwRuleTick;

/* (transfer full) (element-type TwRuleTick): what can be ticked; asked when the list is opened */
typedef GPtrArray *(*TwRuleTicksFunc) (TwRuleForm *form);

GPtrArray  *tw_rule_ticks          (void);
void        tw_rule_ticks_add      (GPtrArray          *ticks,
                                    const char         *value,
                                    const char         *title);
/* A button with a list to tick for the text or the list of texts at @path.
 * @list: a single text is a list too
 * @none: (nullable): what the button says where nothing stands; then all ticks may be taken away */
GtkWidget  *tw_rule_ticks_new      (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    TwRuleTicksFunc     func,
                                    gboolean            list,
                                    const char         *none);
/* Ticks for attributes that facts can be told apart by, and for the program's rules. */
GPtrArray  *tw_rule_attribute_ticks (TwRuleForm        *form);
GPtrArray  *tw_rule_rule_ticks     (TwRuleForm         *form);

/* --- tw-rule-variant.c --- */

/* A drop-down of the forms that the value at @path may have, and below it the fields of the one it has. */
GtkWidget  *tw_rule_variant_new    (TwRuleForm           *form,
                                    TwRulePart           *part,
                                    const char           *path,
                                    const char           *name,
                                    const TwRuleVariants *variants);
/* (transfer none) (nullable): the one that @node (nullable) has. */
const TwRuleVariant *tw_rule_variant_find (const TwRuleVariants *variants,
                                    JsonNode             *node);

/* --- tw-rule-items.c --- */

GtkWidget  *tw_rule_items_new      (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    const TwRuleItems  *items);

/* --- tw-rule-value.c --- */

/* (transfer full): under which such a form of the value at @path is found among the places. */
char       *tw_rule_value_place    (const char         *path);
/* The form of the value or condition at @path: what it is, and each of its parts. */
GtkWidget  *tw_rule_value_new      (TwRuleForm         *form,
                                    TwRulePart         *part,
                                    const char         *path,
                                    const char         *name,
                                    TwFormulaKind       kind);

/* --- tw-rule-program.c --- */

/* The part of what holds for the whole program: `/rounding`, `/fx`, `/attribution`, `/calendar`. */
const TwRulePartKind *tw_rule_program_parts (const char *path);
GtkWidget  *tw_rule_split_build    (TwRuleForm         *form,
                                    TwRulePart         *part);
char       *tw_rule_split_words    (TwRuleForm         *form);
extern const TwRuleChoice tw_rule_rounding_modes[];
extern const TwRuleChoice tw_rule_rounding_levels[];
extern const TwRuleChoice tw_rule_pers[];

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
/* How facts add up, which, in which window, at @path. */
GtkWidget  *tw_rule_measure_new    (TwRuleForm     *form,
                                    TwRulePart     *part,
                                    const char     *path);
/* All conditions and filters: rows that can be nested, and the whole as a formula. */
GtkWidget  *tw_rule_condition_new  (TwRuleForm     *form,
                                    TwRulePart     *part,
                                    const char     *path,
                                    const char     *name);
/* The rows alone. */
GtkWidget  *tw_rule_condition_rows (TwRuleForm     *form,
                                    TwRulePart     *part,
                                    const char     *path,
                                    const char     *name);

G_END_DECLS
