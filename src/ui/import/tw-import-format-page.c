/* tw-import-format-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Step 2: how the file is written. What was found out comes with its evidence; what can be read in two
 * ways is asked, with nothing chosen. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-assistant-private.h"
#include "import/tw-import-widgets.h"

#include <glib/gi18n-lib.h>

#define SHOWN_ROWS 10
#define SHOWN_COLUMNS 60

typedef enum
{
  QUESTION_ENCODING,
  QUESTION_DELIMITER,
  QUESTION_HEADER,
  QUESTION_DECIMAL,
  QUESTION_DATES,
  N_QUESTIONS
} Question;

static const char *const titles[N_QUESTIONS] = {
  N_("Encoding"), N_("Delimiter"), N_("First row"), N_("Decimal sign"), N_("Order in dates"),
};

#define MAX_ANSWERS 5

static const struct
{
  const char *label;
  int         value;
} answers[N_QUESTIONS][MAX_ANSWERS + 1] = {
  { { "UTF-8", TW_ENCODING_UTF_8 },
    { "Windows-1252", TW_ENCODING_WINDOWS_1252 },
    { "Mac Roman", TW_ENCODING_MAC_ROMAN },
    { "UTF-16 LE", TW_ENCODING_UTF_16LE },
    { "UTF-16 BE", TW_ENCODING_UTF_16BE } },
  { { N_("Comma"), ',' }, { N_("Semicolon"), ';' }, { N_("Tab"), '\t' }, { N_("Pipe"), '|' } },
  { { N_("Names of columns"), TRUE }, { N_("Data"), FALSE } },
  { { N_("Point, 1,234.50"), TW_DECIMAL_POINT }, { N_("Comma, 1.234,50"), TW_DECIMAL_COMMA } },
  { { N_("Day, month, year"), TW_DATE_ORDER_DMY },
    { N_("Month, day, year"), TW_DATE_ORDER_MDY },
    { N_("Year, month, day"), TW_DATE_ORDER_YMD } },
};

#define TW_TYPE_IMPORT_FORMAT_PAGE (tw_import_format_page_get_type ())
G_DECLARE_FINAL_TYPE (TwImportFormatPage, tw_import_format_page, TW, IMPORT_FORMAT_PAGE, TwImportPage)

struct _TwImportFormatPage
{
  TwImportPage  parent_instance;

  /* children */
  GtkWidget    *rows[N_QUESTIONS];
  GtkDropDown  *choices[N_QUESTIONS];
  GtkWidget    *preview;          /* scrolled window */
  GtkLabel     *preview_note;

  gboolean      open[N_QUESTIONS]; /* has a line "Choose…" first */
  gboolean      setting;
};

G_DEFINE_FINAL_TYPE (TwImportFormatPage, tw_import_format_page, TW_TYPE_IMPORT_PAGE)

static const TwCsvFinding *
get_finding (const TwCsvProfile *profile,
             Question            question)
{
  const TwCsvFinding *findings[N_QUESTIONS] = {
    &profile->encoding, &profile->delimiter, &profile->header, &profile->decimal, &profile->dates,
  };

  return findings[question];
}

static int
get_value (const TwCsvFormat *format,
           Question           question)
{
  const int values[N_QUESTIONS] = {
    (int) format->encoding, format->delimiter, format->header, (int) format->decimal,
    (int) format->dates,
  };

  return values[question];
}

static guint
count_answers (Question question)
{
  guint n = 0;

  while (n < MAX_ANSWERS && answers[question][n].label != NULL)
    n++;

  return n;
}

/* --- the raw rows --- */

static GtkWidget *
create_cell (const char *text,
             gboolean    heading)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *clean = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  gtk_label_set_text (GTK_LABEL (label), clean);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (clean, -1) + 1, 24));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, heading ? "heading" : "numeric");

  return label;
}

static void
update_preview (TwImportFormatPage *self,
                TwCsvProfile       *profile)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n_rows = MIN (profile->raw->len, SHOWN_ROWS + (profile->format.header ? 1 : 0));
  g_autofree char *note = NULL;

  gtk_widget_add_css_class (grid, "raw-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("First rows of the file"), -1);
  for (guint r = 0; r < n_rows; r++)
    {
      GStrv cells = g_ptr_array_index (profile->raw, r);

      for (guint c = 0; cells[c] != NULL && c < SHOWN_COLUMNS; c++)
        gtk_grid_attach (GTK_GRID (grid), create_cell (cells[c], r == 0 && profile->format.header),
                         (int) c, (int) r, 1, 1);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->preview), grid);

  if (profile->width > SHOWN_COLUMNS)
    note = g_strdup_printf (_("The first %d of %u columns are shown."), SHOWN_COLUMNS, profile->width);
  else
    note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u column, as the file writes it.",
                                         "%u columns, as the file writes them.", profile->width),
                            profile->width);
  gtk_label_set_text (self->preview_note, note);
}

/* --- the questions --- */

