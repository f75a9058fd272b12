/* tw-formula-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TW_TYPE_FORMULA_ENTRY (tw_formula_entry_get_type ())
G_DECLARE_FINAL_TYPE (TwFormulaEntry, tw_formula_entry, TW, FORMULA_ENTRY, AdwBin)

/**
 * TwFormulaKind:
 * @TW_FORMULA_VALUE: a number, a percentage, a date, a name, or a formula of them (tw-formula.h)
 * @TW_FORMULA_CONDITION: the same, where a name is a condition
 * @TW_FORMULA_TEXT: a text as it is
 * @TW_FORMULA_DATE: a date
 * @TW_FORMULA_DURATION: `90 days`, `6 months`
 * @TW_FORMULA_COUNT: a whole number
 * @TW_FORMULA_WORDS: a list of texts with commas; a single one is no list
 * @TW_FORMULA_LIST: the same, where a single one is a list too
 * @TW_FORMULA_NUMBER: a number and nothing else
 * @TW_FORMULA_RATE: a percentage and nothing else
 */
typedef enum
{
  TW_FORMULA_VALUE,
  TW_FORMULA_CONDITION,
  TW_FORMULA_TEXT,
  TW_FORMULA_DATE,
  TW_FORMULA_DURATION,
  TW_FORMULA_COUNT,
  TW_FORMULA_WORDS,
  TW_FORMULA_LIST,
  TW_FORMULA_NUMBER,
  TW_FORMULA_RATE,
} TwFormulaKind;

/**
 * TwFormulaFunc:
 * @path: of the value in the program
 * @json: (nullable): the new value as JSON text; %NULL: there is to be none
 * @error: why it was refused; shown below the entry
 *
 * Writes a changed value.
 */
typedef gboolean (*TwFormulaFunc) (const char  *path,
                                   const char  *json,
                                   gpointer     user_data,
                                   GError     **error);

/**
 * TwFormulaEntry:
 *
 * One value of a program, edited in place: Enter or leaving it writes, Escape restores, words are
 * completed. What is refused stays as it was typed, with the reason below.
 *
 * @path: a JSON pointer
 * @value: (nullable): what stands there
 * @name: what is read out as its name
 * @func: (nullable): %NULL makes it read-only
 * @user_data: must outlive the entry
 */
GtkWidget  *tw_formula_entry_new       (const char      *path,
                                        JsonNode        *value,
                                        TwFormulaKind    kind,
                                        const char      *name,
                                        TwFormulaFunc    func,
                                        gpointer         user_data);
/* For a number, a percentage or a date that stays what it is: `2%`, `20000.00`, `2026-01-01`. */
GtkWidget  *tw_formula_entry_new_literal (const char    *path,
                                        const char      *literal,
                                        const char      *name,
                                        TwFormulaFunc    func,
                                        gpointer         user_data);
/* An empty entry is refused instead of taking the value away. */
void        tw_formula_entry_set_required (TwFormulaEntry *self,
                                        gboolean         required);
/* What stands in its place while it is empty. */
void        tw_formula_entry_set_placeholder (TwFormulaEntry *self,
                                        const char      *text);
/* @chars: 0 takes the width there is. */
void        tw_formula_entry_set_width (TwFormulaEntry  *self,
                                        int              chars);
/* It may be as narrow as a short word, beside other controls. */
void        tw_formula_entry_set_narrow (TwFormulaEntry *self);
/* Words to complete with, in the first column. */
void        tw_formula_entry_set_words (TwFormulaEntry  *self,
                                        GtkTreeModel    *words);
typedef void (*TwFormulaOpenFunc) (TwFormulaEntry *self,
                                   gpointer        user_data);

/* Something else shows the value in more detail: a press on the icon at the end, Alt+Down, F4 or the menu ask for
 * it. What was typed is written first; while it is refused nothing opens.
 * @func: (nullable): nothing does */
void        tw_formula_entry_set_opener (TwFormulaEntry *self,
                                        TwFormulaOpenFunc func,
                                        gpointer         user_data);
/* What is read out as its name. */
const char *tw_formula_entry_get_name  (TwFormulaEntry  *self);
TwFormulaKind tw_formula_entry_get_kind (TwFormulaEntry *self);
/* (nullable): shows another value, unless something refused stands there. */
void        tw_formula_entry_set_value (TwFormulaEntry  *self,
                                        JsonNode        *value);
const char *tw_formula_entry_get_path  (TwFormulaEntry  *self);
/* (nullable): what was typed and refused; NULL where there is nothing to keep. */
const char *tw_formula_entry_get_kept  (TwFormulaEntry  *self);
/* Puts back what was typed and refused before the form was built anew. */
void        tw_formula_entry_keep      (TwFormulaEntry  *self,
                                        const char      *text);
/* (transfer full) (nullable): what stands in the entry as JSON; %NULL with @removed where nothing is to stand there. */
char       *tw_formula_entry_read      (TwFormulaEntry  *self,
                                        gboolean        *removed,
                                        GError         **error);
/* Lets go of what was refused: it was written otherwise. */
void        tw_formula_entry_forget    (TwFormulaEntry  *self);
/* (nullable): the message below. */
const char *tw_formula_entry_get_message (TwFormulaEntry *self);

G_END_DECLS
