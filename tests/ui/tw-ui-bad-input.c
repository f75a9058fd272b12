/* tw-ui-bad-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-bad-input.h"

#include "common/tw-field-editor.h"
#include "common/tw-tooltip.h"
#include "tw-model-test.h"

#include <string.h>

#define LONG_TEXT (100 * 1024)

/* For which kinds a text is wrong; the others keep it as it is, or refuse it in their own words. */
typedef enum
{
  TEXTS    = 1 << 0,
  NUMBERS  = 1 << 1,
  DATES    = 1 << 2,
  NAMES    = 1 << 3,    /* of something that has to exist */
  REQUIRED = 1 << 4,
  ALL      = TEXTS | NUMBERS | DATES | NAMES,
} Kind;

typedef struct
{
  const char *name;
  const char *text;     /* NULL: 100 kB, pasted */
  Kind        wrong;
  Kind        tried;
} Bad;

static const Bad bads[] = {
  { "nothing", "", REQUIRED, REQUIRED },
  { "words", "twelve", NUMBERS | DATES | NAMES, NUMBERS | DATES | NAMES },
  { "thirty digits", "123456789012345678901234567890", NUMBERS | DATES | NAMES, ALL },
  { "the smallest amount", "-92233720368547758.07", NUMBERS | DATES | NAMES, NUMBERS | DATES },
  { "two signs", "12.5.0", NUMBERS, NUMBERS },
  { "year 1", "0001-01-01", NUMBERS | DATES, NUMBERS | DATES },
  { "no day", "2026-02-31", DATES, DATES },
  { "control characters", "Kes\x07trel\x1b", ALL, ALL },
  { "an override", "Kes\xe2\x80\xaetrel", ALL, ALL },
  { "100 kB", NULL, ALL, ALL },
  { "emoji", "\xf0\x9f\xa6\x85 Kestrel", NUMBERS | DATES | NAMES, ALL },
  { "markup", "Unknown <R&D> & S\xc3\xb6hne", NUMBERS | DATES | NAMES, ALL },
};

typedef struct
{
  TwDocument      *document;
  const char      *what;
  TwUiOpenFunc     open;
  const TwUiField *fields;
  TwUiKeptFunc     kept;
  gpointer         data;
  GtkWidget       *dialog;      /* weak */
} Run;

static gboolean
is_control (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));

  return (ADW_IS_ENTRY_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget))
         && gtk_editable_get_editable (GTK_EDITABLE (widget)) && gtk_widget_is_sensitive (widget);
}

static void
collect (GtkWidget *widget,
         GPtrArray *controls)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_control (widget))
    {
      g_ptr_array_add (controls, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, controls);
}

static char *
get_text (GtkWidget *control)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!GTK_IS_TEXT_VIEW (control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), &start, &end);

  return gtk_text_iter_get_text (&start, &end);
}

/* As a paste does, in the place of what stands there or behind it. */
static void
insert (GtkWidget  *control,
        const char *text,
        gboolean    instead)
{
  int position = -1;

  if (GTK_IS_TEXT_VIEW (control))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control));
      GtkTextIter end;

      if (instead)
        gtk_text_buffer_set_text (buffer, "", -1);
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert (buffer, &end, text, -1);
      return;
    }

  if (instead)
    gtk_editable_delete_text (GTK_EDITABLE (control), 0, -1);
  if (*text != '\0')
    gtk_editable_insert_text (GTK_EDITABLE (control), text, -1, &position);
}

static const TwUiField *
find_field (Run        *run,
            const char *name)
{
  for (const TwUiField *field = run->fields; field != NULL && field->name != NULL; field++)
    {
      if (g_strcmp0 (field->name, name) == 0)
        return field;
    }

  return NULL;
}

static const TwUiField *
find_own (Run       *run,
          GtkWidget *control)
{
  g_autofree char *name = tw_ui_test_get_name (control);

  return find_field (run, name != NULL || !ADW_IS_PREFERENCES_ROW (control)
                              ? name
                              : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (control)));
}

