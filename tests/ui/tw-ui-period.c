/* tw-ui-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-period.h"

#include "tw-model-test.h"
#include "tw-program-version.h"

static void
add_partner (TwWorkspace *workspace,
             const char  *id,
             const char  *name)
{
  g_autoptr (TwRow) partner =
      tw_model_test_add (workspace, "partner", "external_id", id, "name", name, NULL);
  g_autoptr (TwRow) type = tw_model_test_add (workspace, "partner_type", "partner", id, "type",
                                              "reseller", "valid_from", "2026-01-01", NULL);

  g_assert_nonnull (partner);
  g_assert_nonnull (type);
}

static void
add_sale (TwWorkspace *workspace,
          const char  *id,
          const char  *partner,
          const char  *date,
          const char  *amount)
{
  g_autoptr (TwRow) sale =
      tw_model_test_add (workspace, "sale", "external_id", id, "partner", partner, "date", date,
                         "currency", "USD", "amount", amount, NULL);

  g_assert_nonnull (sale);
}

TwDocument *
tw_ui_period_document (const char *dir)
{
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autofree char *path = g_strdup (tw_workspace_get_path (workspace));
  g_autoptr (GError) error = NULL;
  TwDocument *document;

  add_partner (workspace, "P-1", TW_UI_PARTNER);
  add_partner (workspace, "P-2", "Birch");
  add_partner (workspace, "P-3", "Cedar");
  add_sale (workspace, "S-1", "P-1", "2026-07-10", "30000.00");
  add_sale (workspace, "S-2", "P-1", "2026-09-30", "12000.00");
  add_sale (workspace, "S-3", "P-2", "2026-08-15", "8000.00");
  add_sale (workspace, "S-4", "P-3", "2026-08-16", "500.00");
  tw_model_test_close (workspace);

  document = tw_document_open (path, &error);
  g_assert_no_error (error);
  tw_document_set_period (document, "2026-Q3", &error);
  g_assert_no_error (error);

  return document;
}

char *
tw_ui_period_program (void)
{
  return g_strdup (
      "{ \"tierwright\": 1, \"name\": \"Reseller Test\", \"partner_type\": \"reseller\", "
      "\"currency\": \"USD\",\n"
      "  \"effective_from\": \"2026-01-01\",\n"
      "  \"objective\": { \"gap\": \"Reward volume.\", \"kind\": \"reach\", \"metric\": \"net-revenue\", \"baseline\": \"100\",\n"
      "    \"target\": \"200\", \"due\": \"2026-12-31\", \"direct_cost\": \"500\", \"partner_cost\": \"300\" },\n"
      "  \"tiers\": [ { \"name\": \"Registered\", \"enter\": { \"all\": [] } },\n"
      "    { \"name\": \"Gold\", \"enter\": { \"value\": { \"sum\": \"amount\", \"fact\": "
      "\"sale\",\n"
      "      \"window\": { \"rolling\": \"12 months\" } }, \"at_least\": \"40000.00\" } } ],\n"
      "  \"rules\": [\n"
      "    { \"id\": \"volume\", \"name\": \"Volume <rebate>\", \"kind\": \"rebate\", \"window\": "
      "\"quarter\",\n"
      "      \"counts\": { \"sum\": \"amount\", \"fact\": \"sale\" },\n"
      "      \"table\": { \"mode\": \"marginal\", \"bands\": [ { \"from\": \"0\", \"rate\": \"2%\" "
      "},\n"
      "        { \"from\": \"20000.00\", \"rate\": \"5%\" } ] },\n"
      "      \"stacking\": { \"group\": \"all\", \"policy\": \"additive\" } },\n"
      "    { \"id\": \"deal\", \"name\": \"Large deals\", \"kind\": \"bonus\", \"window\": "
      "\"quarter\",\n"
      "      \"counts\": { \"count\": \"facts\", \"fact\": \"sale\",\n"
      "        \"where\": { \"amount\": { \"at_least\": \"10000.00\" } } },\n"
      "      \"price\": \"100\", \"stacking\": { \"group\": \"all\", \"policy\": \"additive\" } } "
      "],\n"
      "  \"payment\": { \"per\": \"quarter\", \"minimum\": \"50.00\", \"below\": \"carry\" } }\n");
}

void
tw_ui_period_publish (TwDocument *document)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, &error);
  g_autofree char *text = tw_ui_period_program ();
  g_autoptr (TwProgramDocument) program = NULL;
  gint64 version;

  g_assert_no_error (error);
  program = tw_program_document_parse (text, -1, vocabulary, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tw_program_version_import (workspace, program, &version, &error));
  g_assert_true (tw_program_version_publish (workspace, version, NULL, &error));
  g_assert_no_error (error);
  tw_document_changed (document);
}

static gboolean
has_no_job (gpointer data)
{
  return tw_document_get_job (data) == NULL;
}

void
tw_ui_period_wait (TwDocument *document)
{
  /* What was done may start another job from an idle or from the pause after a selection. */
  for (guint i = 0; i < 3; i++)
    {
      tw_ui_test_settle ();
      tw_ui_test_wait (has_no_job, document);
    }
}

static char *
dup_label (GtkWidget *widget)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  g_auto (GStrv) parts = label != NULL ? g_strsplit (label, "_", -1) : NULL;

  return parts != NULL ? g_strjoinv ("", parts) : NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  g_autofree char *own = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  own = dup_label (widget);
  if (g_strcmp0 (own, label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
tw_ui_period_press (GtkWidget  *widget,
                    const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
tw_ui_period_assert_key (TwApplication *application,
                         const char    *accelerator,
                         const char    *action)
{
  g_auto (GStrv) actions =
      gtk_application_get_actions_for_accel (GTK_APPLICATION (application), accelerator);

  g_assert_true (g_strv_contains ((const char *const *) actions, action));
}

void
tw_ui_period_shot (GtkWidget  *window,
                   const char *name)
{
  const char *folder = g_getenv ("TW_UI_SHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  graphene_rect_t bounds;

  if (folder == NULL)
    return;

  tw_ui_test_settle ();
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window));
  gdk_paintable_snapshot (paintable, snapshot, bounds.size.width, bounds.size.height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return;

  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &bounds);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