static void
update_question (TwImportFormatPage *self,
                 TwCsvProfile       *profile,
                 Question            question)
{
  const TwCsvFinding *finding = get_finding (profile, question);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gboolean open = finding->confidence == TW_CONFIDENCE_AMBIGUOUS;
  guint selected = 0;

  if (open)
    gtk_string_list_append (labels, _("Choose…"));
  for (guint i = 0; i < count_answers (question); i++)
    {
      gtk_string_list_append (labels, _(answers[question][i].label));
      if (!open && answers[question][i].value == get_value (&profile->format, question))
        selected = i;
    }

  self->open[question] = open;
  gtk_drop_down_set_model (self->choices[question], G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->choices[question], selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[question]),
                               finding->evidence != NULL ? finding->evidence : "");
  if (open)
    gtk_widget_add_css_class (self->rows[question], "open-question");
  else
    gtk_widget_remove_css_class (self->rows[question], "open-question");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->choices[question]), GTK_ACCESSIBLE_STATE_INVALID,
                               open ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
format_page_update (TwImportPage *page)
{
  TwImportFormatPage *self = TW_IMPORT_FORMAT_PAGE (page);
  TwImportSession *session = tw_import_page_get_session (page);
  TwCsvProfile *profile = session != NULL ? tw_import_session_get_profile (session) : NULL;

  if (profile == NULL)
    return;

  self->setting = TRUE;
  for (int i = 0; i < N_QUESTIONS; i++)
    update_question (self, profile, i);
  self->setting = FALSE;
  update_preview (self, profile);
}

static char *
format_page_get_obstacle (TwImportPage *page)
{
  TwImportFormatPage *self = TW_IMPORT_FORMAT_PAGE (page);

  for (int i = 0; i < N_QUESTIONS; i++)
    if (self->open[i])
      /* Translators: %s is a question about a file, such as “Decimal sign”. */
      return g_strdup_printf (_("“%s” can be read in two ways: choose one."), _(titles[i]));

  return NULL;
}

/* What is still open comes first, wherever it stands. */
static void
format_page_focus (TwImportPage *page)
{
  TwImportFormatPage *self = TW_IMPORT_FORMAT_PAGE (page);
  int first = 0;

  while (first < N_QUESTIONS - 1 && !self->open[first])
    first++;
  if (self->open[first])
    gtk_widget_child_focus (GTK_WIDGET (self->choices[first]), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (tw_assistant_get_next (TW_ASSISTANT (tw_import_page_get_assistant (page))));
}

static void
on_answered (TwImportFormatPage *self,
             GParamSpec         *pspec,
             GtkDropDown        *choice)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (TW_IMPORT_PAGE (self));
  int question = 0;
  guint selected = gtk_drop_down_get_selected (choice);
  int value;

  if (self->setting)
    return;
  while (self->choices[question] != choice)
    question++;
  if (self->open[question])
    {
      if (selected == 0)
        return;
      selected--;
    }

  value = answers[question][selected].value;
  switch (question)
    {
    case QUESTION_ENCODING:
      assistant->given.encoding = (TwEncoding) value;
      break;
    case QUESTION_DELIMITER:
      assistant->given.delimiter = (char) value;
      break;
    case QUESTION_HEADER:
      assistant->given.header = value;
      assistant->given.header_given = TRUE;
      break;
    case QUESTION_DECIMAL:
      assistant->given.decimal = (TwDecimalSign) value;
      break;
    default:
      assistant->given.dates = (TwDateOrder) value;
      break;
    }
  tw_import_assistant_reopen (assistant);
}

/* --- making it --- */

static void
add_questions (TwImportFormatPage *self,
               GtkBox             *body)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("How the file is read"));
  for (int i = 0; i < N_QUESTIONS; i++)
    {
      static const char *const none[] = { NULL };

      self->rows[i] = tw_import_row_new (_(titles[i]), "");
      self->choices[i] = tw_import_drop_down_new (none, _(titles[i]), FALSE);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->rows[i]), 8);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->rows[i]), GTK_WIDGET (self->choices[i]));
      g_signal_connect_object (self->choices[i], "notify::selected", G_CALLBACK (on_answered), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->rows[i]);
    }
  gtk_box_append (body, group);
}

static void
add_preview (TwImportFormatPage *self,
             GtkBox             *body)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("First rows"));
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  self->preview = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->preview), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_focusable (self->preview, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("First rows of the file"), -1);
  gtk_widget_add_css_class (frame, "view");
  gtk_frame_set_child (GTK_FRAME (frame), self->preview);
  self->preview_note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->preview_note, 0);
  gtk_label_set_wrap (self->preview_note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->preview_note), "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview_note));
  gtk_box_append (body, box);
}

static void
tw_import_format_page_constructed (GObject *object)
{
  TwImportFormatPage *self = TW_IMPORT_FORMAT_PAGE (object);
  GtkBox *body = tw_import_page_create_body (TW_IMPORT_PAGE (self));

  G_OBJECT_CLASS (tw_import_format_page_parent_class)->constructed (object);
  add_questions (self, body);
  add_preview (self, body);
}

static void
tw_import_format_page_class_init (TwImportFormatPageClass *klass)
{
  TwImportPageClass *page_class = TW_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tw_import_format_page_constructed;
  page_class->update = format_page_update;
  page_class->get_obstacle = format_page_get_obstacle;
  page_class->focus = format_page_focus;
}

static void
tw_import_format_page_init (TwImportFormatPage *self)
{
}

GtkWidget *
tw_import_format_page_new (TwImportAssistant *assistant)
{
  return g_object_new (TW_TYPE_IMPORT_FORMAT_PAGE, "assistant", assistant, NULL);
}
