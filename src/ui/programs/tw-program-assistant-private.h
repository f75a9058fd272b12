/* tw-program-assistant-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-assistant.h"

#include "common/tw-field-editor.h"
#include "programs/tw-objective-form.h"
#include "tw-program-template.h"

G_BEGIN_DECLS

typedef enum
{
  STEP_OBJECTIVE,
  STEP_TYPE,
  STEP_TEMPLATE,
  STEP_NAME,
  N_STEPS,
} AssistantStep;

struct _TwProgramAssistant
{
  TwAssistant      parent_instance;

  /* owned */
  TwDocument      *document;
  TwObjectiveForm *form;
  TwFieldEditor   *name;
  TwFieldEditor   *currency;
  TwFieldEditor   *first_day;
  TwChoice        *currencies;       /* ended by a NULL key; keys are owned */
  GCancellable    *measuring;        /* (nullable) */
  char            *measured;         /* (nullable): the metric that was asked for last */
  char            *home_currency;    /* of the workspace */
  TwField          fields[3];

  /* borrowed */
  const char      *type;             /* (nullable): of the partners */
  const char      *template;         /* (nullable): id; NULL: empty */

  /* children */
  GtkWidget       *pages[N_STEPS];
  GtkWidget       *restored;         /* says that something was put back */
  GtkLabel        *restored_label;
  GtkWidget       *types[4];         /* check buttons */
  GtkLabel        *suggestion;
  AdwBin          *card;
  AdwBin          *templates;
  AdwBin          *preview;

  AssistantStep    step;
  guint            draft_source;
  gboolean         renamed;          /* by the person */
  gboolean         changed;
  gboolean         restoring;
  gboolean         done;
};

/* tw-program-assistant-pages.c: the steps. */
GtkWidget *tw_program_assistant_create_objective (TwProgramAssistant *self);
GtkWidget *tw_program_assistant_create_type      (TwProgramAssistant *self);
GtkWidget *tw_program_assistant_create_template  (TwProgramAssistant *self);
GtkWidget *tw_program_assistant_create_name      (TwProgramAssistant *self);
/* Brings a step up to what the ones before it say. */
void       tw_program_assistant_enter_step       (TwProgramAssistant *self,
                                                  AssistantStep       step);
void       tw_program_assistant_focus_step       (TwProgramAssistant *self,
                                                  AssistantStep       step);
/* (transfer full) (nullable): why the step can't be left yet. */
char      *tw_program_assistant_get_obstacle     (TwProgramAssistant *self,
                                                  AssistantStep       step);
void       tw_program_assistant_choose_type      (TwProgramAssistant *self,
                                                  const char         *type);
void       tw_program_assistant_choose_template  (TwProgramAssistant *self,
                                                  const char         *id);

/* tw-program-assistant-draft.c: what is kept through a crash. */
void       tw_program_assistant_keep             (TwProgramAssistant *self);
void       tw_program_assistant_restore          (TwProgramAssistant *self);
void       tw_program_assistant_forget           (TwProgramAssistant *self);

/* tw-program-assistant-make.c: the program from what was entered; and the figure of a chosen outcome. */
gboolean   tw_program_assistant_make             (TwProgramAssistant *self,
                                                  gint64             *version,
                                                  GError            **error);
/* (transfer full) (nullable): the program as JSON, with everything inherited unconfirmed. NULL with the
 * message at a field, or with @error. */
JsonNode  *tw_program_assistant_compose          (TwProgramAssistant *self,
                                                  GError            **error);
void       tw_program_assistant_measure          (TwProgramAssistant *self);

/* tw-program-assistant.c */
void       tw_program_assistant_changed          (TwProgramAssistant *self);

G_END_DECLS
