/* tw-partner-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partner-page.h"

#include "application/tw-window.h"
#include "common/tw-form.h"
#include "common/tw-history-pane.h"
#include "common/tw-list-source.h"
#include "common/tw-register.h"
#include "common/tw-tab-bar.h"
#include "common/tw-table.h"
#include "common/tw-turns.h"
#include "partners/tw-partner-standing.h"
#include "pipeline/tw-partner-pipeline.h"
#include "plans/tw-partner-plan.h"
#include "statements/tw-statements-view.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#define FORM_WIDTH 860

struct _TwPartnerPage
{
  AdwBin         parent_instance;

  /* owned */
  TwDocument    *document;
  TwForm        *form;
  TwTableSource *facts_source;
  TwTableSource *statements_source;

  gint64         id;

  /* children */
  TwTabBar      *tab_bar;
  GtkStack      *stack;
  GtkDropDown   *kinds;
  TwTable       *facts;
  GtkBox        *facts_box;
  GtkBox        *terms_box;
  TwPartnerStanding *standing;
  GPtrArray     *registers;     /* TwRegister*, borrowed */
};

G_DEFINE_FINAL_TYPE (TwPartnerPage, tw_partner_page, ADW_TYPE_BIN)

/* The registers and facts of which a partner's page shows those of the partner. */
static const char *const fact_kinds[] = {
  "sale", "marketplace", "services", "unit_report", "registration", "certification",
};

static TwWorkspace *
get_workspace (TwPartnerPage *self)
{
  return tw_document_get_workspace (self->document);
}

/* Text and forms don't grow beyond what the eye follows. */
static GtkWidget *
wrap_in_clamp (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (child, "page-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), FORM_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/* --- Data --- */

static void
on_saved (TwPartnerPage *self)
{
  tw_document_changed (self->document);
}

static void
on_open_record (TwPartnerPage *self,
                const char    *entity,
                gint64         id)
{
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), entity, id);
}

static GtkWidget *
create_data (TwPartnerPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (TwRow) row = NULL;
  g_autofree char *draft = NULL;

  row = tw_row_read (get_workspace (self), tw_entity_find ("partner"), self->id, NULL);
  if (row == NULL)
    return group;

  self->form = tw_form_new (get_workspace (self), row, TRUE, NULL);
  draft = g_strdup_printf ("partner-page/%" G_GINT64_FORMAT, self->id);
  tw_form_keep_draft (self->form, draft);
  g_signal_connect_object (self->form, "open-record", G_CALLBACK (on_open_record), self,
                           G_CONNECT_SWAPPED);
  tw_form_add_to (self->form, ADW_PREFERENCES_GROUP (group));
  tw_form_set_sensitive (self->form, !tw_document_is_read_only (self->document));
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);

  return wrap_in_clamp (group);
}

/* --- Transactions --- */

/* All columns but the partner, which is the same in every row. */
static char **
get_fact_fields (const TwEntity *entity)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  g_strv_builder_add (fields, entity->title);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const char *name = entity->fields[i].name;

      if (!g_str_equal (name, "partner") && !g_str_equal (name, entity->title))
        g_strv_builder_add (fields, name);
    }

  return g_strv_builder_end (fields);
}

static void
show_kind (TwPartnerPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->kinds);
  const TwEntity *entity;
  g_autofree char *name = NULL;
  g_auto (GStrv) fields = NULL;

  if (selected >= G_N_ELEMENTS (fact_kinds))
    return;

  if (self->facts != NULL)
    gtk_box_remove (self->facts_box, GTK_WIDGET (self->facts));

  g_clear_object (&self->facts_source);
  entity = tw_entity_find (fact_kinds[selected]);
  name = g_strdup_printf ("partner-%s", fact_kinds[selected]);
  g_strdelimit (name, "_", '-');

  self->facts = TW_TABLE (tw_table_new (name, tw_entity_get_label (entity, TRUE)));
  fields = get_fact_fields (entity);
  self->facts_source
      = tw_list_source_new (get_workspace (self), entity, (const char *const *)fields);
  tw_list_source_set_scope (TW_LIST_SOURCE (self->facts_source), "partner", self->id);
  tw_table_set_empty (self->facts, "tw-partners-symbolic", _("No Transactions"),
                      _("The partner has none of this kind."), NULL);
  if (!tw_document_is_read_only (self->document))
    tw_list_source_set_editable (TW_LIST_SOURCE (self->facts_source), entity);
  tw_table_set_source (self->facts, self->facts_source);
  gtk_widget_set_vexpand (GTK_WIDGET (self->facts), TRUE);
  gtk_box_append (self->facts_box, GTK_WIDGET (self->facts));
}

static GtkWidget *
create_transactions (TwPartnerPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (fact_kinds); i++)
    gtk_string_list_append (labels, tw_entity_get_label (tw_entity_find (fact_kinds[i]), TRUE));

  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Kind of transaction"), -1);
  gtk_widget_add_css_class (bar, "table-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->kinds));

  self->facts_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (self->facts_box, bar);
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (show_kind), self,
                           G_CONNECT_SWAPPED);
  show_kind (self);

  return GTK_WIDGET (self->facts_box);
}

