/* test-bad-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every form and dialog against what doesn't belong there. The forms of rows are found by walking the entities, so
 * that a new register can't be forgotten. */

#include "config.h"

#include "application/tw-window-private.h"
#include "common/tw-row-dialog.h"
#include "statements/tw-statement-dialogs.h"
#include "tw-model-test.h"
#include "tw-row-store.h"
#include "tw-ui-bad-input.h"
#include "tw-ui-sample.h"

static TwApplication *application;
static char *sample;

typedef struct
{
  TwDocument *document;
  TwWindow   *window;
  const TwEntity *entity;
  gint64      row;          /* 0: a new one */
  gint64      saved;
  TwStatement *statement;
  guint       asked;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->document = tw_document_open (sample, &error);
  g_assert_no_error (error);
  fixture->window = tw_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 800);
  tw_window_set_document (fixture->window, fixture->document);
  /* The window follows every change below its dialogs: with what it has least to do for. */
  tw_window_show_view (fixture->window, "plans");
  gtk_window_present (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tw_ui_test_settle ();
  tw_document_close (fixture->document);
  g_object_unref (fixture->document);
}

static TwWorkspace *
get_workspace (Fixture *fixture)
{
  return tw_document_get_workspace (fixture->document);
}

/* --- forms of rows --- */

static gint64
find_row (Fixture        *fixture,
          const TwEntity *entity)
{
  g_autofree char *where = entity->part_column != NULL
                               ? g_strdup_printf (" WHERE \"%s\" = '%s'", entity->part_column, entity->part)
                               : g_strdup ("");
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (id), 0) FROM \"%s\"%s", entity->table, where);

  return tw_model_test_int (get_workspace (fixture), sql);
}

/* Something right in every required field. */
static void
fill (Fixture *fixture,
      TwRow   *row)
{
  const TwEntity *entity = tw_row_get_entity (row);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const TwField *field = &entity->fields[i];
      g_autofree char *text = tw_row_get_text (row, field->name);

      if ((field->flags & TW_FIELD_REQUIRED) == 0 || *text != '\0')
        continue;
      if (field->type == TW_FIELD_REFERENCE)
        {
          TwCell cell = { .kind = TW_CELL_NUMBER, .number = find_row (fixture, tw_entity_find (field->target)) };

          tw_row_set (row, field->name, &cell, NULL);
        }
      else
        tw_row_set_text (row, field->name,
                         field->type == TW_FIELD_CHOICE     ? field->choices[0].key
                         : field->type == TW_FIELD_DATE     ? "2026-06-01"
                         : field->type == TW_FIELD_CURRENCY ? "USD"
                         : field->type == TW_FIELD_RATE     ? "1%"
                         : field->type == TW_FIELD_TEXT     ? "Test"
                                                            : "1",
                         NULL);
    }
}

static void
on_saved (TwRowDialog *dialog,
          gint64       id,
          Fixture     *fixture)
{
  fixture->saved = id;
}

static GtkWidget *
open_row (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (TwRow) row = fixture->row != 0
                              ? tw_row_read (get_workspace (fixture), fixture->entity, fixture->row, NULL)
                              : tw_row_new (get_workspace (fixture), fixture->entity);
  GtkWidget *dialog;

  g_assert_nonnull (row);
  if (fixture->row == 0)
    fill (fixture, row);
  dialog = tw_row_dialog_new (get_workspace (fixture), row, tw_entity_get_label (fixture->entity, FALSE), "_Save", NULL);
  g_signal_connect (dialog, "saved", G_CALLBACK (on_saved), fixture);
  tw_row_dialog_present (TW_ROW_DIALOG (dialog), GTK_WIDGET (fixture->window));

  return dialog;
}

static void
kept_row (const TwField *field,
          const char    *text,
          gpointer       data)
{
  Fixture *fixture = data;
  g_autoptr (TwRow) row = tw_row_read (get_workspace (fixture), fixture->entity, fixture->saved, NULL);
  g_autofree char *now = NULL;

  g_assert_nonnull (row);
  now = tw_row_get_text (row, field->name);
  g_assert_cmpstr (now, ==, text);
}

static void
test_entities (Fixture       *fixture,
               gconstpointer  data)
{
  guint n = 0;

  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      if ((entity->flags & TW_ENTITY_READ_ONLY) != 0 || entity->table == NULL)
        continue;

      fixture->entity = entity;
      fixture->row = find_row (fixture, entity);
      n += tw_ui_bad_input (fixture->document, entity->name, open_row, NULL, kept_row, fixture);
    }

  g_assert_cmpuint (n, >, 100);
}

/* --- dialogs of the views --- */

static GtkWidget *
find_dialog (Fixture *fixture)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *l = all; l != NULL && found == NULL; l = l->next)
    {
      if (l->data != fixture->window && gtk_widget_get_mapped (l->data))
        found = l->data;
    }

  return found;
}

typedef struct
{
  Fixture    *fixture;
  const char *view;
  const char *action;
} Action;

static GtkWidget *
open_action (gpointer data)
{
  Action *action = data;
  TwView *view = tw_window_show_view (action->fixture->window, action->view);

  tw_ui_test_settle ();
  if (!gtk_widget_activate_action (GTK_WIDGET (view), action->action, NULL))
    g_error ("%s has no action %s", action->view, action->action);
  tw_ui_test_settle ();

  return find_dialog (action->fixture);
}

static guint
try_action (Fixture         *fixture,
            const char      *view,
            const char      *action,
            const TwUiField *fields)
{
  Action data = { fixture, view, action };
  guint n = tw_ui_bad_input (fixture->document, action, open_action, fields, NULL, &data);

  g_assert_cmpuint (n, >, 0);

  return n;
}