static Kind
get_kind (Run       *run,
          GtkWidget *control)
{
  const TwField *field = tw_field_editor_field_of (control);
  const TwUiField *own = find_own (run, control);
  TwFieldType type = own != NULL ? own->type : field != NULL ? field->type : TW_FIELD_TEXT;
  guint flags = own != NULL ? own->flags : field != NULL ? field->flags : 0;
  Kind kind = (flags & TW_FIELD_REQUIRED) != 0 ? REQUIRED : 0;

  switch (type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return kind | NUMBERS;

    case TW_FIELD_DATE:
      return kind | DATES;

    case TW_FIELD_REFERENCE:
    case TW_FIELD_CURRENCY:
      return kind | NAMES;

    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
      return kind | TEXTS;

    default:
      return kind;
    }
}

static gboolean
has_message (GtkWidget  *widget,
             const char *css_class)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, css_class)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_message (child, css_class))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_marked (GtkWidget *control)
{
  g_autofree char *other = gtk_test_accessible_check_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                                                            GTK_ACCESSIBLE_INVALID_TRUE);

  return other == NULL;
}

static void
press (Run       *run,
       GtkWidget *control)
{
  GtkWidget *button = GTK_IS_WINDOW (run->dialog) ? gtk_window_get_default_widget (GTK_WINDOW (run->dialog)) : NULL;

  if (button == NULL && GTK_IS_ENTRY (control))
    g_signal_emit_by_name (control, "activate");
  else if (button != NULL && gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
  for (int i = 0; i < 10 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
close_dialog (Run *run)
{
  if (run->dialog != NULL && GTK_IS_WINDOW (run->dialog))
    gtk_window_destroy (GTK_WINDOW (run->dialog));
  g_clear_weak_pointer (&run->dialog);
  tw_ui_test_spin (10);
}

/* So that nothing else keeps the button from being pressed. */
static void
fill (Run *run)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();

  collect (run->dialog, controls);
  for (guint i = 0; i < controls->len; i++)
    {
      const TwUiField *own = find_own (run, controls->pdata[i]);
      g_autofree char *text = get_text (controls->pdata[i]);

      if (own != NULL && own->text != NULL && *text == '\0')
        insert (controls->pdata[i], own->text, TRUE);
    }
}

static GtkWidget *
open_dialog (Run   *run,
             guint  index)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();

  if (run->dialog == NULL)
    {
      g_set_weak_pointer (&run->dialog, run->open (run->data));
      g_assert_nonnull (run->dialog);
      tw_ui_test_settle ();
      fill (run);
    }
  collect (run->dialog, controls);

  return index < controls->len ? controls->pdata[index] : NULL;
}

/* Facts share most of their fields: the same declaration is tried in three forms, not in twenty. */
static gboolean
is_known (GtkWidget *control)
{
  static GHashTable *seen = NULL;
  const TwField *field = tw_field_editor_field_of (control);
  g_autofree char *key = NULL;
  guint n;

  if (field == NULL)
    return FALSE;
  if (seen == NULL)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  key = g_strdup_printf ("%s/%d/%u/%s/%s", field->name, field->type, field->flags, field->label,
                         field->target != NULL ? field->target : "");
  n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));

  return n >= 3;
}

/* "Partner, Name: an override" */
static char *
describe (Run        *run,
          GtkWidget  *control,
          const Bad  *bad)
{
  const TwField *field = tw_field_editor_field_of (control);
  g_autofree char *name = tw_ui_test_get_name (control);

  return g_strdup_printf ("%s, %s: %s", run->what, field != NULL ? field->name : name, bad->name);
}