/* --- Pipeline and Plan --- */

static GtkWidget *
create_pipeline (TwPartnerPage *self)
{
  return tw_partner_pipeline_new (self->document, self->id);
}

static GtkWidget *
create_plan (TwPartnerPage *self)
{
  return tw_partner_plan_new (self->document, self->id);
}

/* --- Statements --- */

static void
on_statement_activated (TwPartnerPage *self,
                        gint64         key)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  TwView *view = tw_window_visit_view (window, "statements");

  if (view != NULL)
    tw_statements_view_open (TW_STATEMENTS_VIEW (view), key);
}

static GtkWidget *
create_statements (TwPartnerPage *self)
{
  static const char *const fields[] = {
    "period", "program", "tier", "measure", "earned", "payable", "currency", "state", NULL,
  };
  TwTable *table = TW_TABLE (tw_table_new ("partner-statements", _("Statements")));

  self->statements_source = tw_list_source_new (get_workspace (self), tw_entity_find ("statement"),
                                                fields);
  tw_list_source_set_scope (TW_LIST_SOURCE (self->statements_source), "partner", self->id);
  tw_table_set_empty (table, "tw-statements-symbolic", _("No Statements"),
                      _("Nothing was calculated for this partner yet."), NULL);
  tw_table_set_source (table, self->statements_source);
  g_signal_connect_object (table, "row-activated", G_CALLBACK (on_statement_activated), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (table);
}

/* --- registers --- */

static void
append_register (TwPartnerPage *self,
                 GtkWidget     *box,
                 const char    *entity,
                 const char    *title_field,
                 const char    *description)
{
  GtkWidget *child = tw_register_new (self->document, tw_entity_find (entity), "partner", self->id,
                                      title_field, description);

  g_ptr_array_add (self->registers, child);
  gtk_box_append (GTK_BOX (box), child);
}

static GtkWidget *
create_people (TwPartnerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  append_register (self, box, "person", "name",
                   _("Who works at the partner: contacts, sellers, and who holds certifications."));

  return wrap_in_clamp (box);
}

/* What is built, sold and promised together: what the design checks of programs look at. */
static GtkWidget *
create_joint (TwPartnerPage *self)
{
  static const struct
  {
    const char *entity;
    const char *title_field;
    const char *description;
  } lists[] = {
    { "joint_solution", "name", N_("What both sell together, and what was agreed on it.") },
    { "integration", "name", N_("How the products are connected, and whether that is certified.") },
    { "cosell_engagement", "requested", N_("Requests to sell together, with who owns the account.") },
    { "marketplace_listing", "name", N_("What customers find of the partner in the marketplace.") },
    { "partner_risk", "name", N_("What threatens the partnership, and what softens it.") },
    { "partner_document", "name", N_("Documents that onboarding and compliance ask for.") },
    { "partner_pack", "kind", N_("What was handed to the partner: data, gaps to the next tier, evidence.") },
    { "partner_economics", "line", N_("What the partner earns with your line and with rivals'.") },
    { "fund_request", "name", N_("Marketing money asked for, and what it is for.") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    append_register (self, box, lists[i].entity, lists[i].title_field, _(lists[i].description));

  return wrap_in_clamp (box);
}

/* Below the agreements stand the terms of each. */
static void
fill_terms (TwPartnerPage *self)
{
  const TwEntity *entity = tw_entity_find ("agreement");
  g_autoptr (TwList) list = tw_list_new (get_workspace (self), entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terms_box))) != NULL)
    gtk_box_remove (self->terms_box, child);

  tw_filter_add_number (filter, "partner", TW_FILTER_IS, self->id);
  tw_list_set_filter (list, filter);
  /* The agreements stand above, and say it where they can't be read. */
  tw_list_load (list, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *name
          = tw_item_get_text (item, tw_entity_get_index (entity, entity->title), FALSE);
      g_autofree char *heading = NULL;
      GtkWidget *terms = tw_register_new (self->document,
                                          tw_entity_find ("agreement_term"),
                                          "agreement",
                                          tw_item_get_id (item),
                                          "name",
                                          NULL);

      /* Translators: %s is the external id of an agreement. */
      heading = g_strdup_printf (_("Terms of %s"), name);
      tw_register_set_heading (TW_REGISTER (terms), heading);
      gtk_box_append (self->terms_box, terms);
    }
}

static GtkWidget *
create_types (TwPartnerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->standing = TW_PARTNER_STANDING (tw_partner_standing_new (self->document, self->id, FALSE));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->standing));

  append_register (self, box, "partner_type", "type",
                   _("What the partner is, and since when. It decides which programs apply."));
  append_register (self, box, "enrolment", "program", NULL);
  append_register (self, box, "tier_assignment", "tier",
                   _("Calculations use the tier that was in force on the day of each sale."));
  append_register (self, box, "agreement", "external_id",
                   _("Negotiated terms, such as a quota or a rate, belong to an agreement."));
  self->terms_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->terms_box));
  fill_terms (self);

  return wrap_in_clamp (box);
}