static gint64
find_id (Fixture    *fixture,
         const char *sql)
{
  gint64 id = tw_model_test_int (get_workspace (fixture), sql);

  g_assert_cmpint (id, !=, 0);

  return id;
}

static void
open_record (Fixture    *fixture,
             const char *table,
             const char *sql)
{
  g_assert_true (tw_window_open_record (fixture->window, table, find_id (fixture, sql)));
  tw_ui_test_settle ();
}

static void
test_programs (Fixture       *fixture,
               gconstpointer  data)
{
  static const TwUiField fields[] = {
    { "First Day, such as 2026-07-01", TW_FIELD_DATE, TW_FIELD_REQUIRED },
    { NULL },
  };

  open_record (fixture, "program", "SELECT min (id) FROM program");
  try_action (fixture, "programs", "view.amend", fields);
}

static void
test_pipeline (Fixture       *fixture,
               gconstpointer  data)
{
  static const TwUiField roles[] = {
    { "Partner", TW_FIELD_REFERENCE, 0 }, { "Share", TW_FIELD_RATE, 0 }, { NULL },
  };
  static const TwUiField deal[] = {
    { "Partner", TW_FIELD_REFERENCE, TW_FIELD_REQUIRED, "Aldermoor Systems" },
    { "Customer", TW_FIELD_REFERENCE, TW_FIELD_REQUIRED, "C1001" },
    { "Submitted", TW_FIELD_DATE, TW_FIELD_REQUIRED },
    { "Product", TW_FIELD_REFERENCE, 0 },
    { "Product category", TW_FIELD_REFERENCE, 0 },
    { "Amount", TW_FIELD_MONEY, 0 },
    { "Currency", TW_FIELD_CURRENCY, 0 },
    { NULL },
  };

  open_record (fixture, "opportunity", "SELECT max (o.id) FROM opportunity o JOIN credit c ON c.fact = o.id"
               " JOIN fact_kind k ON k.id = c.fact_kind AND k.name = 'opportunity' WHERE o.status = 'open'");
  try_action (fixture, "pipeline", "view.win", NULL);
  try_action (fixture, "pipeline", "view.lose", NULL);
  try_action (fixture, "pipeline", "view.register", deal);
  try_action (fixture, "pipeline", "view.roles", roles);
}

static void
test_plans (Fixture       *fixture,
            gconstpointer  data)
{
  static const TwUiField fields[] = {
    { "Name", TW_FIELD_TEXT, TW_FIELD_REQUIRED, "Test" },
    { "Partner", TW_FIELD_REFERENCE, TW_FIELD_REQUIRED, "Aldermoor Systems" },
    { "From", TW_FIELD_DATE, TW_FIELD_REQUIRED },
    { "To", TW_FIELD_DATE, TW_FIELD_REQUIRED },
    { NULL },
  };

  try_action (fixture, "plans", "view.new", fields);
  try_action (fixture, "plans", "view.new-from-template", fields);
}

static void
on_adjust (gint64      amount,
           const char *reason,
           const char *reference,
           const char *line,
           gpointer    user_data)
{
  ((Fixture *) user_data)->asked++;
}

static void
on_reason (const char *reason,
           gpointer    user_data)
{
  ((Fixture *) user_data)->asked++;
}

static GtkWidget *
open_adjust (gpointer data)
{
  Fixture *fixture = data;

  return tw_dialog_ask_adjust (fixture->window, fixture->statement, NULL, on_adjust, fixture, NULL);
}

static GtkWidget *
open_reason (gpointer data)
{
  Fixture *fixture = data;

  return tw_dialog_ask_reason (fixture->window, "Test", "Test", "_Go", on_reason, fixture, NULL);
}

static void
test_statements (Fixture       *fixture,
                 gconstpointer  data)
{
  static const TwUiField fields[] = {
    { "Amount in USD", TW_FIELD_MONEY, TW_FIELD_REQUIRED, "12.50" },
    { "Reason", TW_FIELD_TEXT, TW_FIELD_REQUIRED, "Test" },
    { "Reference: document or decision", TW_FIELD_TEXT, TW_FIELD_REQUIRED, "T-1" },
    { NULL },
  };
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  statement = tw_statement_read (get_workspace (fixture), find_id (fixture, "SELECT max (id) FROM statement"), &error);
  g_assert_no_error (error);
  fixture->statement = statement;
  tw_ui_bad_input (fixture->document, "adjust", open_adjust, fields, NULL, fixture);
  tw_ui_bad_input (fixture->document, "reason", open_reason, fields, NULL, fixture);
  g_assert_cmpint (fixture->asked, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  int result;

  tw_ui_test_init (&argc, &argv);
  application = tw_ui_test_application ();
  g_application_hold (G_APPLICATION (application));
  sample = g_build_filename (dir, "Sample.tierwright", NULL);
  tw_ui_sample_make (sample);

  g_test_add ("/ui/bad-input/entities", Fixture, NULL, set_up, test_entities, tear_down);
  g_test_add ("/ui/bad-input/programs", Fixture, NULL, set_up, test_programs, tear_down);
  g_test_add ("/ui/bad-input/pipeline", Fixture, NULL, set_up, test_pipeline, tear_down);
  g_test_add ("/ui/bad-input/plans", Fixture, NULL, set_up, test_plans, tear_down);
  g_test_add ("/ui/bad-input/statements", Fixture, NULL, set_up, test_statements, tear_down);

  result = g_test_run ();
  g_application_release (G_APPLICATION (application));
  g_object_unref (application);
  g_free (sample);

  return result;
}
