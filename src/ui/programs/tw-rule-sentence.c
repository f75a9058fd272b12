/* tw-rule-sentence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "common/tw-flow-layout.h"
#include "common/tw-tooltip.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONG_TEXT 40

/* One template per kind of rule. A translation moves the blanks as its language wants them. */
typedef enum
{
  SENTENCE_RATE,
  SENTENCE_PRICE,
  SENTENCE_FLAT,
  SENTENCE_MARGINAL,
  SENTENCE_RETROACTIVE,
  SENTENCE_INTERPOLATED,
} Sentence;

/* The blanks, in the order of their numbers. */
static const char * const blanks[] = { "measure", "facts", "where", "window", "payee", "who", "pay" };

static const char * const pays[] = {
  /* Translators: %1$s is “amount” or “number of people”, %2$s “sales”, %3$s a filter, %4$s “quarter”, %5$s “partner”,
   * %6$s “every partner”, %7$s a rate or an amount: each is a field in the sentence. */
  N_("Pays %7$s of the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Pays %7$s for each unit of the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Pays %7$s once for the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Pays on each slice of the %1$s of %2$s %3$s per %4$s what its band says, to the %5$s for %6$s"),
  N_("Pays on all of the %1$s of %2$s %3$s per %4$s what the band reached says, to the %5$s for %6$s"),
  N_("Pays between the bands in proportion to the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
};

static const char * const charges[] = {
  N_("Charges %7$s of the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Charges %7$s for each unit of the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Charges %7$s once for the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
  N_("Charges on each slice of the %1$s of %2$s %3$s per %4$s what its band says, to the %5$s for %6$s"),
  N_("Charges on all of the %1$s of %2$s %3$s per %4$s what the band reached says, to the %5$s for %6$s"),
  N_("Charges between the bands in proportion to the %1$s of %2$s %3$s per %4$s to the %5$s for %6$s"),
};

/* What is usually counted. */
static const struct
{
  const char *title;
  const char *head;
  const char *json;
} measures[] = {
  { N_("amount"), "sum", "\"amount\"" },
  { N_("margin"), "sum", "{\"sub\":[\"amount\",\"cost\"]}" },
  { N_("list price"), "sum", "\"list\"" },
  { N_("units"), "sum", "\"units\"" },
  { N_("annual contract value"), "sum", "\"acv\"" },
  { N_("total contract value"), "sum", "\"tcv\"" },
  { N_("seats"), "sum", "\"seats\"" },
  { N_("number"), "count", "\"facts\"" },
  { N_("number of people"), "distinct", "\"person\"" },
  { N_("number of customers"), "distinct", "\"customer\"" },
};

/* --- which sentence --- */

/* The path of the rate, price or flat of a rule that has a single one; NULL: look at the bands. */
static char *
find_single (TwRuleForm *form,
             Sentence   *sentence)
{
  static const char * const keys[] = { "rate", "price", "flat" };
  g_autofree char *second_path = tw_rule_form_path (form, "table/bands/1");
  gboolean many = tw_rule_form_lookup (form, second_path) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *plain = tw_rule_form_path (form, keys[i]);

      if (tw_rule_form_lookup (form, plain) != NULL)
        {
          *sentence = i;
          return g_steal_pointer (&plain);
        }
    }
  for (guint i = 0; !many && i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strdup_printf ("table/bands/0/%s", keys[i]);
      g_autofree char *banded = tw_rule_form_path (form, key);

      if (tw_rule_form_lookup (form, banded) != NULL)
        {
          *sentence = i;
          return g_steal_pointer (&banded);
        }
    }

  return NULL;
}

static const char *
choose_template (TwRuleForm *form,
                 char      **single)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  Sentence sentence = SENTENCE_MARGINAL;

  *single = find_single (form, &sentence);
  if (*single == NULL)
    sentence = rule->table->mode == TW_TABLE_RETROACTIVE    ? SENTENCE_RETROACTIVE
               : rule->table->mode == TW_TABLE_INTERPOLATED ? SENTENCE_INTERPOLATED
                                                            : SENTENCE_MARGINAL;

  return rule->charge ? _(charges[sentence]) : _(pays[sentence]);
}

/* --- blanks --- */