static GtkWidget *
create_history (TwPartnerPage *self)
{
  return tw_history_pane_new (self->document, "partner", self->id);
}

/* --- tabs --- */

typedef struct
{
  const char  *name;
  const char  *title;
  GtkWidget *(*create) (TwPartnerPage *self);
} Tab;

static const Tab tabs[] = {
  { "data", N_("Data"), create_data },
  { "people", N_("People"), create_people },
  { "types", N_("Types & Tiers"), create_types },
  { "transactions", N_("Transactions"), create_transactions },
  { "pipeline", N_("Pipeline"), create_pipeline },
  { "joint", N_("Joint Work"), create_joint },
  { "plan", N_("Plan"), create_plan },
  { "statements", N_("Statements"), create_statements },
  { "history", N_("History"), create_history },
};

/* A tab is an empty bin until somebody looks at it, and for a turn after that. */
static void
fill_tab (gpointer data)
{
  TwPartnerPage *self = data;
  GtkWidget *bin = gtk_stack_get_visible_child (self->stack);
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (bin == NULL || adw_bin_get_child (ADW_BIN (bin)) != NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      if (g_str_equal (tabs[i].name, name))
        adw_bin_set_child (ADW_BIN (bin), tabs[i].create (self));
    }
}

static void
on_tab_changed (TwPartnerPage *self)
{
  tw_turns_later (self, fill_tab);
}

static void
tw_partner_page_dispose (GObject *object)
{
  TwPartnerPage *self = TW_PARTNER_PAGE (object);

  g_clear_object (&self->form);
  g_clear_object (&self->facts_source);
  g_clear_object (&self->statements_source);
  g_clear_object (&self->document);
  g_clear_pointer (&self->registers, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_partner_page_parent_class)->dispose (object);
}

static void
tw_partner_page_class_init (TwPartnerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_partner_page_dispose;
}

static void
tw_partner_page_init (TwPartnerPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->registers = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    gtk_stack_add_titled (self->stack, adw_bin_new (), tabs[i].name, _(tabs[i].title));

  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_partner_page_new (TwDocument *document,
                     gint64      partner)
{
  TwPartnerPage *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PARTNER_PAGE, NULL);
  self->document = g_object_ref (document);
  self->id = partner;
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed), self,
                           G_CONNECT_SWAPPED);
  on_tab_changed (self);

  return GTK_WIDGET (self);
}

gint64
tw_partner_page_get_id (TwPartnerPage *self)
{
  g_return_val_if_fail (TW_IS_PARTNER_PAGE (self), 0);

  return self->id;
}

gboolean
tw_partner_page_refresh (TwPartnerPage *self)
{
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_PARTNER_PAGE (self), FALSE);

  row = tw_row_read (get_workspace (self), tw_entity_find ("partner"), self->id, NULL);
  if (row == NULL)
    return FALSE;

  if (self->form != NULL)
    tw_form_set_row (self->form, row);

  if (self->facts_source != NULL)
    tw_list_source_refresh (TW_LIST_SOURCE (self->facts_source));

  if (self->statements_source != NULL)
    tw_list_source_refresh (TW_LIST_SOURCE (self->statements_source));

  if (self->standing != NULL)
    tw_partner_standing_refresh (self->standing);

  for (guint i = 0; i < self->registers->len; i++)
    tw_register_refresh (self->registers->pdata[i]);

  if (self->terms_box != NULL)
    fill_terms (self);

  return TRUE;
}

void
tw_partner_page_step_tab (TwPartnerPage *self,
                          int            step)
{
  g_return_if_fail (TW_IS_PARTNER_PAGE (self));

  tw_tab_bar_step (self->tab_bar, step);
  tw_turns_finish (self);

  if (!gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    tw_tab_bar_focus (self->tab_bar);
}

gboolean
tw_partner_page_find (TwPartnerPage *self)
{
  GtkWidget *child;

  g_return_val_if_fail (TW_IS_PARTNER_PAGE (self), FALSE);

  tw_turns_finish (self);
  child = adw_bin_get_child (ADW_BIN (gtk_stack_get_visible_child (self->stack)));
  if (child == GTK_WIDGET (self->facts_box))
    child = GTK_WIDGET (self->facts);
  if (TW_IS_PARTNER_PLAN (child))
    child = (GtkWidget *) tw_partner_plan_get_table (TW_PARTNER_PLAN (child));

  return TW_IS_TABLE (child) && tw_table_find (TW_TABLE (child));
}

gboolean
tw_partner_page_is_changed (TwPartnerPage *self)
{
  g_return_val_if_fail (TW_IS_PARTNER_PAGE (self), FALSE);

  return self->form != NULL && tw_form_is_changed (self->form);
}