static void
assert_refused (Run        *run,
                GtkWidget  *control,
                const Bad  *bad,
                const char *words,
                const char *typed)
{
  GtkWidget *button = GTK_IS_WINDOW (run->dialog) ? gtk_window_get_default_widget (GTK_WINDOW (run->dialog)) : NULL;
  g_autofree char *now = get_text (control);

  if (g_strcmp0 (now, typed) != 0)
    g_error ("%s: the text is altered", words);
  if (bad->wrong == REQUIRED && button != NULL && !gtk_widget_is_sensitive (button)
      && (tw_tooltip_get (button) != NULL || has_message (run->dialog, "error")
          || has_message (run->dialog, "caption")))
    return;
  if (!has_message (run->dialog, "error"))
    g_error ("%s: nothing says what is wrong", words);
  if (!is_marked (control))
    g_error ("%s: the field isn't marked", words);
}

static void
undo (Run        *run,
      gint64      before,
      const char *words)
{
  tw_document_changed (run->document);
  while (tw_document_get_last_entry (run->document) > before)
    {
      g_autoptr (GError) error = NULL;

      if (!tw_document_undo (run->document, &error))
        g_error ("%s: can't be undone: %s", words, error->message);
    }
}

static char *
create_long_text (void)
{
  char *text = g_strnfill (LONG_TEXT, 'x');

  for (int i = 99; i < LONG_TEXT; i += 100)
    text[i] = ' ';

  return text;
}

static void
try_bad (Run       *run,
         guint      index,
         const Bad *bad)
{
  GtkWidget *control = open_dialog (run, index);
  Kind kind = get_kind (run, control);
  g_autofree char *words = describe (run, control, bad);
  g_autofree char *original = get_text (control);
  g_autofree char *filled = create_long_text ();
  g_autofree char *long_text = g_strconcat (original, filled, NULL);
  g_autofree char *state = NULL;
  g_autofree char *after = NULL;
  const TwField *field = tw_field_editor_field_of (control);
  const char *typed = bad->text != NULL ? bad->text : long_text;
  gint64 before = tw_document_get_last_entry (run->document);

  if ((kind & bad->tried) == 0)
    return;

  state = tw_model_test_text (tw_document_get_workspace (run->document), "SELECT max (id) FROM history");
  insert (control, bad->text != NULL ? bad->text : filled, bad->text != NULL);
  if (bad->text == NULL)
    {
      g_autofree char *now = get_text (control);

      if (g_str_equal (now, original))
        typed = original;
      else if (!g_str_equal (now, long_text))
        g_error ("%s: %" G_GSIZE_FORMAT " bytes of it stand there", words, strlen (now));
    }
  if (typed != original)
    press (run, control);

  after = tw_model_test_text (tw_document_get_workspace (run->document), "SELECT max (id) FROM history");
  if (run->dialog == NULL || !gtk_widget_get_mapped (run->dialog))
    {
      if ((kind & bad->wrong) != 0)
        g_error ("%s: it is taken", words);
      g_clear_weak_pointer (&run->dialog);
      if (run->kept != NULL)
        run->kept (field, typed, run->data);
      undo (run, before, words);
      return;
    }

  if ((kind & bad->wrong) != 0)
    {
      if (g_strcmp0 (after, state) != 0)
        g_error ("%s: it is written", words);
      assert_refused (run, control, bad, words, typed);
    }
  else if (g_strcmp0 (after, state) != 0)
    undo (run, before, words);

  insert (control, original, TRUE);
}

guint
tw_ui_bad_input (TwDocument      *document,
                 const char      *what,
                 TwUiOpenFunc     open,
                 const TwUiField *fields,
                 TwUiKeptFunc     kept,
                 gpointer         data)
{
  Run run = { document, what, open, fields, kept, data, NULL };
  guint n = 0;

  for (GtkWidget *control; (control = open_dialog (&run, n)) != NULL; n++)
    {
      for (guint i = 0, skipped = fields == NULL && is_known (control); !skipped && i < G_N_ELEMENTS (bads); i++)
        try_bad (&run, n, &bads[i]);
    }
  close_dialog (&run);
  g_test_message ("%s: %u fields", what, n);

  return n;
}