static void
on_measure_chosen (GtkDropDown *drop_down,
                   GParamSpec  *pspec,
                   TwRuleForm  *form)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *counts = tw_rule_form_path (form, "counts");
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *label = NULL;
  g_autofree char *name = tw_rule_form_name (form);

  if (selected >= G_N_ELEMENTS (measures))
    {
      tw_rule_form_open (form, "measure");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      g_autofree char *head = g_strdup_printf ("%s/%s", counts, measures[i].head);

      if (!g_str_equal (measures[i].head, measures[selected].head) && tw_rule_form_lookup (form, head) != NULL)
        {
          tw_program_edits_remove (edits, head);
          break;
        }
    }
  path = g_strdup_printf ("%s/%s", counts, measures[selected].head);
  tw_program_edits_set (edits, path, measures[selected].json);
  /* Translators: history: %1$s is a rule, %2$s “amount” or “number of people”. */
  label = g_strdup_printf (_("Let “%1$s” count the %2$s"), name, _(measures[selected].title));
  tw_rule_form_change (form, edits, label);
}

static GtkWidget *
create_measure (TwRuleForm *form,
                TwRulePart *part)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *counts = tw_rule_form_path (form, "counts");
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), item, _("What is counted"));
  guint selected = G_N_ELEMENTS (measures);
  GtkWidget *control;

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", counts, measures[i].head);
      JsonNode *node = tw_rule_form_lookup (form, path);
      g_autofree char *json = node != NULL ? tw_program_text_canonical (node, FALSE) : NULL;

      gtk_string_list_append (titles, _(measures[i].title));
      if (g_strcmp0 (json, measures[i].json) == 0)
        selected = i;
    }
  gtk_string_list_append (titles, _("formula"));
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), selected);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (form));
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_measure_chosen), form);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tw_rule_form_add_place (form, part, counts, control);

  return control;
}

static void
on_payee_chosen (GtkDropDown *drop_down,
                 GParamSpec  *pspec,
                 TwRuleForm  *form)
{
  const TwProgram *program = tw_rule_form_get_program (form);
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *path = tw_rule_form_path (form, "payee");
  g_autofree char *text = selected == 1  ? g_strdup ("\"person\"")
                          : selected > 1 ? g_strdup_printf ("\"fund:%s\"", program->funds[selected - 2].name)
                                         : NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = g_strdup_printf (_("Changed who “%s” pays"), name);

  if (text != NULL)
    tw_program_edits_set (edits, path, text);
  else if (tw_rule_form_lookup (form, path) != NULL)
    tw_program_edits_remove (edits, path);
  else
    return;
  tw_rule_form_change (form, edits, label);
}

static GtkWidget *
create_payee (TwRuleForm *form,
              TwRulePart *part)
{
  const TwProgram *program = tw_rule_form_get_program (form);
  const TwRule *rule = tw_rule_form_get_rule (form);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *path = tw_rule_form_path (form, "payee");
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), rule->name, _("Payee"));
  GtkWidget *control;

  gtk_string_list_append (titles, _("partner"));
  gtk_string_list_append (titles, _("person"));
  for (guint i = 0; i < program->n_funds; i++)
    {
      /* Translators: %s is the name of a fund. */
      g_autofree char *fund = g_strdup_printf (_("fund %s"), program->funds[i].name);

      gtk_string_list_append (titles, fund);
    }
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control),
                              rule->payee == TW_PAYEE_FUND ? rule->fund + 2 : (guint) rule->payee);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (form));
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_payee_chosen), form);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tw_rule_form_add_place (form, part, path, control);

  return control;
}

static void
on_open_clicked (GtkWidget  *button,
                 TwRuleForm *form)
{
  tw_rule_form_open (form, g_object_get_data (G_OBJECT (button), "tw-part"));
}

/* A blank whose form stands below. */
static GtkWidget *
create_button (TwRuleForm *form,
               const char *words,
               const char *title,
               const char *part)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (words);
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *field = g_strdup_printf (_("%1$s, %2$s"), item, title);
  /* Translators: read out for a button: the field, then its value. */
  g_autofree char *name = g_strdup_printf (_("%1$s: %2$s"), field, words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONG_TEXT);
  gtk_button_set_child (GTK_BUTTON (button), label);
  tw_tooltip_set (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "tw-part", (gpointer) part);
  g_signal_connect (button, "clicked", G_CALLBACK (on_open_clicked), form);

  return button;
}

static GtkWidget *
create_where (TwRuleForm *form)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  const TwProgram *program = tw_rule_form_get_program (form);
  g_autofree char *condition =
      rule->counts->where != NULL ? tw_program_describe_condition (program, rule->counts->where) : NULL;
  /* Translators: %s is a condition in words. */
  g_autofree char *words = condition != NULL ? g_strdup_printf (_("where %s"), condition)
                                             : g_strdup (_("without a filter"));

  return create_button (form, words, _("Filter"), "measure");
}

static GtkWidget *
create_who (TwRuleForm *form)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  const TwProgram *program = tw_rule_form_get_program (form);
  g_autofree char *condition = rule->who != NULL ? tw_program_describe_condition (program, rule->who) : NULL;
  /* Translators: %s is a condition in words. */
  g_autofree char *words = condition != NULL ? g_strdup_printf (_("partners where %s"), condition)
                                             : g_strdup (_("every partner"));

  return create_button (form, words, _("Who earns"), "who");
}

static GtkWidget *
create_pay (TwRuleForm *form,
            TwRulePart *part,
            const char *path)
{
  JsonNode *node = tw_rule_form_lookup (form, path);
  GtkWidget *entry = tw_rule_form_entry (form, part, path, TW_FORMULA_VALUE, _("Pays"));

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), JSON_NODE_HOLDS_VALUE (node) ? 8 : 28);

  return entry;
}

static GtkWidget *
create_blank (TwRuleForm *form,
              TwRulePart *part,
              const char *blank,
              const char *single)
{
  g_autofree char *kinds = tw_rule_form_path (form, "counts/fact");
  g_autofree char *window = tw_rule_form_path (form, "window");

  if (g_str_equal (blank, "pay") && single != NULL)
    return create_pay (form, part, single);
  if (g_str_equal (blank, "measure"))
    return create_measure (form, part);
  if (g_str_equal (blank, "facts"))
    return tw_rule_kinds_new (form, part, kinds, _("Facts"), NULL);
  if (g_str_equal (blank, "where"))
    return create_where (form);
  if (g_str_equal (blank, "window"))
    return tw_rule_window_new (form, part, window, _("Window"), TRUE);
  if (g_str_equal (blank, "payee"))
    return create_payee (form, part);
  if (g_str_equal (blank, "who"))
    return create_who (form);

  return NULL;
}

static void
add_words (GtkWidget  *flow,
           const char *text,
           gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  g_auto (GStrv) words = g_strsplit (part, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      gtk_widget_set_parent (gtk_label_new (words[i]), flow);
}

static void
fill (TwRuleForm *form,
      TwRulePart *part,
      GtkWidget  *flow)
{
  g_autofree char *single = NULL;
  const char *text = choose_template (form, &single);
  const char *open;

  /* `%4$s` is the fourth blank. */
  while ((open = strchr (text, '%')) != NULL)
    {
      guint blank = open[1] != '\0' ? (guint) (open[1] - '1') : G_MAXUINT;
      GtkWidget *control =
          blank < G_N_ELEMENTS (blanks) ? create_blank (form, part, blanks[blank], single) : NULL;

      add_words (flow, text, open - text);
      if (control == NULL)
        return;
      gtk_widget_set_parent (control, flow);
      text = open + strlen ("%1$s");
    }
  add_words (flow, text, strlen (text));
}

/* --- the widget --- */

#define TW_TYPE_RULE_SENTENCE (tw_rule_sentence_get_type ())
G_DECLARE_FINAL_TYPE (TwRuleSentence, tw_rule_sentence, TW, RULE_SENTENCE, GtkWidget)

struct _TwRuleSentence
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TwRuleSentence, tw_rule_sentence, GTK_TYPE_WIDGET)

static void
tw_rule_sentence_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tw_rule_sentence_parent_class)->dispose (object);
}

static void
tw_rule_sentence_class_init (TwRuleSentenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_rule_sentence_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tw_rule_sentence_init (TwRuleSentence *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), tw_flow_layout_new (6, 6));
}

/* The name of the rule, its sentence, and the kind. */
GtkWidget *
tw_rule_sentence_build (TwRuleForm *form,
                        TwRulePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *flow = g_object_new (TW_TYPE_RULE_SENTENCE, NULL);
  g_autofree char *name_path = tw_rule_form_path (form, "name");
  GtkWidget *name = tw_rule_form_entry (form, part, name_path, TW_FORMULA_TEXT, _("Name"));
  guint index = tw_rule_form_get_rule (form) - tw_rule_form_get_program (form)->rules;
  g_autofree char *sentence = tw_program_describe_rule (tw_rule_form_get_program (form), index);

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (name), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (name), 0);
  gtk_widget_add_css_class (name, "rule-name");
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  fill (form, part, flow);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), flow);

  return box;
}
